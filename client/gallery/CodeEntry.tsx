import { type FormEvent, useId, useState } from 'react';
import { Button } from '../design/Button.tsx';
import styles from './entry.module.css';
import { LanguageChoice, useWords } from './language.tsx';
import shared from './shared.module.css';

const LENGTH = 6;
/** Figures as an input method may write them, in full width. */
const figures = (text: string) => text.normalize('NFKC').replace(/\D/g, '').slice(0, LENGTH);

/** Asks for the six digits that stand beside the QR code. `unknown`: a code that was tried and is none. */
export function CodeEntry({ unknown = null }: { unknown?: string | null }) {
  const { product, code: words } = useWords();
  const [code, setCode] = useState(unknown ?? '');
  const [short, setShort] = useState(false);
  const [id, helpId, faultId] = [useId(), useId(), useId()];
  const fault = short ? words.short : unknown !== null && code === unknown ? words.unknown(unknown) : null;
  const enter = (event: FormEvent) => {
    event.preventDefault();
    if (code.length === LENGTH) location.assign(`/g/${code}`);
    else setShort(true);
  };
  return (
    <main className={styles['entry']}>
      <form className={styles['entryCard']} onSubmit={enter} noValidate>
        <p className={styles['brand']}>
          <img src="/icon.svg" alt="" width="32" height="32" />
          {product}
        </p>
        <h1>{words.title}</h1>
        <label htmlFor={id}>{words.label}</label>
        <input
          id={id}
          className={styles['code']}
          value={code}
          inputMode="numeric"
          autoComplete="off"
          enterKeyHint="go"
          aria-describedby={fault ? `${faultId} ${helpId}` : helpId}
          aria-invalid={fault !== null}
          onChange={({ target }) => {
            setShort(false);
            setCode(figures(target.value));
          }}
        />
        {fault && (
          <p id={faultId} role="alert" className={shared['fault']}>
            {fault}
          </p>
        )}
        <p id={helpId} className={styles['help']}>
          {words.help}
        </p>
        <Button look="primary" type="submit">
          {words.enter}
        </Button>
        <LanguageChoice />
      </form>
    </main>
  );
}
