import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '../../server/demo/device.ts';
import type { Dice } from '../../server/demo/dice.ts';
import type { FollowedInquiry } from '../../server/demo/inquiry-line.ts';
import type { InquiryCommand } from '../../shared/inquiry/commands.ts';
import type { DeskQuestion } from '../../shared/inquiry/views.ts';

/** What somebody is told who was a moment too late; anything else is wrong. */
const overtaken: ReadonlySet<string> = new Set([
  'question-claimed',
  'question-edited',
  'question-into-itself',
  'question-merged',
  'question-not-merged',
  'question-not-queued',
  'question-not-shown',
  'question-on-floor',
  'question-queued',
  'question-state',
  'question-too-long',
  'queue-changed',
  'floor-empty',
  'floor-occupied',
  'answer-missing',
  'labels-full',
  'speech-requested',
]);

/** Somebody at a desk of an inquiry, who acts on what is seen there while others do the same. */
export abstract class Hands {
  readonly line: FollowedInquiry;
  protected readonly dice: Dice;
  readonly #paceMs: number;
  done = 0;
  overtaken = 0;
  /** The latest version that one of the own commands led to. */
  version = 0;

  constructor(line: FollowedInquiry, dice: Dice, paceMs: number) {
    this.line = line;
    this.dice = dice;
    this.#paceMs = paceMs;
  }

  /** Goes on until it is told to stop; the act under way is finished. */
  async work(over: () => boolean): Promise<void> {
    while (!over()) {
      const command = this.next();
      if (command) await this.send(command);
      await sleep(this.dice.between(this.#paceMs >> 2, this.#paceMs));
    }
  }

  /** Codes that only this one may be told for having been too slow. */
  protected readonly alsoOvertaken: readonly string[] = [];

  /** What is done next; null where there is nothing to do just now. */
  protected abstract next(): InquiryCommand | null;

  /** False where somebody else was quicker. */
  async send(command: InquiryCommand): Promise<boolean> {
    try {
      this.version = Math.max(this.version, await this.line.command(command));
      this.done++;
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { code } = error.refusal;
      if (!overtaken.has(code) && !this.alsoOvertaken.includes(code)) throw error;
      this.overtaken++;
      return false;
    }
  }

  /** All questions as the desk shows them; not parsed at every look, there are hundreds. */
  protected get questions(): DeskQuestion[] {
    return Object.values(this.line.unparsed('desk')?.questions ?? {});
  }
}
