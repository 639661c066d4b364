import type { Choice, Sheet } from '../../shared/ballot/paper.ts';

/** itemId → what is marked on it. */
export type Chosen = Readonly<Record<string, readonly Choice[]>>;

export function approvalsIn(chosen: Chosen): number {
  return Object.values(chosen).filter((choices) => choices.includes('approve')).length;
}

/** The most approvals that this paper takes; null where there is no limit. */
export function limitOf({ paper }: Sheet): number | null {
  return paper.kind === 'project' ? paper.maxMarks : null;
}

/** The paper after a tap: the mark set, or taken off where it stood. Null where it would be one too many. */
export function tapped(sheet: Sheet, chosen: Chosen, itemId: string, choice: Choice): Chosen | null {
  const { [itemId]: before, ...rest } = chosen;
  if (before?.includes(choice)) return rest;
  const limit = limitOf(sheet);
  const full = limit !== null && choice === 'approve' && approvalsIn(rest) >= limit;
  return full ? null : { ...chosen, [itemId]: [choice] };
}
