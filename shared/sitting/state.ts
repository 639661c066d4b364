import { z } from 'zod';
import type { Paper } from '../ballot/paper.ts';
import type { VotingRules } from '../ballot/rules.ts';
import type { AccountId, DeputyId, PaperId, SittingId, VoteId } from '../ids.ts';
import type { Body, Deputy, Stay } from '../roll.ts';
import type { AgendaItem } from './commands.ts';
import type { BallotsSealed, BundlesMade } from './events.ts';
import type { BallotResult, PreparedBallot } from './vote-records.ts';

export interface Seated {
  deputy: Deputy;
  stays: Stay[];
  onLeave: boolean;
}

export interface DrawnPaper {
  paperId: PaperId;
  paper: Paper;
  /** 1, or more for a runoff or a repeated vote; the earlier round is `follows` and is kept. */
  round: number;
  follows: VoteId | null;
  /** Nobody can put it to the vote any more; rehearsals held on it keep their paper. */
  withdrawn: boolean;
}

/**
 * prepared → open → closed → sealed → reported → valid → counted → published; void after the report, or after the count
 * where scrutineers will not sign; aborted before the close.
 */
export const VoteStage = z.enum([
  'prepared',
  'open',
  'closed',
  'sealed',
  'reported',
  'valid',
  'void',
  'counted',
  'published',
  'aborted',
]);
export type VoteStage = z.output<typeof VoteStage>;
/** Nothing more happens to such a vote; another round is another vote. */
export const stagesOver: readonly VoteStage[] = ['published', 'void', 'aborted'];
/** From the prepared keys to the published result: what has to come to its end first. */
export const stagesUnderWay = VoteStage.options.filter((stage) => !stagesOver.includes(stage));

export interface Opening {
  at: number;
  rollHash: string;
  totalMembership: number;
  entitledCount: number;
  presentCount: number;
}

export interface Vote {
  voteId: VoteId;
  paperId: PaperId;
  rehearsal: boolean;
  ballots: readonly PreparedBallot[];
  /** The profile that was adopted when the vote was prepared; its figures are in the sheets. */
  rules: { title: string; version: number };
  stage: VoteStage;
  opening: Opening | null;
  closedAt: number | null;
  /** As they were when it opened; later ones watch over later votes. */
  scrutineers: readonly { deputyId: DeputyId; chief: boolean }[];
  /** 执行主席 when it opened, where one was named. */
  executiveChair: DeputyId | null;
  sealed: BallotsSealed['ballots'] | null;
  results: readonly BallotResult[] | null;
  /** The version of the count: the audit bundle's log ends there. */
  countedVersion: number | null;
  digests: Omit<BundlesMade, 'type' | 'voteId'> | null;
  /** Why it was aborted or declared void. */
  reason: string | null;
  reissueRequests: Map<DeputyId, string>;
  /** Credentials allowed beyond the first. */
  reissues: Map<DeputyId, number>;
  confirmations: Map<DeputyId, string>;
  objections: Map<DeputyId, string>;
}

/** The latest card of a deputy. */
export interface IssuedCard {
  /** The version of the sitting at which it was issued: the card, and every session opened with it, carries that number. */
  version: number;
  /** Another account than the one that issued it; null where one person did both. */
  askedBy: AccountId | null;
  /**
   * Two people made it and no one person has helped with it since: its holder may act as a scrutineer. Nobody else may, for
   * whoever made a card, unlocked it or let another tablet use it could be its holder.
   */
  byTwo: boolean;
}

export interface Sitting {
  sittingId: SittingId;
  version: number;
  title: string;
  body: Body;
  totalMembership: number;
  stage: 'planned' | 'open' | 'closed';
  /** Milliseconds since 1970. */
  closedAt: number | null;
  roll: Map<DeputyId, Seated>;
  /** Off the roll; they can come back with the same id until the sitting opens. */
  removed: Map<DeputyId, Deputy>;
  /** The version of the sitting at which the roll was changed last. */
  rollVersion: number;
  agenda: readonly z.output<typeof AgendaItem>[];
  rules: VotingRules | null;
  scrutineers: ReadonlySet<DeputyId>;
  chiefScrutineer: DeputyId | null;
  /** Proposed and not yet appointed. */
  scrutineerProposal: { scrutineers: readonly DeputyId[]; chief: DeputyId; by: AccountId } | null;
  executiveChair: DeputyId | null;
  cards: Map<DeputyId, IssuedCard>;
  /** Scrutineers, appointed or proposed, for whom a card is to be issued, and who asked. */
  cardRequests: Map<DeputyId, AccountId>;
  papers: Map<PaperId, DrawnPaper>;
  votes: Map<VoteId, Vote>;
}

/** Before its first event. */
export function unborn(sittingId: SittingId): Sitting {
  return {
    sittingId,
    version: 0,
    title: '',
    body: 'congress',
    totalMembership: 0,
    stage: 'planned',
    closedAt: null,
    roll: new Map(),
    removed: new Map(),
    rollVersion: 0,
    agenda: [],
    rules: null,
    scrutineers: new Set(),
    chiefScrutineer: null,
    scrutineerProposal: null,
    executiveChair: null,
    cards: new Map(),
    cardRequests: new Map(),
    papers: new Map(),
    votes: new Map(),
  };
}

/** Scrutineers, and who is proposed as one: nobody alone makes a card for them or helps with it. */
export function watches(sitting: Sitting, deputyId: DeputyId): boolean {
  const proposed = sitting.scrutineerProposal?.scrutineers ?? [];
  return sitting.scrutineers.has(deputyId) || proposed.includes(deputyId);
}

export function voteIn(sitting: Sitting, stages: readonly VoteStage[]): Vote | undefined {
  return [...sitting.votes.values()].find((vote) => stages.includes(vote.stage));
}
