import { z } from 'zod';
import type {
  AccountId,
  DepartmentId,
  DeputyId,
  InquiryId,
  PaperId,
  QuestionId,
  SittingId,
  TurnId,
  ViewerId,
} from '../ids.ts';
import type { InquiryPlan, Segment } from './plan.ts';

/**
 * Every question is in one of these, and everyone who asked is told which.
 * `submitted`: not moderated yet, of a member: asks to speak, of the committee: prepared and not shown; nobody else sees it.
 * `waiting`: shown, not put yet. `asked`: on the floor. `referred`: passed on, with where to, shown only when it was shown
 * before. `merged`: asked together with another one and shown while that is.
 * `withdrawn`: a member took the request to speak back, or a prepared question was dropped before anybody saw it.
 */
export const QuestionState = z.enum([
  'submitted',
  'waiting',
  'asked',
  'answered',
  'answeredInWriting',
  'referred',
  'merged',
  'rejected',
  'withdrawn',
]);
export type QuestionState = z.output<typeof QuestionState>;
/** Whose text everyone may read once it was shown: `isPublic` in groups.ts. */
export const publicStates: readonly QuestionState[] = [
  'waiting',
  'asked',
  'answered',
  'answeredInWriting',
  'referred',
  'merged',
];

/** 'prepared' by the committee beforehand, by a 'member' in the hall, by a viewer from the 'public'. */
export const QuestionSource = z.enum(['prepared', 'member', 'public']);
export type QuestionSource = z.output<typeof QuestionSource>;

export type Asker =
  | { kind: 'viewer'; viewerId: ViewerId; key: string; name: string | null }
  | { kind: 'deputy'; deputyId: DeputyId; name: string }
  | { kind: 'committee'; name: string };

/** 应询人: who answers for which department; the name is null where only the department is known. */
export interface Respondent {
  departmentId: DepartmentId;
  official: string | null;
}

/** What was said, in its order. The text is written down by a note-taker, or by the department where it answers in writing. */
export interface Turn {
  turnId: TurnId;
  kind: 'question' | 'followUp' | 'answer' | 'writtenAnswer';
  /** Who answers; null where somebody asks. */
  respondent: Respondent | null;
  /** Milliseconds since 1970; the moment in the stream follows from it. */
  startedAt: number;
  /** Null while it goes on. Of a written answer: when it was written last. */
  endedAt: number | null;
  text: string | null;
}

export interface Question {
  questionId: QuestionId;
  /** By age, from 1. */
  number: number;
  source: QuestionSource;
  asker: Asker;
  askedAt: number;
  state: QuestionState;
  text: string;
  /** Raised by every edit: who moderates says which text was seen. */
  textVersion: number;
  /** As it was asked, for the desk alone. */
  originalText: string;
  /** When everyone could read it first, milliseconds since 1970; null for what nobody has approved or put. */
  shownAt: number | null;
  /** Milliseconds since 1970 of an edit after it was shown: supporters may have supported another text. */
  editedWhenShown: number | null;
  labels: readonly string[];
  departmentId: DepartmentId | null;
  /** Who is at work on it, and since when; it holds for `CLAIM_MS`. */
  claim: { accountId: AccountId; at: number } | null;
  mergedInto: QuestionId | null;
  /** The state to which an undone merge, rejection or referral returns. */
  before: QuestionState | null;
  /** Why it was rejected or referred, or to whom; told to the asker. */
  reason: string | null;
  /** Since when it is asked, answered, referred, merged, rejected or withdrawn. */
  decidedAt: number | null;
  turns: readonly Turn[];
}

/** What is being put or answered now. Null between two questions. */
export interface Floor {
  questionId: QuestionId;
  phase: 'question' | 'answer';
  turnId: TurnId;
}

export interface Inquiry {
  inquiryId: InquiryId;
  sittingId: SittingId;
  version: number;
  /** Six digits, what people type who cannot scan. */
  code: string;
  plan: InquiryPlan;
  stage: 'planned' | 'live' | 'ended';
  startedAt: number | null;
  endedAt: number | null;
  segment: Segment;
  /** By age. A question is never changed in place: the same object is the same question. */
  questions: Map<QuestionId, Question>;
  /** Viewers who asked, in the order of their first questions. */
  askers: Map<ViewerId, { number: number; questionIds: QuestionId[] }>;
  /**
   * The chair's queue: what is put next, in this order. All in it are `waiting`; before the start also `submitted` ones of
   * the committee, which the start shows.
   */
  queue: readonly QuestionId[];
  floor: Floor | null;
  /** When the stream's own time began; null while nobody said. */
  streamStartedAt: number | null;
  /** The appraisal held on the spot. */
  ballotPaperId: PaperId | null;
  /** Viewers may ask: the host's switch, besides `plan.askFrom`. */
  paused: boolean;
  /** Least seconds between two questions of one viewer. */
  slowSeconds: number;
  blockedWords: readonly string[];
  bans: Map<ViewerId, { reason: string; at: number; questionId: QuestionId }>;
}

/** What waits can be put. So can what a member or the committee asks, which no moderator approves. */
export function mayBePut({ state, source }: Pick<Question, 'state' | 'source'>): boolean {
  return state === 'waiting' || (state === 'submitted' && source !== 'public');
}

/** Before its first event. */
export function unbornInquiry(inquiryId: InquiryId): Inquiry {
  return {
    inquiryId,
    sittingId: '' as SittingId,
    version: 0,
    code: '',
    plan: {
      title: '',
      topic: '',
      departments: [],
      questioners: [],
      questionSeconds: 180,
      answerSeconds: 300,
      askFrom: null,
      startsAt: null,
      naming: 'either',
      rules: '',
      streamUrl: null,
      posterUrl: null,
    },
    stage: 'planned',
    startedAt: null,
    endedAt: null,
    segment: 'opening',
    questions: new Map(),
    askers: new Map(),
    queue: [],
    floor: null,
    streamStartedAt: null,
    ballotPaperId: null,
    paused: false,
    slowSeconds: 10,
    blockedWords: [],
    bans: new Map(),
  };
}
