import { io, type Socket } from 'socket.io-client';
import type { InquiryId, QuestionId } from '../../shared/ids.ts';
import type { Snapshot, Tick } from '../../shared/inquiry/feed.ts';
import { FeedFollower } from '../../shared/inquiry/feed-follower.ts';
import type {
  GalleryAnswer,
  GalleryPayload,
  GalleryReply,
  GalleryRequestName,
} from '../../shared/inquiry/gallery-protocol.ts';
import { GALLERY_PROTOCOL_VERSION } from '../../shared/inquiry/limits.ts';
import type { GalleryView, Own } from '../../shared/inquiry/views.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import { NoAnswer, pause, untilAnswered } from '../trying.ts';
import { byHttp } from './requests.ts';
import { Store } from './store.ts';

/**
 * What is true about what the page shows. `live`: changes come as they happen. `polling`: they are asked for every few
 * seconds. `behind`: neither just now, it is being mended. `offline`: the server does not answer. `outdated`: this page is
 * older than the server.
 */
export type LineStatus = 'connecting' | 'live' | 'behind' | 'polling' | 'offline' | 'outdated';

export interface GalleryState {
  status: LineStatus;
  /** When the server last said that this is how things are, by this device's clock. */
  heardAt: number;
  /** Null until the first has come. */
  view: GalleryView | null;
  own: Own | null;
  /** This device's clock minus the server's, in milliseconds. */
  clockSkew: number;
}

type Handled = Exclude<GalleryRequestName, 'gallery:snapshot'>;

const ANSWER_MS = 6000;
const POLL_MS = { least: 3000, most: 5000 };
/** Own questions change seldom; while it polls they are asked for every so many polls. */
const OWN_EVERY = 4;
/** A server is heard from at least every 25 seconds; who slept has missed it. */
const QUIET_MS = 30_000;
/** Everybody comes back after a restart: spread over this. */
const RESTART_MS = 30_000;
/** A network of one's own that was gone. */
const SOON_MS = 2000;
const LONGEST_MS = 60_000;

/**
 * The one line to an inquiry: the snapshot first, by HTTP, then ticks by socket. Where no socket is to be had it polls, and
 * tries the socket again from time to time. It never gives up.
 */
export class GalleryLine extends Store<GalleryState> {
  readonly inquiryId: InquiryId;
  readonly #follower = new FeedFollower<GalleryView>();
  readonly #visit: () => Promise<unknown>;
  readonly #socket: Socket;
  readonly #closed = new AbortController();
  /** The socket is open, and what is shown is up to its last tick. */
  #following = false;
  /** A socket was tried and is not to be had, or was lost. */
  #without = false;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #poll: ReturnType<typeof setTimeout> | undefined;
  #polls = 0;
  #mending: Promise<void> | null = null;

