import { z } from 'zod';
import {
  AccountId,
  DepartmentId,
  DeputyId,
  InquiryId,
  PaperId,
  QuestionId,
  SittingId,
  TurnId,
} from '../ids.ts';
import { Body } from '../roll.ts';
import { PreparedBallot } from '../sitting/vote-records.ts';
import { VoteView } from '../views.ts';
import { InquiryPlan, Naming, Segment } from './plan.ts';
import { QuestionSource, QuestionState } from './state.ts';

/*
 * All views here travel as merge patches (feed.ts): what is not there is left out, nothing is null, and lists of
 * questions are a map by id with an order beside it.
 */

const figure = z.int().min(0);
const instant = z.int();

const Respondent = z.strictObject({ departmentId: DepartmentId, official: z.string().optional() });

export const TurnView = z.strictObject({
  turnId: TurnId,
  kind: z.enum(['question', 'followUp', 'answer', 'writtenAnswer']),
  respondent: Respondent.optional(),
  startedAt: instant,
  endedAt: instant.optional(),
  /** Seconds into the stream, where its start is known. */
  streamAt: z.number().min(0).optional(),
  text: z.string().optional(),
});
export type TurnView = z.output<typeof TurnView>;

/** A question that everyone may read. */
export const PublicQuestion = z.strictObject({
  questionId: QuestionId,
  source: QuestionSource,
  /** Left out where the asker wished to stay unnamed. */
  name: z.string().optional(),
  askedAt: instant,
  /** Since when everyone can read it. */
  shownAt: instant.optional(),
  /** When it was put, answered, passed on, merged or rejected. */
  decidedAt: instant.optional(),
  state: QuestionState,
  text: z.string(),
  /** It was edited after it had been shown. */
  edited: z.literal(true).optional(),
  labels: z.array(z.string()).optional(),
  departmentId: DepartmentId.optional(),
  mergedInto: QuestionId.optional(),
  /** How many others are merged into it. */
  merged: figure.optional(),
  /** To whom it was referred. */
  reason: z.string().optional(),
  /** Viewers who support it or one that is merged into it, each once. */
  supports: figure,
  turns: z.array(TurnView).optional(),
});
export type PublicQuestion = z.output<typeof PublicQuestion>;

const PublicDepartment = z.strictObject({
  name: z.string(),
  officials: z.array(z.strictObject({ name: z.string(), office: z.string() })),
});

const Floor = z.strictObject({
  questionId: QuestionId,
  phase: z.enum(['question', 'answer']),
  turnId: TurnId,
  followUp: z.literal(true).optional(),
  respondent: Respondent.optional(),
  startedAt: instant,
  /** After so many seconds the timer warns. */
  limitSeconds: figure,
});

/** What every screen of an inquiry shows around the questions. */
const frame = {
  inquiryId: InquiryId,
  sittingTitle: z.string(),
  code: z.string(),
  title: z.string(),
  topic: z.string(),
  stage: z.enum(['planned', 'live', 'ended']),
  startsAt: instant.optional(),
  startedAt: instant.optional(),
  endedAt: instant.optional(),
  segment: Segment,
  departments: z.record(z.string(), PublicDepartment),
  /** In the order of the plan. */
  departmentOrder: z.array(DepartmentId),
  floor: Floor.optional(),
  streamUrl: z.string().optional(),
  posterUrl: z.string().optional(),
};

export const Crowd = z.strictObject({
  /** Openings of the page. */
  views: figure,
  /** People who opened it, as far as their browsers tell them apart. */
  viewers: figure,
  /** Of them, there now. */
  watching: figure,
  likes: figure,
  likers: figure,
});
export type Crowd = z.output<typeof Crowd>;

export const Intake = z.strictObject({
  /** `early`: `askFrom` is to come; `over`: the inquiry has ended. */
  state: z.enum(['open', 'early', 'paused', 'over']),
  askFrom: instant.optional(),
  naming: Naming,
  slowSeconds: figure,
  rules: z.string(),
});

/**
 * What the gallery sees, made once per tick for everyone in it. Bounded, however many questions there are: of those that wait
 * the first 50 by supports (equals by age) and the last 50 shown, of those that were put the last 50. Whoever follows sorts them (orders.ts).
 */
export const GalleryView = z.strictObject({
  ...frame,
  intake: Intake,
  crowd: Crowd,
  questions: z.record(z.string(), PublicQuestion),
  /** The head of the chair's queue. */
  next: z.array(QuestionId),
  /** All public questions by state. */
  counts: z.partialRecord(QuestionState, figure),
  /** Votes of the sitting whose result is published. */
  votes: z.array(z.strictObject({ voteId: z.string(), title: z.string() })),
});
export type GalleryView = z.output<typeof GalleryView>;

/** A published vote with what was on its paper: `tallyReport` computes every figure from it, here as everywhere. */
export const PublicVote = z.strictObject({
  sitting: z.strictObject({ title: z.string(), body: Body }),
  vote: VoteView,
  sheets: z.array(PreparedBallot),
});
export type PublicVote = z.output<typeof PublicVote>;

