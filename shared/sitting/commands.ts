import { z } from 'zod';
import { Paper } from '../ballot/paper.ts';
import { VotingRules } from '../ballot/rules.ts';
import { AccountId, DeputyId, Digest, PaperId, VoteId } from '../ids.ts';
import { Body } from '../roll.ts';
import type { ChangeRoll } from '../roll-change.ts';
import { line } from '../text.ts';
import type { BallotsCounted, BallotsSealed, BundlesMade, VotePrepared } from './events.ts';

/** Who acts. The server takes it from the session, never from a message. */
export const Actor = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('administrator'), accountId: AccountId }),
  z.strictObject({ role: z.literal('operator'), accountId: AccountId }),
  z.strictObject({ role: z.literal('chair'), accountId: AccountId }),
  z.strictObject({ role: z.literal('moderator'), accountId: AccountId }),
  z.strictObject({ role: z.literal('department'), accountId: AccountId }),
  z.strictObject({ role: z.literal('noteTaker'), accountId: AccountId }),
  z.strictObject({ role: z.literal('hallScreen'), accountId: AccountId }),
  z.strictObject({ role: z.literal('deputy'), deputyId: DeputyId }),
  z.strictObject({ role: z.literal('system') }),
]);
export type Actor = z.output<typeof Actor>;

const reason = line(500);
const ofVote = { voteId: VoteId };
const ofDeputy = { deputyId: DeputyId };

/** The whole list, each once: whoever is not on it is none any more. */
const listOfScrutineers = {
  scrutineers: z
    .array(DeputyId)
    .min(1)
    .max(20)
    .refine((list) => new Set(list).size === list.length, { message: 'a deputy stands twice' }),
  chief: DeputyId,
};

export const AgendaItem = z.strictObject({
  title: line(300),
  paperId: PaperId.optional(),
});

/** The code on the hall screen: whoever can read it is in the hall. */
export const CheckInCode = z.string().regex(/^\d{4}$/, 'must be four digits');

/** Small commands, by socket. */
export const Command = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('SetAgenda'), items: z.array(AgendaItem).max(100) }),
  z.strictObject({ type: z.literal('AdoptVotingRules'), rules: VotingRules }),
  z.strictObject({ type: z.literal('ProposeScrutineers'), ...listOfScrutineers }),
  z.strictObject({ type: z.literal('WithdrawScrutineerProposal') }),
  /** Names the proposal by its content: what the chair has before the eyes, and nothing that came in between. */
  z.strictObject({ type: z.literal('AppointScrutineers'), ...listOfScrutineers }),
  z.strictObject({ type: z.literal('SetExecutiveChair'), deputyId: DeputyId.nullable() }),
  z.strictObject({ type: z.literal('OpenSitting') }),
  z.strictObject({ type: z.literal('CloseSitting') }),
  z.strictObject({ type: z.literal('CheckIn'), ...ofDeputy }),
  z.strictObject({ type: z.literal('CheckOut'), ...ofDeputy }),
  /** A deputy on the own tablet. */
  z.strictObject({ type: z.literal('CheckInByCode'), code: CheckInCode }),
  z.strictObject({ type: z.literal('LeaveHall') }),
  z.strictObject({ type: z.literal('SetLeave'), ...ofDeputy, onLeave: z.boolean() }),
  z.strictObject({ type: z.literal('RequestCard'), ...ofDeputy }),
  z.strictObject({ type: z.literal('WithdrawPaper'), paperId: PaperId }),
  z.strictObject({ type: z.literal('PrepareVote'), paperId: PaperId, rehearsal: z.boolean() }),
  z.strictObject({ type: z.literal('OpenVote'), ...ofVote }),
  z.strictObject({ type: z.literal('CloseVote'), ...ofVote }),
  z.strictObject({ type: z.literal('AbortVote'), ...ofVote, reason }),
  z.strictObject({ type: z.literal('RequestReissue'), ...ofVote, ...ofDeputy, reason }),
  z.strictObject({ type: z.literal('ApproveReissue'), ...ofVote, ...ofDeputy }),
  z.strictObject({ type: z.literal('ReportReturn'), ...ofVote }),
  z.strictObject({
    type: z.literal('DeclareVote'),
    ...ofVote,
    verdict: z.enum(['valid', 'void']),
    reason: reason.optional(),
  }),
  z.strictObject({ type: z.literal('ConfirmResult'), ...ofVote, digest: Digest }),
  z.strictObject({ type: z.literal('ObjectToResult'), ...ofVote, reason }),
  z.strictObject({ type: z.literal('PublishResult'), ...ofVote }),
  z.strictObject({ type: z.literal('PrepareNextRound'), ...ofVote }),
]);
export type Command = z.output<typeof Command>;

/** Papers and imports are large and come by HTTP. */
export const CreateSitting = z.strictObject({
  type: z.literal('CreateSitting'),
  title: line(200),
  body: Body,
  totalMembership: z.int().min(1).max(5000),
});
/** Whoever holds a deputy's card could be that deputy: each one that is made stands in the log, and so does all help with it. */
export const IssueCards = z.strictObject({
  type: z.literal('IssueCards'),
  deputyIds: z
    .array(DeputyId)
    .min(1)
    .max(5000)
    .refine((list) => new Set(list).size === list.length, { message: 'a deputy stands twice' }),
});
export const UnlockCard = z.strictObject({ type: z.literal('UnlockCard'), ...ofDeputy });
/** Staff let a deputy's other tablet take over from the one that is signed in. */
export const ApproveTakeover = z.strictObject({ type: z.literal('ApproveTakeover'), ...ofDeputy });
export const DrawUpPaper = z.strictObject({ type: z.literal('DrawUpPaper'), paper: Paper });

/** Why the server itself aborts a vote: a backup holds neither urn nor key. Screens word it. */
export const RESTORED_FROM_BACKUP = 'restored from a backup';

/** What the server records by itself once keys, seal or count are made. Nobody can send these. */
export type RecordCommand =
  | { type: 'RecordVoteAborted'; voteId: VoteId; reason: string }
  | { type: 'RecordVotePrepared'; vote: Omit<VotePrepared, 'type' | 'voteId'> }
  | { type: 'RecordBallotsSealed'; sealed: Omit<BallotsSealed, 'type'> }
  | { type: 'RecordBallotsCounted'; counted: Omit<BallotsCounted, 'type'> }
  | { type: 'RecordBundlesMade'; bundles: Omit<BundlesMade, 'type'> };

export type AnyCommand =
  | Command
  | z.output<typeof CreateSitting>
  | z.output<typeof ChangeRoll>
  | z.output<typeof IssueCards>
  | z.output<typeof UnlockCard>
  | z.output<typeof ApproveTakeover>
  | z.output<typeof DrawUpPaper>
  | RecordCommand;
