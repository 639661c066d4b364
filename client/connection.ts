import { io, type Socket } from 'socket.io-client';
import type { z } from 'zod';
import { type Asking, ask } from '../shared/ask.ts';
import { CommandId, type SittingId } from '../shared/ids.ts';
import {
  type Answer,
  type Broadcast,
  type BroadcastName,
  broadcasts,
  type PayloadInput,
  PROTOCOL_VERSION,
  type Reply,
  type RequestName,
} from '../shared/protocol.ts';
import type { Command } from '../shared/sitting/commands.ts';
import { Refusal } from '../shared/sitting/refusals.ts';
import type { Self, View } from '../shared/views.ts';
import { api } from './api.ts';
import { NoAnswer, newId, pause, untilAnswered } from './trying.ts';

/**
 * What is true about the line: `live` only while the server answers. `ended`: the session was ended elsewhere;
 * `outdated`: this page is older than the server and has to be loaded again, when its user has the time.
 */
export type LineStatus = 'connecting' | 'live' | 'lost' | 'ended' | 'outdated' | 'not-allowed';

export interface SittingState {
  status: LineStatus;
  /** When the line was lost, milliseconds since 1970; null while it is live. */
  since: number | null;
  version: number;
  view: View | null;
  self: Self | null;
  /** For a deputy's tablet: another one asks to take over. */
  takeover: Heard<'takeover:asked'>['takeover'];
  /** For the desk: whose card needs help. */
  cards: Heard<'desk:cards'>;
}

/** What is said beside views: the last of each is kept, with the time at which it came, milliseconds since 1970. */
const besideViews = [
  'hall:code',
  'server:build',
  'server:disk',
  'devices:list',
  'seat:flash',
  'sitting:inquiry',
] as const;
export type Said<N extends BroadcastName> = Broadcast<N> & { heardAt: number };
export interface AskingOptions {
  signal?: AbortSignal;
  onTrouble?: () => void;
}
type Heard<N extends keyof typeof broadcasts> = z.output<(typeof broadcasts)[N]>;

const ANSWER_MS = 5000;
/** The server is heard from at least this often; a device that slept has missed it. */
const QUIET_MS = 8000;
/** A cookie that came with an answer is kept by then. */
const COOKIE_MS = 1000;
const SOCKET_PATH = '/api/socket';

/**
 * The one line to a sitting: what comes, what is asked, and whether it is alive. It comes back by itself and then holds
 * the whole view again; what was asked meanwhile is asked again under the same id.
 */
