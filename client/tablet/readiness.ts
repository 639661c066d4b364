import { useSyncExternalStore } from 'react';
import { api } from '../api.ts';
import type { BallotBoxes } from './ballot-boxes.ts';

/** A clock that is off by more than this is worth a word, milliseconds. */
export const MAX_SKEW_MS = 120_000;

export interface Findings {
  crypto: boolean;
  storage: boolean;
  /** This device's clock minus the server's, in milliseconds; null without an answer. */
  skew: number | null;
  /** Milliseconds there and back; null without an answer. */
  roundTrip: number | null;
}

/**
 * Whether this tablet could make, keep and send a ballot: found out before the vote, not when it opens. Looks at the device
 * and never at a ballot, for the desk is told what it finds.
 */
export class Readiness {
  readonly #boxes: BallotBoxes;
  readonly #listeners = new Set<() => void>();
  #looking: Promise<void> | null = null;
  #found: Findings | null = null;

  constructor(boxes: BallotBoxes) {
    this.#boxes = boxes;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  /** What was found last; null while it looks. */
  readonly found = (): Findings | null => this.#found;

  /** Looks, once for all who ask meanwhile. */
  look(): Promise<void> {
    if (this.#looking) return this.#looking;
    this.#set(null);
    this.#looking = findings(this.#boxes).then((found) => {
      this.#looking = null;
      this.#set(found);
    });
    return this.#looking;
  }

  #set(found: Findings | null): void {
    this.#found = found;
    for (const listener of [...this.#listeners]) listener();
  }
}

const known = new WeakMap<BallotBoxes, Readiness>();

/** One for each tablet: what it tells its deputy and what it tells the desk is the same. */
export function readinessOf(boxes: BallotBoxes): Readiness {
  const readiness = known.get(boxes) ?? new Readiness(boxes);
  known.set(boxes, readiness);
  return readiness;
}

export function useFindings(boxes: BallotBoxes): Findings | null {
  const { subscribe, found } = readinessOf(boxes);
  return useSyncExternalStore(subscribe, found);
}

async function findings(boxes: BallotBoxes): Promise<Findings> {
  const works = (work: Promise<unknown>) =>
    work.then(
      () => true,
      () => false,
    );
  const begun = performance.now();
  const answer = await api('GET /api/me').catch(() => null);
  const roundTrip = answer ? Math.round(performance.now() - begun) : null;
  return {
    skew: answer && 'ok' in answer ? Date.now() - answer.ok.now : null,
    crypto: isSecureContext && 'subtle' in crypto && (await works(boxes.blinder.do(null))),
    storage: await works(boxes.store.probe()),
    roundTrip,
  };
}
