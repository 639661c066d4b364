import type { Bundle } from '../bundle.ts';
import type { DeputyId } from '../ids.ts';
import type { Deputy, Stay } from '../roll.ts';
import type { Event, LogEntry } from '../sitting/events.ts';

type Of<T extends Event['type']> = Extract<Event, { type: T }>;
export interface Logged<T extends Event['type']> {
  version: number;
  at: number;
  event: Of<T>;
}

/** What the log in a bundle says about the vote. Read independently of the server's own state. */
export interface Facts {
  roll: readonly Deputy[];
  scrutineers: readonly DeputyId[];
  chief: DeputyId | null;
  prepared: Logged<'VotePrepared'>;
  opened: Logged<'VoteOpened'>;
  closed: Logged<'VoteClosed'>;
  sealed: Logged<'BallotsSealed'>;
  declared: Logged<'VoteDeclared'>;
  counted: Logged<'BallotsCounted'>;
  reported: LogEntry | null;
  reissues: ReadonlyMap<DeputyId, number>;
  /** Only where the log shows comings and goings: an audit bundle. */
  stays: ReadonlyMap<DeputyId, readonly Stay[]> | null;
}

export function readFacts(bundle: Bundle): Facts {
  const entries = bundle.log.flatMap(({ entry }) => (entry ? [entry] : []));
  const ofVote = entries.filter(({ event }) => 'voteId' in event && event.voteId === bundle.voteId);
  const once = <T extends Event['type']>(type: T): Logged<T> => {
    const found = ofVote.filter(({ event }) => event.type === type);
    if (found.length !== 1) throw new Error(`${type} stands ${found.length} times in the log`);
    return found[0] as unknown as Logged<T>;
  };
  const last = <T extends Event['type']>(type: T): Of<T> | undefined =>
    entries.findLast(({ event }) => event.type === type)?.event as Of<T> | undefined;
  const reissues = new Map<DeputyId, number>();
  for (const { event } of ofVote) {
    if (event.type === 'ReissueApproved')
      reissues.set(event.deputyId, (reissues.get(event.deputyId) ?? 0) + 1);
  }
  return {
    roll: last('RollImported')?.deputies ?? [],
    scrutineers: last('ScrutineersAppointed')?.scrutineers ?? [],
    chief: last('ScrutineersAppointed')?.chief ?? null,
    prepared: once('VotePrepared'),
    opened: once('VoteOpened'),
    closed: once('VoteClosed'),
    sealed: once('BallotsSealed'),
    declared: once('VoteDeclared'),
    counted: once('BallotsCounted'),
    reported: ofVote.find(({ event }) => event.type === 'ReturnReported') ?? null,
    reissues,
    stays: bundle.format === 'yishi-audit-bundle-1' ? readStays(entries) : null,
  };
}

function readStays(entries: readonly LogEntry[]): Map<DeputyId, Stay[]> {
  const stays = new Map<DeputyId, Stay[]>();
  for (const { event, at } of entries) {
    if (event.type === 'DeputyCheckedIn') {
      const own = stays.get(event.deputyId) ?? [];
      own.push({ from: at, to: null });
      stays.set(event.deputyId, own);
    }
    if (event.type === 'DeputyCheckedOut') {
      const open = stays.get(event.deputyId)?.at(-1);
      if (open?.to !== null) throw new Error(`${event.deputyId} left without having come`);
      open.to = at;
    }
  }
  return stays;
}
