import { Worker } from 'node:worker_threads';
import type { InquiryId, QuestionId, ViewerId } from '../../../shared/ids.ts';
import type { Snapshot, Tick } from '../../../shared/inquiry/feed.ts';
import type { Crowd, Own } from '../../../shared/inquiry/views.ts';
import { CommitQueue, type Store } from '../../commit/queue.ts';
import { LocalChannels } from './channels.ts';
import type { Asked, Channel, Channels, Exchange, GalleryExchange, Notice } from './contract.ts';
import type { CrowdAnswer, CrowdRequest } from './crowd-worker.ts';
import { Presence } from './presence.ts';
import { Taking } from './taking.ts';
import { Tally } from './tally.ts';

/** How long a gallery's word of who is watching holds, and the pause before questions are given again that were not taken. */
export interface Pace {
  presenceMs: number;
  retryMs: number;
}
const PACE: Pace = { presenceMs: 30_000, retryMs: 500 };

/** `store` is what its crowd is kept in, for backups and health. */
export type LocalExchange = Exchange & { readonly store: Store };

/**
 * The exchange of a server that runs both planes. The crowd is kept in one SQLite file, whose every commit is on disk before
 * a post resolves; the feed is kept in memory, as the chamber opens it anew at every start.
 */
export async function openLocalExchange(
  file: string,
  onDeath: (error: Error) => void,
  pace: Partial<Pace> = {},
): Promise<LocalExchange> {
  const worker = new Worker(new URL('./crowd-worker.ts', import.meta.url), { workerData: { file } });
  const queue = new CommitQueue<CrowdRequest, CrowdAnswer>(worker, onDeath);
  const loaded = await queue.submit({ op: 'load' });
  const kept = loaded.op === 'load' ? loaded.kept : [];
  return new InProcess(queue, new Map(kept.map((one) => [one.inquiryId, Tally.of(one)])), {
    ...PACE,
    ...pace,
  });
}

class InProcess implements Exchange {
  readonly store: Store;
  readonly #queue: CommitQueue<CrowdRequest, CrowdAnswer>;
  readonly #tallies: Map<InquiryId, Tally>;
  readonly #pace: Pace;
  readonly #channels = new LocalChannels();
  readonly #presence: Presence;
  readonly #told = new Map<InquiryId, Map<ViewerId, Own['questions']>>();
  readonly #onCrowd = new Set<(inquiryId: InquiryId) => void>();
  readonly #changed = new Set<InquiryId>();
  #taking: Taking | null = null;

  constructor(queue: CommitQueue<CrowdRequest, CrowdAnswer>, tallies: Map<InquiryId, Tally>, pace: Pace) {
    this.#queue = queue;
    this.store = queue.asStore();
    this.#tallies = tallies;
    this.#pace = pace;
    this.#presence = new Presence(pace.presenceMs, (inquiryId) => this.#changes(inquiryId));
  }

  async open<C extends Channel>(inquiryId: InquiryId, channel: C, snapshot: Snapshot<Channels[C]>) {
    this.#channels.open(inquiryId, channel, snapshot);
  }

  async publish<C extends Channel>(
    inquiryId: InquiryId,
    channel: C,
    tick: Tick,
    after: Snapshot<Channels[C]>,
  ) {
    this.#channels.publish(inquiryId, channel, tick, after);
  }

  async notice(notice: Notice): Promise<void> {
    this.#channels.notice(notice);
  }

  async tell(inquiryId: InquiryId, viewerId: ViewerId, questions: Own['questions']): Promise<void> {
    this.#told.getOrInsertComputed(inquiryId, () => new Map()).set(viewerId, questions);
    this.#channels.told(inquiryId, viewerId);
  }

