import { type ReactNode, useEffect, useRef } from 'react';

/** A heading that takes the focus each time `arrivals` grows: what held it before is gone. */
export function ArrivalHeading(props: { id?: string; arrivals: number; children: ReactNode }) {
  const { id, arrivals, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (arrivals > 0) heading.current?.focus();
  }, [arrivals]);
  return (
    <h2 ref={heading} id={id} tabIndex={-1}>
      {children}
    </h2>
  );
}
