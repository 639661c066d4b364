import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { Button } from '../design/Button.tsx';
import { Notice } from '../design/Notice.tsx';
import { useFormat } from '../i18n/format.ts';
import { useSession } from '../session.tsx';
import { useSitting } from '../sitting.tsx';
import type { BallotBoxes } from './ballot-boxes.ts';
import styles from './tablet.module.css';

const MAX_SKEW_MS = 120_000;

interface Findings {
  crypto: boolean;
  storage: boolean;
  /** This device's clock minus the server's, in milliseconds; null without an answer. */
  skew: number | null;
  /** Milliseconds there and back; null without an answer. */
  roundTrip: number | null;
}

async function look(boxes: BallotBoxes): Promise<Findings> {
  const works = (work: Promise<unknown>) =>
    work.then(
      () => true,
      () => false,
    );
  const begun = performance.now();
  const answer = await api('GET /api/me').catch(() => null);
  const roundTrip = answer ? Math.round(performance.now() - begun) : null;
  return {
    skew: answer && 'ok' in answer ? Date.now() - answer.ok.now : null,
    crypto: isSecureContext && 'subtle' in crypto && (await works(boxes.blinder.do(null))),
    storage: await works(boxes.store.probe()),
    roundTrip,
  };
}

/** Whether this tablet could make, keep and send a ballot: found out before the vote, not when it opens. */
export function Readiness({ boxes }: { boxes: BallotBoxes }) {
  const { t } = useTranslation('tablet');
  const format = useFormat();
  const { clockSkew } = useSession();
  const { status } = useSitting();
  const [found, setFound] = useState<Findings | null>(null);
  const check = useCallback(() => {
    setFound(null);
    void look(boxes).then(setFound);
  }, [boxes]);
  useEffect(() => {
    if (status === 'live') check();
  }, [status, check]);
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
        <Button look="quiet" onClick={check}>
          {t('ready.again')}
        </Button>
      </details>
    </section>
  );
}
