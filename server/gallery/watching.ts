import type { ViewerId } from '../../shared/ids.ts';

/** How long whoever asked by HTTP counts as watching. */
const POLLED_MS = 30_000;

/** Who watches an inquiry here: by socket, or by asking again and again. Each viewer once, whoever has no cookie by the socket. */
export class Watching {
  readonly #sockets = new Map<string, number>();
  readonly #polled = new Map<ViewerId, number>();

  /** Returns how to leave. */
  enter(who: string): () => void {
    this.#sockets.set(who, (this.#sockets.get(who) ?? 0) + 1);
    return () => {
      const left = this.#sockets.get(who)! - 1;
      if (left > 0) this.#sockets.set(who, left);
      else this.#sockets.delete(who);
    };
  }

  poll(viewerId: ViewerId, now: number): void {
    // Moved to the end: the first ones are those who have not asked for longest.
    this.#polled.delete(viewerId);
    this.#polled.set(viewerId, now);
  }

  count(now: number): number {
    let polling = 0;
    for (const [viewerId, at] of this.#polled) {
      if (at + POLLED_MS <= now) this.#polled.delete(viewerId);
      else if (!this.#sockets.has(viewerId)) polling++;
    }
    return this.#sockets.size + polling;
  }
}
