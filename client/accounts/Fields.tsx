import {
  type InputHTMLAttributes,
  type InvalidEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import styles from './accounts.module.css';

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  label: ReactNode;
  help?: ReactNode;
  value: string;
  onChange: (value: string) => void;
  /** What to say when the value does not fit the pattern. */
  misfit?: string;
  /** Why the value does not do, or nothing. */
  fault?: string;
}

/** Browsers hold back a form with a field that is empty or does not fit; the words for it are ours. */
export function TextField({ label, help, value, onChange, misfit, fault = '', ...rest }: Props) {
  const { t } = useTranslation('accounts');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.setCustomValidity(fault), [fault]);
  const explain = ({ currentTarget: field }: InvalidEvent<HTMLInputElement>) => {
    if (field.validity.valueMissing) field.setCustomValidity(t('fillIn'));
    else if (field.validity.patternMismatch && misfit) field.setCustomValidity(misfit);
  };
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
        ref={input}
        value={value}
        spellCheck={false}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onInvalid={explain}
        onChange={(event) => {
          event.target.setCustomValidity('');
          onChange(event.target.value);
        }}
      />
    </div>
  );
}

/** Can be shown while it is typed: a long sentence is not typed blind. Pasting is never hindered. */
export function PasswordField(props: Props) {
  const [shown, setShown] = useState(false);
  return (
    <div className={styles['password']}>
      <TextField {...props} type={shown ? 'text' : 'password'} autoCapitalize="off" required />
      <Show shown={shown} onChange={setShown} />
    </div>
  );
}

/** A password of one's own choice: typed twice, or once where it is shown. A slip of the finger would lock its owner out. */
export function NewPasswordField({ label, value, onChange }: Pick<Props, 'label' | 'value' | 'onChange'>) {
  const { t } = useTranslation('accounts');
  const [shown, setShown] = useState(false);
  const [again, setAgain] = useState('');
  const common = {
    type: shown ? 'text' : 'password',
    autoComplete: 'new-password',
    autoCapitalize: 'off',
    required: true,
  };
  return (
    <div className={styles['password']}>
      <TextField
        {...common}
        label={label}
        help={t('passwordHelp')}
        value={value}
        onChange={onChange}
        name="new-password"
      />
      <Show shown={shown} onChange={setShown} />
      {!shown && (
        <TextField
          {...common}
          label={t('passwordAgain')}
          value={again}
          onChange={setAgain}
          fault={again !== '' && again !== value ? t('passwordsDiffer') : ''}
        />
      )}
    </div>
  );
}

function Show({ shown, onChange }: { shown: boolean; onChange: (shown: boolean) => void }) {
  const { t } = useTranslation('accounts');
  return (
    <label className={styles['show']}>
      <input type="checkbox" checked={shown} onChange={(event) => onChange(event.target.checked)} />
      {t('showPassword')}
    </label>
  );
}

/** For password managers, which keep a new password under the name that stands in its form. */
export function WhoseForm({ loginName }: { loginName: string }) {
  return (
    <input
      className="visually-hidden"
      name="username"
      autoComplete="username"
      value={loginName}
      readOnly
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}

interface CodeProps
  extends Pick<Props, 'label' | 'help' | 'value' | 'onChange' | 'autoFocus' | 'autoComplete'> {
  digits: number;
}

/** Digits, in groups or without: spaces are nothing. */
export function CodeField({ digits, onChange, ...rest }: CodeProps) {
  const { t } = useTranslation('accounts');
  return (
    <TextField
      {...rest}
      onChange={(typed) => onChange(typed.replace(/\s/g, ''))}
      inputMode="numeric"
      pattern={`\\d{${digits}}`}
      misfit={t('digits', { digits })}
      required
    />
  );
}
