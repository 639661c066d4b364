import type { InquiryId, QuestionId, ViewerId } from '../../../shared/ids.ts';
import type { Snapshot, Tick } from '../../../shared/inquiry/feed.ts';
import type { Crowd, GalleryView, Own, PublicRecord } from '../../../shared/inquiry/views.ts';

/**
 * Where chamber and gallery meet, and nowhere else. Across goes the feed (chamber → gallery: what the public may see) and the
 * intake (gallery → chamber: what viewers ask); beside them lies the crowd, which both count in and neither owns.
 * No session, no deputy and no ballot ever crosses.
 */

/** `live` goes to every viewer; `record` stays in gallery processes. */
export interface Channels {
  live: GalleryView;
  record: PublicRecord;
}
export type Channel = keyof Channels;

/** What the gallery knows of an inquiry besides its views. */
export interface Notice {
  inquiryId: InquiryId;
  code: string;
  /** Viewers who may not post any more. */
  banned: readonly ViewerId[];
}

/** A question on its way to the chamber. `key` is the viewer's own: the same key is the same question. */
export interface Asked {
  inquiryId: InquiryId;
  viewerId: ViewerId;
  key: string;
  text: string;
  name: string | null;
  /** Milliseconds since 1970, when it was first heard. */
  askedAt: number;
}

/** The chamber's side. */
export interface ChamberExchange {
  /** The whole of a channel: at the start of every epoch. */
  open<C extends Channel>(inquiryId: InquiryId, channel: C, snapshot: Snapshot<Channels[C]>): Promise<void>;
  /** The next tick of a channel. `after` is the view that it leads to, for whoever joins. */
  publish<C extends Channel>(
    inquiryId: InquiryId,
    channel: C,
    tick: Tick,
    after: Snapshot<Channels[C]>,
  ): Promise<void>;
  notice(notice: Notice): Promise<void>;
  /** What becomes of one's own questions: for this viewer alone. */
  tell(inquiryId: InquiryId, viewerId: ViewerId, questions: Own['questions']): Promise<void>;
  /**
   * Gives every question that was taken, in the order in which it was, at least once: again after a crash, until the
   * handler has resolved. One batch at a time. Returns how to stop.
   */
  consume(handle: (batch: readonly Asked[]) => Promise<void>): () => Promise<void>;
  crowd(inquiryId: InquiryId): Promise<Crowd>;
  /** For each group, how many viewers support at least one of its questions. */
  supports(inquiryId: InquiryId, groups: readonly (readonly QuestionId[])[]): Promise<number[]>;
  /** Called after supports, likes or visits have changed, at most once per turn of the loop. */
  onCrowd(changed: (inquiryId: InquiryId) => void): () => void;
  /** Removes everything of an inquiry that came from viewers. */
  forget(inquiryId: InquiryId): Promise<void>;
}

/** The gallery's side. Every promise of a post resolves once it is durable; a repeated post changes nothing. */
export interface GalleryExchange {
  inquiries(): readonly Notice[];
  /** Null for an inquiry that nobody has opened. */
  snapshot<C extends Channel>(inquiryId: InquiryId, channel: C): Snapshot<Channels[C]> | null;
  follow(handlers: {
    onTick(inquiryId: InquiryId, channel: Channel, tick: Tick): void;
    /** A new epoch: whoever follows needs the snapshot. */
    onOpen(inquiryId: InquiryId, channel: Channel): void;
    onOwn(inquiryId: InquiryId, viewerId: ViewerId): void;
  }): () => void;
  /** One opening of the page. A repeated key of the same viewer counts once. */
  visit(inquiryId: InquiryId, viewerId: ViewerId, key: string): Promise<void>;
  ask(asked: Asked): Promise<void>;
  support(inquiryId: InquiryId, viewerId: ViewerId, questionId: QuestionId, on: boolean): Promise<void>;
  /** Keeps the largest count per viewer and resolves with it. */
  like(inquiryId: InquiryId, viewerId: ViewerId, count: number): Promise<number>;
  own(inquiryId: InquiryId, viewerId: ViewerId): Promise<Own>;
  /** How many viewers this process has just now; forgotten after a while when it is not said again. */
  present(inquiryId: InquiryId, galleryId: string, watching: number): void;
}

export interface Exchange extends ChamberExchange, GalleryExchange {
  close(): Promise<void>;
}
