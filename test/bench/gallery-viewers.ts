import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import WebSocket from 'ws';
import { Dice } from '../../server/demo/dice.ts';
import { GALLERY_SOCKET_PATH } from '../../server/gallery/feed.ts';
import type { QuestionId } from '../../shared/ids.ts';
import { FeedFollower } from '../../shared/inquiry/feed-follower.ts';
import { GALLERY_PROTOCOL_VERSION } from '../../shared/inquiry/limits.ts';
import { liveOrder } from '../../shared/inquiry/orders.ts';
import type { GalleryView } from '../../shared/inquiry/views.ts';

/** What the bench tells this process to be. */
export interface Crowd {
  url: string;
  code: string;
  seed: number;
  count: number;
}
export type Order =
  | { order: 'connect'; crowd: Crowd }
  | { order: 'act' }
  | { order: 'rest' }
  | { order: 'tell' };

/** What this process has seen; `acknowledged` is what the server promised to keep. */
export interface Seen {
  ticks: { seq: number; receivedAt: number[] }[];
  bytes: number;
  gaps: number;
  /** Of each viewer, the number up to which it has everything. */
  latest: number[];
  acknowledged: {
    likes: number;
    likers: number;
    supports: [QuestionId, number][];
    asks: number;
    posts: number;
  };
  refused: number;
  /** The live view as one of them has put it together. */
  view: GalleryView;
}

const now = () => performance.timeOrigin + performance.now();
const PER_SECOND = 300;
/** A person likes some five times a minute, supports one question a minute and asks one in five minutes, in milliseconds between. */
const PACE = { like: 12_000, support: 60_000, ask: 300_000 };

const receipts = new Map<number, number[]>();
const seen = { bytes: 0, gaps: 0, refused: 0 };
/** The first one puts the whole view together; all of them look at every number. */
const follower = new FeedFollower<GalleryView>();
let acting = false;

class Viewer {
  readonly #dice: Dice;
  readonly #whole: boolean;
  #socket!: WebSocket;
  latest = -1;
  #asked = 0;
  readonly #waiting = new Map<number, (answer: { ok?: unknown }) => void>();
  likes = 0;
  likesKept = 0;
  asksKept = 0;
  posts = 0;
  readonly supports = new Set<QuestionId>();

  constructor(dice: Dice, whole: boolean) {
    this.#dice = dice;
    this.#whole = whole;
  }

