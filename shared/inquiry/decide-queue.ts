import type { QuestionId } from '../ids.ts';
import {
  accept,
  type InquiryDecision,
  type InquiryRules,
  idsOf,
  one,
  type Refused,
  refuse,
  several,
} from './decision.ts';
import { mayBePut, type Question } from './state.ts';

const MAX_QUEUE = 500;

/** The chair's queue. */
export const queueRules: InquiryRules<'QueueQuestions' | 'UnqueueQuestion' | 'OrderQueue'> = {
  QueueQuestions(inquiry, { questionIds, at }) {
    const added = several(inquiry, questionIds, (question, field) =>
      inquiry.queue.includes(question.questionId)
        ? refuse('question-queued', field)
        : whyNotPut(question, field),
    );
    if ('refused' in added) return added;
    if (inquiry.queue.length + added.length > MAX_QUEUE) return refuse('queue-full', 'command.questionIds');
    return queueSet(inquiry.queue.toSpliced(at ?? inquiry.queue.length, 0, ...idsOf(added)));
  },

  UnqueueQuestion(inquiry, { questionId }) {
    const skipped = one(inquiry, questionId, (_, field) =>
      inquiry.queue.includes(questionId) ? null : refuse('question-not-queued', field),
    );
    if ('refused' in skipped) return skipped;
    return queueSet(inquiry.queue.filter((queued) => queued !== questionId));
  },

  OrderQueue(inquiry, { questionIds }) {
    // The order was made of another queue than the one that is there now.
    if (questionIds.toSorted().join() !== inquiry.queue.toSorted().join())
      return refuse('queue-changed', 'command.questionIds');
    return questionIds.join() === inquiry.queue.join() ? accept() : queueSet(questionIds);
  },
};

const queueSet = (questionIds: readonly QuestionId[]): InquiryDecision =>
  accept({ type: 'QueueSet', questionIds: [...questionIds] });

export function whyNotPut(question: Question, field: string): Refused | null {
  if (mayBePut(question)) return null;
  if (question.state === 'asked') return refuse('question-on-floor', field);
  return refuse(question.state === 'merged' ? 'question-merged' : 'question-state', field);
}
