import type { QuestionId } from '../ids.ts';
import { type Inquiry, publicStates, type Question } from './state.ts';

/** What is asked together with it: itself, or what it was merged into in the end. */
export function rootOf(inquiry: Inquiry, question: Question): Question {
  let root = question;
  while (root.mergedInto !== null) root = known(inquiry, root.mergedInto);
  return root;
}

/** Everyone may read it: it was shown, is in a state that is public, and so is what it was merged into. */
export function isPublic(inquiry: Inquiry, question: Question): boolean {
  return [question, rootOf(inquiry, question)].every(
    ({ shownAt, state }) => shownAt !== null && publicStates.includes(state),
  );
}

/**
 * All groups of questions that are asked together: root → root and everything merged into it, the oldest first. Whoever supports
 * any of a group supports the group, once; so a merge moves nothing and its undo is exact.
 */
export function groupsOf(inquiry: Inquiry): ReadonlyMap<QuestionId, readonly QuestionId[]> {
  const made = groups.get(inquiry);
  if (made?.version === inquiry.version) return made.groups;
  const of = new Map<QuestionId, QuestionId[]>();
  for (const question of inquiry.questions.values()) {
    const root = rootOf(inquiry, question).questionId;
    const group = of.get(root);
    if (group) group.push(question.questionId);
    else of.set(root, [question.questionId]);
  }
  groups.set(inquiry, { version: inquiry.version, groups: of });
  return of;
}
const groups = new WeakMap<Inquiry, { version: number; groups: ReadonlyMap<QuestionId, QuestionId[]> }>();

export function known(inquiry: Inquiry, questionId: QuestionId): Question {
  const question = inquiry.questions.get(questionId);
  if (!question) throw new Error(`${questionId} is no question of inquiry ${inquiry.inquiryId}`);
  return question;
}
