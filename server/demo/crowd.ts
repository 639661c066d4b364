import { setTimeout as sleep } from 'node:timers/promises';
import { type Choice, choicesOf, type Sheet } from '../../shared/ballot/paper.ts';
import type { VoteId } from '../../shared/ids.ts';
import type { VoteView } from '../../shared/views.ts';
import { Refused } from './device.ts';
import type { Dice } from './dice.ts';
import type { Hall, Seat } from './hall.ts';

export interface Pace {
  /** The last of them has decided after this many milliseconds. */
  votingMs: number;
  /** How long a scrutineer looks at the report before signing. */
  readingMs: number;
}
export const humanPace: Pace = { votingMs: 100_000, readingMs: 6000 };
export const fastPace: Pace = { votingMs: 15_000, readingMs: 1000 };

/**
 * Deputies who are in the hall and vote whenever a vote opens, and scrutineers among them who verify and sign. They do it
 * through the public API, each on a tablet of their own, and take their time as people do.
 */
export class Crowd {
  readonly #hall: Hall;
  readonly #deputies: readonly Seat[];
  readonly #scrutineers: readonly Seat[];
  readonly #pace: Pace;
  readonly #tell: (line: string) => void;
  readonly #seen = new Set<string>();
  #fail: (error: Error) => void = () => {};
  #stopped = false;

  constructor(
    hall: Hall,
    { deputies, scrutineers }: { deputies: readonly Seat[]; scrutineers: readonly Seat[] },
    pace: Pace,
    tell: (line: string) => void,
  ) {
    this.#hall = hall;
    this.#deputies = deputies;
    this.#scrutineers = scrutineers;
    this.#pace = pace;
    this.#tell = tell;
  }

  /** Follows the sitting until it is stopped; rejects when something breaks that should not. */
  async follow(): Promise<void> {
    const broken = new Promise<never>((_, fail) => {
      this.#fail = fail;
    });
    for (;;) {
      const vote = await Promise.race([this.#next(), broken]);
      if (this.#stopped) return;
      this.#seen.add(`${vote.voteId} ${vote.stage}`);
      const work = vote.stage === 'open' ? this.#vote(vote) : this.#sign(vote.voteId);
      work.catch(this.#fail);
    }
  }

  #next(): Promise<VoteView> {
    return this.#hall.screen.until((view) =>
      view.votes.find(({ voteId, stage }) => this.#concerns(stage) && !this.#seen.has(`${voteId} ${stage}`)),
    );
  }

  stop(): void {
    this.#stopped = true;
  }

  #concerns(stage: VoteView['stage']): boolean {
    return stage === 'open' || stage === 'counted';
  }

  async #vote({ voteId, title }: VoteView): Promise<void> {
    this.#tell(`${title}: ${this.#deputies.length} simulated deputies are voting 模拟代表正在投票`);
    let cast = 0;
    await Promise.all(
      this.#deputies.map(async ({ tablet }) => {
        const { dice } = this.#hall;
        // Most decide soon, some take their time: the sum of two throws, leaning to the early side.
        const when = (dice.between(0, 100) * dice.between(20, 100)) / 10_000;
        await sleep(1000 + when * this.#pace.votingMs);
        if (this.#stopped) return;
        try {
          await tablet.vote(voteId, opinion(dice.fork()));
          cast++;
        } catch (error) {
          // Closed or aborted before this deputy had decided.
          if (!(error instanceof Refused)) throw error;
        }
      }),
    );
    if (!this.#stopped) this.#tell(`${title}: ${cast} simulated deputies have voted 模拟代表投票完毕`);
  }

  async #sign(voteId: VoteId): Promise<void> {
    await Promise.all(
      this.#scrutineers.map(async ({ tablet }, at) => {
        await sleep(this.#pace.readingMs * (at + 1));
        if (this.#stopped) return;
        try {
          await this.#hall.audit(tablet.device, voteId);
        } catch (error) {
          // Declared void before this scrutineer had signed.
          if (!(error instanceof Refused)) throw error;
        }
      }),
    );
  }
}

/** Opinions with a lean, so that the result has something to say: early projects are liked better. */
export function opinion(dice: Dice) {
  return (sheet: Sheet): Record<string, Choice[]> => {
    const { items } = sheet.paper;
    const choices = choicesOf(sheet.rules);
    if (sheet.paper.kind === 'project' && choices.length === 1) {
      const liked = items.map((item, at) => ({ item, weight: dice.between(0, 100) - 4 * at }));
      const chosen = liked
        .sort((a, b) => b.weight - a.weight)
        .slice(0, Math.max(1, sheet.paper.maxMarks - dice.between(0, 2)));
      return Object.fromEntries(chosen.map(({ item }) => [item.itemId, ['approve']]));
    }
    const limit = sheet.paper.kind === 'project' ? sheet.paper.maxMarks : items.length;
    let approved = 0;
    return Object.fromEntries(
      items.map(({ itemId }) => {
        const lean = dice.between(1, 100);
        const first = lean <= 72 && approved++ < limit;
        return [itemId, [first ? choices[0]! : lean <= 90 ? choices[1]! : choices[2]!]];
      }),
    );
  };
}
