import type { AccountId, DeputyId, VoteId } from '../ids.ts';
import type { Actor } from './commands.ts';
import type { Event, LogEntry } from './events.ts';
import { type Seated, type Sitting, type Vote, watches } from './state.ts';

/**
 * Applies one logged event. Takes ownership of the sitting, updates it in place and returns it: copying a
 * record of hundreds of deputies per event is quadratic.
 */
export function evolve(sitting: Sitting, entry: LogEntry): Sitting {
  if (entry.version !== sitting.version + 1) {
    throw new Error(`version out of step: ${entry.version} after ${sitting.version}`);
  }
  sitting.version = entry.version;
  apply(sitting, entry);
  return sitting;
}

function apply(sitting: Sitting, { event, at, by }: LogEntry): void {
  switch (event.type) {
    case 'SittingCreated':
      Object.assign(sitting, {
        title: event.title,
        body: event.body,
        totalMembership: event.totalMembership,
      });
      return;
    case 'RollImported':
      sitting.roll = new Map(
        event.deputies.map((deputy) => [deputy.deputyId, { deputy, stays: [], onLeave: false }]),
      );
      sitting.removed = new Map();
      sitting.rollVersion = sitting.version;
      // Such an import gives new ids: those appointed from an old roll are nobody now.
      sitting.scrutineers = new Set();
      sitting.chiefScrutineer = null;
      sitting.scrutineerProposal = null;
      sitting.executiveChair = null;
      sitting.cards = new Map();
      sitting.cardRequests = new Map();
      return;
    case 'RollChanged':
      changeRoll(sitting, event);
      return;
    case 'CardsIssued':
      for (const deputyId of event.deputyIds) issueCard(sitting, deputyId, by);
      return;
    case 'CardRequested':
      sitting.cardRequests.set(event.deputyId, accountOf(by));
      return;
    case 'CardUnlocked':
    case 'TakeoverApproved':
      leaveToOne(sitting, event.deputyId);
      return;
    case 'AgendaSet':
      sitting.agenda = event.items;
      return;
    case 'VotingRulesAdopted':
      sitting.rules = event.rules;
      return;
    case 'ScrutineersProposed': {
      const { scrutineers, chief } = event;
      sitting.scrutineerProposal = { scrutineers, chief, by: accountOf(by) };
      dropIdleRequests(sitting);
      return;
    }
    case 'ScrutineerProposalWithdrawn':
      sitting.scrutineerProposal = null;
      dropIdleRequests(sitting);
      return;
    case 'ScrutineersAppointed':
      sitting.scrutineerProposal = null;
      sitting.scrutineers = new Set(event.scrutineers);
      sitting.chiefScrutineer = event.chief;
      dropIdleRequests(sitting);
      return;
    case 'ExecutiveChairSet':
      sitting.executiveChair = event.deputyId;
      return;
    case 'SittingOpened':
      sitting.stage = 'open';
      return;
    case 'SittingClosed':
      sitting.stage = 'closed';
      sitting.closedAt = at;
      return;
    case 'DeputyCheckedIn':
      seated(sitting, event.deputyId).stays.push({ from: at, to: null });
      return;
    case 'DeputyCheckedOut':
      seated(sitting, event.deputyId).stays.at(-1)!.to = at;
      return;
    case 'LeaveSet':
      seated(sitting, event.deputyId).onLeave = event.onLeave;
      return;
    case 'PaperDrawnUp': {
      const { type: _, ...drawn } = event;
      sitting.papers.set(event.paperId, { ...drawn, withdrawn: false });
      return;
    }
    case 'PaperWithdrawn':
      sitting.papers.get(event.paperId)!.withdrawn = true;
      return;
    case 'VotePrepared':
      sitting.votes.set(event.voteId, preparedVote(event, sitting.rules!));
      return;
    default:
      applyToVote(vote(sitting, event.voteId), event, at, sitting);
  }
}

function issueCard(sitting: Sitting, deputyId: DeputyId, by: Actor): void {
  const asked = sitting.cardRequests.get(deputyId) ?? null;
  const byTwo = asked !== null && by.role === 'chair' && by.accountId !== asked;
  sitting.cards.set(deputyId, { version: sitting.version, askedBy: byTwo ? asked : null, byTwo });
  sitting.cardRequests.delete(deputyId);
}

/** One person alone could have got hold of this card. */
function leaveToOne(sitting: Sitting, deputyId: DeputyId): void {
  const card = sitting.cards.get(deputyId);
  if (card) card.byTwo = false;
}

