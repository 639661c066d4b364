import type { QuestionId } from '../../../shared/ids.ts';
import type { QuestionState } from '../../../shared/inquiry/state.ts';
import type { DeskView, HallView } from '../../../shared/inquiry/views.ts';
import { type InquiryState, viewOf } from '../line.ts';

/** What the hall sees; the desk shows the wall small and makes the same of what it knows itself. */
export function hallOf(state: InquiryState): HallView | null {
  const desk = viewOf(state, 'desk');
  return viewOf(state, 'hall') ?? (desk && hallOfDesk(desk));
}

function hallOfDesk(desk: DeskView): HallView {
  const shown = Object.values(desk.questions).filter((question) => question.shown);
  const counts: Partial<Record<QuestionState, number>> = {};
  for (const { state } of shown) counts[state] = (counts[state] ?? 0) + 1;
  const top = shown
    .filter(({ state, source }) => state === 'waiting' && source === 'public')
    .sort((a, b) => b.supports - a.supports || a.number - b.number)
    .map(({ questionId }) => questionId as QuestionId);
  const { questions, crowd, intake, queue, ...frame } = desk;
  return {
    ...frame,
    questions,
    crowd,
    intake,
    counts,
    orders: { top, next: queue },
  };
}
