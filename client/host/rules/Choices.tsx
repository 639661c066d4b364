import { Radio } from 'antd';
import { useId } from 'react';
import { FaultText } from '../papers/Field.tsx';
import type { Fault } from '../papers/faults.ts';
import styles from './rules.module.css';

interface Props<V extends string> {
  title: string;
  value: V;
  /** Each with one plain sentence on what it does and where it is chosen. */
  options: readonly { value: V; label: string; about: string; disabled?: boolean }[];
  fault?: Fault | undefined;
  onChange: (value: V) => void;
}

/** One question of the rules, all its answers in sight. */
export function Choices<V extends string>({ title, value, options, fault, onChange }: Props<V>) {
  const id = useId();
  return (
    <div className={styles['choices']}>
      <h4 id={id}>{title}</h4>
      <Radio.Group
        aria-labelledby={id}
        className={styles['cards'] ?? ''}
        name={id}
        value={value}
        onChange={({ target }) => onChange(target.value as V)}
      >
        {options.map(({ value: one, label, about, disabled = false }) => (
          <Radio key={one} value={one} disabled={disabled} className={styles['card'] ?? ''}>
            <span className={styles['cardLabel']}>{label}</span>
            <span className={styles['about']}>{about}</span>
          </Radio>
        ))}
      </Radio.Group>
      {fault && <FaultText fault={fault} />}
    </div>
  );
}
