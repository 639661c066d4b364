import type { ViewerId } from '../../../shared/ids.ts';
import { ownQuestionsOf } from '../../../shared/inquiry/question-view.ts';
import type { Inquiry } from '../../../shared/inquiry/state.ts';
import {
  type AboutInquiry,
  galleryViewFor,
  inquiryViewFor,
  publicRecordFor,
} from '../../../shared/inquiry/view-for.ts';
import type {
  GalleryView,
  InquiryAudience,
  PublicRecord,
  PublicVote,
} from '../../../shared/inquiry/views.ts';
import type { ChamberExchange } from '../../gallery/exchange/contract.ts';
import type { AccountName } from '../log.ts';
import { Figures } from './figures.ts';
import { GalleryFeed } from './gallery-feed.ts';
import type { LiveInquiry } from './live-inquiry.ts';
import { type SendTick, StaffFeeds } from './staff-feeds.ts';

/** For staff and the hall the first change is told at once, later ones within this time together. */
const STAFF_TICK_MS = 100;
/** Timers hold no longer than some weeks. */
const LONGEST_WAIT_MS = 3_600_000;

interface Around {
  exchange: ChamberExchange;
  /** Another one at every start of the server. */
  epoch: string;
  galleryTickMs: number;
  now: () => number;
  sittingTitle: string;
  /** Published votes of the sitting, as everyone is shown them. */
  votes: () => readonly PublicVote[];
  nameOfAccount: AccountName;
  onError: (error: Error) => void;
}

/** One inquiry with everybody who follows it: staff, hall and tablets here, the public in the gallery. */
export class RunningInquiry {
  readonly live: LiveInquiry;
  readonly #around: Around;
  readonly #figures: Figures;
  readonly #staff: StaffFeeds;
  readonly #gallery: GalleryFeed;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(live: LiveInquiry, around: Around) {
    this.live = live;
    this.#around = around;
    const { exchange, epoch, now, galleryTickMs, onError } = around;
    this.#figures = new Figures(exchange, live.inquiry);
    // What one side has asked for is news to the other.
    const prepare = (other: () => { changed(): void }) => async () => {
      if (await this.#figures.refresh()) other().changed();
    };
    const view = (audience: InquiryAudience) => inquiryViewFor(live.inquiry, audience, this.#about());
    this.#staff = new StaffFeeds({
      epoch,
      now,
      prepare: prepare(() => this.#gallery),
      view,
      onError,
      tickMs: STAFF_TICK_MS,
    });
    this.#gallery = new GalleryFeed({
      exchange,
      inquiry: live.inquiry,
      epoch,
      now,
      prepare: prepare(() => this.#staff),
      tickMs: galleryTickMs,
      live: () => this.galleryView(),
      record: () => this.record(),
      own: (viewerId: ViewerId) => ownQuestionsOf(live.inquiry, viewerId),
      onError,
    });
  }

  get inquiry(): Inquiry {
    return this.live.inquiry;
  }

  /** Gives the gallery everything; where it cannot be reached that is tried again. */
  async open(): Promise<void> {
    await this.#gallery.open().catch((error: Error) => {
      this.#around.onError(error);
      this.#gallery.changed();
    });
    this.#waitForMoment();
  }

  follow(audience: InquiryAudience, send: SendTick): ReturnType<StaffFeeds['follow']> {
    return this.#staff.follow(audience, send);
  }

  /** Others are counted together than before. */
  regrouped(): void {
    this.#figures.expire();
  }

  crowdChanged(): void {
    this.#figures.expire();
    // Staff see the crowd as often as the crowd sees itself.
    this.#gallery.changed();
  }

  changed(): void {
    this.#staff.changed();
    this.#gallery.changed();
    this.#waitForMoment();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await Promise.all([this.#staff.stop(), this.#gallery.stop()]);
  }

  /** Up to date with the crowd, for what is kept. */
  async refresh(): Promise<void> {
    await this.#figures.refresh();
  }

  galleryView(): GalleryView {
    const votes = this.#around.votes().map(({ vote: { voteId, title } }) => ({ voteId, title }));
    return galleryViewFor(this.inquiry, { ...this.#about(), votes });
  }

  record(): PublicRecord {
    return publicRecordFor(this.inquiry, { ...this.#about(), votes: this.#around.votes() });
  }

  #about(): AboutInquiry {
    const { sittingTitle, nameOfAccount, now } = this.#around;
    const { crowd, supports } = this.#figures;
    return { sittingTitle, nameOfAccount, crowd, supports, now: now() };
  }

  /** Asking begins without anybody's doing. */
  #waitForMoment(): void {
    clearTimeout(this.#timer);
    const { askFrom } = this.inquiry.plan;
    const ms = askFrom === null ? 0 : askFrom - this.#around.now();
    if (this.#stopped || ms <= 0) return;
    this.#timer = setTimeout(() => this.changed(), Math.min(ms, LONGEST_WAIT_MS)).unref();
  }
}
