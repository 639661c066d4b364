import type { QuestionId } from '../../shared/ids.ts';
import type { DeskQuestion } from '../../shared/inquiry/views.ts';

const canBeMerged = ({ source, state }: DeskQuestion) =>
  source === 'public' && (state === 'submitted' || state === 'waiting');
const canStay = ({ source, state }: DeskQuestion) =>
  source === 'public' && state !== 'merged' && state !== 'rejected' && state !== 'withdrawn';

/** Whether this one can stay with all the others merged into it: what everyone could read stays in sight. */
export function canTake(into: DeskQuestion, all: readonly DeskQuestion[]): boolean {
  const others = all.filter(({ questionId }) => questionId !== into.questionId);
  return (
    canStay(into) &&
    others.every((question) => canBeMerged(question) && (into.shown === true || question.shown !== true))
  );
}

/** The one that stays unless somebody chooses another: which most people support, among equals the oldest. */
export function bestToStay(all: readonly DeskQuestion[]): QuestionId | null {
  const able = all.filter((question) => canTake(question, all));
  able.sort((a, b) => b.supports - a.supports || a.number - b.number);
  return able[0]?.questionId ?? null;
}
