import { derivedId, TurnId } from '../ids.ts';
import { hasDepartment } from './decide-plan.ts';
import { whyNotPut } from './decide-queue.ts';
import { accept, type InquiryBy, type InquiryRules, one, type Refused, refuse } from './decision.ts';
import { known } from './groups.ts';
import type { Segment } from './plan.ts';
import type { Floor, Inquiry, Question } from './state.ts';

/** Segments in which questions are put. */
const withQuestions: readonly Segment[] = ['questions', 'free'];

/** What happens in the hall. Timers are what the plan allows a turn; nobody is ever cut off. */
export const floorRules: InquiryRules<
  | 'StartInquiry'
  | 'SetSegment'
  | 'PutQuestion'
  | 'BeginAnswer'
  | 'FollowUp'
  | 'FinishQuestion'
  | 'ReturnQuestion'
  | 'EndInquiry'
> = {
  StartInquiry(inquiry) {
    return inquiry.stage === 'planned' ? accept({ type: 'InquiryStarted' }) : refuse('inquiry-started');
  },

  SetSegment(inquiry, { segment }) {
    if (inquiry.stage !== 'live') return refuse('inquiry-not-live');
    if (inquiry.floor && !withQuestions.includes(segment)) return refuse('floor-occupied', 'command.segment');
    return inquiry.segment === segment ? accept() : accept({ type: 'SegmentSet', segment });
  },

  PutQuestion(inquiry, { questionId }, by) {
    if (inquiry.stage !== 'live') return refuse('inquiry-not-live');
    if (inquiry.floor) return refuse('floor-occupied');
    // One that was called answered too early comes back, with all that was said.
    const put = one(inquiry, questionId, (question, field) =>
      question.state === 'answered' ? null : whyNotPut(question, field),
    );
    if ('refused' in put) return put;
    const begins = withQuestions.includes(inquiry.segment)
      ? []
      : [{ type: 'SegmentSet', segment: 'questions' } as const];
    return accept(...begins, { type: 'QuestionPut', questionId, turnId: newTurn(by) });
  },

  BeginAnswer(inquiry, { respondent }, by) {
    return onFloor(inquiry, ({ questionId }) => {
      if (!hasDepartment(inquiry, respondent.departmentId))
        return refuse('department-unknown', 'command.respondent.departmentId');
      return accept({ type: 'AnswerBegun', questionId, turnId: newTurn(by), respondent });
    });
  },

  FollowUp(inquiry, _command, by) {
    return onFloor(inquiry, ({ questionId, phase }) =>
      phase === 'answer'
        ? accept({ type: 'FollowedUp', questionId, turnId: newTurn(by) })
        : refuse('answer-missing'),
    );
  },

  FinishQuestion(inquiry, { outcome, reason = null }) {
    return onFloor(inquiry, ({ questionId }, { turns }) => {
      if (outcome === 'referred' && reason === null) return refuse('reason-missing', 'command.reason');
      if (outcome === 'answered' && !turns.some(({ kind }) => kind === 'answer'))
        return refuse('answer-missing', 'command.outcome');
      return accept({
        type: 'QuestionFinished',
        questionId,
        outcome,
        reason: outcome === 'referred' ? reason : null,
      });
    });
  },

  ReturnQuestion(inquiry) {
    return onFloor(inquiry, ({ questionId }) => accept({ type: 'QuestionReturned', questionId }));
  },

  // One that was planned by mistake is ended too: else its page would take questions for good.
  EndInquiry(inquiry) {
    return inquiry.floor ? refuse('floor-occupied') : accept({ type: 'InquiryEnded' });
  },
};

const newTurn = ({ commandId }: InquiryBy): TurnId => TurnId.parse(derivedId(commandId, 'turn'));

function onFloor<T>(inquiry: Inquiry, then: (floor: Floor, question: Question) => T): T | Refused {
  if (!inquiry.floor) return refuse('floor-empty');
  return then(inquiry.floor, known(inquiry, inquiry.floor.questionId));
}
