import { useEffect, useState } from 'react';
import { fetchWords } from '../i18n/language.ts';
import { useSession } from '../session.tsx';
import { useConnection, useSaid, useSitting } from '../sitting.tsx';
import type { BallotBoxes } from './ballot-boxes.ts';
import { ownBuild } from './build.ts';
import { MAX_SKEW_MS, readinessOf, useFindings } from './readiness.ts';
import { SeatFlash } from './SeatFlash.tsx';

/** What a tablet does beside voting: tells the desk how it is, shows its seat, and keeps what a vote may still need. */
export function Duties({ boxes, voting }: { boxes: BallotBoxes; voting: boolean }) {
  const { self } = useSitting();
  const flash = useSaid('seat:flash');
  const [closed, setClosed] = useState(0);
  const heardAt = flash?.heardAt ?? 0;
  // A paper that opens takes the screen for good.
  if (voting && heardAt > closed) setClosed(heardAt);
  useReport(boxes);
  useEverything();
  const shown = heardAt > closed && !voting;
  return shown && self ? (
    <SeatFlash key={heardAt} deputy={self.deputy} since={heardAt} onClose={() => setClosed(heardAt)} />
  ) : null;
}

/** Tells when it comes and when something of it has changed; what it tells does not depend on any ballot. */
function useReport(boxes: BallotBoxes): void {
  const connection = useConnection();
  const { clockSkew } = useSession();
  const { status } = useSitting();
  const found = useFindings(boxes);
  const visible = useVisible();
  const skew = Math.abs(found?.skew ?? clockSkew);
  const told = found !== null;
  const ready = told && found.crypto && found.storage && skew <= MAX_SKEW_MS;
  const live = status === 'live';
  useEffect(() => {
    if (live) void readinessOf(boxes).look();
  }, [live, boxes]);
  useEffect(() => {
    if (!live || !told) return;
    const stop = new AbortController();
    const report = { build: ownBuild, visible, ready };
    connection.ask('device:state', report, { signal: stop.signal }).catch(() => {});
    return () => stop.abort();
  }, [connection, live, told, visible, ready]);
}

function useVisible(): boolean {
  const [visible, setVisible] = useState(() => document.visibilityState === 'visible');
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return visible;
}

/**
 * A new version takes the files of the old one away: everything that this page may still need, in either language, is
 * fetched while they are there. The worker is started by the first look at this tablet's readiness.
 */
const parts = [
  () => import('./AfterVote.tsx'),
  () => import('./Agenda.tsx'),
  () => import('./CheckIn.tsx'),
  () => import('./inquiry/InquiryRoom.tsx'),
  () => import('./LateCheckIn.tsx'),
  () => import('./LeaveHall.tsx'),
  () => import('./NewBuild.tsx'),
  () => import('./ReadAhead.tsx'),
  () => import('./ReadinessNote.tsx'),
  () => fetchWords(['common', 'refusals', 'ballot', 'tablet', 'presence', 'inquiry']),
];

function useEverything(): void {
  const { status } = useSitting();
  useEffect(() => {
    if (status !== 'live') return;
    for (const part of parts) part().catch(() => {});
  }, [status]);
}
