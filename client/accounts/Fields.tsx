import { type InputHTMLAttributes, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './accounts.module.css';

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  label: ReactNode;
  help?: ReactNode;
  value: string;
  onChange: (value: string) => void;
}

export function TextField({ label, help, value, onChange, ...rest }: Props) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      {help !== undefined && (
        <p id={`${id}-help`} className={styles['help']}>
          {help}
        </p>
      )}
      <input
        {...rest}
        id={id}
        value={value}
        spellCheck={false}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

/** Can be shown while it is typed: a long sentence is not typed blind. Pasting is never hindered. */
export function PasswordField(props: Props) {
  const { t } = useTranslation('accounts');
  const [shown, setShown] = useState(false);
  return (
    <div className={styles['password']}>
      <TextField {...props} type={shown ? 'text' : 'password'} autoCapitalize="off" />
      <label className={styles['show']}>
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        {t('showPassword')}
      </label>
    </div>
  );
}