  async connect({ url, code }: Crowd): Promise<void> {
    const visit = await fetch(`${url}/api/gallery/visits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: this.#key(), code }),
    });
    if (!visit.ok) throw new Error(`no visit: ${await visit.text()}`);
    const cookie = visit.headers.getSetCookie()[0]!.split(';')[0]!;
    const { inquiryId } = (await visit.json()) as { inquiryId: string };
    const address = `${url.replace('http', 'ws')}${GALLERY_SOCKET_PATH}/?EIO=4&transport=websocket`;
    this.#socket = new WebSocket(address, { headers: { cookie }, perMessageDeflate: false });
    const ready = new Promise<void>((there) => {
      this.#socket.on('message', (data: Buffer) => this.#hear(data, inquiryId, there));
    });
    this.#socket.on('close', () => {
      throw new Error('a viewer was closed');
    });
    await ready;
    for (const kind of ['like', 'support', 'ask'] as const)
      this.#again(kind, this.#dice.between(0, PACE[kind]));
  }

  #hear(data: Buffer, inquiryId: string, ready: () => void): void {
    const at = now();
    const text = data.toString();
    if (text === '2') this.#socket.send('3');
    else if (text.startsWith('0')) {
      this.#socket.send(`40${JSON.stringify({ inquiryId, protocolVersion: GALLERY_PROTOCOL_VERSION })}`);
    } else if (text.startsWith('42["gallery:tick"')) this.#tick(data.length, text, at);
    else if (text.startsWith('42["gallery:snapshot"')) {
      const snapshot = JSON.parse(text.slice(2))[1];
      this.latest = snapshot.seq;
      if (this.#whole) follower.take(snapshot);
      ready();
    } else if (text.startsWith('43')) {
      const [, id, answer] = /^43(\d+)(.*)$/s.exec(text)!;
      this.#waiting.get(Number(id))?.(JSON.parse(answer!)[0]);
      this.#waiting.delete(Number(id));
    }
  }

  #tick(bytes: number, text: string, at: number): void {
    const seq = Number(/"seq":(\d+)/.exec(text)![1]);
    if (seq !== this.latest + 1) seen.gaps++;
    this.latest = seq;
    seen.bytes += bytes;
    const receivedAt = receipts.get(seq) ?? [];
    receipts.set(seq, receivedAt);
    receivedAt.push(at);
    if (this.#whole) follower.apply(JSON.parse(text.slice(2))[1]);
  }

  #again(kind: keyof typeof PACE, inMs: number): void {
    setTimeout(() => {
      if (acting) void this.#act(kind);
      this.#again(kind, this.#dice.between(PACE[kind] / 2, 1.5 * PACE[kind]));
    }, inMs);
  }

  async #act(kind: keyof typeof PACE): Promise<void> {
    if (kind === 'like') {
      const count = ++this.likes;
      if (await this.#post('gallery:like', { count })) this.likesKept = Math.max(count, this.likesKept);
    } else if (kind === 'ask') {
      const text = `${this.#dice.pick(['养老', '托育', '停车', '供水', '学位'])}问题第 ${this.#dice.between(1, 99_999)} 号什么时候解决？`;
      if (await this.#post('gallery:ask', { key: this.#key(), text, name: null })) this.asksKept++;
    } else {
      const top = follower.view ? liveOrder('top', follower.view) : [];
      const questionId = this.#dice.pick(top.map((question) => question.questionId));
      if (questionId && (await this.#post('gallery:support', { questionId, on: true }))) {
        this.supports.add(questionId);
      }
    }
  }

  async #post(name: string, payload: object): Promise<boolean> {
    const id = this.#asked++;
    const answered = new Promise<{ ok?: unknown }>((answer) => this.#waiting.set(id, answer));
    this.#socket.send(`42${id}${JSON.stringify([name, payload])}`);
    const answer = await answered;
    if ('ok' in answer) this.posts++;
    else {
      seen.refused++;
      console.log(`${name}: ${JSON.stringify(answer)}`);
    }
    return 'ok' in answer;
  }

  /** Nothing that was sent is without its answer. */
  get settled(): boolean {
    return this.#waiting.size === 0;
  }

  #key(): string {
    return Array.from({ length: 4 }, () => this.#dice.between(0, 0x7fffffff).toString(36))
      .join('-')
      .padEnd(16, '0');
  }
}

const viewers: Viewer[] = [];

async function connect(crowd: Crowd): Promise<void> {
  const dice = new Dice(crowd.seed);
  for (let at = 0; at < crowd.count; at += PER_SECOND / 10) {
    const some = Array.from({ length: Math.min(PER_SECOND / 10, crowd.count - at) }, (_, more) => {
      const viewer = new Viewer(dice.fork(), at + more === 0);
      viewers.push(viewer);
      return viewer.connect(crowd);
    });
    await Promise.all([...some, new Promise((go) => setTimeout(go, 100))]);
  }
}

async function rest(): Promise<void> {
  acting = false;
  while (!viewers.every(({ settled }) => settled)) await new Promise((go) => setTimeout(go, 20));
}

function tell(): Seen {
  const supports = new Map<QuestionId, number>();
  for (const viewer of viewers)
    for (const questionId of viewer.supports) supports.set(questionId, (supports.get(questionId) ?? 0) + 1);
  const sum = (of: (viewer: Viewer) => number) => viewers.reduce((all, viewer) => all + of(viewer), 0);
  return {
    ...seen,
    ticks: [...receipts].map(([seq, receivedAt]) => ({ seq, receivedAt })),
    latest: viewers.map(({ latest }) => latest),
    acknowledged: {
      likes: sum(({ likesKept }) => likesKept),
      likers: viewers.filter(({ likesKept }) => likesKept > 0).length,
      supports: [...supports],
      asks: sum(({ asksKept }) => asksKept),
      posts: sum(({ posts }) => posts),
    },
    view: follower.view!,
  };
}

process.on('message', async (message: Order) => {
  if (message.order === 'connect') await connect(message.crowd);
  if (message.order === 'act') {
    acting = true;
    receipts.clear();
    seen.bytes = 0;
  }
  if (message.order === 'rest') await rest();
  process.send!(message.order === 'tell' ? tell() : {});
});
await once(process, 'disconnect');
process.exit();
