import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { io, type Socket } from 'socket.io-client';
import { expect } from 'vitest';
import type { Capacity } from '../../server/gallery/admission.ts';
import { type LocalExchange, openLocalExchange } from '../../server/gallery/exchange/local.ts';
import { GALLERY_SOCKET_PATH } from '../../server/gallery/feed.ts';
import { createGallery, type Gallery } from '../../server/gallery/gallery.ts';
import { Viewers } from '../../server/gallery/identity.ts';
import { securityHeaders } from '../../server/headers.ts';
import type { Operations } from '../../server/operations.ts';
import { InquiryId, QuestionId } from '../../shared/ids.ts';
import { FeedSource, type Tick } from '../../shared/inquiry/feed.ts';
import { FeedFollower } from '../../shared/inquiry/feed-follower.ts';
import {
  GalleryRefusal,
  type GalleryRequestName,
  galleryBroadcasts,
  galleryRequests,
} from '../../shared/inquiry/gallery-protocol.ts';
import { GALLERY_PROTOCOL_VERSION } from '../../shared/inquiry/limits.ts';
import { GalleryView, PublicQuestion, PublicRecord } from '../../shared/inquiry/views.ts';

export const inquiryId = InquiryId.parse('inquiry-here');
export const code = '271828';
export const questionId = (n: number) => QuestionId.parse(`question-${String(n).padStart(4, '0')}`);
let keys = 0;
export const newKey = () => `key-${String(++keys).padStart(16, '0')}`;

export function questionOf(n: number, about: Partial<PublicQuestion> = {}): PublicQuestion {
  return PublicQuestion.parse({
    questionId: questionId(n),
    source: 'public',
    askedAt: 1_000_000 + n,
    state: 'waiting',
    text: `第 ${n} 个问题`,
    supports: 0,
    ...about,
  });
}

const emptyView = GalleryView.parse({
  inquiryId,
  sittingTitle: '第一次会议',
  code,
  title: '关于养老服务的专题询问',
  topic: '',
  stage: 'live',
  startedAt: 1_000_000,
  segment: 'questions',
  departments: {},
  departmentOrder: [],
  intake: { state: 'open', naming: 'either', slowSeconds: 0, rules: '' },
  crowd: { views: 0, viewers: 0, watching: 0, likes: 0, likers: 0 },
  questions: {},
  next: [],
  counts: {},
  votes: [],
});

interface StageOptions {
  capacity?: Partial<Capacity>;
  /** The clock of the gallery, milliseconds. */
  now?: () => number;
}

/** A gallery on a real port with a real exchange, whose chamber is the test. */
export class Stage {
  readonly exchange: LocalExchange;
  readonly gallery: Gallery;
  readonly server: Server;
  /** Whatever the gallery calls a bug, or its store died of. */
  readonly bugs: unknown[];
  readonly #ends: (() => unknown)[] = [];
  #live: FeedSource<GalleryView>;
  readonly #record: FeedSource<PublicRecord>;

  private constructor(exchange: LocalExchange, gallery: Gallery, server: Server, bugs: unknown[]) {
    this.exchange = exchange;
    this.gallery = gallery;
    this.server = server;
    this.bugs = bugs;
    this.#live = new FeedSource('epoch-1', emptyView);
    this.#record = new FeedSource('epoch-1', PublicRecord.parse({ questions: {}, votes: [] }));
  }

