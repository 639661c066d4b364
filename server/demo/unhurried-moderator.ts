import { setTimeout as sleep } from 'node:timers/promises';
import { masked } from '../../shared/inquiry/personal-data.ts';
import type { DeskQuestion } from '../../shared/inquiry/views.ts';
import { Refused } from './device.ts';
import type { Dice } from './dice.ts';
import type { FollowedInquiry } from './inquiry-line.ts';

/** So many are left for whoever tries the desk. */
const LEFT = 6;

/** A moderator who reads before approving, masks what is nobody's business, and never takes the last of the work. */
export class UnhurriedModerator {
  readonly #line: FollowedInquiry;
  readonly #dice: Dice;
  /** Longest time over one question, milliseconds. */
  readonly #restMs: number;
  #stopped = false;

  constructor(line: FollowedInquiry, dice: Dice, restMs: number) {
    this.#line = line;
    this.#dice = dice;
    this.#restMs = restMs;
  }

  /** Works until it is stopped; rejects when something breaks that should not. */
  async work(): Promise<void> {
    while (!this.#stopped) {
      await sleep(this.#dice.between(this.#restMs >> 2, this.#restMs));
      const waiting = Object.values(this.#line.unparsed('desk')?.questions ?? {})
        .filter(({ source, state, claim }) => source === 'public' && state === 'submitted' && !claim)
        .sort((a, b) => a.number - b.number);
      if (this.#stopped || waiting.length <= LEFT) continue;
      try {
        await this.#decide(waiting[0]!);
      } catch (error) {
        // Another moderator was quicker.
        if (!(error instanceof Refused) && !this.#stopped) throw error;
      }
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  async #decide({ questionId, text, textVersion }: DeskQuestion): Promise<void> {
    const questionIds = [questionId];
    await this.#line.command({ type: 'ClaimQuestions', questionIds });
    await sleep(this.#dice.between(this.#restMs >> 3, this.#restMs >> 2));
    const clean = masked(text);
    if (clean !== text)
      await this.#line.command({ type: 'EditQuestion', questionId, textVersion, text: clean });
    await this.#line.command({ type: 'ApproveQuestions', questionIds });
  }
}
