import { z } from 'zod';
import { patchBetween } from './merge-patch.ts';

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
