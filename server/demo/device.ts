import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { type Asking, ask } from '../../shared/ask.ts';
import { CommandId, type SittingId } from '../../shared/ids.ts';
import {
  type Answer,
  type Broadcast,
  type BroadcastName,
  broadcasts,
  type http,
  type PayloadInput,
  PROTOCOL_VERSION,
  type Reply,
  type RequestName,
} from '../../shared/protocol.ts';
import type { rollHttp } from '../../shared/roll-protocol.ts';
import type { Command } from '../../shared/sitting/commands.ts';
import { Refusal, type RefusalCode } from '../../shared/sitting/refusals.ts';
import type { staffHttp } from '../../shared/staff-protocol.ts';
import type { Self, View } from '../../shared/views.ts';
import { SOCKET_PATH } from '../sockets.ts';
import { newAddress } from './address.ts';

/** Hears every byte that the server sends to a device. */
export type Witness = (from: string, text: string) => void;

export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal, what: string) {
    super(`${what}: ${refusal.code} ${refusal.field ?? ''} ${refusal.detail ?? ''}`);
    this.refusal = refusal;
  }
}

export interface Credentials {
  loginName: string;
  password: string;
}

type Declared = typeof http & typeof staffHttp & typeof rollHttp;
type PostPath = keyof Declared;
export type CardReply = z.output<(typeof http)['POST /api/card/sign-in']['reply']>;
const ANSWER_MS = 4000;
const RefusedBody = z.object({ refused: Refusal });

export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}
export function newCommandId(): CommandId {
  return CommandId.parse(randomBytes(16).toString('base64url'));
}

/** Tries until it works: a network that fails, a server that is down or has no time. Never repeats after a refusal. */
export async function persist<T>(attempt: () => Promise<T>): Promise<T> {
  for (let wait = 20; ; wait = Math.min(wait * 2, 160)) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof Refused && !['unavailable', 'busy'].includes(error.refusal.code)) throw error;
    }
    await sleep(wait);
  }
}

/** A browser, as far as the server can tell: a cookie, HTTP, one socket that comes back by itself. */
export class Device {
  readonly url: string;
  readonly #witness: Witness;
  readonly #secret = newSecret();
  readonly #address = newAddress();
  #cookie: string | null = null;
  /** A deputy is signed in: the desk is told how the device is. */
  #ofDeputy = false;
  #socket: Socket | null = null;
  #waiting: (() => void)[] = [];
  #lastView: unknown = null;
  #lastSelf: unknown = null;
  #parsedView: View | null = null;
  #viewVersion = 0;
  readonly #said = new Map<BroadcastName, unknown>();
  readonly #listeners = new Map<string, readonly ((message: unknown) => void)[]>();
  ended = false;

  constructor(url: string, witness: Witness = () => {}) {
    this.url = url;
    this.#witness = witness;
  }

  get cookie(): string | null {
    return this.#cookie;
  }

