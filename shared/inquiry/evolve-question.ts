import type { QuestionId, TurnId } from '../ids.ts';
import type { InquiryEvent } from './events.ts';
import { known } from './groups.ts';
import type { Inquiry, Question, Turn } from './state.ts';

type QuestionEvent = Exclude<
  Extract<InquiryEvent, { questionId: QuestionId } | { questionIds: QuestionId[] }>,
  {
    type: 'QuestionPrepared' | 'QuestionAsked' | 'SpeechRequested' | 'QueueSet' | 'AskerBanned' | 'BanLifted';
  }
>;
type Change = (question: Question) => Partial<Question>;

export function evolveQuestion(inquiry: Inquiry, event: QuestionEvent, at: number): void {
  const ids = 'questionIds' in event ? event.questionIds : [event.questionId];
  setQuestions(inquiry, ids, changeBy(event, at));
  if (leaving.has(event.type)) inquiry.queue = inquiry.queue.filter((queued) => !ids.includes(queued));
  moveFloor(inquiry, event);
}

/** Replaces these questions. */
export function setQuestions(inquiry: Inquiry, questionIds: readonly QuestionId[], change: Change): void {
  for (const questionId of questionIds) {
    const question = known(inquiry, questionId);
    inquiry.questions.set(questionId, { ...question, ...change(question) });
  }
}

const leaving: ReadonlySet<QuestionEvent['type']> = new Set([
  'QuestionPut',
  'QuestionWithdrawn',
  'AnsweredInWriting',
  'QuestionsRejected',
  'QuestionsReferred',
  'QuestionsMerged',
] as const);

function moveFloor(inquiry: Inquiry, event: QuestionEvent): void {
  switch (event.type) {
    case 'QuestionPut':
    case 'FollowedUp':
      inquiry.floor = { questionId: event.questionId, phase: 'question', turnId: event.turnId };
      return;
    case 'AnswerBegun':
      inquiry.floor = { questionId: event.questionId, phase: 'answer', turnId: event.turnId };
      return;
    case 'QuestionReturned':
      inquiry.floor = null;
      inquiry.queue = [event.questionId, ...inquiry.queue];
      return;
    case 'QuestionFinished':
      inquiry.floor = null;
  }
}

/** What an undone decision leaves: as if it had never been made. */
const undone = { before: null, reason: null, decidedAt: null, claim: null } as const;

function changeBy(event: QuestionEvent, at: number): Change {
  switch (event.type) {
    case 'QuestionWithdrawn':
      return () => ({ state: 'withdrawn', decidedAt: at, claim: null });
    case 'QuestionsClaimed':
      return () => ({ claim: { accountId: event.accountId, at } });
    case 'QuestionsReleased':
      return () => ({ claim: null });
    case 'QuestionsApproved':
      return () => ({ state: 'waiting', shownAt: at, claim: null });
    case 'QuestionsRejected':
      return decided('rejected', event.reason, at);
    case 'QuestionsReferred':
      return decided('referred', event.reason, at);
    case 'QuestionsMerged':
      return (question) => ({ ...decided('merged', null, at)(question), mergedInto: event.into });
    case 'QuestionsRestored':
    case 'QuestionUnmerged':
      return ({ before }) => ({ ...undone, state: before ?? 'submitted', mergedInto: null });
    case 'QuestionEdited':
      return ({ textVersion, shownAt }) => ({
        text: event.text,
        textVersion: textVersion + 1,
        ...(shownAt !== null && { editedWhenShown: at }),
      });
    case 'QuestionsLabelled':
      return ({ labels }) => {
        const others = labels.filter((label) => label !== event.label);
        return { labels: event.on ? [...others, event.label] : others };
      };
    case 'QuestionsAssigned':
      return () => ({ departmentId: event.departmentId });
    default:
      return changeOnFloor(event, at);
  }
}

const decided =
  (state: 'rejected' | 'referred' | 'merged', reason: string | null, at: number): Change =>
  (question) => ({ state, before: question.state, reason, decidedAt: at, claim: null });

type SpokenEvent = Extract<
  QuestionEvent,
  {
    type:
      | 'QuestionPut'
      | 'AnswerBegun'
      | 'FollowedUp'
      | 'QuestionFinished'
      | 'QuestionReturned'
      | 'TurnWritten'
      | 'AnsweredInWriting';
  }
>;

function changeOnFloor(event: SpokenEvent, at: number): Change {
  switch (event.type) {
    case 'QuestionPut':
      return ({ turns, shownAt }) => ({
        ...undone,
        state: 'asked',
        shownAt: shownAt ?? at,
        decidedAt: at,
        turns: [...turns, begun(event.turnId, 'question', at)],
      });
    case 'FollowedUp':
      return ({ turns }) => ({ turns: [...ended(turns, at), begun(event.turnId, 'followUp', at)] });
    case 'AnswerBegun':
      return ({ turns }) => ({
        turns: [...ended(turns, at), { ...begun(event.turnId, 'answer', at), respondent: event.respondent }],
      });
    case 'QuestionFinished':
      return ({ turns }) => ({
        state: event.outcome,
        before: event.outcome === 'referred' ? 'waiting' : null,
        reason: event.reason,
        decidedAt: at,
        turns: ended(turns, at),
      });
    case 'QuestionReturned':
      return ({ turns }) => ({ ...undone, state: 'waiting', turns: ended(turns, at) });
    case 'TurnWritten':
      return ({ turns }) => ({
        turns: turns.map((turn) =>
          turn.turnId === event.turnId ? { ...turn, text: event.text === '' ? null : event.text } : turn,
        ),
      });
    case 'AnsweredInWriting':
      return (question) => answeredInWriting(question, event, at);
  }
}

/** What was answered by voice stays answered; the written words stand beside. */
function answeredInWriting(
  { state, turns, decidedAt }: Question,
  { turnId, respondent, text }: Extract<InquiryEvent, { type: 'AnsweredInWriting' }>,
  at: number,
): Partial<Question> {
  const earlier = turns.find((turn) => turn.turnId === turnId);
  const written = { ...(earlier ?? begun(turnId, 'writtenAnswer', at)), respondent, endedAt: at, text };
  return {
    turns: earlier ? turns.map((turn) => (turn === earlier ? written : turn)) : [...turns, written],
    ...(state !== 'answered' && {
      ...undone,
      state: 'answeredInWriting',
      decidedAt: state === 'answeredInWriting' ? decidedAt : at,
    }),
  };
}

const begun = (turnId: TurnId, kind: Turn['kind'], at: number): Turn => ({
  turnId,
  kind,
  respondent: null,
  startedAt: at,
  endedAt: null,
  text: null,
});

const ended = (turns: readonly Turn[], at: number): Turn[] =>
  turns.map((turn) => (turn.endedAt === null ? { ...turn, endedAt: at } : turn));
