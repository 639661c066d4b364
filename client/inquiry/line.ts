import { z } from 'zod';
import { CommandId, type InquiryId } from '../../shared/ids.ts';
import type { InquiryCommand } from '../../shared/inquiry/commands.ts';
import { Snapshot, Tick } from '../../shared/inquiry/feed.ts';
import { FeedFollower } from '../../shared/inquiry/feed-follower.ts';
import type { InquiryAudience, InquiryViewOf } from '../../shared/inquiry/views.ts';
import type { Answer } from '../../shared/protocol.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import type { AskingOptions, Connection } from '../connection.ts';
import { newId } from '../trying.ts';

/** As inquiry/protocol.ts declares them; what is in a view is not looked into, it would bring the whole desk to a tablet. */
const Followed = z.strictObject({ audience: z.string(), snapshot: Snapshot });
const Ticked = z.strictObject({ inquiryId: z.string(), tick: Tick });
const Carried = z.strictObject({ version: z.int() });

export interface InquiryState {
  /** Whose view it is; null until the first has come. */
  audience: InquiryAudience | null;
  /** Read it by `viewOf`. */
  view: object | null;
  /** This device's clock minus the server's, in milliseconds. */
  clockSkew: number;
  /** It cannot be followed; null while it can. */
  refusal: Refusal | null;
}

/** The view, where it is one for this audience. */
export function viewOf<A extends InquiryAudience>(
  { audience, view }: InquiryState,
  wanted: A,
): InquiryViewOf<A> | null {
  return audience === wanted ? (view as InquiryViewOf<A> | null) : null;
}

/**
 * Follows one inquiry over the line to its sitting: the whole view once, then its changes; after a gap in their numbers,
 * and whenever the line was opened again, the whole once more.
 */
export class InquiryLine {
  readonly inquiryId: InquiryId;
  readonly #connection: Connection;
  readonly #follower = new FeedFollower<object>();
  readonly #listeners = new Set<() => void>();
  readonly #stops: (() => void)[];
  readonly #closing = new AbortController();
  #state: InquiryState = { audience: null, view: null, clockSkew: 0, refusal: null };
  #following = false;
  /** A change that came before the whole to which it belongs. */
  #early: Tick | null = null;

  constructor(connection: Connection, inquiryId: InquiryId) {
    this.inquiryId = inquiryId;
    this.#connection = connection;
    this.#stops = [
      connection.hear('inquiry:tick', (message) => this.#ticked(message)),
      connection.hear('connect', () => void this.#follow()),
    ];
    void this.#follow();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): InquiryState => this.#state;

  close(): void {
    this.#closing.abort();
    for (const stop of this.#stops) stop();
    this.#set({});
  }

  /**
   * Sends a command until it is answered, always under one id: it is carried out once. Where the view has a version it
   * resolves once the view shows what was done. Rejects when the line is closed.
   */
  readonly command = async (
    command: InquiryCommand,
    options?: AskingOptions,
  ): Promise<Answer<{ version: number }>> => {
    const payload = { inquiryId: this.inquiryId, commandId: CommandId.parse(newId()), command };
    const answer = await this.#ask('inquiry:command', payload, Carried, options);
    if ('ok' in answer) await this.#shows(answer.ok.version);
    return answer;
  };

  #ask<T>(name: string, payload: object, reply: z.ZodType<T>, options?: AskingOptions): Promise<Answer<T>> {
    return this.#connection.over<T>(async (socket) => {
      const answer = (await socket.emitWithAck(name, payload)) as Answer<unknown>;
      return 'refused' in answer ? answer : { ok: reply.parse(answer.ok) };
    }, options);
  }

  async #follow(): Promise<void> {
    if (this.#following) return;
    this.#following = true;
    const { inquiryId } = this;
    const { signal } = this.#closing;
    try {
      const answer = await this.#ask('inquiry:follow', { inquiryId }, Followed, { signal });
      if (signal.aborted) return;
      if ('refused' in answer) return this.#set({ refusal: answer.refused });
      this.#connection.nowLive();
      const { audience, snapshot } = answer.ok;
      this.#follower.take(snapshot);
      this.#set({
        audience: audience as InquiryAudience,
        view: this.#follower.view,
        clockSkew: Date.now() - snapshot.now,
        refusal: null,
      });
    } catch {
      // The line was closed on purpose: the screen is gone.
      return;
    } finally {
      this.#following = false;
    }
    const early = this.#early;
    this.#early = null;
    if (early) this.#apply(early);
  }

  #ticked(message: unknown): void {
    const { inquiryId, tick } = Ticked.parse(message);
    if (inquiryId === this.inquiryId) this.#apply(tick);
  }

  #apply(tick: Tick): void {
    const became = this.#follower.apply(tick);
    if (became === 'applied') this.#set({ view: this.#follower.view });
    if (became !== 'gap') return;
    if (this.#following) this.#early = tick;
    else void this.#follow();
  }

  #shows(version: number): Promise<void> {
    return new Promise((shown) => {
      const check = () => {
        const view = this.#state.view as { version?: number } | null;
        if (!this.#closing.signal.aborted && view?.version !== undefined && view.version < version) return;
        stop();
        shown();
      };
      const stop = this.subscribe(check);
      check();
    });
  }

  #set(change: Partial<InquiryState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}
