import { Input } from 'antd';
import { useId } from 'react';
import desk from '../desk.module.css';

interface Props {
  label: string;
  help?: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
}

/** A reason that goes into the record: one line, never empty. */
export function ReasonField({ label, help, placeholder, value, onChange }: Props) {
  const id = useId();
  return (
    <div className={desk['field']}>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={value}
        maxLength={500}
        required
        {...(placeholder !== undefined && { placeholder })}
        {...(help !== undefined && { 'aria-describedby': `${id}-help` })}
        onChange={(event) => onChange(event.target.value)}
      />
      {help !== undefined && (
        <p id={`${id}-help`} className={desk['help']}>
          {help}
        </p>
      )}
    </div>
  );
}