export class Connection {
  readonly sittingId: SittingId;
  readonly #socket: Socket;
  readonly #listeners = new Set<() => void>();
  readonly #said = new Map<BroadcastName, unknown>();
  #state: SittingState = {
    status: 'connecting',
    since: null,
    version: 0,
    view: null,
    self: null,
    takeover: null,
    cards: { locked: [], takeovers: [], pins: [] },
  };
  #closed = false;
  /** What the system says of the network is only a hint; a line that is closed and opened again is the truth. */
  readonly #networkChanged = () => void (this.#socket.connected ? this.#socket.io.engine.close() : null);
  /** By the clock that goes on while the device sleeps. */
  #heardAt = Date.now();
  readonly #heard = () => {
    this.#heardAt = Date.now();
  };
  readonly #opened = () => {
    this.#heard();
    this.#socket.io.engine.on('packet', this.#heard);
  };
  /** After a sleep the line may be dead long before its own clock says so. */
  readonly #woke = () => {
    if (document.visibilityState === 'visible' && Date.now() - this.#heardAt > QUIET_MS)
      this.#networkChanged();
  };

  /** Says goodbye: the desk tells a page that was closed from a line that broke. */
  readonly #left = () => void this.#socket.disconnect();
  readonly #returned = ({ persisted }: PageTransitionEvent) => void (persisted && this.#socket.connect());

  constructor(sittingId: SittingId) {
    this.sittingId = sittingId;
    this.#socket = io({
      path: SOCKET_PATH,
      transports: ['websocket'],
      reconnectionDelay: 500,
      reconnectionDelayMax: 4000,
      timeout: 8000,
      auth: { sittingId, protocolVersion: PROTOCOL_VERSION },
    });
    this.#listen();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): SittingState => this.#state;
  readonly said = <N extends BroadcastName>(name: N): Said<N> | null =>
    (this.#said.get(name) as Said<N> | undefined) ?? null;

  close(): void {
    this.#closed = true;
    window.removeEventListener('offline', this.#networkChanged);
    window.removeEventListener('pagehide', this.#left);
    window.removeEventListener('pageshow', this.#returned);
    window.removeEventListener('pageshow', this.#woke);
    document.removeEventListener('visibilitychange', this.#woke);
    this.#socket.io.off('open', this.#opened);
    this.#socket.disconnect();
  }

  /** One question, asked again until it is answered; only for what is safe to repeat. Rejects when the line is closed. */
  ask<N extends RequestName>(
    name: N,
    payload: PayloadInput<N>,
    options?: AskingOptions,
  ): Promise<Answer<Reply<N>>> {
    return this.over((socket) => ask(socket, name, payload), options);
  }

  /** The same for what is declared elsewhere than in protocol.ts. */
  over<T>(attempt: (socket: Asking) => Promise<Answer<T>>, options?: AskingOptions): Promise<Answer<T>> {
    return untilAnswered(async () => {
      if (this.#closed) throw new Error('the line is closed');
      if (this.#state.status === 'ended') return { refused: { code: 'not-signed-in' } };
      if (!this.#socket.connected) await this.#nextChange();
      if (!this.#socket.connected) throw new NoAnswer('not connected');
      try {
        return await attempt(this.#socket.timeout(ANSWER_MS));
      } catch (error) {
        throw new NoAnswer(String(error));
      }
    }, options);
  }

  /** Messages that are declared elsewhere, and `connect`: the line is open, perhaps again. Returns how to stop. */
  hear(name: string, listener: (message: unknown) => void): () => void {
    this.#socket.on(name, listener);
    return () => this.#socket.off(name, listener);
  }

  /** Whoever is sent no view of the sitting says so when something else has come that is as it is now. */
  nowLive(): void {
    this.#set({ status: 'live', since: null });
  }

  /** Sends a command until it is answered, always under one id: it is carried out once. */
  command(command: Command, options?: AskingOptions): Promise<Answer<Reply<'sitting:command'>>> {
    return this.ask('sitting:command', { commandId: CommandId.parse(newId()), command }, options);
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('sitting:view', (message: unknown) => {
      const { version, view } = broadcasts['sitting:view'].parse(message);
      this.#set({ version, view, status: 'live', since: null });
    });
    socket.on('sitting:self', (message: unknown) => {
      this.#set({ self: broadcasts['sitting:self'].parse(message).self });
    });
    for (const name of besideViews)
      socket.on(name, (message: unknown) => {
        this.#said.set(name, { ...broadcasts[name].parse(message), heardAt: Date.now() });
        this.#set({});
      });
    socket.on('takeover:asked', (message: unknown) => {
      this.#set(broadcasts['takeover:asked'].parse(message));
    });
    socket.on('desk:cards', (message: unknown) => {
      this.#set({ cards: broadcasts['desk:cards'].parse(message) });
    });
    socket.on('session:ended', () => void this.#sessionEnded());
    socket.on('disconnect', () => this.#lost());
    socket.on('connect_error', (error) => this.#refusedOrDown(error));
    socket.io.on('open', this.#opened);
    window.addEventListener('offline', this.#networkChanged);
    window.addEventListener('pagehide', this.#left);
    window.addEventListener('pageshow', this.#returned);
    window.addEventListener('pageshow', this.#woke);
    document.addEventListener('visibilitychange', this.#woke);
  }

  #lost(): void {
    if (this.#closed || this.#state.status === 'ended' || this.#state.status === 'outdated') return;
    this.#set({ status: 'lost', since: this.#state.since ?? Date.now() });
  }

  #refusedOrDown(error: Error & { data?: unknown }): void {
    const refused = Refusal.safeParse(error.data);
    if (!refused.success) {
      this.#lost();
      return;
    }
    const { code, field } = refused.data;
    if (code === 'malformed' && field === 'protocolVersion') this.#set({ status: 'outdated' });
    else if (code === 'not-signed-in') void this.#sessionEnded();
    else if (code === 'not-allowed' || code === 'not-found') this.#set({ status: 'not-allowed' });
    else {
      // The server has no room just now; its library does not come back by itself after a refusal.
      this.#lost();
      void this.#comeBack();
    }
  }

  /**
   * Another tab may have signed in anew with the same card: then there is a session, and this page goes on. This news may
   * be here before that tab's cookie is.
   */
  async #sessionEnded(): Promise<void> {
    try {
      for (const wait of [0, COOKIE_MS]) {
        await pause(wait);
        if ('ok' in (await untilAnswered(() => api('GET /api/me')))) return await this.#comeBack();
      }
    } catch {
      // Nothing more can be found out: the session that this page had is over.
    }
    this.#set({ status: 'ended' });
  }

  async #comeBack(): Promise<void> {
    await pause(500 + 500 * Math.random());
    if (!this.#closed) this.#socket.connect();
  }

  #nextChange(): Promise<void> {
    return new Promise((changed) => {
      const stop = this.subscribe(() => {
        stop();
        changed();
      });
      setTimeout(() => {
        stop();
        changed();
      }, ANSWER_MS);
    });
  }

  #set(change: Partial<SittingState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}
