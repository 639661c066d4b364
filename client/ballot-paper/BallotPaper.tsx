import type { Choice, Sheet } from '../../shared/ballot/paper.ts';

/** itemId → what is marked on it. */
export type Chosen = Readonly<Record<string, readonly Choice[]>>;

/** A sheet as a deputy sees it; without `onChange` nothing can be marked. */
export function BallotPaper({
  sheet,
}: {
  sheet: Sheet;
  chosen: Chosen;
  onChange?: (chosen: Chosen) => void;
}) {
  return <p>{sheet.paper.title}</p>;
}
