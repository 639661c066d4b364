import type { z } from 'zod';
import { chainStart, entryHash } from '../../shared/bundle.ts';
import type { AccountId, DeputyId, PaperId, VoteId } from '../../shared/ids.ts';
import {
  LOG_PAGE,
  type logHttp,
  MAX_NAMED,
  type NamedDeputy,
  type ToldBy,
  type ToldEntry,
  type ToldEvent,
} from '../../shared/log-protocol.ts';
import type { Actor } from '../../shared/sitting/commands.ts';
import type { Event, SaltedEntry } from '../../shared/sitting/events.ts';
import type { Sitting } from '../../shared/sitting/state.ts';
import type { Journal } from './journal/contract.ts';
import type { Live } from './live.ts';
import { checkedPage } from './logs/chain.ts';
import type { Chained } from './logs/contract.ts';

export type LogPage = z.output<(typeof logHttp)['GET /api/sittings/:sittingId/log?after=:after']['reply']>;

/** Names of accounts, which no sitting knows. */
export type AccountName = (accountId: AccountId) => string;

/** The entries after a version, each checked against the one before as it lies in the journal. */
export async function logPage(
  { sitting, chainHead }: Pick<Live, 'sitting' | 'chainHead'>,
  journal: Pick<Journal, 'read'>,
  after: number,
  nameOf: AccountName,
): Promise<LogPage> {
  // Taken before the journal is asked: what is appended meanwhile is of the next page.
  const { sittingId: id, version } = sitting;
  const whole = { id, version, start: chainStart(id), head: chainHead };
  const page = await checkedPage(journal, whole, { after, size: LOG_PAGE }, entryHash);
  return { ...page, entries: page.entries.map(teller(sitting, nameOf)) };
}

/** Puts entries into names that people know. */
function teller(sitting: Sitting, nameOf: AccountName): (chained: Chained<SaltedEntry>) => ToldEntry {
  return ({ entry, link }) => ({
    version: entry.version,
    at: entry.at,
    by: toldBy(entry.by, (deputyId) => named(sitting, deputyId), nameOf),
    event: toldEvent(entry.event, sitting, nameOf),
    entryHash: entryHash(entry),
    link,
  });
}

export function toldBy(
  actor: Actor,
  named: (deputyId: DeputyId) => NamedDeputy,
  nameOf: AccountName,
): ToldBy {
  if (actor.role === 'system') return { who: 'server' };
  if (actor.role === 'deputy') return { who: 'deputy', ...named(actor.deputyId) };
  return { who: 'account', accountId: actor.accountId, name: nameOf(actor.accountId) };
}

function named({ roll, removed }: Sitting, deputyId: DeputyId): NamedDeputy {
  const deputy = roll.get(deputyId)?.deputy ?? removed.get(deputyId);
  return { deputyId, name: deputy?.name ?? deputyId };
}

function paperOf({ papers }: Sitting, paperId: PaperId, rehearsal = false) {
  const { paper, round } = papers.get(paperId)!;
  return { title: paper.title, round, rehearsal };
}

function voteOf(sitting: Sitting, voteId: VoteId) {
  const { paperId, rehearsal } = sitting.votes.get(voteId)!;
  return paperOf(sitting, paperId, rehearsal);
}

/** What is told of an event. Each field is picked by hand: an event that is new tells nothing by itself. */
export function toldEvent(event: Event, sitting: Sitting, nameOf: AccountName): ToldEvent {
  const { type } = event;
  const deputy = (id: DeputyId) => named(sitting, id);
  const some = (ids: readonly DeputyId[]) => ids.slice(0, MAX_NAMED).map(deputy);
  const vote = (id: VoteId) => voteOf(sitting, id);
  switch (type) {
    case 'SittingCreated':
      return { type, title: event.title };
    case 'RollImported':
      return { type, count: event.deputies.length };
    case 'RollChanged':
      return changedRoll(event, some);
    case 'AgendaSet':
      return { type, count: event.items.length };
    case 'SittingOpened':
      return { type, count: event.entitledCount };
    case 'CardsIssued':
      return { type, count: event.deputyIds.length, deputies: some(event.deputyIds) };
    case 'CardRequested':
    case 'CardUnlocked':
    case 'TakeoverApproved':
    case 'DeputyCheckedOut':
      return { type, deputy: deputy(event.deputyId) };
    case 'DeputyCheckedIn':
      return { type, deputy: deputy(event.deputyId), ...(event.how && { how: event.how }) };
    case 'LeaveSet':
      return { type, deputy: deputy(event.deputyId), onLeave: event.onLeave };
    case 'ExecutiveChairSet':
      return { type, deputy: event.deputyId && deputy(event.deputyId) };
    case 'VotingRulesAdopted':
      return { type, title: event.rules.title, version: event.rules.version };
    case 'ScrutineersProposed':
      return { type, deputies: some(event.scrutineers), chief: deputy(event.chief) };
    case 'ScrutineersAppointed': {
      const proposedBy = nameOf(event.proposedBy);
      return { type, deputies: some(event.scrutineers), chief: deputy(event.chief), proposedBy };
    }
    case 'SittingClosed':
    case 'ScrutineerProposalWithdrawn':
      return { type };
    case 'PaperDrawnUp':
    case 'PaperWithdrawn':
      return { type, paper: paperOf(sitting, event.paperId) };
    case 'VotePrepared':
    case 'VoteClosed':
    case 'BallotsSealed':
    case 'ReturnReported':
    case 'BallotsCounted':
    case 'BundlesMade':
    case 'ResultConfirmed':
    case 'ResultPublished':
      return { type, paper: vote(event.voteId) };
    case 'VoteOpened':
      return { type, paper: vote(event.voteId), count: event.presentCount };
    case 'ReissueRequested':
      return {
        type,
        paper: vote(event.voteId),
        deputy: deputy(event.deputyId),
        reason: event.reason,
      };
    case 'ReissueApproved':
      return { type, paper: vote(event.voteId), deputy: deputy(event.deputyId) };
    case 'VoteAborted':
    case 'ResultObjected':
      return { type, paper: vote(event.voteId), reason: event.reason };
    case 'VoteDeclared':
      return { type, paper: vote(event.voteId), verdict: event.verdict, reason: event.reason };
    default:
      return type satisfies never;
  }
}

function changedRoll(
  { type, added, changed, restored, removed }: Extract<Event, { type: 'RollChanged' }>,
  some: (ids: readonly DeputyId[]) => NamedDeputy[],
): ToldEvent {
  const there = [...added, ...changed, ...restored].map(({ deputyId }) => deputyId);
  return {
    type,
    added: added.length,
    changed: changed.length,
    restored: restored.length,
    removed: removed.length,
    deputies: some([...there, ...removed]),
  };
}
