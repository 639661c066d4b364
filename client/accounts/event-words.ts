import type { TFunction } from 'i18next';
import type { ToldBy, ToldEntry, ToldEvent } from '../../shared/log-protocol.ts';
import type { Event } from '../../shared/sitting/events.ts';
import type { LogRow, Options } from './log-rows.ts';

export const eventKinds = ['frame', 'roll', 'presence', 'cards', 'people', 'papers', 'votes'] as const;

/** By which the log is filtered. Exhaustive: an event that is new does not compile without its kind. */
const kindOf = {
  SittingCreated: 'frame',
  AgendaSet: 'frame',
  VotingRulesAdopted: 'frame',
  SittingOpened: 'frame',
  SittingClosed: 'frame',
  RollImported: 'roll',
  RollChanged: 'roll',
  DeputyCheckedIn: 'presence',
  DeputyCheckedOut: 'presence',
  LeaveSet: 'presence',
  CardsIssued: 'cards',
  CardRequested: 'cards',
  CardUnlocked: 'cards',
  TakeoverApproved: 'cards',
  ScrutineersProposed: 'people',
  ScrutineerProposalWithdrawn: 'people',
  ScrutineersAppointed: 'people',
  ExecutiveChairSet: 'people',
  PaperDrawnUp: 'papers',
  PaperWithdrawn: 'papers',
  VotePrepared: 'votes',
  VoteOpened: 'votes',
  ReissueRequested: 'votes',
  ReissueApproved: 'votes',
  VoteClosed: 'votes',
  VoteAborted: 'votes',
  BallotsSealed: 'votes',
  ReturnReported: 'votes',
  VoteDeclared: 'votes',
  BallotsCounted: 'votes',
  BundlesMade: 'votes',
  ResultConfirmed: 'votes',
  ResultObjected: 'votes',
  ResultPublished: 'votes',
} as const satisfies Record<Event['type'], (typeof eventKinds)[number]>;

/** Where one event is said in several ways. */
export type SaidOtherwise =
  | 'RollChangedOfMany'
  | 'CardsIssuedToMany'
  | 'CheckedInByCode'
  | 'LeftHall'
  | 'LeaveEnded'
  | 'ExecutiveChairUnset'
  | 'VoteDeclaredVoid';

export interface Wording {
  t: TFunction<['log', 'acts']>;
  format: { number(value: number): string; list(words: readonly string[]): string };
  /** A reason that the server gave is worded, a person's stays as it is. */
  reason: (reason: string) => string;
}

export function eventRows(wording: Wording, entries: readonly ToldEntry[]): LogRow[] {
  return entries.map((entry) => ({
    number: entry.version,
    at: entry.at,
    type: entry.event.type,
    kind: kindOf[entry.event.type],
    people: peopleOf(entry),
    link: entry.link,
    say: () => sentence(wording, entry),
  }));
}

/** Staff first, then deputies, in the order in which they come up. */
export function peopleIn(entries: readonly ToldEntry[]): Options {
  const staff = new Map<string, string>();
  const deputies = new Map<string, string>();
  for (const { by, event } of entries) {
    if (by.who === 'account') staff.set(by.accountId, by.name);
    if (by.who === 'deputy') deputies.set(by.deputyId, by.name);
    for (const { deputyId, name } of deputiesIn(event)) deputies.set(deputyId, name);
  }
  return [...staff, ...deputies];
}

function peopleOf({ by, event }: ToldEntry): string[] {
  const to = deputiesIn(event).map(({ deputyId }) => deputyId as string);
  if (by.who === 'server') return to;
  return [by.who === 'account' ? by.accountId : by.deputyId, ...to];
}

function deputiesIn(event: ToldEvent) {
  if ('deputies' in event) return event.deputies;
  return 'deputy' in event && event.deputy ? [event.deputy] : [];
}

function keyOf(by: ToldBy, event: ToldEvent): Event['type'] | SaidOtherwise {
  switch (event.type) {
    case 'RollChanged': {
      const { added, changed, restored, removed, deputies } = event;
      return added + changed + restored + removed > deputies.length ? 'RollChangedOfMany' : event.type;
    }
    case 'CardsIssued':
      return event.count > event.deputies.length ? 'CardsIssuedToMany' : event.type;
    case 'DeputyCheckedIn':
      return event.how === 'code' ? 'CheckedInByCode' : event.type;
    case 'DeputyCheckedOut':
      return by.who === 'deputy' ? 'LeftHall' : event.type;
    case 'LeaveSet':
      return event.onLeave ? event.type : 'LeaveEnded';
    case 'ExecutiveChairSet':
      return event.deputy ? event.type : 'ExecutiveChairUnset';
    case 'VoteDeclared':
      return event.verdict === 'void' ? 'VoteDeclaredVoid' : event.type;
    default:
      return event.type;
  }
}

function sentence(wording: Wording, { by, event }: ToldEntry): string {
  const { t, format, reason } = wording;
  const numberOf = (name: 'added' | 'changed' | 'restored' | 'removed') =>
    event.type === 'RollChanged' ? format.number(event[name]) : '';
  return t(`sentence.${keyOf(by, event)}`, {
    who: by.who === 'server' ? t('acts:server') : by.name,
    paper: 'paper' in event ? paperWords(t, event.paper) : '',
    title: 'title' in event ? event.title : '',
    number: 'count' in event ? format.number(event.count) : '',
    edition: 'version' in event ? format.number(event.version) : '',
    people: format.list(deputiesIn(event).map(({ name }) => name)),
    chief: 'chief' in event ? event.chief.name : '',
    proposer: 'proposedBy' in event ? event.proposedBy : '',
    reason: 'reason' in event && event.reason !== null ? reason(event.reason) : '',
    added: numberOf('added'),
    changed: numberOf('changed'),
    restored: numberOf('restored'),
    removed: numberOf('removed'),
  });
}

function paperWords(
  t: Wording['t'],
  { title, round, rehearsal }: Extract<ToldEvent, { paper: object }>['paper'],
): string {
  if (rehearsal) return t('paper.rehearsal', { title });
  return round > 1 ? t('paper.laterRound', { title, round }) : t('paper.firstRound', { title });
}
