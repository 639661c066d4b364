import { randomBytes, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import {
  ballotIdentity,
  CREDENTIAL_BYTES,
  KEY_BYTES,
  SIGNATURE_BYTES,
  TAG_BYTES,
} from '../../../shared/ballot/credential.ts';
import { bytesEqual, bytesToHex, concatBytes, hexToBytes, sha256 } from '../../../shared/bytes.ts';
import type { BallotId } from '../../../shared/ids.ts';
import { insist, inTransaction } from '../../commit/worker.ts';

/** A ballot as the urn keeps it while the vote is open. */
export interface UrnBallot {
  key: Uint8Array;
  credential: Uint8Array;
  tag: Uint8Array;
  marks: Uint8Array;
  signature: Uint8Array;
}

const ID_BYTES = 16;
/** Slots made at once when the free ones run out, and never fewer than this many beyond the roll. */
export const SPARE_SLOTS = 64;

/**
 * One ballot's urn: a file of equal slots, all filled with noise when it is made. A cast overwrites a free slot drawn at
 * random, so that neither place nor page nor index tells the order of casting. Rollback journal, not WAL: a log of
 * frames would be that order. Which slot holds which ballot is known in memory only, and found again at the start.
 */
export class Slots {
  readonly #db: DatabaseSync;
  readonly #ballotId: Uint8Array;
  readonly #marksLength: number;
  #free: number[] = [];
  /** Identity of a ballot → digest of its tag and marks. */
  readonly #taken = new Map<string, string>();

  private constructor(db: DatabaseSync, ballotId: BallotId, marksLength: number) {
    this.#db = db;
    this.#ballotId = hexToBytes(ballotId);
    this.#marksLength = marksLength;
  }

  static create(file: string, ballotId: BallotId, marksLength: number, slots: number): Slots {
    const made = new Slots(openUrnFile(file), ballotId, marksLength);
    inTransaction(made.#db, () => {
      made.#db.exec('CREATE TABLE slots (slot INTEGER PRIMARY KEY, body BLOB NOT NULL)');
      made.#add(slots);
    });
    return made;
  }

  static open(file: string, ballotId: BallotId, marksLength: number): Slots {
    if (!existsSync(file)) throw new Error(`the urn of ballot ${ballotId} is missing`);
    const opened = new Slots(openUrnFile(file), ballotId, marksLength);
    for (const { slot, ballot } of opened.#read()) {
      if (ballot) opened.#taken.set(ballotIdentity(ballot.key), contentOf(ballot));
      else opened.#free.push(slot);
    }
    return opened;
  }

  get returned(): number {
    return this.#taken.size;
  }

  /** Puts ballots in, in one durable transaction. Of ballots with one key the first stands. */
  cast(ballots: readonly UrnBallot[]): ('accepted' | 'repeated' | 'altered')[] {
    const fresh = new Map<string, UrnBallot>();
    const answers = ballots.map((ballot) => {
      const known = this.recognise(ballot);
      if (known) return known;
      const identity = ballotIdentity(ballot.key);
      const earlier = fresh.get(identity);
      if (earlier) return contentOf(earlier) === contentOf(ballot) ? 'repeated' : 'altered';
      fresh.set(identity, ballot);
      return 'accepted';
    });
    if (fresh.size > 0) this.#fill([...fresh.values()]);
    return answers;
  }

  /** What a ballot is to those already in; null when its key has not voted. */
  recognise(ballot: UrnBallot): 'repeated' | 'altered' | null {
    const content = this.#taken.get(ballotIdentity(ballot.key));
    if (content === undefined) return null;
    return content === contentOf(ballot) ? 'repeated' : 'altered';
  }

  /** Every ballot, in no order. */
  ballots(): UrnBallot[] {
    return this.#read().flatMap(({ ballot }) => (ballot ? [ballot] : []));
  }

  close(): void {
    this.#db.close();
  }

  #fill(ballots: readonly UrnBallot[]): void {
    const update = this.#db.prepare('UPDATE slots SET body = ? WHERE slot = ?');
    const free = [...this.#free];
    try {
      inTransaction(this.#db, () => {
        if (this.#free.length < ballots.length) this.#add(ballots.length + SPARE_SLOTS);
        for (const ballot of ballots) {
          const slot = this.#draw();
          if (update.run(this.#body(ballot), slot).changes !== 1) throw new Error(`there is no slot ${slot}`);
        }
      });
    } catch (error) {
      // The slots that were drawn are free again, and those that were added are gone.
      this.#free = free;
      throw error;
    }
    for (const ballot of ballots) this.#taken.set(ballotIdentity(ballot.key), contentOf(ballot));
  }

  #draw(): number {
    const at = randomInt(this.#free.length);
    const slot = this.#free[at]!;
    this.#free[at] = this.#free.at(-1)!;
    this.#free.pop();
    return slot;
  }

  #add(slots: number): void {
    const insert = this.#db.prepare('INSERT INTO slots (body) VALUES (?)');
    for (let k = 0; k < slots; k++) {
      this.#free.push(Number(insert.run(randomBytes(this.#bodyLength)).lastInsertRowid));
    }
  }

  get #bodyLength(): number {
    return ID_BYTES + KEY_BYTES + CREDENTIAL_BYTES + TAG_BYTES + SIGNATURE_BYTES + this.#marksLength;
  }

  #body({ key, credential, tag, signature, marks }: UrnBallot): Uint8Array {
    const body = concatBytes(this.#ballotId, key, credential, tag, signature, marks);
    if (body.length !== this.#bodyLength) throw new Error(`a ballot of ${body.length} bytes`);
    return body;
  }

  #read(): { slot: number; ballot: UrnBallot | null }[] {
    const rows = this.#db.prepare('SELECT slot, body FROM slots').all();
    return rows.map((row) => ({
      slot: row['slot'] as number,
      ballot: this.#parse(row['body'] as Uint8Array),
    }));
  }

  #parse(body: Uint8Array): UrnBallot | null {
    let at = 0;
    const take = (length: number) => {
      at += length;
      return body.slice(at - length, at);
    };
    if (!bytesEqual(take(ID_BYTES), this.#ballotId)) return null;
    return {
      key: take(KEY_BYTES),
      credential: take(CREDENTIAL_BYTES),
      tag: take(TAG_BYTES),
      signature: take(SIGNATURE_BYTES),
      marks: take(this.#marksLength),
    };
  }
}

function openUrnFile(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  insist(db, 'journal_mode', 'delete');
  insist(db, 'synchronous', 'EXTRA', 3);
  insist(db, 'secure_delete', 'ON', 1);
  insist(db, 'temp_store', 'MEMORY', 2);
  return db;
}

function contentOf({ tag, marks }: UrnBallot): string {
  return bytesToHex(sha256(concatBytes(tag, marks)));
}
