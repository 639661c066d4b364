import { randomInt } from 'node:crypto';
import type { CommandId, DeputyId, SittingId } from '../../shared/ids.ts';
import type { CodeFinding } from '../../shared/sitting/decision.ts';
import type { Event } from '../../shared/sitting/events.ts';

/** The code on the hall screen and how long it stands there; null while nobody can check in. */
export interface ShownCode {
  code: string | null;
  msLeft: number;
  periodMs: number;
}
type SendCode = (shown: ShownCode) => void;

const PERIOD_MS = 30_000;
const MOST_WRONG = 5;
const LOOK_MS = 500;

function drawn(): string {
  return String(randomInt(10_000)).padStart(4, '0');
}

/**
 * The check-in code of one sitting. It lives in memory alone and changes every half minute; the one before stays good, for
 * somebody may still be typing it.
 */
export class HallCode {
  readonly #now: () => number;
  readonly #draw: () => string;
  #since: number;
  #code: string;
  #before: string | null = null;
  /** Wrong codes since the last time that this deputy came in, by command: one that is sent twice counts once, another code is another try. */
  readonly #wrong = new Map<DeputyId, Set<string>>();

  constructor(now: () => number, draw: () => string = drawn) {
    this.#now = now;
    this.#draw = draw;
    this.#since = now();
    this.#code = draw();
  }

  shown(): ShownCode & { code: string } {
    this.#turn();
    return { code: this.#code, msLeft: this.#since + PERIOD_MS - this.#now(), periodMs: PERIOD_MS };
  }

  /** Holds a deputy's code against the hall's. The fifth wrong one in a row is the last that is looked at. */
  judge(deputyId: DeputyId, commandId: CommandId, code: string): CodeFinding {
    this.#turn();
    const wrong = this.#wrong.get(deputyId) ?? new Set();
    if (wrong.size >= MOST_WRONG) return 'too-many';
    if (code === this.#code || code === this.#before) return 'right';
    this.#wrong.set(deputyId, wrong.add(`${commandId} ${code}`));
    return wrong.size >= MOST_WRONG ? 'too-many' : 'wrong';
  }

  /** The deputy has come in. */
  forgive(deputyId: DeputyId): void {
    this.#wrong.delete(deputyId);
  }

  #turn(): void {
    const now = this.#now();
    // A clock that was set back begins a new half minute.
    if (now < this.#since) this.#since = now;
    const periods = Math.floor((now - this.#since) / PERIOD_MS);
    if (periods === 0) return;
    // Nobody has seen a code that nobody asked for.
    const before = periods === 1 ? this.#code : null;
    const last = this.#code;
    while (this.#code === last || this.#code === this.#before) this.#code = this.#draw();
    this.#before = before;
    this.#since += periods * PERIOD_MS;
  }
}

/** The codes of all sittings, and who shows them. */
export class HallCodes {
  readonly #now: () => number;
  readonly #isOpen: (sittingId: SittingId) => boolean;
  readonly #codes = new Map<SittingId, HallCode>();
  readonly #watched = new Map<SittingId, { last: string | null; sends: Set<SendCode> }>();
  readonly #timer: NodeJS.Timeout;

  constructor(now: () => number, isOpen: (sittingId: SittingId) => boolean) {
    this.#now = now;
    this.#isOpen = isOpen;
    this.#timer = setInterval(() => this.#tell(), LOOK_MS);
  }

  of(sittingId: SittingId): HallCode {
    const code = this.#codes.get(sittingId) ?? new HallCode(this.#now);
    this.#codes.set(sittingId, code);
    return code;
  }

  shown(sittingId: SittingId): ShownCode {
    return this.#isOpen(sittingId)
      ? this.of(sittingId).shown()
      : { code: null, msLeft: 0, periodMs: PERIOD_MS };
  }

  /** Tells every change of the code. For hall screens and the desk, and nobody else. */
  watch(sittingId: SittingId, send: SendCode): void {
    const watched = this.#watched.get(sittingId) ?? { last: this.shown(sittingId).code, sends: new Set() };
    watched.sends.add(send);
    this.#watched.set(sittingId, watched);
  }

  /** What an event means for the codes: who has come in may be wrong again, and an opened sitting shows its code at once. */
  follow(sittingId: SittingId, event: Event): void {
    if (event.type === 'DeputyCheckedIn') this.of(sittingId).forgive(event.deputyId);
    if (event.type === 'SittingOpened' || event.type === 'SittingClosed') this.#tell();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tell(): void {
    for (const [sittingId, watched] of this.#watched) {
      const shown = this.shown(sittingId);
      if (shown.code === watched.last) continue;
      watched.last = shown.code;
      for (const send of watched.sends) send(shown);
    }
  }
}
