import { Input } from 'antd';
import type { TextAreaProps } from 'antd/es/input';
import type { CSSProperties } from 'react';

/**
 * As tall as its text, between so many lines. antd's own `autoSize` measures with styles written as an attribute, which the
 * page's content security policy refuses; where a browser cannot do this by itself, the text scrolls.
 */
export function GrowingTextArea({
  minRows,
  maxRows,
  ...rest
}: TextAreaProps & { minRows: number; maxRows: number }) {
  const style = {
    fieldSizing: 'content',
    // The padding and the border of one of antd's fields.
    minHeight: `calc(${minRows}lh + 10px)`,
    maxHeight: `calc(${maxRows}lh + 10px)`,
  } as CSSProperties;
  return <Input.TextArea rows={minRows} style={style} {...rest} />;
}
