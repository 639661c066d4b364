import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { z } from 'zod';
import type { InquiryId, QuestionId, ViewerId } from '../../shared/ids.ts';
import { Snapshot, Tick } from '../../shared/inquiry/feed.ts';
import { FeedFollower } from '../../shared/inquiry/feed-follower.ts';
import {
  type GalleryAnswer,
  type GalleryPayload,
  GalleryRefusal,
  type GalleryReply,
  galleryBroadcasts,
  galleryHttp,
  galleryRequests,
} from '../../shared/inquiry/gallery-protocol.ts';
import { GALLERY_PROTOCOL_VERSION } from '../../shared/inquiry/limits.ts';
import type { GalleryView, Own } from '../../shared/inquiry/views.ts';
import { GALLERY_SOCKET_PATH } from '../gallery/feed.ts';
import type { Dice } from './dice.ts';
import { Kept } from './kept.ts';
import { ANSWER_MS, answerOf, NoAnswer, PublicBrowser } from './public-browser.ts';

type PostName = 'gallery:ask' | 'gallery:support' | 'gallery:like';
const pathOf = { 'gallery:ask': 'ask', 'gallery:support': 'support', 'gallery:like': 'like' } as const;

/** `mayCount`: it was sent before without an answer, so that it may have been kept for all that. */
export type Posted<T> = { ok: T } | { refused: GalleryRefusal; mayCount: boolean };

/** How a page gets its ticks: by socket, or where those are blocked by asking again and again. */
export type ViewerLine = 'socket' | 'http';

/** What goes wrong around a post, in percent. */
export interface ViewerMishaps {
  /** It leaves, and its answer never comes. */
  lostAnswer: number;
  /** It is sent twice at once. */
  doubleTap: number;
}

export interface ViewerOptions {
  line: ViewerLine;
  dice: Dice;
  mishaps?: ViewerMishaps;
  /** Milliseconds between two looks of a page without a socket. */
  pollMs?: number;
  /** Told every byte that comes: `feed` is what everybody is sent. */
  witness?: (viewer: Viewer, what: 'feed' | 'answer', text: string) => void;
}

const passing: ReadonlySet<string> = new Set(['busy', 'too-soon', 'unavailable']);

export const newKey = () => randomBytes(18).toString('base64url');

/**
 * One browser of the public's: comes by the code, follows by snapshot and ticks, and repeats every post under its key until it is
 * answered. It uses what every browser uses and nothing else.
 */
export class Viewer {
  readonly line: ViewerLine;
  readonly kept = new Kept();
  /** Every text that this browser has ever sent, whatever became of it. */
  readonly sentTexts: string[] = [];
  inquiryId!: InquiryId;
  readonly #url: string;
  readonly #code: string;
  readonly #options: ViewerOptions;
  readonly #browser: PublicBrowser;
  readonly #follower = new FeedFollower<GalleryView>();
  #socket: Socket | null = null;
  #waiting: (() => void)[] = [];
  #etag: string | null = null;
  #liked = 0;
  #catchingUp = false;
  #left = false;

