import type { InquiryId, ViewerId } from '../../../shared/ids.ts';
import type { Snapshot, Tick } from '../../../shared/inquiry/feed.ts';
import type { Channel, Channels, GalleryExchange, Notice } from './contract.ts';

type Followers = Parameters<GalleryExchange['follow']>[0];

/** The feed within one process: the latest of each channel, and whoever follows. */
export class LocalChannels {
  readonly #latest = new Map<string, Snapshot<Channels[Channel]>>();
  readonly #notices = new Map<InquiryId, Notice>();
  readonly #followers = new Set<Followers>();

  open<C extends Channel>(inquiryId: InquiryId, channel: C, snapshot: Snapshot<Channels[C]>): void {
    this.#latest.set(nameOf(inquiryId, channel), snapshot);
    for (const { onOpen } of this.#followers) onOpen(inquiryId, channel);
  }

  publish<C extends Channel>(
    inquiryId: InquiryId,
    channel: C,
    tick: Tick,
    after: Snapshot<Channels[C]>,
  ): void {
    const name = nameOf(inquiryId, channel);
    const before = this.#latest.get(name);
    if (before?.epoch !== tick.epoch || before.seq + 1 !== tick.seq || after.seq !== tick.seq) {
      throw new Error(`${name}: tick ${tick.epoch}-${tick.seq} after ${before?.epoch}-${before?.seq}`);
    }
    this.#latest.set(name, after);
    for (const { onTick } of this.#followers) onTick(inquiryId, channel, tick);
  }

  notice(notice: Notice): void {
    this.#notices.set(notice.inquiryId, notice);
  }
  notices(): readonly Notice[] {
    return [...this.#notices.values()];
  }
  isBanned(inquiryId: InquiryId, viewerId: ViewerId): boolean {
    return this.#notices.get(inquiryId)?.banned.includes(viewerId) ?? false;
  }

  latest<C extends Channel>(inquiryId: InquiryId, channel: C): Snapshot<Channels[C]> | null {
    return (this.#latest.get(nameOf(inquiryId, channel)) as Snapshot<Channels[C]> | undefined) ?? null;
  }

  told(inquiryId: InquiryId, viewerId: ViewerId): void {
    for (const { onOwn } of this.#followers) onOwn(inquiryId, viewerId);
  }

  follow(handlers: Followers): () => void {
    this.#followers.add(handlers);
    return () => void this.#followers.delete(handlers);
  }
}

function nameOf(inquiryId: InquiryId, channel: Channel): string {
  return `${inquiryId}/${channel}`;
}
