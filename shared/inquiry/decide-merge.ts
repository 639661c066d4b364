import { whyNotDecide } from './decide-moderation.ts';
import { accept, type InquiryRules, idsOf, one, type Refused, refuse, several } from './decision.ts';
import type { Question } from './state.ts';

/** Questions that ask the same are asked as one. */
export const mergeRules: InquiryRules<'MergeQuestions' | 'UnmergeQuestion'> = {
  MergeQuestions(inquiry, { into, questionIds }, by) {
    const root = one(inquiry, into, whyNotInto, 'command.into');
    if ('refused' in root) return root;
    const merged = several(inquiry, questionIds, (question, field) => {
      if (question === root) return refuse('question-into-itself', field);
      if (question.source !== 'public') return refuse('question-not-of-public', field);
      // What everyone could read and support would be gone for them.
      if (question.shownAt !== null && root.shownAt === null)
        return refuse('question-not-shown', 'command.into');
      return whyNotDecide(question, field, by, ['submitted', 'waiting']);
    });
    if ('refused' in merged) return merged;
    return accept({ type: 'QuestionsMerged', into, questionIds: idsOf(merged) });
  },

  UnmergeQuestion(inquiry, { questionId }, by) {
    const merged = one(inquiry, questionId, (question, field) =>
      question.state === 'merged'
        ? whyNotDecide(question, field, by, ['merged'])
        : refuse('question-not-merged', field),
    );
    return 'refused' in merged ? merged : accept({ type: 'QuestionUnmerged', questionId });
  },
};

function whyNotInto({ source, state }: Question, field: string): Refused | null {
  if (source !== 'public') return refuse('question-not-of-public', field);
  if (state === 'merged') return refuse('question-merged', field);
  return state === 'rejected' || state === 'withdrawn' ? refuse('question-state', field) : null;
}
