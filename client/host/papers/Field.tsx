import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import type { Fault } from './faults.ts';
import styles from './form.module.css';

/** What the control inside has to carry. */
export interface FieldControl {
  id: string;
  status: '' | 'error';
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

interface Props {
  label: ReactNode;
  hint?: ReactNode;
  fault?: Fault | undefined;
  /** Something that is no fault of this field, but has to be known. */
  warning?: ReactNode;
  className?: string | undefined;
  children: (control: FieldControl) => ReactNode;
}

/** A control with its name above and what is wrong with it below, tied to it for those who hear the page. */
export function Field({ label, hint, fault, warning, className = '', children }: Props) {
  const id = useId();
  const said = [hint && `${id}-hint`, warning && `${id}-warning`, fault && `${id}-fault`].filter(Boolean);
  return (
    <div className={`${styles['field']} ${className}`}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      {children({
        id,
        status: fault ? 'error' : '',
        'aria-invalid': fault !== undefined,
        'aria-describedby': said.join(' ') || undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      {warning && (
        <p id={`${id}-warning`} className={styles['warning']}>
          {warning}
        </p>
      )}
      {fault && <FaultText id={`${id}-fault`} fault={fault} />}
    </div>
  );
}

export function FaultText({ id, fault }: { id?: string; fault: Fault }) {
  const words = useFaultWords();
  return (
    <p id={id} className={styles['fault']} data-fault={fault.code}>
      <span aria-hidden="true">×</span> {words(fault)}
    </p>
  );
}

export function useFaultWords(): (fault: Fault) => string {
  const { t } = useTranslation('papers');
  const format = useFormat();
  return ({ code, limit }) => t(`fault.${code}`, { limit: format.number(limit) });
}
