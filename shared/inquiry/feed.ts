import { z } from 'zod';
import { patchBetween, patched } from './merge-patch.ts';

/**
 * How a view travels to whoever follows it: whole once, then as numbered changes. `epoch` names the run of numbers; it is
 * another one after every start of the server, and numbers of different epochs are never compared.
 */
const place = { epoch: z.string().min(1).max(32), seq: z.int().min(0) };

/** The whole view, as it is after the tick of this number. */
export const Snapshot = z.strictObject({
  ...place,
  /** When it was sent, milliseconds since 1970: for a device to hold its own clock against. */
  now: z.int(),
  view: z.record(z.string(), z.unknown()),
});
export type Snapshot<V = Record<string, unknown>> = { epoch: string; seq: number; now: number; view: V };

/** A JSON Merge Patch (RFC 7396) against the view of the number before. */
export const Tick = z.strictObject({ ...place, patch: z.record(z.string(), z.unknown()) });
export type Tick = z.output<typeof Tick>;

/** The side that has the view: makes each change once, for everybody. */
export class FeedSource<V extends object> {
  readonly epoch: string;
  #seq = 0;
  #view: V;

  constructor(epoch: string, view: V) {
    this.epoch = epoch;
    this.#view = view;
  }

  get view(): V {
    return this.#view;
  }
  get seq(): number {
    return this.#seq;
  }

  snapshot(now: number): Snapshot<V> {
    return { epoch: this.epoch, seq: this.#seq, now, view: this.#view };
  }

  /** The tick that leads to this view, or null when nothing has changed. */
  advance(view: V): Tick | null {
    const patch = patchBetween(this.#view, view);
    if (!patch) return null;
    this.#view = view;
    this.#seq++;
    return { epoch: this.epoch, seq: this.#seq, patch };
  }
}

/** The side that follows. A tick that does not fit asks for a snapshot; one that is known already changes nothing. */
export class FeedFollower<V extends object> {
  #at: { epoch: string; seq: number; view: V } | null = null;

  get view(): V | null {
    return this.#at?.view ?? null;
  }
  get place(): { epoch: string; seq: number } | null {
    return this.#at && { epoch: this.#at.epoch, seq: this.#at.seq };
  }

  /** False for one that is older than what is there already. */
  take({ epoch, seq, view }: Pick<Snapshot<V>, 'epoch' | 'seq' | 'view'>): boolean {
    if (this.#at?.epoch === epoch && this.#at.seq > seq) return false;
    this.#at = { epoch, seq, view };
    return true;
  }

  /** `gap`: numbers are missing, or another epoch has begun; only a snapshot helps. */
  apply(tick: Tick): 'applied' | 'known' | 'gap' {
    if (!this.#at || tick.epoch !== this.#at.epoch || tick.seq > this.#at.seq + 1) return 'gap';
    if (tick.seq <= this.#at.seq) return 'known';
    this.#at = { ...this.#at, seq: tick.seq, view: patched(this.#at.view, tick.patch) };
    return 'applied';
  }
}
