import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PIN_LENGTH } from '../../shared/pin.ts';
import { Button } from '../design/Button.tsx';
import styles from './card.module.css';

interface Props {
  /** Names the step for whoever looks from outside. */
  step: string;
  label: string;
  button: string;
  busy: boolean;
  onPin: (pin: string) => void;
}

/** Six digits on large keys; the keys of a keyboard do the same. */
export function PinPad({ step, label, button, busy, onPin }: Props) {
  const { t } = useTranslation(['card']);
  const [pin, setPin] = useState('');
  const [shown, setShown] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => input.current?.focus(), []);
  const take = (text: string) => setPin(text.replaceAll(/[^0-9]/g, '').slice(0, PIN_LENGTH));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || pin.length < PIN_LENGTH) return;
    setPin('');
    onPin(pin);
  };
  const typed = (event: KeyboardEvent) => {
    if (event.target === input.current) return;
    if (/^[0-9]$/.test(event.key)) setPin((now) => (now + event.key).slice(0, PIN_LENGTH));
    if (event.key === 'Backspace') setPin((now) => now.slice(0, -1));
  };
  return (
    <form data-step={step} className={styles['pad']} onSubmit={submit} onKeyDown={typed}>
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <div className={styles['entry']}>
        <input
          id={id}
          ref={input}
          className={styles['digits']}
          type={shown ? 'text' : 'password'}
          inputMode="none"
          autoComplete="off"
          value={pin}
          onChange={(event) => take(event.target.value)}
        />
        <Button look="quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? t('hide') : t('show')}
        </Button>
      </div>
      <div className={styles['keys']}>
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
          <Key key={digit} digit={digit} onKey={() => take(pin + digit)} />
        ))}
        <Button className={styles['key'] ?? ''} disabled={pin === ''} onClick={() => setPin('')}>
          {t('clear')}
        </Button>
        <Key digit="0" onKey={() => take(`${pin}0`)} />
        <Button
          className={styles['key'] ?? ''}
          disabled={pin === ''}
          aria-label={t('back')}
          onClick={() => setPin(pin.slice(0, -1))}
        >
          ⌫
        </Button>
      </div>
      <Button look="primary" type="submit" disabled={busy || pin.length < PIN_LENGTH}>
        {button}
      </Button>
    </form>
  );
}

function Key({ digit, onKey }: { digit: string; onKey: () => void }) {
  return (
    <Button className={styles['key'] ?? ''} onClick={onKey}>
      {digit}
    </Button>
  );
}
