import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Notice } from '../design/Notice.tsx';
import { useFormat } from '../i18n/format.ts';
import { useSession } from '../session.tsx';
import { useSitting } from '../sitting.tsx';
import type { BallotBoxes } from './ballot-boxes.ts';
import { MAX_SKEW_MS, readinessOf, useFindings } from './readiness.ts';
import styles from './tablet.module.css';

/** What was found wrong with this tablet, in sight; what was found right, on demand. */
export function ReadinessNote({ boxes }: { boxes: BallotBoxes }) {
  const { t } = useTranslation('tablet');
  const format = useFormat();
  const { clockSkew } = useSession();
  const { status } = useSitting();
  const found = useFindings(boxes);
  const readiness = readinessOf(boxes);
  useEffect(() => {
    if (status === 'live') void readiness.look();
  }, [status, readiness]);
  const skew = Math.abs(found?.skew ?? clockSkew);
  const clock = skew <= MAX_SKEW_MS;
  const trip = found?.roundTrip ?? null;
  const minutes = format.number(Math.round(skew / 60_000));
  const lines = found && [
    { good: found.crypto, words: t(found.crypto ? 'ready.crypto' : 'ready.noCrypto') },
    { good: found.storage, words: t(found.storage ? 'ready.storage' : 'ready.noStorage') },
    { good: clock, words: clock ? t('ready.clock') : t('ready.noClock', { minutes }) },
    {
      good: trip !== null,
      words: trip === null ? t('ready.noLine') : t('ready.line', { ms: format.number(trip) }),
    },
  ];
  const bad = lines?.filter(({ good }) => !good) ?? [];
  return (
    <section className={styles['ready']} data-bad={bad.length > 0}>
      <h2>{t('ready.title')}</h2>
      {bad.map(({ words }) => (
        <Notice key={words} tone="warning">
          {words}
        </Notice>
      ))}
      <details>
        <summary>{t(!lines ? 'ready.checking' : bad.length > 0 ? 'ready.problems' : 'ready.good')}</summary>
        <ul>
          {lines?.map(({ good, words }) => (
            <li key={words} data-good={good}>
              <span>{words}</span>
            </li>
          ))}
        </ul>
        <Button look="quiet" onClick={() => void readiness.look()}>
          {t('ready.again')}
        </Button>
      </details>
    </section>
  );
}
