import { expect, test, vi } from 'vitest';
import type { Channel, Channels, Exchange } from '../../server/gallery/exchange/contract.ts';
import { FeedSource, type Tick } from '../../shared/inquiry/feed.ts';
import { FeedFollower } from '../../shared/inquiry/feed-follower.ts';
import type { GalleryView, PublicRecord } from '../../shared/inquiry/views.ts';
import type { OpensExchange } from './contract.ts';
import { here, question, there, viewer } from './heard.ts';

/** Views by one figure each: what they say is not the exchange's concern. */
const live = (likes: number) => ({ crowd: { likes }, next: [] }) as unknown as GalleryView;
const record = (n: number) =>
  ({ questions: { [question(n)]: { questionId: question(n) } }, votes: [] }) as unknown as PublicRecord;

/** The chamber's end of one channel. */
class Source<C extends Channel> {
  readonly #exchange: Exchange;
  readonly #channel: C;
  readonly #feed: FeedSource<Channels[C]>;

  constructor(exchange: Exchange, channel: C, epoch: string, view: Channels[C]) {
    this.#exchange = exchange;
    this.#channel = channel;
    this.#feed = new FeedSource(epoch, view);
  }

  open(): Promise<void> {
    return this.#exchange.open(here, this.#channel, this.#feed.snapshot(1));
  }
  async publish(view: Channels[C]): Promise<void> {
    const tick = this.#feed.advance(view);
    await this.#exchange.publish(here, this.#channel, tick!, this.#feed.snapshot(2));
  }
}

/** A gallery's end of all channels: whoever joins takes the snapshot, and then what comes. */
class Gallery {
  readonly ticks: { inquiryId: string; channel: Channel; tick: Tick }[] = [];
  readonly opened: string[] = [];
  readonly own: string[] = [];
  readonly follower = new FeedFollower<GalleryView>();
  /** Ticks that found it behind. */
  gaps = 0;
  readonly leave: () => void;

  constructor(exchange: Exchange) {
    const look = () => {
      const snapshot = exchange.snapshot(here, 'live');
      if (snapshot) this.follower.take(snapshot);
    };
    this.leave = exchange.follow({
      onTick: (inquiryId, channel, tick) => {
        this.ticks.push({ inquiryId, channel, tick });
        if (channel === 'live' && this.follower.apply(tick) === 'gap') this.gaps++;
      },
      onOpen: (inquiryId, channel) => {
        this.opened.push(`${inquiryId}/${channel}`);
        if (channel === 'live') look();
      },
      onOwn: (inquiryId, viewerId) => void this.own.push(`${inquiryId}/${viewerId}`),
    });
    look();
  }
}

export function feedContract(open: OpensExchange): void {
  test('[X15] gives every follower the ticks in their order, and whoever joins the view they lead on from', async () => {
    const { exchange } = await open();
    expect(exchange.snapshot(here, 'live')).toBeNull();
    const source = new Source(exchange, 'live', 'epoch-1', live(0));
    const galleries = [new Gallery(exchange)];
    await source.open();
    for (let n = 1; n <= 6; n++) {
      const published = source.publish(live(n));
      // In the middle of it.
      galleries.push(new Gallery(exchange));
      await published;
      galleries.push(new Gallery(exchange));
    }
    await vi.waitFor(() => {
      for (const { follower } of galleries) expect(follower.view).toEqual(live(6));
    });
    expect(galleries.map(({ gaps }) => gaps)).toEqual(galleries.map(() => 0));
    expect(galleries[0]!.ticks.map(({ tick }) => tick.seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(exchange.snapshot(here, 'live')).toMatchObject({ epoch: 'epoch-1', seq: 6, view: live(6) });
    expect(exchange.snapshot(there, 'live')).toBeNull();
  });

  test('[X16] a new epoch is told of before its ticks, and numbers of the old one are none of it', async () => {
    const { exchange } = await open();
    const first = new Source(exchange, 'live', 'epoch-1', live(0));
    await first.open();
    await first.publish(live(1));
    const gallery = new Gallery(exchange);
    const second = new Source(exchange, 'live', 'epoch-2', live(5));
    await second.open();
    await second.publish(live(6));
    await vi.waitFor(() => expect(gallery.follower.view).toEqual(live(6)));
    expect(gallery.opened).toEqual([`${here}/live`]);
    expect(gallery.follower.place).toEqual({ epoch: 'epoch-2', seq: 1 });
    expect(gallery.gaps).toBe(0);
  });

  test('[X17] keeps channels apart, and knows the notice that was given last', async () => {
    const { exchange } = await open();
    const gallery = new Gallery(exchange);
    const liveSource = new Source(exchange, 'live', 'epoch-1', live(0));
    const recordSource = new Source(exchange, 'record', 'epoch-1', record(0));
    await liveSource.open();
    await recordSource.open();
    await recordSource.publish(record(1));
    await vi.waitFor(() => expect(gallery.ticks).toHaveLength(1));
    expect(gallery.ticks[0]).toMatchObject({ inquiryId: here, channel: 'record' });
    expect(exchange.snapshot(here, 'live')).toMatchObject({ seq: 0, view: live(0) });
    expect(exchange.snapshot(here, 'record')).toMatchObject({ seq: 1, view: record(1) });

    await exchange.notice({ inquiryId: here, code: '123456', banned: [] });
    await exchange.notice({ inquiryId: there, code: '654321', banned: [] });
    await exchange.notice({ inquiryId: here, code: '123456', banned: [viewer(7)] });
    await vi.waitFor(() =>
      expect(exchange.inquiries().toSorted((a, b) => a.code.localeCompare(b.code))).toEqual([
        { inquiryId: here, code: '123456', banned: [viewer(7)] },
        { inquiryId: there, code: '654321', banned: [] },
      ]),
    );
  });

  test('[X18] tells of what is told to a viewer, until one follows no more', async () => {
    const { exchange } = await open();
    const [stays, leaves] = [new Gallery(exchange), new Gallery(exchange)];
    await exchange.tell(here, viewer(1), []);
    await vi.waitFor(() => expect(leaves.own).toEqual([`${here}/${viewer(1)}`]));
    leaves.leave();
    const source = new Source(exchange, 'live', 'epoch-1', live(0));
    await source.open();
    await source.publish(live(1));
    await exchange.tell(there, viewer(2), []);
    await vi.waitFor(() => expect(stays.own).toHaveLength(2));
    expect(stays.ticks).toHaveLength(1);
    expect([leaves.own.length, leaves.opened.length, leaves.ticks.length]).toEqual([1, 0, 0]);
  });
}