  constructor(url: string, code: string, options: ViewerOptions) {
    this.#url = url;
    this.#code = code;
    this.#options = options;
    this.#browser = new PublicBrowser(url, (path, text) =>
      options.witness?.(this, path.endsWith('/live') ? 'feed' : 'answer', text),
    );
    this.line = options.line;
  }

  /** In the cookie, before its seal. */
  get viewerId(): ViewerId {
    return this.#browser.cookie!.split('=')[1]!.split('.')[0] as ViewerId;
  }

  /** Not parsed: two thousand of them in one process would do nothing else. Null before it has come. */
  get view(): GalleryView | null {
    return this.#follower.view;
  }
  get place(): { epoch: string; seq: number } | null {
    return this.#follower.place;
  }

  /** Opens the page and follows from then on. */
  async open(): Promise<void> {
    await this.visit();
    await this.look();
    if (this.line === 'socket') this.#connect();
    else void this.#poll();
  }

  /** Counts as one opening of the page, however often it has to be sent. */
  async visit(): Promise<void> {
    const { dice, mishaps } = this.#options;
    const key = newKey();
    const send = async (signal?: AbortSignal) => {
      const text = await this.#browser.post('/api/gallery/visits', { key, code: this.#code }, signal);
      return answerOf(galleryHttp['POST /api/gallery/visits'].reply, text);
    };
    if (mishaps && dice.chance(mishaps.lostAnswer)) await this.#loseAnswer(send);
    if (mishaps && dice.chance(mishaps.doubleTap)) await Promise.allSettled([send(), send()]);
    const { inquiryId } = await this.#until(() => send());
    this.inquiryId = inquiryId;
    this.kept.visits.add(key);
  }

  /** Closes the page and opens it again. */
  async reload(): Promise<void> {
    this.dropConnection();
    await this.visit();
  }

  /** Asks for the live view by HTTP; an answer without a new one changes nothing. */
  async look(): Promise<void> {
    await this.#until(async () => {
      const before = this.place?.epoch;
      const { response, text } = await this.#browser.get(`/api/gallery/${this.inquiryId}/live`, this.#etag);
      if (response.status === 304) return { ok: null };
      const answer = answerOf(Snapshot, text);
      // A socket may have told of a new beginning meanwhile: this answer could be of the old one.
      if ('ok' in answer && this.place?.epoch === before) {
        this.#take(answer.ok);
        this.#etag = response.headers.get('etag');
      }
      return answer;
    });
  }

  async ask(text: string, name: string | null): Promise<Posted<unknown>> {
    const key = newKey();
    this.sentTexts.push(text);
    const posted = await this.#post('gallery:ask', { key, text, name });
    if ('ok' in posted) this.kept.asks.set(key, text);
    else if (posted.mayCount) this.kept.doubtfulAsks.set(key, text);
    return posted;
  }

  async support(questionId: QuestionId, on: boolean): Promise<Posted<unknown>> {
    const posted = await this.#post('gallery:support', { questionId, on }, () =>
      this.kept.sentAgain.add(questionId),
    );
    if ('ok' in posted) {
      this.kept.supports.set(questionId, on);
      this.kept.doubtfulSupports.delete(questionId);
    } else if (posted.mayCount) this.kept.doubtfulSupports.add(questionId);
    return posted;
  }

  /** So many times more. */
  async like(times: number): Promise<Posted<unknown>> {
    this.#liked += times;
    const posted = await this.#post('gallery:like', { count: this.#liked });
    if ('ok' in posted) this.kept.likes = posted.ok.count;
    else if (posted.mayCount) this.kept.doubtfulLikes = true;
    return posted;
  }

  async own(): Promise<Own> {
    return this.#until(async () =>
      answerOf(
        galleryHttp['GET /api/gallery/:inquiryId/own'].reply,
        (await this.#browser.get(`/api/gallery/${this.inquiryId}/own`)).text,
      ),
    );
  }

  /** A page of all questions, or those that ask much the same. */
  async read<R extends 'questions' | 'similar'>(
    route: R,
    query: Record<string, string>,
  ): Promise<z.output<(typeof galleryHttp)[`GET /api/gallery/:inquiryId/${R}`]['reply']>> {
    const path = `/api/gallery/${this.inquiryId}/${route}?${new URLSearchParams(query)}`;
    const { reply } = galleryHttp[`GET /api/gallery/:inquiryId/${route}`];
    return this.#until(async () =>
      answerOf(reply as z.ZodType, (await this.#browser.get(path)).text),
    ) as never;
  }

  /** Resolves with what `found` finds, now or after a coming change. */
  async until<T>(found: (view: GalleryView) => T | null | undefined | false): Promise<T> {
    for (;;) {
      const result = this.view && found(this.view);
      if (result) return result;
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  /** The WiFi goes; the page notices and comes back. */
  dropConnection(): void {
    if (this.#socket?.connected) this.#socket.io.engine.close();
  }

  leave(): void {
    this.#left = true;
    this.#socket?.disconnect();
  }

  #connect(): void {
    const { inquiryId } = this;
    const socket = io(this.#url, {
      path: GALLERY_SOCKET_PATH,
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 200,
      reconnectionDelayMax: 2000,
      auth: { inquiryId, protocolVersion: GALLERY_PROTOCOL_VERSION },
      extraHeaders: this.#browser.headers,
    });
    this.#socket = socket;
    const again = (ms: number) => setTimeout(() => this.#left || socket.connect(), ms);
    socket.io.on('open', () => {
      socket.io.engine.on('data', (data: unknown) => {
        const text = String(data);
        // 2: an event. An answer to one of one's own posts begins with 3.
        this.#options.witness?.(this, text.startsWith('2') ? 'feed' : 'answer', text);
      });
    });
    socket.on('gallery:snapshot', (message: unknown) => this.#take(message));
    socket.on('gallery:tick', (message: unknown) => {
      if (this.#follower.apply(Tick.parse(message)) === 'gap') void this.#catchUp();
      else this.#wake();
    });
    let fullMs: number | null = null;
    socket.on('gallery:full', (message: unknown) => {
      fullMs = galleryBroadcasts['gallery:full'].parse(message).retryMs;
    });
    socket.on('disconnect', (reason) => {
      // Sent away by name: the client does not come back by itself.
      if (reason === 'io server disconnect') again(fullMs ?? this.#options.dice.between(200, 1000));
      fullMs = null;
    });
    socket.on('connect_error', () => {
      if (!socket.active) again(this.#options.dice.between(200, 1000));
    });
  }

  async #poll(): Promise<void> {
    const { dice, pollMs = 5000 } = this.#options;
    while (!this.#left) {
      await sleep(dice.between(Math.ceil(pollMs / 2), pollMs));
      if (!this.#left) await this.look();
    }
  }

  #take(message: unknown): void {
    const { epoch, seq, now, view } = Snapshot.parse(message);
    this.#follower.take({ epoch, seq, now, view: view as unknown } as Snapshot<GalleryView>);
    this.#wake();
  }

  async #catchUp(): Promise<void> {
    const socket = this.#socket;
    if (this.#catchingUp || !socket?.connected) return;
    this.#catchingUp = true;
    try {
      const answer: unknown = await socket.timeout(ANSWER_MS).emitWithAck('gallery:snapshot', {});
      if (answer && typeof answer === 'object' && 'ok' in answer) this.#take(answer.ok);
    } catch {
      // The line is gone, and with the next one comes a snapshot.
    } finally {
      this.#catchingUp = false;
    }
  }

  /** Repeats it until it is answered, always the same. */
  async #post<N extends PostName>(
    name: N,
    payload: GalleryPayload<N>,
    onUnanswered = () => {},
  ): Promise<Posted<GalleryReply<N>>> {
    const { dice, mishaps } = this.#options;
    let unanswered = false;
    const noAnswer = () => {
      unanswered = true;
      onUnanswered();
    };
    if (mishaps && dice.chance(mishaps.lostAnswer)) {
      noAnswer();
      await this.#loseAnswer((signal) => this.#send(name, payload, signal));
    }
    if (mishaps && dice.chance(mishaps.doubleTap)) {
      // The other one is waited for: what overtakes nothing is what a person did last.
      const [first] = await Promise.allSettled([this.#send(name, payload), this.#send(name, payload)]);
      if (first.status === 'fulfilled' && 'ok' in first.value) return first.value;
      noAnswer();
    }
    for (let wait = 50; ; wait = Math.min(wait * 2, 1000)) {
      let pause = dice.between(wait >> 1, wait);
      try {
        const answer = await this.#send(name, payload);
        if ('ok' in answer) return answer;
        if (!passing.has(answer.refused.code)) return { refused: answer.refused, mayCount: unanswered };
        pause = Math.max(pause, answer.refused.retryMs ?? 0);
      } catch {
        noAnswer();
      }
      if (this.#left) return { refused: { code: 'unavailable' }, mayCount: unanswered };
      await sleep(pause);
    }
  }

  /** By the open line, else by HTTP. Throws when there is no answer. */
  async #send<N extends PostName>(
    name: N,
    payload: GalleryPayload<N>,
    signal?: AbortSignal,
  ): Promise<GalleryAnswer<GalleryReply<N>>> {
    const { reply } = galleryRequests[name];
    if (!this.#socket?.connected) {
      const text = await this.#browser.post(
        `/api/gallery/${this.inquiryId}/${pathOf[name]}`,
        payload,
        signal,
      );
      return answerOf(reply as z.ZodType, text) as GalleryAnswer<GalleryReply<N>>;
    }
    const answer = await this.#socket.timeout(ANSWER_MS).emitWithAck(name, payload);
    if ('refused' in answer) return { refused: GalleryRefusal.parse(answer.refused) };
    return { ok: reply.parse(answer.ok) as GalleryReply<N> };
  }

  /** It leaves, and the line breaks before its answer comes, or just after. */
  async #loseAnswer(send: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    const abort = new AbortController();
    const lost = send(abort.signal).catch(() => {});
    await sleep(this.#options.dice.between(0, 6));
    abort.abort();
    this.dropConnection();
    await lost;
  }

  /** Tries until it is answered with something else than a pause. */
  async #until<T>(attempt: () => Promise<{ ok: T } | { refused: GalleryRefusal }>): Promise<T> {
    const { dice } = this.#options;
    for (let wait = 50; ; wait = Math.min(wait * 2, 1000)) {
      let pause = dice.between(wait >> 1, wait);
      try {
        const answer = await attempt();
        if ('ok' in answer) return answer.ok;
        // A server that has just begun does not know its inquiries yet.
        if (!passing.has(answer.refused.code) && answer.refused.code !== 'not-found')
          throw new Error(`a viewer is refused: ${JSON.stringify(answer.refused)}`);
        pause = Math.max(pause, answer.refused.retryMs ?? 0);
      } catch (error) {
        if (!(error instanceof NoAnswer) || this.#left) throw error;
      }
      await sleep(pause);
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
