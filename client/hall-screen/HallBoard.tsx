import type { View } from '../../shared/views.ts';

/** What the hall sees of a sitting. Fills its container, at any size: the desk shows it small. */
export function HallBoard({ view }: { view: View }) {
  return <p>{view.title}</p>;
}
