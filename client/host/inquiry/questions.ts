import type { DeskQuestion, DeskView } from '../../../shared/inquiry/views.ts';

/** It can be lined up: nobody has put it, and it is not in the queue. The public's only once it was approved. */
export function isOpen(view: DeskView, { questionId, source, state }: DeskQuestion): boolean {
  const waits = state === 'waiting' || (state === 'submitted' && source !== 'public');
  return waits && !view.queue.includes(questionId);
}

export const sources = ['prepared', 'member', 'public'] as const;

/** What can be lined up of each source: prepared in their order, members as they asked, the public's by supports. */
export function openBySource(view: DeskView): Record<(typeof sources)[number], DeskQuestion[]> {
  const open = Object.values(view.questions)
    .filter((question) => isOpen(view, question))
    .sort((a, b) => a.number - b.number);
  const of = (wanted: DeskQuestion['source']) => open.filter(({ source }) => source === wanted);
  return {
    prepared: of('prepared'),
    member: of('member'),
    public: of('public').sort((a, b) => b.supports - a.supports),
  };
}
