import { setTimeout as later } from 'node:timers';
import type { DeputyId, VoteId } from '../../shared/ids.ts';
import type { Sitting } from '../../shared/sitting/state.ts';
import { type Audience, type Self, selfOf, type View, viewFor } from '../../shared/views.ts';

export interface VersionedView {
  /** Of the sitting. Turnout changes the view and not the version: the later of two equals holds. */
  version: number;
  view: View;
}
export type SendView = (versioned: VersionedView) => void;
export type SendSelf = (versioned: { version: number; self: Self }) => void;

/** The first change leaves at once, later ones within this time leave together. */
const TICK_MS = 100;

/**
 * Who looks on at a sitting. A view is made once per audience and change, however many look on, and only when somebody
 * does.
 */
export class Onlookers {
  readonly #sitting: Sitting;
  readonly #views = new Map<Audience, Set<SendView>>();
  readonly #selves = new Map<DeputyId, { last: string; sends: Set<SendSelf> }>();
  readonly #turnout = new Map<VoteId, number>();
  readonly #made = new Map<Audience, { version: number; view: View }>();
  #tick: NodeJS.Timeout | null = null;
  #pending = false;

  constructor(sitting: Sitting) {
    this.#sitting = sitting;
  }

  watch(audience: Audience, send: SendView): () => void {
    const sends = this.#views.get(audience) ?? new Set();
    this.#views.set(audience, sends.add(send));
    return () => sends.delete(send);
  }

  watchSelf(deputyId: DeputyId, send: SendSelf): (() => void) | null {
    const self = this.self(deputyId);
    if (!self) return null;
    const watched = this.#selves.get(deputyId) ?? { last: '', sends: new Set() };
    this.#selves.set(deputyId, watched);
    // While nobody looked on, nothing was noted: what changes back must be sent again.
    if (watched.sends.size === 0) watched.last = JSON.stringify(self);
    watched.sends.add(send);
    send({ version: this.#sitting.version, self });
    return () => watched.sends.delete(send);
  }

  self(deputyId: DeputyId): Self | null {
    return selfOf(this.#sitting, deputyId);
  }

  setTurnout(voteId: VoteId, returned: number): void {
    if (this.#turnout.get(voteId) === returned) return;
    this.#turnout.set(voteId, returned);
    this.changed();
  }

  changed(): void {
    this.#made.clear();
    if (this.#tick) {
      this.#pending = true;
      return;
    }
    this.#sendAll();
    this.#tick = later(() => {
      this.#tick = null;
      if (this.#pending) {
        this.#pending = false;
        this.changed();
      }
    }, TICK_MS);
  }

  stop(): void {
    if (this.#tick) clearTimeout(this.#tick);
  }

  #sendAll(): void {
    // Own standing first: it decides which audience a deputy belongs to.
    for (const [deputyId, watched] of this.#selves) {
      const self = watched.sends.size > 0 ? this.self(deputyId) : null;
      const text = JSON.stringify(self);
      if (!self || text === watched.last) continue;
      watched.last = text;
      for (const send of watched.sends) send({ version: this.#sitting.version, self });
    }
    for (const [audience, sends] of this.#views) {
      if (sends.size > 0) for (const send of sends) send(this.view(audience));
    }
  }

  view(audience: Audience): VersionedView {
    const made = this.#made.get(audience) ?? {
      version: this.#sitting.version,
      view: viewFor(this.#sitting, audience, this.#turnout),
    };
    this.#made.set(audience, made);
    return made;
  }
}
