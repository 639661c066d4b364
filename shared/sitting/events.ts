import { z } from 'zod';
import { Paper } from '../ballot/paper.ts';
import { VotingRules } from '../ballot/rules.ts';
import { AccountId, DeputyId, Digest, PaperId, VoteId } from '../ids.ts';
import { Body, Deputy } from '../roll.ts';
import { Actor, AgendaItem } from './commands.ts';
import { BallotResult, PreparedBallot, SealedFigures } from './vote-records.ts';

const reason = z.string();
const ofVote = { voteId: VoteId };
const ofDeputy = { deputyId: DeputyId };

export const VotePrepared = z.strictObject({
  type: z.literal('VotePrepared'),
  ...ofVote,
  paperId: PaperId,
  rehearsal: z.boolean(),
  ballots: z.array(PreparedBallot).min(1),
});
export const BallotsSealed = z.strictObject({
  type: z.literal('BallotsSealed'),
  ...ofVote,
  ballots: z.array(SealedFigures),
});
export const BallotsCounted = z.strictObject({
  type: z.literal('BallotsCounted'),
  ...ofVote,
  results: z.array(BallotResult),
});
/** The two bundles of a counted vote; scrutineers confirm the first digest, the public checks the second. */
export const BundlesMade = z.strictObject({
  type: z.literal('BundlesMade'),
  ...ofVote,
  auditDigest: Digest,
  publicDigest: Digest,
  /** The last link of the log in both bundles; it stands on the tally report beside the digest. */
  chainHead: Digest,
});
export type BundlesMade = z.output<typeof BundlesMade>;
export type VotePrepared = z.output<typeof VotePrepared>;
export type BallotsSealed = z.output<typeof BallotsSealed>;
export type BallotsCounted = z.output<typeof BallotsCounted>;

export const Event = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('SittingCreated'),
    title: z.string(),
    body: Body,
    totalMembership: z.int(),
  }),
  /** Sittings that were begun with 0.2 have it; from then on the first roll is a change of none. */
  z.strictObject({ type: z.literal('RollImported'), deputies: z.array(Deputy) }),
  z.strictObject({
    type: z.literal('RollChanged'),
    added: z.array(Deputy),
    /** As they are now. */
    changed: z.array(Deputy),
    /** Removed before, back with the same id. */
    restored: z.array(Deputy),
    removed: z.array(DeputyId),
  }),
  z.strictObject({ type: z.literal('CardsIssued'), deputyIds: z.array(DeputyId) }),
  z.strictObject({ type: z.literal('CardRequested'), ...ofDeputy }),
  z.strictObject({ type: z.literal('CardUnlocked'), ...ofDeputy }),
  z.strictObject({ type: z.literal('TakeoverApproved'), ...ofDeputy }),
  z.strictObject({ type: z.literal('AgendaSet'), items: z.array(AgendaItem) }),
  z.strictObject({ type: z.literal('VotingRulesAdopted'), rules: VotingRules }),
  z.strictObject({
    type: z.literal('ScrutineersProposed'),
    scrutineers: z.array(DeputyId),
    chief: DeputyId,
  }),
  z.strictObject({ type: z.literal('ScrutineerProposalWithdrawn') }),
  z.strictObject({
    type: z.literal('ScrutineersAppointed'),
    scrutineers: z.array(DeputyId),
    chief: DeputyId,
    /** Another account than that of the entry. */
    proposedBy: AccountId,
  }),
  z.strictObject({ type: z.literal('ExecutiveChairSet'), deputyId: DeputyId.nullable() }),
  z.strictObject({ type: z.literal('SittingOpened'), entitledCount: z.int() }),
  z.strictObject({ type: z.literal('SittingClosed') }),
  z.strictObject({
    type: z.literal('DeputyCheckedIn'),
    ...ofDeputy,
    /** By the code on the hall screen, or by staff; not there in journals before version 0.3. */
    how: z.enum(['code', 'staff']).optional(),
  }),
  z.strictObject({ type: z.literal('DeputyCheckedOut'), ...ofDeputy }),
  z.strictObject({ type: z.literal('LeaveSet'), ...ofDeputy, onLeave: z.boolean() }),
  z.strictObject({
    type: z.literal('PaperDrawnUp'),
    paperId: PaperId,
    paper: Paper,
    round: z.int(),
    follows: VoteId.nullable(),
  }),
  z.strictObject({ type: z.literal('PaperWithdrawn'), paperId: PaperId }),
  VotePrepared,
  z.strictObject({
    type: z.literal('VoteOpened'),
    ...ofVote,
    rollHash: Digest,
    totalMembership: z.int(),
    entitledCount: z.int(),
    presentCount: z.int(),
  }),
  z.strictObject({ type: z.literal('ReissueRequested'), ...ofVote, ...ofDeputy, reason }),
  z.strictObject({ type: z.literal('ReissueApproved'), ...ofVote, ...ofDeputy }),
  z.strictObject({ type: z.literal('VoteClosed'), ...ofVote }),
  z.strictObject({ type: z.literal('VoteAborted'), ...ofVote, reason }),
  BallotsSealed,
  z.strictObject({ type: z.literal('ReturnReported'), ...ofVote }),
  z.strictObject({
    type: z.literal('VoteDeclared'),
    ...ofVote,
    verdict: z.enum(['valid', 'void']),
    reason: reason.nullable(),
  }),
  BallotsCounted,
  BundlesMade,
  z.strictObject({ type: z.literal('ResultConfirmed'), ...ofVote, scrutineer: DeputyId, digest: Digest }),
  z.strictObject({ type: z.literal('ResultObjected'), ...ofVote, scrutineer: DeputyId, reason }),
  z.strictObject({ type: z.literal('ResultPublished'), ...ofVote }),
]);
export type Event = z.output<typeof Event>;

/** An event with what the journal knows of it. */
export const LogEntry = z.strictObject({
  version: z.int().min(1),
  at: z.int(),
  by: Actor,
  event: Event,
});
export type LogEntry = z.output<typeof LogEntry>;

/**
 * An entry as it is hashed into the chain. Without the salt, an entry that the public bundle gives by its hash alone could be
 * guessed: there are not so many deputies and milliseconds.
 */
export const SaltedEntry = LogEntry.extend({
  /** 16 random bytes, hex. */
  salt: z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 hex digits'),
});
export type SaltedEntry = z.output<typeof SaltedEntry>;
