import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

export interface SteadyOrder<Id> {
  /** In the order in which they are shown. */
  shown: readonly Id[];
  /** How many there are that are not shown. */
  fresh: number;
  /** What is shown stands otherwise by now. */
  moved: boolean;
  /** Shows how they stand. */
  renew: () => void;
}

/**
 * Keeps a list still while somebody reads it. It follows by itself as long as nobody can see it, and where what comes is added
 * behind everything that is there; otherwise only when its reader asks for it. `list` is the element that holds it.
 */
export function useSteadyOrder<Id>(
  order: readonly Id[],
  list: RefObject<HTMLElement | null>,
): SteadyOrder<Id> {
  const [shown, setShown] = useState(order);
  const latest = useRef(order);
  latest.current = order;
  const renew = useCallback(() => setShown(latest.current), []);
  useLayoutEffect(() => {
    setShown((still) => (isSame(still, order) || isRead(list.current, still, order) ? still : order));
  }, [order, list]);
  const there = new Set(shown);
  return {
    shown,
    fresh: order.filter((id) => !there.has(id)).length,
    moved: !isSame(shown, order),
    renew,
  };
}

const isSame = (one: readonly unknown[], other: readonly unknown[]) =>
  one.length === other.length && begins(one, other);
const begins = (one: readonly unknown[], other: readonly unknown[]) =>
  one.every((id, at) => id === other[at]);

function isRead(list: HTMLElement | null, still: readonly unknown[], order: readonly unknown[]): boolean {
  if (!list || begins(still, order)) return false;
  const { top, bottom } = list.getBoundingClientRect();
  return (top < window.innerHeight && bottom > 0) || list.contains(document.activeElement);
}
