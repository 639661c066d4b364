import { setTimeout as sleep } from 'node:timers/promises';
import type { Dice } from './dice.ts';
import { askedByTheWay } from './public-words.ts';
import { Viewer } from './viewer.ts';
import { actOnce, type Habits } from './viewer-habits.ts';

export interface PublicPace {
  /** The last of them has come after this many milliseconds. */
  arrivalMs: number;
  /** Longest time between two acts of one of them while the inquiry is live; before it begins, four times as long. */
  restMs: number;
}
export const humanPublic: PublicPace = { arrivalMs: 60_000, restMs: 90_000 };
export const fastPublic: PublicPace = { arrivalMs: 10_000, restMs: 25_000 };

/** Most watch, support and like; few ask. */
const habits: Habits = { support: 52, takeBack: 2, like: 32, ask: 4, reload: 2, readOn: 8, drop: 0 };
const none: Habits = { support: 0, takeBack: 0, like: 0, ask: 0, reload: 0, readOn: 0, drop: 0 };
/** Of a hundred who come, so many have come to ask. */
const CAME_TO_ASK = 8;
const WITHOUT_SOCKETS = 5;

/** People who watch an inquiry at home and take part in it until it ends, as anybody could: through the public page's own API. */
export class SimulatedPublic {
  readonly #viewers: readonly Viewer[];
  readonly #dice: Dice;
  readonly #pace: PublicPace;
  #stopped = false;

  constructor(url: string, code: string, howMany: number, pace: PublicPace, dice: Dice) {
    this.#dice = dice;
    this.#pace = pace;
    this.#viewers = Array.from({ length: howMany }, () => {
      const line = dice.chance(WITHOUT_SOCKETS) ? 'http' : 'socket';
      return new Viewer(url, code, { line, dice: dice.fork() });
    });
  }

  /** Resolves when all have left; rejects when something breaks that should not. */
  async follow(): Promise<void> {
    await Promise.all(this.#viewers.map((viewer) => this.#take(viewer, this.#dice.fork())));
  }

  stop(): void {
    this.#stopped = true;
    for (const viewer of this.#viewers) viewer.leave();
  }

  async #take(viewer: Viewer, dice: Dice): Promise<void> {
    const { arrivalMs, restMs } = this.#pace;
    await sleep(dice.between(0, arrivalMs));
    try {
      if (!this.#stopped) await viewer.open();
      const first = dice.chance(CAME_TO_ASK) ? { ...none, ask: 1 } : { ...none, like: 1 };
      if (!this.#stopped) await actOnce(viewer, first, dice, askedByTheWay);
      while (!this.#stopped && viewer.view?.stage !== 'ended') {
        const longest = viewer.view?.stage === 'live' ? restMs : 4 * restMs;
        await sleep(dice.between(longest >> 2, longest));
        if (!this.#stopped) await actOnce(viewer, habits, dice, askedByTheWay);
      }
    } catch (error) {
      // The server has gone, and so has the viewer.
      if (!this.#stopped) throw error;
    }
  }
}
