import type { Act, ActBy, ActEntry, ChainedAct } from '../../shared/accounts.ts';
import { actLink, actsStart, firstBrokenAct } from '../../shared/acts-chain.ts';
import type { Digest } from '../../shared/ids.ts';

/** The log of staff acts in memory; whoever adds to it writes it down in the same commit as what was done. */
export class Acts {
  readonly #all: ChainedAct[];
  readonly #now: () => number;
  readonly #broken: number | null;

  constructor(kept: readonly ChainedAct[], now: () => number) {
    this.#all = [...kept];
    this.#now = now;
    // What is added from here on fits by its making; ten thousand hashes for every reader would hold up a vote.
    this.#broken = firstBrokenAct(this.#all);
  }

  /** The next lines, to be written and then to be taken with `take`. */
  next(by: ActBy, acts: readonly Act[]): ChainedAct[] {
    let link = this.head;
    return acts.map((act, at) => {
      const entry: ActEntry = { number: this.#all.length + at + 1, at: this.#now(), by, act };
      link = actLink(link, entry);
      return { entry, link };
    });
  }

  take(written: readonly ChainedAct[]): void {
    this.#all.push(...written);
  }

  get head(): Digest {
    return this.#all.at(-1)?.link ?? actsStart;
  }

  get all(): readonly ChainedAct[] {
    return this.#all;
  }

  /** The number of the first act that was changed behind the server's back before it started, or null. */
  broken(): number | null {
    return this.#broken;
  }
}
