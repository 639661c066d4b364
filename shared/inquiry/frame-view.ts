import type { QuestionId } from '../ids.ts';
import { given } from './given.ts';
import { isPublic, known } from './groups.ts';
import { intakeState } from './intake.ts';
import { doneStates, latestFirst } from './orders.ts';
import type { InquiryPlan } from './plan.ts';
import type { Inquiry, Question, QuestionState } from './state.ts';
import type { DeskView, GalleryView } from './views.ts';

type Frame = Pick<
  GalleryView,
  | 'inquiryId'
  | 'sittingTitle'
  | 'code'
  | 'title'
  | 'topic'
  | 'stage'
  | 'startsAt'
  | 'startedAt'
  | 'endedAt'
  | 'segment'
  | 'departments'
  | 'departmentOrder'
  | 'floor'
  | 'streamUrl'
  | 'posterUrl'
>;

/** What every screen shows around the questions. */
export function frameOf(inquiry: Inquiry, sittingTitle: string): Frame {
  const { inquiryId, code, stage, startedAt, endedAt, segment, plan } = inquiry;
  const { title, topic, startsAt, streamUrl, posterUrl } = plan;
  return given({
    inquiryId,
    sittingTitle,
    code,
    title,
    topic,
    stage,
    startsAt,
    startedAt,
    endedAt,
    segment,
    ...departmentsOf(plan),
    floor: floorOf(inquiry),
    streamUrl,
    posterUrl,
  });
}

const departments = new WeakMap<InquiryPlan, Pick<Frame, 'departments' | 'departmentOrder'>>();

function departmentsOf(plan: InquiryPlan) {
  const made = departments.get(plan) ?? {
    // Not by assignment: an id may be the name of something that every object has.
    departments: Object.fromEntries(
      plan.departments.map(({ departmentId, name, officials }) => [departmentId, { name, officials }]),
    ),
    departmentOrder: plan.departments.map(({ departmentId }) => departmentId),
  };
  departments.set(plan, made);
  return made;
}

function floorOf({ floor, questions, plan }: Inquiry): Frame['floor'] | null {
  if (!floor) return null;
  const { questionId, phase, turnId } = floor;
  const turn = questions.get(questionId)!.turns.find((turn) => turn.turnId === turnId)!;
  return given({
    questionId,
    phase,
    turnId,
    followUp: turn.kind === 'followUp' ? (true as const) : null,
    respondent: turn.respondent && given(turn.respondent),
    startedAt: turn.startedAt,
    limitSeconds: phase === 'answer' ? plan.answerSeconds : plan.questionSeconds,
  });
}

/** When `askFrom` comes, this is another one without anything having happened: the caller makes the view again then. */
export function intakeOf(inquiry: Inquiry, now: number): GalleryView['intake'] {
  const { askFrom, naming, rules } = inquiry.plan;
  return given({
    state: intakeState(inquiry, now),
    askFrom,
    naming,
    slowSeconds: inquiry.slowSeconds,
    rules,
  });
}

const plans = new WeakMap<InquiryPlan, DeskView['plan']>();

export function planOf(plan: InquiryPlan): DeskView['plan'] {
  const made = plans.get(plan) ?? given(plan);
  plans.set(plan, made);
  return made;
}

/** All that everyone may read, by age. */
export function publicOf(inquiry: Inquiry): Question[] {
  return [...inquiry.questions.values()].filter((question) => isPublic(inquiry, question));
}

export function countsOf(questions: readonly Question[]): Partial<Record<QuestionState, number>> {
  const counts: Partial<Record<QuestionState, number>> = {};
  for (const { state } of questions) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** The chair's queue as far as everyone may know it: before the start the committee's own is not shown. */
export function publicQueue(inquiry: Inquiry): Question[] {
  return inquiry.queue
    .map((questionId: QuestionId) => known(inquiry, questionId))
    .filter((question) => isPublic(inquiry, question));
}

/** Those that were put or answered or passed on, the latest first. */
export function doneOf(questions: readonly Question[]): Question[] {
  return questions.filter(({ state }) => doneStates.includes(state)).sort(latestFirst);
}
