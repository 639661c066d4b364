import type { QuestionId } from '../../shared/ids.ts';

/** Rows on one page of the list: the page stays small however many questions there are. */
export const PAGE = 50;

/**
 * The list as it is read: it stays as it is while somebody works in it. What comes in meanwhile, and what no longer belongs in
 * it, waits to be asked for.
 */
export interface Settled {
  ids: readonly QuestionId[];
  /** Of another filter or order: the list begins anew. */
  of: string;
}

/** The list to show now. An empty one fills itself: nothing in it could jump. */
export function settle(before: Settled | null, of: string, now: readonly QuestionId[]): Settled {
  if (before?.of === of && before.ids.length > 0) return before;
  if (before?.of === of && now.length === 0) return before;
  return { ids: now, of };
}

/** How many have come in since, and how many have gone where the filter does not show them. */
export function unsettled({ ids }: Settled, now: readonly QuestionId[]): { fresh: number; gone: number } {
  const [shown, are] = [new Set(ids), new Set(now)];
  return {
    fresh: now.filter((id) => !shown.has(id)).length,
    gone: ids.filter((id) => !are.has(id)).length,
  };
}
