import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaid } from '../sitting.tsx';
import styles from './check-in-code.module.css';

/** The code by which deputies check in, and how soon another one comes; nothing while nobody can. */
export function CheckInCode({ small = false }: { small?: boolean }) {
  const { t } = useTranslation('hall');
  const shown = useSaid('hall:code');
  if (!shown?.code) return null;
  const { code } = shown;
  return (
    <section className={styles['code']} data-small={small} aria-label={t('code.title')}>
      <p className={styles['title']}>{t('code.title')}</p>
      <p className={styles['digits']}>{code}</p>
      <Ring key={code} msLeft={shown.msLeft - (Date.now() - shown.heardAt)} periodMs={shown.periodMs} />
      {!small && <p className={styles['how']}>{t('code.how')}</p>}
    </section>
  );
}

/** Runs out by itself, as the code does; drawn once for each code. */
function Ring({ msLeft, periodMs }: { msLeft: number; periodMs: number }) {
  const [delay] = useState(msLeft - periodMs);
  return (
    <svg viewBox="0 0 100 100" className={styles['ring']} aria-hidden="true">
      <circle cx="50" cy="50" r="42" />
      <circle
        cx="50"
        cy="50"
        r="42"
        pathLength="1"
        style={{ animationDuration: `${periodMs}ms`, animationDelay: `${delay}ms` }}
      />
    </svg>
  );
}
