import type { QuestionId } from '../../../shared/ids.ts';
import type { Kept } from './crowd-worker.ts';

/** What an inquiry's crowd comes to, in memory: brought up to date by each answer of the store, never ahead of it. */
export class Tally {
  views = 0;
  viewers = 0;
  likes = 0;
  likers = 0;
  /** Numbers of the viewers who support a question, and how often that has changed. */
  readonly #supporters = new Map<QuestionId, { viewers: Set<number>; changes: number }>();
  /** What the groups of the latest question came to, by the questions' ids. */
  #unions = new Map<string, { changes: number; count: number }>();

  static of({ supporters, inquiryId: _, ...figures }: Kept): Tally {
    const tally = Object.assign(new Tally(), figures);
    for (const [questionId, viewers] of supporters) {
      tally.#supporters.set(questionId, { viewers: new Set(viewers), changes: 0 });
    }
    return tally;
  }

  visited({ counted, first }: { counted: boolean; first: boolean }): void {
    if (!counted) return;
    this.views++;
    if (first) this.viewers++;
  }

  liked({ count, before }: { count: number; before: number }): void {
    this.likes += count - before;
    if (before === 0 && count > 0) this.likers++;
  }

  supported(questionId: QuestionId, viewer: number, on: boolean): void {
    const of = this.#supporters.getOrInsertComputed(questionId, () => ({ viewers: new Set(), changes: 0 }));
    if (on) of.viewers.add(viewer);
    else of.viewers.delete(viewer);
    of.changes++;
  }

  /** For each group, how many viewers support at least one of its questions. */
  supports(groups: readonly (readonly QuestionId[])[]): number[] {
    const unions = new Map<string, { changes: number; count: number }>();
    const counts = groups.map((group) => {
      if (group.length === 1) return this.#supporters.get(group[0]!)?.viewers.size ?? 0;
      const all = group.flatMap((questionId) => this.#supporters.get(questionId) ?? []);
      const name = group.join(' ');
      const changes = all.reduce((sum, one) => sum + one.changes, 0);
      const known = this.#unions.get(name);
      const count = known?.changes === changes ? known.count : sizeOfUnion(all.map(({ viewers }) => viewers));
      unions.set(name, { changes, count });
      return count;
    });
    this.#unions = unions;
    return counts;
  }
}

function sizeOfUnion(sets: readonly ReadonlySet<number>[]): number {
  const [largest, ...others] = sets.toSorted((a, b) => b.size - a.size);
  if (!largest) return 0;
  const more = new Set<number>();
  for (const set of others) for (const viewer of set) if (!largest.has(viewer)) more.add(viewer);
  return largest.size + more.size;
}
