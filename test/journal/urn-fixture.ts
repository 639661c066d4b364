import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach } from 'vitest';
import { Slots, type UrnBallot } from '../../server/chamber/urn/slots.ts';
import { BallotId } from '../../shared/ids.ts';

export const ballotId = BallotId.parse('ba'.repeat(16));
export const otherBallot = BallotId.parse('bb'.repeat(16));
export const marksLength = 3;

/** Bytes that are the same for the same words. */
function bytesOf(what: string, length: number): Uint8Array {
  return new Uint8Array(createHash('shake256', { outputLength: length }).update(what).digest());
}
/**
 * The ballot of a voter; another `version` carries another tag and other marks under the same key. The urn's files hold
 * no matter what bytes: signatures were checked before.
 */
export function ballotOf(voter: number, version = 0): UrnBallot {
  return {
    key: Uint8Array.of(4, ...bytesOf(`key ${voter}`, 64)),
    credential: bytesOf(`credential ${voter}`, 256),
    tag: bytesOf(`tag ${voter} ${version}`, 32),
    marks: bytesOf(`marks ${voter} ${version}`, marksLength),
    signature: bytesOf(`signature ${voter} ${version}`, 64),
  };
}
export function ballotsOf(from: number, to: number): UrnBallot[] {
  return Array.from({ length: to - from }, (_, at) => ballotOf(from + at));
}
export function sorted(ballots: readonly UrnBallot[]): UrnBallot[] {
  return [...ballots].sort((a, b) => Buffer.compare(a.key, b.key));
}

/** A commit needs every reader gone: while this one is in a transaction, it fails at its very end. */
export function whileRead<T>(file: string, work: () => T): T {
  const reader = new DatabaseSync(file);
  reader.exec('BEGIN; SELECT count(*) FROM slots');
  try {
    return work();
  } finally {
    reader.close();
  }
}

/** The file of one urn in a folder that lasts for one test, closed with it. */
export class UrnFile {
  folder = '';
  #open: Slots | null = null;

  static forEachTest(): UrnFile {
    const made = new UrnFile();
    beforeEach(() => {
      made.folder = mkdtempSync(join(tmpdir(), 'yishi-'));
    });
    afterEach(() => {
      made.close();
      rmSync(made.folder, { recursive: true });
    });
    return made;
  }

  get file(): string {
    return join(this.folder, `${ballotId}.urn`);
  }
  /** A new urn, whatever was there. */
  create(slots = 20): Slots {
    this.close();
    rmSync(this.file, { force: true });
    this.#open = Slots.create(this.file, ballotId, marksLength, slots);
    return this.#open;
  }
  reopen(): Slots {
    this.close();
    this.#open = Slots.open(this.file, ballotId, marksLength);
    return this.#open;
  }
  close(): void {
    this.#open?.close();
    this.#open = null;
  }
}