  /** `visit` gives this browser the cookie by which it is known. */
  constructor(inquiryId: InquiryId, visit: () => Promise<unknown>) {
    super({ status: 'connecting', heardAt: 0, view: null, own: null, clockSkew: 0 });
    this.inquiryId = inquiryId;
    this.#visit = visit;
    this.#socket = io({
      path: '/gallery/socket',
      transports: ['websocket'],
      autoConnect: false,
      forceNew: true,
      // Its own way back knows no full jitter.
      reconnection: false,
      timeout: 8000,
      auth: { inquiryId, protocolVersion: GALLERY_PROTOCOL_VERSION },
    });
    this.#listen();
    void this.#begin();
  }

  close(): void {
    this.#closed.abort();
    clearTimeout(this.#retry);
    clearTimeout(this.#poll);
    this.#socket.disconnect();
  }

  /** Sends until an answer comes, always the same: for what is safe to repeat. By socket while it is live, else by HTTP. */
  send<N extends Handled>(
    name: N,
    payload: GalleryPayload<N>,
    onTrouble?: () => void,
  ): Promise<GalleryAnswer<GalleryReply<N>>> {
    let bySocket = true;
    return untilAnswered(
      async () => {
        const viaSocket = this.#following && bySocket;
        // Whatever is wrong with the socket, the next try goes the other way.
        bySocket = false;
        const answer = await (viaSocket ? this.#emit(name, payload) : byHttp(this.inquiryId, name, payload));
        if ('refused' in answer && answer.refused.code === 'viewer-unknown') await this.#introduce();
        return answer;
      },
      { signal: this.#closed.signal, ...(onTrouble && { onTrouble }) },
    );
  }

  /** What has become of one's own questions, supports and likes. */
  async loadOwn(): Promise<void> {
    try {
      const answer = await this.send('gallery:own', {});
      if ('ok' in answer) this.#set({ own: answer.ok });
    } catch {
      // The line was closed meanwhile.
    }
  }

  /** The server has said so: there is no need to ask for it. */
  tookSupport(questionId: QuestionId, on: boolean): void {
    const { own } = this.state();
    if (!own) return;
    const others = own.supports.filter((other) => other !== questionId);
    this.#set({ own: { ...own, supports: on ? [...others, questionId] : others } });
  }

  async #begin(): Promise<void> {
    await this.#refresh();
    if (this.#closed.signal.aborted) return;
    this.#connect();
    this.#pollLater();
    await this.loadOwn();
  }

  /** The cookie is gone, or the server has another key: a visit gives a new one, which the socket has to bring along. */
  async #introduce(): Promise<never> {
    await this.#visit();
    if (this.#socket.connected) this.#socket.io.engine.close();
    throw new NoAnswer('introduced anew');
  }

  #listen(): void {
    const socket = this.#socket;
    const { signal } = this.#closed;
    socket.on('gallery:snapshot', (snapshot: Snapshot<GalleryView>) => this.#take(snapshot, true));
    socket.on('gallery:tick', (tick: Tick) => this.#apply(tick));
    socket.on('gallery:own', () => void this.loadOwn());
    socket.on('gallery:full', ({ retryMs }: { retryMs: number }) => {
      this.#lost();
      socket.disconnect();
      this.#comeBack(retryMs, retryMs);
    });
    socket.on('connect', () => {
      this.#failures = 0;
      // The snapshot comes by itself; from it on the socket follows.
      socket.io.engine.on('packet', () => this.#heard());
    });
    socket.on('disconnect', (reason) => {
      this.#lost();
      const restarted = reason === 'transport close' || reason === 'io server disconnect';
      if (reason !== 'io client disconnect') this.#comeBack(restarted ? RESTART_MS : SOON_MS);
    });
    socket.on('connect_error', (error: Error & { data?: Refusal }) => {
      if (error.data?.field === 'protocolVersion') return this.#set({ status: 'outdated' });
      this.#lost();
      this.#comeBack(Math.min(LONGEST_MS, 4000 * 2 ** this.#failures++));
    });
    window.addEventListener('offline', () => this.#networkChanged(), { signal });
    window.addEventListener('online', () => this.#networkChanged(), { signal });
    document.addEventListener('visibilitychange', () => this.#woke(), { signal });
  }

  #connect(): void {
    clearTimeout(this.#retry);
    if (!this.#closed.signal.aborted && this.state().status !== 'outdated') this.#socket.connect();
  }

  /** At a moment of chance within `withinMs`, so that three hundred thousand do not come at once. */
  #comeBack(withinMs: number, afterMs = 0): void {
    clearTimeout(this.#retry);
    if (this.#closed.signal.aborted) return;
    this.#retry = setTimeout(() => this.#connect(), afterMs + Math.random() * withinMs);
  }

  #networkChanged(): void {
    if (this.#socket.connected) this.#socket.io.engine.close();
    this.#comeBack(SOON_MS);
    this.#pollLater(SOON_MS);
  }

  #woke(): void {
    if (document.visibilityState !== 'visible') return;
    if (Date.now() - this.state().heardAt > QUIET_MS) this.#networkChanged();
    else if (!this.#following) this.#pollLater(SOON_MS);
  }

  #lost(): void {
    if (this.#following) this.#set({ status: 'behind' });
    this.#following = false;
    this.#without = true;
    this.#pollLater();
  }

  /** The next look, unless the socket follows by then; nobody looks while the page is hidden. */
  #pollLater(withinMs?: number): void {
    clearTimeout(this.#poll);
    if (this.#closed.signal.aborted) return;
    const { least, most } = POLL_MS;
    const wait = withinMs === undefined ? least + Math.random() * (most - least) : Math.random() * withinMs;
    this.#poll = setTimeout(async () => {
      if (this.#following || document.visibilityState !== 'visible') return;
      await this.#refresh();
      if (++this.#polls % OWN_EVERY === 0 && this.state().status === 'polling') void this.loadOwn();
      this.#pollLater();
    }, wait);
  }

  /** By HTTP: the whole view, unless it is the same as here. */
  async #refresh(): Promise<void> {
    const place = this.#follower.place;
    try {
      const response = await fetch(`/api/gallery/${this.inquiryId}/live`, {
        signal: AbortSignal.timeout(ANSWER_MS),
        ...(place && { headers: { 'if-none-match': `"${place.epoch}-${place.seq}"` } }),
      });
      if (response.status === 304) this.#set({ heardAt: Date.now() });
      else if (response.ok) this.#take(await response.json(), false);
      else throw new NoAnswer(`status ${response.status}`);
      if (!this.#following && this.#without) this.#set({ status: 'polling' });
    } catch {
      if (!this.#following && this.state().status !== 'outdated') this.#set({ status: 'offline' });
    }
  }

  #apply(tick: Tick): void {
    this.#heard();
    const outcome = this.#follower.apply(tick);
    if (outcome === 'gap') void this.#mend();
    else if (outcome === 'applied') this.#set({ view: this.#follower.view, heardAt: Date.now() });
  }

  /** After a gap in the numbers only the whole helps. */
  #mend(): Promise<void> {
    this.#mending ??= this.#askWhole().finally(() => {
      this.#mending = null;
    });
    return this.#mending;
  }

  async #askWhole(): Promise<void> {
    for (let wait = 500; this.#socket.connected; wait = Math.min(2 * wait, 8000)) {
      try {
        const answer = await this.#emit('gallery:snapshot', {});
        if ('ok' in answer) return this.#take(answer.ok as Snapshot<GalleryView>, true);
      } catch {
        // Asked again below.
      }
      if (this.#following) this.#set({ status: 'behind' });
      await pause(wait * (0.5 + Math.random()), this.#closed.signal);
    }
  }

  async #emit<N extends GalleryRequestName>(
    name: N,
    payload: GalleryPayload<N>,
  ): Promise<GalleryAnswer<GalleryReply<N>>> {
    try {
      return await this.#socket.timeout(ANSWER_MS).emitWithAck(name, payload);
    } catch (error) {
      throw new NoAnswer(String(error));
    }
  }

  #take(snapshot: Snapshot<GalleryView>, bySocket: boolean): void {
    this.#follower.take(snapshot);
    const heardAt = Date.now();
    this.#set({ view: this.#follower.view, heardAt, clockSkew: heardAt - snapshot.now });
    if (!bySocket) return;
    this.#following = true;
    this.#without = false;
    this.#set({ status: 'live' });
  }

  #heard(): void {
    // Quietly: nobody needs to draw anything for a sign of life.
    this.state().heardAt = Date.now();
  }

  #set(change: Partial<GalleryState>): void {
    this.set({ ...this.state(), ...change });
  }
}
