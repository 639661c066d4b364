import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { z } from 'zod';
import { SittingId } from '../../shared/ids.ts';
import type { http } from '../../shared/protocol.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import { api } from '../api.ts';
import { useAwake } from '../awake.ts';
import { RefusalNotice } from '../design/Notice.tsx';
import { SittingLine, useSitting } from '../sitting.tsx';
import { pause, untilAnswered } from '../trying.ts';
import { Announcer } from './Announcer.tsx';
import { Controls, useIdle } from './Controls.tsx';
import { HallBoard } from './HallBoard.tsx';
import styles from './hall.module.css';
import { StaleBadge } from './StaleBadge.tsx';

type Listed = z.output<(typeof http)['GET /api/sittings']['reply']>['sittings'];

/** The hall's wall: shows one sitting and follows it, with no hands on it. */
export function HallScreen({ sittingId }: { sittingId: string | undefined }) {
  const asked = SittingId.safeParse(sittingId);
  const idle = useIdle(3000);
  const [held, setHeld] = useState(false);
  useAwake();
  return (
    <div className={`dark ${styles['screen']}`} data-idle={idle}>
      {asked.success ? <Following sittingId={asked.data} held={held} /> : <Finding held={held} />}
      <Controls idle={idle} held={held} onHold={setHeld} />
    </div>
  );
}

function Following({ sittingId, held }: { sittingId: SittingId; held: boolean }) {
  return (
    <SittingLine key={sittingId} sittingId={sittingId}>
      <Wall held={held} />
    </SittingLine>
  );
}

function Wall({ held }: { held: boolean }) {
  const { t } = useTranslation();
  const { view: last, status } = useSitting();
  // Staff have put it out, or its day is over: what it showed is not left on the wall.
  const view = status === 'ended' ? null : last;
  return (
    <main className={styles['wall']}>
      <h1 className="visually-hidden">{view?.title ?? t('line.connecting')}</h1>
      {view && <HallBoard view={view} held={held} />}
      {view && <Announcer view={view} />}
      <StaleBadge />
    </main>
  );
}

/** No sitting was asked for: the one that is open, or the only one; several are listed. */
function Finding({ held }: { held: boolean }) {
  const { t } = useTranslation();
  const listed = useListed();
  const [taken, setTaken] = useState<SittingId | null>(null);
  if (listed === null) return null;
  if ('refused' in listed) {
    // The line to what was shown knows best what has become of it, and says so.
    if (taken) return <Following sittingId={taken} held={held} />;
    return (
      <main className={styles['choose']}>
        <RefusalNotice refusal={listed.refused} />
      </main>
    );
  }
  const { sittings } = listed;
  const open = sittings.filter(({ stage }) => stage === 'open');
  const coming = sittings.filter(({ stage }) => stage !== 'closed');
  // Another sitting that opens meanwhile does not take the wall from this one.
  const stays = open.find(({ sittingId }) => sittingId === taken);
  const only = stays ?? [open, coming, sittings].find((some) => some.length === 1)?.[0];
  if (only && only.sittingId !== taken) setTaken(only.sittingId);
  if (only) return <Following sittingId={only.sittingId} held={held} />;
  return (
    <main className={styles['choose']}>
      <img src="/icon.svg" alt="" />
      {sittings.length === 0 ? <h1>{t('home.hallWaiting')}</h1> : <Choice sittings={sittings} />}
    </main>
  );
}

function Choice({ sittings }: { sittings: Listed }) {
  const { t } = useTranslation(['common', 'ballot']);
  return (
    <>
      <h1>{t('home.choose')}</h1>
      <ul>
        {sittings.map(({ sittingId, title, stage }) => (
          <li key={sittingId}>
            <Link href={`/hall/${sittingId}`}>
              {title} <span>{t(`ballot:sittingStage.${stage}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

const ASK_MS = 4000;

/** The sittings there are, asked for again and again: tomorrow's is found without a hand on this screen. */
function useListed(): { sittings: Listed } | { refused: Refusal } | null {
  const [listed, setListed] = useState<{ sittings: Listed } | { refused: Refusal } | null>(null);
  const keepAsking = useCallback(async (signal: AbortSignal) => {
    while (!signal.aborted) {
      const answer = await untilAnswered(() => api('GET /api/sittings'), { signal });
      if (signal.aborted) return;
      setListed('refused' in answer ? answer : answer.ok);
      await pause(ASK_MS, signal);
    }
  }, []);
  useEffect(() => {
    const stop = new AbortController();
    keepAsking(stop.signal).catch(() => {});
    return () => stop.abort();
  }, [keepAsking]);
  return listed;
}
