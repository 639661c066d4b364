import { type DepartmentId, derivedId, TurnId } from '../ids.ts';
import type { Actor } from '../sitting/commands.ts';
import { accept, type InquiryRules, one, type Refused, refuse } from './decision.ts';
import { isPublic } from './groups.ts';
import type { Inquiry, Question } from './state.ts';

/** The words of what was said, and answers in writing. */
export const wordsRules: InquiryRules<'WriteTurn' | 'AnswerInWriting'> = {
  WriteTurn(inquiry, { questionId, turnId, text }) {
    const spoken = one(inquiry, questionId, ({ turns }) => {
      const turn = turns.find((turn) => turn.turnId === turnId);
      if (!turn) return refuse('turn-unknown', 'command.turnId');
      // Those are the department's own words.
      return turn.kind === 'writtenAnswer' ? refuse('not-allowed', 'command.turnId') : null;
    });
    if ('refused' in spoken) return spoken;
    return accept({ type: 'TurnWritten', questionId, turnId, text: text.trim() });
  },

  AnswerInWriting(inquiry, { questionId, text }, { actor, commandId }) {
    const question = one(inquiry, questionId, (question, field) => whyNotAnswer(inquiry, question, field));
    if ('refused' in question) return question;
    const departmentId = departmentsOf(inquiry, actor).find((department) =>
      answersFor(question).includes(department),
    );
    if (departmentId === undefined) return refuse('not-allowed', 'command.questionId');
    const earlier = question.turns.find(
      ({ kind, respondent }) => kind === 'writtenAnswer' && respondent?.departmentId === departmentId,
    );
    return accept({
      type: 'AnsweredInWriting',
      questionId,
      turnId: earlier?.turnId ?? TurnId.parse(derivedId(commandId, 'turn')),
      respondent: { departmentId, official: null },
      text: text.trim(),
    });
  },
};

/** What the chair is about to put or has put is answered by voice first. */
function whyNotAnswer(inquiry: Inquiry, question: Question, field: string): Refused | null {
  if (question.state === 'asked') return refuse('question-on-floor', field);
  if (question.state === 'merged') return refuse('question-merged', field);
  if (inquiry.queue.includes(question.questionId)) return refuse('question-queued', field);
  return isPublic(inquiry, question) ? null : refuse('question-state', field);
}

function departmentsOf({ plan }: Inquiry, actor: Actor): DepartmentId[] {
  const mine = plan.departments.filter(
    ({ accountId }) => 'accountId' in actor && accountId === actor.accountId,
  );
  return mine.map(({ departmentId }) => departmentId);
}

/** The departments whose question it is: to which it was assigned, and who have answered it by voice. */
function answersFor({ departmentId, turns }: Question): (DepartmentId | undefined)[] {
  return [departmentId ?? undefined, ...turns.map(({ respondent }) => respondent?.departmentId)];
}
