import { z } from 'zod';
import {
  AccountId,
  DepartmentId,
  DeputyId,
  PaperId,
  QuestionId,
  SittingId,
  TurnId,
  ViewerId,
} from '../ids.ts';
import { Actor } from '../sitting/commands.ts';
import { IntakeReason } from './intake.ts';
import { InquiryPlan, Naming, Segment } from './plan.ts';

const ofQuestion = { questionId: QuestionId };
const ofSeveral = { questionIds: z.array(QuestionId).min(1) };
const reason = z.string();
const respondent = z.strictObject({ departmentId: DepartmentId, official: z.string().nullable() });

/** What happened in an inquiry. Supports and likes are the crowd's and not in here: they are too many. */
export const InquiryEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('InquiryPlanned'),
    sittingId: SittingId,
    code: z.string(),
    plan: InquiryPlan,
  }),
  z.strictObject({ type: z.literal('PlanChanged'), plan: InquiryPlan }),
  z.strictObject({
    type: z.literal('QuestionPrepared'),
    ...ofQuestion,
    text: z.string(),
    name: z.string(),
    deputyId: DeputyId.nullable(),
    departmentId: DepartmentId.nullable(),
  }),
  z.strictObject({
    type: z.literal('QuestionAsked'),
    ...ofQuestion,
    viewerId: ViewerId,
    key: z.string(),
    name: z.string().nullable(),
    text: z.string(),
    askedAt: z.int(),
    /** Why it is rejected at once, see `intake.ts`. Null: it waits for moderation. */
    rejected: IntakeReason.nullable(),
  }),
  z.strictObject({
    type: z.literal('SpeechRequested'),
    ...ofQuestion,
    deputyId: DeputyId,
    name: z.string(),
    text: z.string(),
  }),
  z.strictObject({ type: z.literal('QuestionWithdrawn'), ...ofQuestion }),
  z.strictObject({ type: z.literal('InquiryStarted') }),
  z.strictObject({ type: z.literal('SegmentSet'), segment: Segment }),
  /** The queue as it is now. */
  z.strictObject({ type: z.literal('QueueSet'), questionIds: z.array(QuestionId) }),
  z.strictObject({ type: z.literal('QuestionPut'), ...ofQuestion, turnId: TurnId }),
  z.strictObject({ type: z.literal('AnswerBegun'), ...ofQuestion, turnId: TurnId, respondent }),
  z.strictObject({ type: z.literal('FollowedUp'), ...ofQuestion, turnId: TurnId }),
  z.strictObject({
    type: z.literal('QuestionFinished'),
    ...ofQuestion,
    outcome: z.enum(['answered', 'referred']),
    reason: reason.nullable(),
  }),
  z.strictObject({ type: z.literal('QuestionReturned'), ...ofQuestion }),
  z.strictObject({ type: z.literal('InquiryEnded') }),
  z.strictObject({ type: z.literal('StreamStartSet'), at: z.int().nullable() }),
  z.strictObject({ type: z.literal('BallotSet'), paperId: PaperId.nullable() }),
  z.strictObject({ type: z.literal('TurnWritten'), ...ofQuestion, turnId: TurnId, text: z.string() }),
  z.strictObject({
    type: z.literal('AnsweredInWriting'),
    ...ofQuestion,
    turnId: TurnId,
    respondent,
    text: z.string(),
  }),
  z.strictObject({ type: z.literal('QuestionsClaimed'), ...ofSeveral, accountId: AccountId }),
  z.strictObject({ type: z.literal('QuestionsReleased'), ...ofSeveral }),
  z.strictObject({ type: z.literal('QuestionsApproved'), ...ofSeveral }),
  z.strictObject({ type: z.literal('QuestionsRejected'), ...ofSeveral, reason }),
  z.strictObject({ type: z.literal('QuestionsReferred'), ...ofSeveral, reason }),
  z.strictObject({ type: z.literal('QuestionsRestored'), ...ofSeveral }),
  z.strictObject({ type: z.literal('QuestionEdited'), ...ofQuestion, text: z.string() }),
  z.strictObject({ type: z.literal('QuestionsLabelled'), ...ofSeveral, label: z.string(), on: z.boolean() }),
  z.strictObject({
    type: z.literal('QuestionsAssigned'),
    ...ofSeveral,
    departmentId: DepartmentId.nullable(),
  }),
  z.strictObject({ type: z.literal('QuestionsMerged'), into: QuestionId, ...ofSeveral }),
  z.strictObject({ type: z.literal('QuestionUnmerged'), ...ofQuestion }),
  z.strictObject({ type: z.literal('AskerBanned'), ...ofQuestion, viewerId: ViewerId, reason }),
  z.strictObject({ type: z.literal('BanLifted'), ...ofQuestion, viewerId: ViewerId }),
  z.strictObject({
    type: z.literal('IntakeSet'),
    paused: z.boolean(),
    slowSeconds: z.int(),
    naming: Naming,
  }),
  z.strictObject({ type: z.literal('BlockedWordsSet'), words: z.array(z.string()) }),
]);
export type InquiryEvent = z.output<typeof InquiryEvent>;

/** An event with what the log knows of it: the append-only log of moderation and floor, chained like a sitting's. */
export const InquiryEntry = z.strictObject({
  version: z.int().min(1),
  at: z.int(),
  by: Actor,
  event: InquiryEvent,
  /** 16 random bytes, hex. */
  salt: z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 hex digits'),
});
export type InquiryEntry = z.output<typeof InquiryEntry>;
