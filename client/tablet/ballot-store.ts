import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { BallotId, DeputyId, VoteId } from '../../shared/ids.ts';
import type { Kept, Place } from './kept.ts';

interface Schema extends DBSchema {
  ballots: { key: [DeputyId, BallotId]; value: Kept };
  probe: { key: number; value: number };
}

const NAME = 'yishi';

/** The deputy's own ballots in IndexedDB. Each change is one transaction, so that two tabs make one ballot. */
export class BallotStore {
  readonly #deputyId: DeputyId;
  readonly #channel = new BroadcastChannel(NAME);
  #opened: Promise<IDBPDatabase<Schema>> | null = null;

  /** `onChange`: another tab has changed something of this vote. */
  constructor(deputyId: DeputyId, onChange: (voteId: VoteId) => void) {
    this.#deputyId = deputyId;
    this.#channel.onmessage = ({ data }: MessageEvent<VoteId>) => onChange(data);
  }

  close(): void {
    this.#channel.close();
    void this.#opened?.then((db) => db.close());
  }

  /** In the order of the paper. */
  async ofVote(voteId: VoteId): Promise<Kept[]> {
    const kept = await this.#with((db) => db.getAll('ballots'));
    return kept
      .filter((ballot) => ballot.deputyId === this.#deputyId && ballot.voteId === voteId)
      .sort((a, b) => a.place - b.place);
  }

  /**
   * Changes the ballots of these places together or not at all, and is on the disk when it resolves. Where `change` gives
   * back what it got, nothing is written; where it gives null, the record is erased.
   */
  async change(places: readonly Place[], change: (kept: Kept) => Kept | null): Promise<(Kept | null)[]> {
    const { changed, written } = await this.#with(async (db) => {
      const transaction = db.transaction('ballots', 'readwrite', { durability: 'strict' });
      const changed: (Kept | null)[] = [];
      let written = false;
      for (const place of places) {
        const key: [DeputyId, BallotId] = [this.#deputyId, place.ballotId];
        const before = (await transaction.store.get(key)) ?? nothing(this.#deputyId, place);
        const after = change(before);
        changed.push(after);
        if (after === before) continue;
        written = true;
        if (after) await transaction.store.put(after);
        else await transaction.store.delete(key);
      }
      await transaction.done;
      return { changed, written };
    });
    if (written && places[0]) this.#channel.postMessage(places[0].voteId);
    return changed;
  }

  /** What other deputies have left on this tablet is not for the one who has it now. */
  async eraseOthers(): Promise<void> {
    await this.#with(async (db) => {
      const transaction = db.transaction('ballots', 'readwrite');
      for (const key of await transaction.store.getAllKeys())
        if (key[0] !== this.#deputyId) await transaction.store.delete(key);
      await transaction.done;
    });
  }

  /** Throws when nothing can be written here. */
  async probe(): Promise<void> {
    await this.#with(async (db) => {
      await db.put('probe', 1, 1);
      await db.delete('probe', 1);
    });
  }

  /** Some systems take a connection away, from a tablet that slept for instance: it is opened once more. */
  async #with<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#db());
    } catch {
      this.#opened = null;
      return work(await this.#db());
    }
  }

  #db(): Promise<IDBPDatabase<Schema>> {
    this.#opened ??= openDB<Schema>(NAME, 1, {
      upgrade(db) {
        db.createObjectStore('ballots', { keyPath: ['deputyId', 'ballotId'] });
        db.createObjectStore('probe');
      },
    });
    return this.#opened;
  }
}

export function nothing(deputyId: DeputyId, { ballotId, voteId, place }: Place): Kept {
  return {
    deputyId,
    ballotId,
    voteId,
    place,
    chosen: {},
    confirmed: false,
    key: null,
    cast: null,
    receipt: null,
    refused: null,
  };
}