/**
 * The whole public record, for gallery processes: pages of all questions, search for similar ones, results, and after the end
 * the page that stays. No viewer's browser is sent it as a whole.
 */
export const PublicRecord = z.strictObject({
  questions: z.record(z.string(), PublicQuestion),
  /** A list, which a merge patch replaces whole: what is in it may be null. */
  votes: z.array(PublicVote),
});
export type PublicRecord = z.output<typeof PublicRecord>;

/** What an asker is told of an own question, whatever became of it. */
export const OwnQuestion = z.strictObject({
  questionId: QuestionId,
  /** Of the asker's own request: how the device knows it again. */
  key: z.string(),
  text: z.string(),
  askedAt: instant,
  state: QuestionState,
  reason: z.string().optional(),
  mergedInto: QuestionId.optional(),
  /** What it was merged into, as everyone reads it: a live view need not hold that one. */
  into: z.strictObject({ text: z.string(), state: QuestionState }).optional(),
});
export type OwnQuestion = z.output<typeof OwnQuestion>;

/** A viewer's own part in an inquiry. */
export const Own = z.strictObject({
  questions: z.array(OwnQuestion),
  /** Which questions this viewer supports. */
  supports: z.array(QuestionId),
  likes: figure,
  banned: z.boolean(),
});
export type Own = z.output<typeof Own>;

export const DeskQuestion = PublicQuestion.extend({
  /** By age, from 1: the order of all questions. As a list in the view it would be sent whole with each new one. */
  number: z.int().min(1),
  /** Everyone can read it now. */
  shown: z.literal(true).optional(),
  /** The same letters for the same asker; nobody's name. */
  alias: z.string().optional(),
  deputyId: DeputyId.optional(),
  textVersion: figure,
  originalText: z.string(),
  claim: z.strictObject({ accountId: AccountId, name: z.string(), at: instant }).optional(),
  /** Why its asker asks no more. */
  banned: z.string().optional(),
});
export type DeskQuestion = z.output<typeof DeskQuestion>;

/** For chair, operator, moderators and note-takers: everything. */
export const DeskView = z.strictObject({
  ...frame,
  sittingId: SittingId,
  plan: z.strictObject({ ...InquiryPlan.shape, ...noNulls() }),
  version: figure,
  intake: Intake,
  crowd: Crowd,
  questions: z.record(z.string(), DeskQuestion),
  queue: z.array(QuestionId),
  streamStartedAt: instant.optional(),
  ballotPaperId: PaperId.optional(),
  blockedWords: z.array(z.string()),
  /** The host's switch, also while it is too early or too late to ask. */
  paused: z.boolean(),
});
export type DeskView = z.output<typeof DeskView>;

/** A plan as a merge patch can carry it. */
function noNulls() {
  return {
    departments: z.array(
      z.strictObject({
        departmentId: DepartmentId,
        name: z.string(),
        officials: z.array(z.strictObject({ name: z.string(), office: z.string() })),
        accountId: AccountId.nullable(),
      }),
    ),
    askFrom: instant.optional(),
    startsAt: instant.optional(),
    streamUrl: z.string().optional(),
    posterUrl: z.string().optional(),
  };
}

/** For departments: what is assigned to one of them or put to it, and what was answered. */
export const DepartmentView = z.strictObject({
  ...frame,
  questions: z.record(z.string(), PublicQuestion),
  order: z.array(QuestionId),
  /** Of them, what stands in the chair's queue: it is answered by voice first. */
  queued: z.array(QuestionId),
  /** Which account answers for which department. */
  accounts: z.record(z.string(), DepartmentId),
});
export type DepartmentView = z.output<typeof DepartmentView>;

/** For tablets: the questions in their order, and who asks to speak. */
export const MembersView = z.strictObject({
  ...frame,
  questions: z.record(z.string(), PublicQuestion),
  queue: z.array(QuestionId),
  done: z.array(QuestionId),
  /** Requests to speak until they are answered: their deputies, by question. */
  requests: z.record(z.string(), DeputyId),
  ballotPaperId: PaperId.optional(),
});
export type MembersView = z.output<typeof MembersView>;

/** For the hall screen. */
export const HallView = z.strictObject({
  ...frame,
  questions: z.record(z.string(), PublicQuestion),
  orders: z.strictObject({ top: z.array(QuestionId), next: z.array(QuestionId) }),
  counts: z.partialRecord(QuestionState, figure),
  crowd: Crowd,
  intake: Intake,
});
export type HallView = z.output<typeof HallView>;

export const InquiryAudience = z.enum(['desk', 'department', 'members', 'hall']);
export type InquiryAudience = z.output<typeof InquiryAudience>;
export const inquiryViews = {
  desk: DeskView,
  department: DepartmentView,
  members: MembersView,
  hall: HallView,
} as const;
export type InquiryViewOf<A extends InquiryAudience> = z.output<(typeof inquiryViews)[A]>;