  consume(handle: (batch: readonly Asked[]) => Promise<void>): () => Promise<void> {
    if (this.#taking) throw new Error('questions are consumed already');
    const store = {
      waiting: async (limit: number) => (await this.#ask({ op: 'waiting', limit })).waiting,
      taken: async (places: readonly number[]) => void (await this.#ask({ op: 'taken', places })),
    };
    const taking = new Taking(store, handle, this.#pace.retryMs);
    this.#taking = taking;
    return async () => {
      await taking.stop();
      if (this.#taking === taking) this.#taking = null;
    };
  }

  async crowd(inquiryId: InquiryId): Promise<Crowd> {
    const { views, viewers, likes, likers } = this.#tallies.get(inquiryId) ?? new Tally();
    return { views, viewers, likes, likers, watching: this.#presence.watching(inquiryId) };
  }

  async supports(inquiryId: InquiryId, groups: readonly (readonly QuestionId[])[]): Promise<number[]> {
    return this.#tallies.get(inquiryId)?.supports(groups) ?? groups.map(() => 0);
  }

  onCrowd(changed: (inquiryId: InquiryId) => void): () => void {
    this.#onCrowd.add(changed);
    return () => void this.#onCrowd.delete(changed);
  }

  async forget(inquiryId: InquiryId): Promise<void> {
    await this.#ask({ op: 'forget', inquiryId });
    this.#tallies.delete(inquiryId);
    this.#told.delete(inquiryId);
    this.#presence.forget(inquiryId);
    this.#changes(inquiryId);
  }

  inquiries(): readonly Notice[] {
    return this.#channels.notices();
  }

  snapshot<C extends Channel>(inquiryId: InquiryId, channel: C): Snapshot<Channels[C]> | null {
    return this.#channels.latest(inquiryId, channel);
  }

  follow(handlers: Parameters<GalleryExchange['follow']>[0]): () => void {
    return this.#channels.follow(handlers);
  }

  async visit(inquiryId: InquiryId, viewerId: ViewerId, key: string): Promise<void> {
    const answer = await this.#ask({ op: 'visit', inquiryId, viewerId, key });
    if (!answer.counted) return;
    this.#tally(inquiryId).visited(answer);
    this.#changes(inquiryId);
  }

  async ask(asked: Asked): Promise<void> {
    if ((await this.#ask({ op: 'ask', asked })).isNew) this.#taking?.nudge();
  }

  async support(
    inquiryId: InquiryId,
    viewerId: ViewerId,
    questionId: QuestionId,
    on: boolean,
  ): Promise<void> {
    const { changed, viewer } = await this.#ask({ op: 'support', inquiryId, viewerId, questionId, on });
    if (!changed) return;
    this.#tally(inquiryId).supported(questionId, viewer, on);
    this.#changes(inquiryId);
  }

  async like(inquiryId: InquiryId, viewerId: ViewerId, count: number): Promise<number> {
    const answer = await this.#ask({ op: 'like', inquiryId, viewerId, count });
    if (answer.count !== answer.before) {
      this.#tally(inquiryId).liked(answer);
      this.#changes(inquiryId);
    }
    return answer.count;
  }

  async own(inquiryId: InquiryId, viewerId: ViewerId): Promise<Own> {
    const { likes, supports } = await this.#ask({ op: 'own', inquiryId, viewerId });
    return {
      questions: this.#told.get(inquiryId)?.get(viewerId) ?? [],
      supports,
      likes,
      banned: this.#channels.isBanned(inquiryId, viewerId),
    };
  }

  present(inquiryId: InquiryId, galleryId: string, watching: number): void {
    this.#presence.say(inquiryId, galleryId, watching);
  }

  async close(): Promise<void> {
    this.#presence.close();
    await this.#taking?.stop();
    await this.#queue.close();
  }

  async #ask<K extends CrowdRequest['op']>(request: Extract<CrowdRequest, { op: K }>) {
    return (await this.#queue.submit(request)) as Extract<CrowdAnswer, { op: K }>;
  }

  #tally(inquiryId: InquiryId): Tally {
    return this.#tallies.getOrInsertComputed(inquiryId, () => new Tally());
  }

  /** What changes in one turn of the loop is told once. */
  #changes(inquiryId: InquiryId): void {
    if (this.#changed.size === 0) {
      setImmediate(() => {
        const changed = [...this.#changed];
        this.#changed.clear();
        for (const tell of this.#onCrowd) for (const one of changed) tell(one);
      });
    }
    this.#changed.add(inquiryId);
  }
}