  /** Parsed when it is looked at: three hundred tablets in one process must not each parse what nobody reads. */
  get view(): View | null {
    if (this.#lastView && !this.#parsedView) {
      const { view, version } = broadcasts['sitting:view'].parse(this.#lastView);
      this.#parsedView = view;
      this.#viewVersion = version;
    }
    return this.#parsedView;
  }

  get self(): Self | null {
    return this.#lastSelf ? broadcasts['sitting:self'].parse(this.#lastSelf).self : null;
  }

  /** One HTTP request with the session. Throws Refused, or whatever the network throws. */
  async fetch(path: string, body?: unknown): Promise<string> {
    const response = await fetch(this.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'x-forwarded-for': this.#address,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.#cookie && { cookie: this.#cookie }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    this.#witness(path, text);
    if (!response.ok) throw new Refused(RefusedBody.parse(JSON.parse(text)).refused, path);
    const set = response.headers.getSetCookie()[0];
    if (set) this.#cookie = set.split(';')[0]!;
    return text;
  }

  /** Posts to a declared route and parses its reply. Retries until there is an answer. */
  async post<R extends PostPath>(
    route: R,
    body: Declared[R] extends { body: infer B extends z.ZodType } ? z.input<B> : never,
    ids: Record<string, string> = {},
  ): Promise<z.output<Declared[R]['reply']>> {
    const path = route.replace(/^\w+ /, '').replace(/:(\w+)/g, (_, name: string) => ids[name]!);
    return JSON.parse(await persist(() => this.fetch(path, body)));
  }

  async get(path: string): Promise<string> {
    return persist(() => this.fetch(path));
  }

  async signIn(link: string): Promise<void> {
    await this.post('POST /api/sign-in', { link, device: this.#secret });
  }

  /** With a deputy's card. The server tells what more it needs. */
  async signInByCard(card: string, pin: string, newPin?: string): Promise<CardReply> {
    const body = { card, device: this.#secret, pin, ...(newPin !== undefined && { newPin }) };
    const answer = await this.post('POST /api/card/sign-in', body);
    this.#ofDeputy ||= answer.kind === 'in';
    return answer;
  }

  /** Asks on for what another tablet or staff have to agree to. */
  async continueTakeover(ticket: string): Promise<'in' | 'waiting'> {
    const { kind } = await this.post('POST /api/card/takeover', { ticket, device: this.#secret });
    this.#ofDeputy ||= kind === 'in';
    return kind;
  }

  /** By the code that a server prints while it has no administrators. */
  async setUp(setupCode: string, about: Credentials & { name: string }): Promise<void> {
    await this.post('POST /api/setup', { setupCode, ...about });
  }

  async signInAs({ loginName, password }: Credentials): Promise<void> {
    await this.post('POST /api/staff/sign-in', { loginName, password });
  }

  /** Comes in by an invitation, with a password of one's own. */
  async accept(link: string, code: string | undefined, password: string): Promise<void> {
    await this.post('POST /api/staff/accept', { link, password, ...(code !== undefined && { code }) });
  }

  connect(sittingId: SittingId): void {
    this.ended = false;
    this.#socket = io(this.url, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 30,
      reconnectionDelayMax: 150,
      auth: { sittingId, protocolVersion: PROTOCOL_VERSION },
      extraHeaders: { cookie: this.#cookie ?? '' },
    });
    const heard = (name: BroadcastName) => (message: unknown) => {
      this.#witness(name, JSON.stringify(message));
      if (name === 'sitting:view') {
        this.#lastView = message;
        this.#parsedView = null;
      }
      if (name === 'sitting:self') this.#lastSelf = message;
      this.#said.set(name, message);
      if (name === 'session:ended') this.ended = true;
      // On every new line, as a page says it that is in view and fit to vote.
      if (name === 'server:build' && this.#ofDeputy)
        this.#socket?.emit('device:state', { ...(message as object), visible: true, ready: true }, () => {});
      this.#wake();
    };
    for (const name of Object.keys(broadcasts) as BroadcastName[]) this.#socket.on(name, heard(name));
    const tell = (name: string, message: unknown) => {
      for (const listener of this.#listeners.get(name) ?? []) listener(message);
    };
    this.#socket.onAny((name: string, message: unknown) => {
      if (!Object.hasOwn(broadcasts, name)) this.#witness(name, JSON.stringify(message));
      tell(name, message);
    });
    this.#socket.on('connect', () => {
      tell('connect', undefined);
      this.#wake();
    });
    this.#socket.on('connect_error', (error) => {
      const refused = Refusal.safeParse((error as Error & { data?: unknown }).data);
      if (refused.success) this.#witness('connect_error', JSON.stringify(refused.data));
      // Refused by the server's middleware: the client does not come back by itself.
      if (!this.#socket?.active && !this.ended) setTimeout(() => this.#socket?.connect(), 100);
    });
  }

  disconnect(): void {
    this.#socket?.disconnect();
    this.#socket = null;
  }

  /** The WiFi goes; the client notices and comes back. */
  dropConnection(): void {
    // Closing one that is only just opening would leave the client waiting for its own connection timeout.
    if (this.#socket?.connected) this.#socket.io.engine.close();
  }

  /** Calls for every message of this name, and with `connect` whenever the line is open; also on lines that are opened later. */
  hear(name: string, listener: (message: unknown) => void): void {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
  }

  /** One question by socket, asked again until it is answered; whatever is asked must be safe to repeat. */
  async ask<N extends RequestName>(name: N, payload: PayloadInput<N>): Promise<Answer<Reply<N>>> {
    return this.persistently(name, (socket) => ask(socket, name, payload));
  }

  /** The same for whatever is asked over the line. */
  async persistently<T>(name: string, once: (socket: Asking) => Promise<Answer<T>>): Promise<Answer<T>> {
    return persist(async () => {
      if (this.ended) throw new Refused({ code: 'not-signed-in' }, name);
      await this.#connected();
      const answer = await once(this.#socket!.timeout(ANSWER_MS));
      this.#witness(name, JSON.stringify(answer));
      if ('refused' in answer && ['unavailable', 'busy'].includes(answer.refused.code)) {
        throw new Refused(answer.refused, name);
      }
      return answer;
    });
  }

  /** Sends a command until it is answered, always under one id. Throws Refused. */
  async command(command: Command): Promise<number> {
    const answer = await this.ask('sitting:command', { commandId: newCommandId(), command });
    if ('refused' in answer) throw new Refused(answer.refused, command.type);
    return answer.ok.version;
  }

  /** The code with which a command is refused, or null when it is accepted. */
  async refusalOf(command: Command): Promise<RefusalCode | null> {
    const answer = await this.ask('sitting:command', { commandId: newCommandId(), command });
    return 'refused' in answer ? answer.refused.code : null;
  }

  /** Resolves with what `found` finds, now or after a coming change. */
  async until<T>(found: (view: View, version: number) => T | null | undefined | false): Promise<T> {
    for (;;) {
      const result = this.view && found(this.view, this.#viewVersion);
      if (result) return result;
      if (this.ended) throw new Refused({ code: 'not-signed-in' }, 'waiting for a view');
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  /** The last that was said under this name; null when nothing was. */
  said<N extends BroadcastName>(name: N): Broadcast<N> | null {
    const message = this.#said.get(name);
    return message === undefined ? null : (broadcasts[name].parse(message) as Broadcast<N>);
  }

  /** Resolves with what `found` finds in what is said under this name, now or later. */
  async untilSaid<N extends BroadcastName, T>(
    name: N,
    found: (message: Broadcast<N>) => T | null | undefined | false,
  ): Promise<T> {
    for (;;) {
      const message = this.said(name);
      const result = message && found(message);
      if (result) return result;
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  get connected(): boolean {
    return this.#socket !== null;
  }

  async #connected(): Promise<void> {
    while (!this.#socket?.connected) {
      if (this.ended || !this.#socket)
        throw new Refused({ code: 'not-signed-in' }, 'waiting for the connection');
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
