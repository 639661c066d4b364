/**
 * Kendall's rank correlation of two orders of the same things: 1 for the same order, -1 for the reverse, about 0 when one
 * tells nothing of the other. `order` holds each thing's place in the other order, and no place twice.
 */
export function kendallTau(order: readonly number[]): number {
  const n = order.length;
  let concordant = 0;
  for (let later = 1; later < n; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      if (order[earlier]! < order[later]!) concordant++;
    }
  }
  const pairs = (n * (n - 1)) / 2;
  return (2 * concordant - pairs) / pairs;
}

/** How far tau strays by chance alone: its standard deviation when the two orders have nothing to do with each other. */
export function tauDeviation(n: number): number {
  return Math.sqrt((2 * (2 * n + 5)) / (9 * n * (n - 1)));
}
