/** When somebody asked last, and with which key. */
interface Last {
  key: string;
  at: number;
}
const MANY = 10_000;
/** Longest pause that an inquiry can ask for. */
const LONGEST_MS = 3_600_000;

/** The pause between two questions of one viewer. The same question sent again is no second one. */
export class SlowMode {
  readonly #last = new Map<string, Last>();

  /** Notes that `who` asks; `undo` if it could not be kept. `retryMs`: so long there is still to wait. */
  begin(who: string, key: string, now: number, pauseMs: number): { undo(): void } | { retryMs: number } {
    const before = this.#last.get(who);
    if (before?.key === key) return { undo: () => {} };
    if (before && now < before.at + pauseMs) return { retryMs: before.at + pauseMs - now };
    if (this.#last.size > MANY) this.#forget(now);
    const noted = { key, at: now };
    this.#last.set(who, noted);
    return {
      undo: () => {
        if (this.#last.get(who) !== noted) return;
        if (before) this.#last.set(who, before);
        else this.#last.delete(who);
      },
    };
  }

  #forget(now: number): void {
    for (const [who, { at }] of this.#last) if (at + LONGEST_MS < now) this.#last.delete(who);
  }
}
