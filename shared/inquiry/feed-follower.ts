import type { Snapshot, Tick } from './feed.ts';
import { patched } from './merge-patch.ts';

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
