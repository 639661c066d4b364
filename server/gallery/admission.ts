import type { IncomingMessage } from 'node:http';
import { blocksBehind } from './limits.ts';

/** How many there is room for. */
export interface Capacity {
  /** Sockets of this process. */
  maxViewers: number;
  /** Viewers who may come from one block of addresses. */
  viewersPerBlock: number;
  trustedProxies: readonly string[];
}

/** No room just now; others poll until there is. */
export class Full {
  /** Milliseconds after which it may be tried again, at the earliest. */
  readonly retryMs: number;

  constructor(retryMs: number) {
    this.retryMs = retryMs;
  }
}

const FULL_RETRY_MS = 20_000;
const RUSH_RETRY_MS = 2000;
/** Sockets that are let in within a second: each is sent the whole view, and those who are in shall not wait for it. */
const PER_SECOND = 1000;

/** Who gets a socket. Whoever does not is no worse off but for a few seconds. */
export class Admission {
  readonly blockOf: (request: IncomingMessage) => string;
  readonly #capacity: Capacity;
  readonly #now: () => number;
  readonly #ofBlock = new Map<string, number>();
  #inside = 0;
  #second = 0;
  #inSecond = 0;

  constructor(capacity: Capacity, now: () => number) {
    this.#capacity = capacity;
    this.#now = now;
    this.blockOf = blocksBehind(capacity.trustedProxies);
  }

  get maxViewers(): number {
    return this.#capacity.maxViewers;
  }

  enter(block: string): { leave(): void } | Full {
    const ofBlock = this.#ofBlock.get(block) ?? 0;
    if (this.#inside >= this.#capacity.maxViewers || ofBlock >= this.#capacity.viewersPerBlock) {
      return new Full(FULL_RETRY_MS);
    }
    const second = Math.floor(this.#now() / 1000);
    if (second !== this.#second) [this.#second, this.#inSecond] = [second, 0];
    if (++this.#inSecond > PER_SECOND) return new Full(RUSH_RETRY_MS);
    this.#inside++;
    this.#ofBlock.set(block, ofBlock + 1);
    return { leave: () => this.#leave(block) };
  }

  #leave(block: string): void {
    this.#inside--;
    const left = this.#ofBlock.get(block)! - 1;
    if (left > 0) this.#ofBlock.set(block, left);
    else this.#ofBlock.delete(block);
  }
}
