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
