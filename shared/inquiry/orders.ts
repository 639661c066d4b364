import type { QuestionState } from './state.ts';
import type { GalleryView, PublicQuestion } from './views.ts';

/*
 * Also for viewers' browsers: nothing here may bring a library along.
 */

/** Put, answered or passed on. */
export const doneStates: readonly QuestionState[] = ['asked', 'answered', 'answeredInWriting', 'referred'];

/** How many of each order a live view holds, as many as a page does; all others are read page by page. */
export const LIVE_LIMITS = { top: 50, newest: 50, next: 10, done: 50, hall: 10 } as const;

/**
 * In which order questions stand, for the live view and for the pages that go on where it ends: the same places, or a reader
 * would miss one between them and see another twice.
 */
export interface Placed {
  questionId: string;
  askedAt: number;
  shownAt?: number | null | undefined;
  decidedAt?: number | null | undefined;
}

/** The oldest first. */
export function byAge(a: Placed, b: Placed): number {
  return a.askedAt - b.askedAt || (a.questionId < b.questionId ? -1 : 1);
}

/** What was shown last first. */
export function newestFirst(a: Placed, b: Placed): number {
  return (b.shownAt ?? 0) - (a.shownAt ?? 0) || byAge(b, a);
}

/** What was put, answered or passed on last first. */
export function latestFirst(a: Placed, b: Placed): number {
  return (b.decidedAt ?? 0) - (a.decidedAt ?? 0) || byAge(b, a);
}

/** The most supported first; equals by age. */
export function mostSupportedFirst<Q extends Placed>(supportsOf: (question: Q) => number) {
  return (a: Q, b: Q): number => supportsOf(b) - supportsOf(a) || byAge(a, b);
}

/** `top`, `newest`: waiting ones; `done`: put, answered or passed on; `all`: by age. */
export type PageOrder = 'top' | 'newest' | 'done' | 'all';

/** All of these questions that belong to an order, in it. */
export function ordered(order: PageOrder, questions: Iterable<PublicQuestion>): PublicQuestion[] {
  const all = [...questions];
  const waiting = () => all.filter(({ state }) => state === 'waiting');
  switch (order) {
    case 'top':
      return waiting().sort(mostSupportedFirst<PublicQuestion>(({ supports }) => supports));
    case 'newest':
      return waiting().sort(newestFirst);
    case 'done':
      return all.filter(({ state }) => doneStates.includes(state)).sort(latestFirst);
    case 'all':
      return all.sort(byAge);
    default:
      return order satisfies never;
  }
}

/**
 * The head of an order, from the live view alone: the view holds at least the first `LIVE_LIMITS` of each, so that the orders
 * themselves need not travel whenever one support changes them.
 */
export function liveOrder(
  order: Exclude<PageOrder, 'all'>,
  { questions }: Pick<GalleryView, 'questions'>,
): PublicQuestion[] {
  return ordered(order, Object.values(questions)).slice(0, LIVE_LIMITS[order]);
}
