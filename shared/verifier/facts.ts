import { type Sheet, sheetsOf } from '../ballot/paper.ts';
import type { Bundle } from '../bundle.ts';
import type { DeputyId } from '../ids.ts';
import { type Deputy, isPresent, type Stay } from '../roll.ts';
import type { Actor } from '../sitting/commands.ts';
import type { Event, LogEntry } from '../sitting/events.ts';

type Of<T extends Event['type']> = Extract<Event, { type: T }>;
export interface Logged<T extends Event['type']> {
  version: number;
  at: number;
  by: Actor;
  event: Of<T>;
}

/** What the log in a bundle says about the vote. Read independently of the server's own state. */
export interface Facts {
  created: Of<'SittingCreated'>;
  roll: readonly Deputy[];
  scrutineers: readonly DeputyId[];
  chief: DeputyId | null;
  /** Who presided when the vote opened, where one was named. */
  executiveChair: DeputyId | null;
  /** What the vote had to put to the deputies: its paper under the rules adopted when it was prepared. */
  sheets(): readonly Sheet[];
  prepared: Logged<'VotePrepared'>;
  opened: Logged<'VoteOpened'>;
  closed: Logged<'VoteClosed'>;
  sealed: Logged<'BallotsSealed'>;
  declared: Logged<'VoteDeclared'>;
  counted: Logged<'BallotsCounted'>;
  reported: LogEntry | null;
  reissues: ReadonlyMap<DeputyId, number>;
  /** What in the log was done by somebody who could not. */
  usurped: string | null;
  /** Only where the log shows comings and goings: an audit bundle. */
  stays: ReadonlyMap<DeputyId, readonly Stay[]> | null;
  /** Entitled deputies in the hall when the vote opened; where the log shows it. */
  presentAtOpening: number | null;
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
  const created = last('SittingCreated');
  if (!created) throw new Error('SittingCreated does not stand in the log');
  const roll = readRoll(entries);
  const prepared = once('VotePrepared');
  const opened = once('VoteOpened');
  const audit = bundle.format === 'yishi-audit-bundle-1';
  const earlier = audit ? readStays(entries.filter(({ version }) => version < opened.version)) : null;
  return {
    created,
    roll,
    scrutineers: last('ScrutineersAppointed')?.scrutineers ?? [],
    chief: last('ScrutineersAppointed')?.chief ?? null,
    executiveChair: presiding(entries, opened.version),
    sheets: () => sheetsAsked(entries, prepared),
    prepared,
    opened,
    closed: once('VoteClosed'),
    sealed: once('BallotsSealed'),
    declared: once('VoteDeclared'),
    counted: once('BallotsCounted'),
    reported: ofVote.find(({ event }) => event.type === 'ReturnReported') ?? null,
    reissues,
    usurped: usurped(entries, ofVote) ?? (audit ? unproposed(entries) : null),
    stays: audit ? readStays(entries) : null,
    presentAtOpening: earlier && entitledPresent(roll, earlier),
  };
}

/** Rules and scrutineers come from the chair, proposed by somebody else; a reissue is asked for by the desk and approved by another scrutineer. */
function usurped(entries: readonly LogEntry[], ofVote: readonly LogEntry[]): string | null {
  let scrutineers: readonly DeputyId[] = [];
  const asked = new Set<DeputyId>();
  for (const entry of entries) {
    const { event, by } = entry;
    if (event.type === 'VotingRulesAdopted' && by.role !== 'chair')
      return 'rules were not adopted by the chair';
    if (event.type === 'ScrutineersAppointed') {
      if (by.role !== 'chair') return 'scrutineers were not appointed by the chair';
      if (by.accountId === event.proposedBy) return 'one person proposed and appointed scrutineers';
      scrutineers = event.scrutineers;
    }
    if (!ofVote.includes(entry)) continue;
    if (event.type === 'ReissueRequested' && by.role === 'operator') asked.add(event.deputyId);
    if (event.type !== 'ReissueApproved') continue;
    const approved =
      by.role === 'deputy' && scrutineers.includes(by.deputyId) && by.deputyId !== event.deputyId;
    if (!approved || !asked.delete(event.deputyId)) return 'a reissue was not asked for and approved by two';
  }
  return null;
}

/** Each appointment takes the proposal that stood, from the desk. Where the log shows proposals: an audit bundle. */
function unproposed(entries: readonly LogEntry[]): string | null {
  let standing: string | null = null;
  const proposal = ({ scrutineers, chief }: { scrutineers: DeputyId[]; chief: DeputyId }, by: string) =>
    [by, chief, ...scrutineers].join();
  for (const { event, by } of entries) {
    if (event.type === 'ScrutineersProposed')
      standing = by.role === 'operator' ? proposal(event, by.accountId) : null;
    if (event.type === 'ScrutineerProposalWithdrawn' || event.type === 'RollImported') standing = null;
    if (event.type !== 'ScrutineersAppointed') continue;
    if (proposal(event, event.proposedBy) !== standing)
      return 'scrutineers were appointed who were not proposed';
    standing = null;
  }
  return null;
}

function presiding(entries: readonly LogEntry[], opened: number): DeputyId | null {
  const set = entries.findLast(
    ({ event, version }) => event.type === 'ExecutiveChairSet' && version < opened,
  );
  return set?.event.type === 'ExecutiveChairSet' ? set.event.deputyId : null;
}

function sheetsAsked(entries: readonly LogEntry[], prepared: Logged<'VotePrepared'>): Sheet[] {
  const { paperId, rehearsal } = prepared.event;
  const before = entries.filter(({ version }) => version < prepared.version).map(({ event }) => event);
  const drawn = before.find((event) => event.type === 'PaperDrawnUp' && event.paperId === paperId);
  const adopted = before.findLast((event) => event.type === 'VotingRulesAdopted');
  if (drawn?.type !== 'PaperDrawnUp') throw new Error('the paper was never drawn up');
  if (adopted?.type !== 'VotingRulesAdopted') throw new Error('no voting rules were adopted');
  return sheetsOf(drawn.paper, adopted.rules, drawn.round, rehearsal);
}

function entitledPresent(roll: readonly Deputy[], stays: ReadonlyMap<DeputyId, readonly Stay[]>): number {
  return roll.filter(
    ({ deputyId, standing }) => standing === 'entitled' && isPresent(stays.get(deputyId) ?? []),
  ).length;
}

function readRoll(entries: readonly LogEntry[]): readonly Deputy[] {
  const roll = new Map<DeputyId, Deputy>();
  for (const { event } of entries) {
    if (event.type === 'RollImported') roll.clear();
    else if (event.type !== 'RollChanged') continue;
    const removed = event.type === 'RollChanged' ? event.removed : [];
    for (const deputyId of removed) roll.delete(deputyId);
    const there =
      event.type === 'RollImported' ? event.deputies : [...event.changed, ...event.restored, ...event.added];
    for (const deputy of there) roll.set(deputy.deputyId, deputy);
  }
  return [...roll.values()];
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
