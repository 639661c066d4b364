import type { DatabaseSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';
import type { BatchAnswer } from './queue.ts';

/** The worker's side of a CommitQueue: answers each batch once `commit` is done. The queue sends one batch at a time. */
export function serveBatches<Q, A>(
  commit: (batch: readonly Q[]) => readonly A[] | Promise<readonly A[]>,
): void {
  const port = parentPort;
  if (!port) throw new Error('runs as a worker only');
  port.on('message', async (batch: readonly Q[]) => {
    let answer: BatchAnswer<A>;
    try {
      answer = { answers: await commit(batch) };
    } catch (error) {
      answer = { failed: (error as Error).message };
    }
    port.postMessage(answer);
  });
}

/** Runs `work` in one transaction, durable when it returns; nothing of it is kept when it throws. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite rolls back by itself on a full disk.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Sets a pragma and throws unless the database took it: durability is not left to a default. */
export function insist(db: DatabaseSync, pragma: string, value: string | number, expected = value): void {
  db.exec(`PRAGMA ${pragma} = ${value}`);
  const row = db.prepare(`PRAGMA ${pragma}`).get();
  const got = row ? Object.values(row)[0] : undefined;
  if (got !== expected) throw new Error(`${pragma} is ${got}, not ${expected}`);
}

/** A database in WAL mode, for this process alone, whose every commit is on disk when it returns. */
export function makeDurable(db: DatabaseSync): void {
  // Two servers on one folder would each believe their own memory.
  insist(db, 'locking_mode', 'exclusive');
  insist(db, 'journal_mode', 'wal');
  insist(db, 'synchronous', 'FULL', 2);
}