  static async open({ capacity, now = () => Date.now() }: StageOptions = {}): Promise<Stage> {
    const folder = mkdtempSync(join(tmpdir(), 'yishi-'));
    const bugs: unknown[] = [];
    const exchange = await openLocalExchange(join(folder, 'crowd.sqlite'), (error) => bugs.push(error));
    const reach = { origins: [], tls: false };
    const operations = {
      bug: (error: unknown) => bugs.push(error),
      galleryFull: () => {},
      storeUnavailable: () => {},
    } as unknown as Operations;
    const gallery = createGallery({
      exchange,
      viewers: await Viewers.open(join(folder, 'viewer-key')),
      capacity: { maxViewers: 1000, viewersPerBlock: 1000, trustedProxies: ['loopback'], ...capacity },
      operations,
      reach,
      now,
      presentEveryMs: 50,
    });
    const headers = securityHeaders({ hstsSeconds: null });
    const app = express();
    app.set('etag', false);
    app.use(headers);
    app.use('/api/gallery', gallery.routes);
    const server = createServer(app);
    gallery.attach(server, headers);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const stage = new Stage(exchange, gallery, server, bugs);
    await stage.exchange.notice({ inquiryId, code, banned: [] });
    await stage.exchange.open(inquiryId, 'record', stage.#record.snapshot(now()));
    await stage.exchange.open(inquiryId, 'live', stage.#live.snapshot(now()));
    stage.#ends.push(
      () => rmSync(folder, { recursive: true }),
      () => exchange.close(),
      () => server.closeAllConnections(),
      () => gallery.close(),
      () => server.close(),
      () => expect(stage.bugs).toEqual([]),
    );
    return stage;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }
  get view(): GalleryView {
    return this.#live.view;
  }

  async shut(): Promise<void> {
    for (const end of this.#ends.reverse()) await end();
  }
  atEnd(end: () => unknown): void {
    this.#ends.push(end);
  }

  /** The chamber's next tick of the live view; null when it is the same. */
  async publish(change: Partial<GalleryView>): Promise<Tick | null> {
    const tick = this.#live.advance({ ...this.view, ...change });
    if (tick) await this.exchange.publish(inquiryId, 'live', tick, this.#live.snapshot(1));
    return tick;
  }

  /** What the chamber has approved: in the record, which pages and supports are looked up in. */
  async approve(...questions: readonly PublicQuestion[]): Promise<void> {
    const more = Object.fromEntries(questions.map((question) => [question.questionId, question]));
    const { view } = this.#record;
    const tick = this.#record.advance({ ...view, questions: { ...view.questions, ...more } });
    if (tick) await this.exchange.publish(inquiryId, 'record', tick, this.#record.snapshot(1));
  }

  async startEpoch(epoch: string): Promise<void> {
    this.#live = new FeedSource(epoch, this.view);
    await this.exchange.open(inquiryId, 'live', this.#live.snapshot(1));
  }

  /** A viewer who has made a visit, from an address of its own unless one is given. */
  async viewer({ from = '198.51.100.7', key = newKey() } = {}): Promise<Viewer> {
    const viewer = new Viewer(this, from);
    expect((await viewer.visit(key)).status).toBe(200);
    return viewer;
  }
  stranger(from = '198.51.100.7'): Viewer {
    return new Viewer(this, from);
  }
}

export interface Reply {
  status: number;
  headers: Headers;
  json: Record<string, unknown>;
  refused: GalleryRefusal | null;
}

/** One browser: a cookie, an address, sockets. */
export class Viewer {
  readonly #stage: Stage;
  readonly #from: string;
  cookie: string | null = null;

  constructor(stage: Stage, from: string) {
    this.#stage = stage;
    this.#from = from;
  }

  get id(): string {
    return this.cookie!.split('=')[1]!.split('.')[0]!;
  }

  async visit(key: string): Promise<Reply> {
    const reply = await this.post('visits', { key, code });
    const given = reply.headers.getSetCookie()[0]?.split(';')[0];
    if (given) this.cookie = given;
    return reply;
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.#send(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }
  get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.#send(path, { headers });
  }

  /** `path`: under the inquiry, or `visits`. */
  async #send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Reply> {
    const under = path === 'visits' ? path : `${inquiryId}/${path}`;
    const response = await fetch(`${this.#stage.url}/api/gallery/${under}`, {
      ...init,
      headers: {
        'x-forwarded-for': this.#from,
        ...(this.cookie && { cookie: this.cookie }),
        ...init.headers,
      },
    });
    const text = await response.text();
    const json = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    const refused = 'refused' in json ? GalleryRefusal.parse(json['refused']) : null;
    return { status: response.status, headers: response.headers, json, refused };
  }

  /** A socket by hand; it does not come back by itself. */
  socket(about: { auth?: object; headers?: Record<string, string> } = {}): Socket {
    const socket = io(this.#stage.url, {
      path: GALLERY_SOCKET_PATH,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: about.auth ?? { inquiryId, protocolVersion: GALLERY_PROTOCOL_VERSION },
      extraHeaders: {
        'x-forwarded-for': this.#from,
        ...(this.cookie && { cookie: this.cookie }),
        ...about.headers,
      },
    });
    this.#stage.atEnd(() => socket.disconnect());
    return socket;
  }

  async follow(): Promise<Following> {
    const following = new Following(this.socket());
    await following.until(() => following.follower.view !== null);
    return following;
  }
}

/** A viewer's page: snapshot and ticks as they come, every message as the protocol has it. */
export class Following {
  readonly socket: Socket;
  readonly follower = new FeedFollower<GalleryView>();
  readonly heard: string[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(socket: Socket) {
    this.socket = socket;
    for (const [name, shape] of Object.entries(galleryBroadcasts)) {
      socket.on(name, (message: unknown) => {
        const parsed = shape.parse(message);
        this.heard.push(name);
        if (name === 'gallery:snapshot') this.follower.take(parsed as never);
        if (name === 'gallery:tick') this.heard.push(this.follower.apply(parsed as Tick));
        for (const look of this.#waiting) look();
      });
    }
  }

  get view(): GalleryView {
    return this.follower.view!;
  }

  /** Resolves once it holds; looked at after every message. */
  async until(holds: () => boolean): Promise<void> {
    if (holds()) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => holds() && resolve();
    this.#waiting.add(look);
    await promise;
    this.#waiting.delete(look);
  }

  /** Asks, and gives what the protocol says comes back. */
  async ask(name: GalleryRequestName, payload: unknown): Promise<{ ok?: unknown; refused?: GalleryRefusal }> {
    const answer = await this.socket.timeout(10_000).emitWithAck(name, payload);
    if ('ok' in answer) return { ok: galleryRequests[name].reply.parse(answer.ok) };
    return { refused: GalleryRefusal.parse(answer.refused) };
  }
}
