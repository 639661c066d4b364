import type { QuestionId, ViewerId } from '../../../shared/ids.ts';
import { FeedSource } from '../../../shared/inquiry/feed.ts';
import { groupsOf, rootOf } from '../../../shared/inquiry/groups.ts';
import type { Inquiry, Question } from '../../../shared/inquiry/state.ts';
import type { GalleryView, OwnQuestion, PublicRecord } from '../../../shared/inquiry/views.ts';
import type { ChamberExchange, Channel, Channels } from '../../gallery/exchange/contract.ts';
import { Beat } from '../beat.ts';

interface Parts {
  exchange: Pick<ChamberExchange, 'open' | 'publish' | 'notice' | 'tell'>;
  inquiry: Inquiry;
  epoch: string;
  tickMs: number;
  now: () => number;
  prepare: () => Promise<void>;
  live: () => GalleryView;
  record: () => PublicRecord;
  own: (viewerId: ViewerId) => OwnQuestion[];
  onError: (error: Error) => void;
}

/** What of one inquiry goes across to the gallery: its two channels, who is banned, and each asker's own questions. */
export class GalleryFeed {
  readonly #parts: Parts;
  readonly #beat: Beat;
  #sources: { live: FeedSource<GalleryView>; record: FeedSource<PublicRecord> } | null = null;
  /** Every tick has reached the exchange. */
  #whole = false;
  /** The questions of viewers as their askers were told of them. */
  #told = new Map<QuestionId, Question>();
  #banned = '';

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#beat = new Beat(parts.tickMs, () => this.#tell(), parts.onError);
  }

  /** Begins an epoch: everything is given whole, and every asker is told. */
  async open(): Promise<void> {
    const { prepare, exchange, inquiry, epoch, live, record, now } = this.#parts;
    await prepare();
    this.#sources ??= { live: new FeedSource(epoch, live()), record: new FeedSource(epoch, record()) };
    const { inquiryId } = inquiry;
    this.#sources.record.advance(record());
    this.#sources.live.advance(live());
    await exchange.open(inquiryId, 'record', this.#sources.record.snapshot(now()));
    await exchange.open(inquiryId, 'live', this.#sources.live.snapshot(now()));
    this.#whole = true;
    await this.#tellOfBans();
    await this.#tellAskers();
  }

  changed(): void {
    this.#beat.changed();
  }

  stop(): Promise<void> {
    return this.#beat.stop();
  }

  async #tell(): Promise<void> {
    // A tick was lost on its way: whoever follows needs the whole.
    if (!this.#sources || !this.#whole) return this.open();
    const { prepare, live, record } = this.#parts;
    await prepare();
    this.#whole = false;
    // First what can be asked for page by page, then what leads to it.
    await this.#publish('record', this.#sources.record, record());
    await this.#publish('live', this.#sources.live, live());
    this.#whole = true;
    await this.#tellOfBans();
    await this.#tellAskers();
  }

  async #publish<C extends Channel>(
    channel: C,
    source: FeedSource<Channels[C]>,
    view: Channels[C],
  ): Promise<void> {
    const { exchange, inquiry, now } = this.#parts;
    const tick = source.advance(view);
    if (tick) await exchange.publish(inquiry.inquiryId, channel, tick, source.snapshot(now()));
  }

  async #tellOfBans(): Promise<void> {
    const { inquiryId, code, bans } = this.#parts.inquiry;
    const banned = [...bans.keys()];
    if (this.#banned === `${code}/${banned.join()}`) return;
    await this.#parts.exchange.notice({ inquiryId, code, banned });
    this.#banned = `${code}/${banned.join()}`;
  }

  async #tellAskers(): Promise<void> {
    const { inquiry, exchange, own } = this.#parts;
    const questions = [...inquiry.questions.values()];
    for (const viewerId of this.#toBeTold(questions))
      await exchange.tell(inquiry.inquiryId, viewerId, own(viewerId));
    this.#told = new Map(questions.map((question) => [question.questionId, question]));
  }

  /** Whoever asked something that is not as it was, or that is asked together with it. A question that is the same object is the same. */
  #toBeTold(questions: readonly Question[]): Set<ViewerId> {
    const { inquiry } = this.#parts;
    const changed = questions.filter((question) => this.#told.get(question.questionId) !== question);
    const roots = new Set(changed.map((question) => rootOf(inquiry, question).questionId));
    const together = [...roots].flatMap((root) => groupsOf(inquiry).get(root) ?? []);
    const askers = together.map((questionId) => inquiry.questions.get(questionId)!.asker);
    return new Set(askers.flatMap((asker) => (asker.kind === 'viewer' ? [asker.viewerId] : [])));
  }
}
