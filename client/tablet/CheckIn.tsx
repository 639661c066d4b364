import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandNote } from '../design/Notice.tsx';
import { useCommand } from '../sitting.tsx';
import styles from './check-in.module.css';

const LENGTH = 4;
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Four digits from the hall screen, by the pad or by a keyboard; the fourth sends them. */
export function CheckIn({ title, children }: { title?: string; children?: ReactNode }) {
  const { t } = useTranslation(['presence', 'common']);
  const { state, busy, send, forget } = useCommand();
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const tooMany = state.phase === 'refused' && state.refusal.code === 'too-many-codes';
  const closed = busy || tooMany;
  useEffect(() => {
    if (state.phase === 'refused') field.current?.focus();
  }, [state]);
  const type = (text: string) => {
    if (closed) return;
    const code = text.replace(/\D/g, '').slice(0, LENGTH);
    if (code !== '') forget();
    setTyped(code);
    if (code.length === LENGTH) void send({ type: 'CheckInByCode', code }).then(() => setTyped(''));
  };
  return (
    <section className={styles['checkIn']} aria-labelledby="check-in">
      <div className={styles['words']}>
        <h2 id="check-in">{title ?? t('checkIn.title')}</h2>
        {children}
        <p className={styles['ask']}>{t('checkIn.ask')}</p>
        <div className={styles['field']} data-busy={busy}>
          {Array.from({ length: LENGTH }, (_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a digit is its place.
            <span key={at} aria-hidden="true" data-next={at === typed.length}>
              {typed[at]}
            </span>
          ))}
          <input
            ref={field}
            value={typed}
            onChange={({ target }) => type(target.value)}
            aria-label={t('checkIn.field')}
            aria-disabled={closed}
            inputMode="none"
            autoComplete="off"
          />
        </div>
        {busy && state.phase === 'sending' && <p role="status">{t('common:sending')}</p>}
        <CommandNote state={state} />
      </div>
      <div className={styles['pad']}>
        {digits.map((digit) => (
          <button key={digit} type="button" disabled={tooMany} onClick={() => type(typed + digit)}>
            {digit}
          </button>
        ))}
        <button type="button" data-word disabled={tooMany} onClick={() => type('')}>
          {t('checkIn.clear')}
        </button>
        <button type="button" disabled={tooMany} onClick={() => type(`${typed}0`)}>
          0
        </button>
        <button type="button" data-word disabled={tooMany} onClick={() => type(typed.slice(0, -1))}>
          {t('checkIn.erase')}
        </button>
      </div>
      {!tooMany && <p className={styles['aside']}>{t('checkIn.changes')}</p>}
    </section>
  );
}
