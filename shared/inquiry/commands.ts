import { z } from 'zod';
import {
  DepartmentId,
  DeputyId,
  InquiryId,
  PaperId,
  QuestionId,
  type SittingId,
  TurnId,
  type ViewerId,
} from '../ids.ts';
import { line, prose } from '../text.ts';
import { MAX_QUESTION_UNITS, MAX_WRITTEN_ANSWER } from './limits.ts';
import { InquiryPlan, Naming, Segment } from './plan.ts';

const questionId = QuestionId;
const ofQuestion = { questionId };
const reason = line(300);
// How many characters that are is counted by the rules, as people count them.
const text = prose(MAX_QUESTION_UNITS).refine((words) => words.trim() !== '', {
  message: 'must not be empty',
});
/** Several at once; what cannot be done with one of them refuses them all, with the field named. */
const ofSeveral = {
  questionIds: z
    .array(QuestionId)
    .min(1)
    .max(200)
    .refine((list) => new Set(list).size === list.length, { message: 'a question stands twice' }),
};
const respondent = z.strictObject({ departmentId: DepartmentId, official: line(40).nullable() });

/** What can be done in an inquiry, by socket. Who may do what: `decide.ts`. */
export const InquiryCommand = z.discriminatedUnion('type', [
  // planning
  z.strictObject({ type: z.literal('ChangePlan'), plan: InquiryPlan }),
  /** A question of the committee, for a questioner to put. */
  z.strictObject({
    type: z.literal('PrepareQuestion'),
    text,
    /** The questioner's name, and the deputy where it is one. */
    name: line(40),
    deputyId: DeputyId.nullable(),
    departmentId: DepartmentId.nullable(),
  }),
  z.strictObject({ type: z.literal('DropQuestion'), ...ofQuestion }),
  // the chair's queue and the floor
  z.strictObject({ type: z.literal('StartInquiry') }),
  z.strictObject({ type: z.literal('SetSegment'), segment: Segment }),
  /**
   * At the end of the queue, or before the one that stands at `at`. What a member or the committee asks becomes public by it,
   * before the start of the inquiry by the start.
   */
  z.strictObject({ type: z.literal('QueueQuestions'), ...ofSeveral, at: z.int().min(0).optional() }),
  /** Skip: out of the queue; it goes on waiting. */
  z.strictObject({ type: z.literal('UnqueueQuestion'), ...ofQuestion }),
  /** The whole queue in another order; refused when it is not the same questions. */
  z.strictObject({ type: z.literal('OrderQueue'), questionIds: z.array(QuestionId).max(500) }),
  /** The question takes the floor and its timer begins. */
  z.strictObject({ type: z.literal('PutQuestion'), ...ofQuestion }),
  z.strictObject({ type: z.literal('BeginAnswer'), respondent }),
  /** 追问 */
  z.strictObject({ type: z.literal('FollowUp') }),
  /** The question on the floor is done with. */
  z.strictObject({
    type: z.literal('FinishQuestion'),
    outcome: z.enum(['answered', 'referred']),
    /** For `referred`: to whom and why. */
    reason: reason.optional(),
  }),
  /** Off the floor and back to the head of the queue. */
  z.strictObject({ type: z.literal('ReturnQuestion') }),
  z.strictObject({ type: z.literal('EndInquiry') }),
  z.strictObject({ type: z.literal('SetStreamStart'), at: z.int().min(0).nullable() }),
  z.strictObject({ type: z.literal('SetBallot'), paperId: PaperId.nullable() }),
  // words of what was said
  z.strictObject({
    type: z.literal('WriteTurn'),
    ...ofQuestion,
    turnId: TurnId,
    text: prose(MAX_WRITTEN_ANSWER),
  }),
  /** By the department's own account; a later one takes the place of the earlier, which stays in the log. */
  z.strictObject({
    type: z.literal('AnswerInWriting'),
    ...ofQuestion,
    text: prose(MAX_WRITTEN_ANSWER).refine((words) => words.trim() !== '', { message: 'must not be empty' }),
  }),
  // members in the hall
  /** With what it is about, or without a word. */
  z.strictObject({ type: z.literal('AskToSpeak'), text: prose(MAX_QUESTION_UNITS) }),
  z.strictObject({ type: z.literal('WithdrawRequest'), ...ofQuestion }),
  // moderation
  z.strictObject({ type: z.literal('ClaimQuestions'), ...ofSeveral }),
  z.strictObject({ type: z.literal('ReleaseQuestions'), ...ofSeveral }),
  z.strictObject({ type: z.literal('ApproveQuestions'), ...ofSeveral }),
  z.strictObject({ type: z.literal('RejectQuestions'), ...ofSeveral, reason }),
  /** Passed on, to whom and why. */
  z.strictObject({ type: z.literal('ReferQuestions'), ...ofSeveral, reason }),
  /** Back to where it was before it was rejected or referred. */
  z.strictObject({ type: z.literal('RestoreQuestions'), ...ofSeveral }),
  /** `textVersion`: the text that was before the editor's eyes; another one refuses the edit. */
  z.strictObject({ type: z.literal('EditQuestion'), ...ofQuestion, textVersion: z.int().min(1), text }),
  z.strictObject({ type: z.literal('LabelQuestions'), ...ofSeveral, label: line(20), on: z.boolean() }),
  z.strictObject({
    type: z.literal('AssignQuestions'),
    ...ofSeveral,
    departmentId: DepartmentId.nullable(),
  }),
  /** Their supporters count for `into`, each once. */
  z.strictObject({ type: z.literal('MergeQuestions'), into: QuestionId, ...ofSeveral }),
  z.strictObject({ type: z.literal('UnmergeQuestion'), ...ofQuestion }),
  /** Whoever asked this question asks no more here. */
  z.strictObject({ type: z.literal('BanAsker'), ...ofQuestion, reason }),
  z.strictObject({ type: z.literal('LiftBan'), ...ofQuestion }),
  z.strictObject({
    type: z.literal('SetIntake'),
    paused: z.boolean(),
    slowSeconds: z.int().min(0).max(3600),
    naming: Naming,
  }),
  z.strictObject({ type: z.literal('SetBlockedWords'), words: z.array(line(40)).max(500) }),
]);
export type InquiryCommand = z.output<typeof InquiryCommand>;

/** By HTTP; the sitting it belongs to is in the path. */
export const PlanInquiry = z.strictObject({ type: z.literal('PlanInquiry'), plan: InquiryPlan });

/** What the server itself brings. Nobody can send these. */
export type InquiryRecord =
  | (z.output<typeof PlanInquiry> & { sittingId: SittingId; code: string })
  | {
      /** What a viewer asked, taken from the intake; the command's id is made of viewer and key. */
      type: 'RecordQuestion';
      viewerId: ViewerId;
      /** The asker's own, by which the device knows the question again. */
      key: string;
      name: string | null;
      text: string;
      /** Milliseconds since 1970, when the gallery took it. */
      askedAt: number;
    };

export type AnyInquiryCommand = InquiryCommand | InquiryRecord;

/** What a person sends with a command. */
export const ofInquiry = { inquiryId: InquiryId };
