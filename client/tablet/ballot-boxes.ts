import type { DeputyId, VoteId } from '../../shared/ids.ts';
import type { Self, VoteView } from '../../shared/views.ts';
import type { Connection } from '../connection.ts';
import { BallotBox } from './ballot-box.ts';
import { BallotStore } from './ballot-store.ts';
import { Blinder } from './blinder.ts';
import type { BoxState, Phase } from './box-state.ts';

const underWay: readonly Phase[] = ['sending', 'unconfirmed'];

/** A deputy's ballots in all votes of a sitting, followed by the line to it. */
export class BallotBoxes {
  readonly blinder = new Blinder();
  readonly store: BallotStore;
  readonly #connection: Connection;
  readonly #deputyId: DeputyId;
  readonly #boxes = new Map<VoteId, BallotBox>();
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe: () => void;
  #live = false;

  constructor(connection: Connection, deputyId: DeputyId) {
    this.#connection = connection;
    this.#deputyId = deputyId;
    this.store = new BallotStore(deputyId, (voteId) => this.#boxes.get(voteId)?.reread());
    this.store.eraseOthers().catch(() => {});
    this.#unsubscribe = connection.subscribe(() => this.#follow());
    this.#follow();
  }

  close(): void {
    this.#unsubscribe();
    for (const box of this.#boxes.values()) box.close();
    this.blinder.close();
    this.store.close();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  box(voteId: VoteId): BallotBox | undefined {
    return this.#boxes.get(voteId);
  }

  stateOf(voteId: VoteId | undefined): BoxState | null {
    return (voteId && this.#boxes.get(voteId)?.state) ?? null;
  }

  /** A vote whose ballot is on its way: whatever else there is, its deputy has to see how it goes. */
  underWay(): VoteId | null {
    for (const [voteId, box] of this.#boxes) if (underWay.includes(box.state.phase)) return voteId;
    return null;
  }

  #follow(): void {
    const { view, self, status } = this.#connection.state();
    if (!view || !self) return;
    if (self.deputy.deputyId !== this.#deputyId) {
      // Another deputy has signed in in another tab: nothing of this one may be asked in that name.
      this.#connection.close();
      location.reload();
      return;
    }
    if (self.deputy.standing !== 'entitled') return;
    for (const vote of view.votes) {
      const box = this.#boxes.get(vote.voteId);
      if (box) box.follow(vote, self);
      else this.#boxes.set(vote.voteId, this.#open(vote, self));
    }
    if (!this.#live && status === 'live') for (const box of this.#boxes.values()) box.hurry();
    this.#live = status === 'live';
  }

  #open(vote: VoteView, self: Self): BallotBox {
    const { store, blinder } = this;
    const onChange = () => {
      for (const listener of [...this.#listeners]) listener();
    };
    const { sittingId } = this.#connection;
    return new BallotBox({ connection: this.#connection, store, blinder, sittingId, onChange }, vote, self);
  }
}
