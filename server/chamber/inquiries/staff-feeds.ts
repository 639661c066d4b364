import { FeedSource, type Snapshot, type Tick } from '../../../shared/inquiry/feed.ts';
import type { InquiryAudience } from '../../../shared/inquiry/views.ts';
import { Beat } from '../beat.ts';

export type SendTick = (tick: Tick) => void;

interface Feed {
  source: FeedSource<object>;
  sends: Set<SendTick>;
}

interface Parts {
  epoch: string;
  tickMs: number;
  now: () => number;
  /** Before views are made: what they need from elsewhere. */
  prepare: () => Promise<void>;
  view: (audience: InquiryAudience) => object;
  onError: (error: Error) => void;
}

/**
 * One inquiry as desk, departments, members and hall follow it. A view is made once per change and audience, however many
 * follow, and only while somebody does.
 */
export class StaffFeeds {
  readonly #parts: Parts;
  readonly #feeds = new Map<InquiryAudience, Feed>();
  readonly #beat: Beat;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#beat = new Beat(parts.tickMs, () => this.#tell(), parts.onError);
  }

  /** Every tick from now on. Returns how to get the view that they lead on from, and how to stop. */
  follow(audience: InquiryAudience, send: SendTick): { snapshot: () => Snapshot; stop: () => void } {
    const { epoch, now, view } = this.#parts;
    const feed = this.#feeds.getOrInsertComputed(audience, () => ({
      source: new FeedSource(epoch, view(audience)),
      sends: new Set(),
    }));
    // While nobody followed, no view was made.
    if (feed.sends.size === 0) feed.source.advance(view(audience));
    feed.sends.add(send);
    return {
      snapshot: () => feed.source.snapshot(now()) as Snapshot,
      stop: () => void feed.sends.delete(send),
    };
  }

  changed(): void {
    this.#beat.changed();
  }

  stop(): Promise<void> {
    return this.#beat.stop();
  }

  async #tell(): Promise<void> {
    await this.#parts.prepare();
    for (const [audience, { source, sends }] of this.#feeds) {
      const tick = sends.size > 0 ? source.advance(this.#parts.view(audience)) : null;
      if (tick) for (const send of sends) send(tick);
    }
  }
}