/** Asked for somebody who is no scrutineer any more and is not to be one: no second person is needed. */
function dropIdleRequests(sitting: Sitting): void {
  for (const deputyId of sitting.cardRequests.keys()) {
    if (!watches(sitting, deputyId)) sitting.cardRequests.delete(deputyId);
  }
}

function changeRoll(sitting: Sitting, event: Extract<Event, { type: 'RollChanged' }>): void {
  for (const deputy of event.changed) {
    const seat = seated(sitting, deputy.deputyId);
    // Two people gave it to somebody of another name; the operator alone changes names.
    if (seat.deputy.name !== deputy.name) leaveToOne(sitting, deputy.deputyId);
    seat.deputy = deputy;
  }
  for (const deputyId of event.removed) {
    sitting.removed.set(deputyId, seated(sitting, deputyId).deputy);
    // Who comes back may have another name.
    leaveToOne(sitting, deputyId);
    sitting.roll.delete(deputyId);
  }
  for (const deputy of [...event.restored, ...event.added]) {
    sitting.removed.delete(deputy.deputyId);
    sitting.roll.set(deputy.deputyId, { deputy, stays: [], onLeave: false });
  }
  sitting.rollVersion = sitting.version;
}

type VoteEvent = Exclude<Extract<Event, { voteId: VoteId }>, { type: 'VotePrepared' }>;

function applyToVote(vote: Vote, event: VoteEvent, at: number, sitting: Sitting): void {
  switch (event.type) {
    case 'VoteOpened': {
      const { type: _, voteId: __, ...opening } = event;
      vote.stage = 'open';
      vote.opening = { at, ...opening };
      vote.scrutineers = [...sitting.scrutineers].map((deputyId) => ({
        deputyId,
        chief: deputyId === sitting.chiefScrutineer,
      }));
      vote.executiveChair = sitting.executiveChair;
      return;
    }
    case 'ReissueRequested':
      vote.reissueRequests.set(event.deputyId, event.reason);
      return;
    case 'ReissueApproved':
      vote.reissueRequests.delete(event.deputyId);
      vote.reissues.set(event.deputyId, (vote.reissues.get(event.deputyId) ?? 0) + 1);
      return;
    case 'VoteClosed':
      vote.stage = 'closed';
      vote.closedAt = at;
      vote.reissueRequests.clear();
      return;
    case 'VoteAborted':
      vote.stage = 'aborted';
      vote.reason = event.reason;
      return;
    case 'BallotsSealed':
      vote.stage = 'sealed';
      vote.sealed = event.ballots;
      return;
    case 'ReturnReported':
      vote.stage = 'reported';
      return;
    case 'VoteDeclared':
      vote.stage = event.verdict;
      vote.reason = event.reason;
      return;
    case 'BallotsCounted':
      vote.stage = 'counted';
      vote.results = event.results;
      vote.countedVersion = sitting.version;
      return;
    case 'BundlesMade': {
      const { type: _, voteId: __, ...digests } = event;
      vote.digests = digests;
      return;
    }
    case 'ResultConfirmed':
      vote.objections.delete(event.scrutineer);
      vote.confirmations.set(event.scrutineer, event.digest);
      return;
    case 'ResultObjected':
      vote.confirmations.delete(event.scrutineer);
      vote.objections.set(event.scrutineer, event.reason);
      return;
    case 'ResultPublished':
      vote.stage = 'published';
      return;
    default:
      event satisfies never;
  }
}

function preparedVote(
  event: Extract<Event, { type: 'VotePrepared' }>,
  { title, version }: Vote['rules'],
): Vote {
  const { type: _, ...prepared } = event;
  return {
    ...prepared,
    rules: { title, version },
    stage: 'prepared',
    opening: null,
    closedAt: null,
    scrutineers: [],
    executiveChair: null,
    sealed: null,
    results: null,
    countedVersion: null,
    digests: null,
    reason: null,
    reissueRequests: new Map(),
    reissues: new Map(),
    confirmations: new Map(),
    objections: new Map(),
  };
}

function accountOf(by: Actor): AccountId {
  if (!('accountId' in by)) throw new Error(`${by.role} has no account`);
  return by.accountId;
}

function seated(sitting: Sitting, deputyId: DeputyId): Seated {
  const found = sitting.roll.get(deputyId);
  if (!found) throw new Error(`event about ${deputyId}, who is not on the roll of ${sitting.sittingId}`);
  return found;
}

function vote(sitting: Sitting, voteId: VoteId): Vote {
  const found = sitting.votes.get(voteId);
  if (!found) throw new Error(`event about vote ${voteId}, unknown in ${sitting.sittingId}`);
  return found;
}
