import { rmSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';
import type { BatchAnswer, UpkeepAnswer, UpkeepRequest } from './queue.ts';

/**
 * The worker's side of a CommitQueue: answers each batch once `commit` is done. The queue sends one batch at a time.
 * A store that is one database is given as `db`, which is what a snapshot copies.
 */
export function serveBatches<Q, A>(
  commit: (batch: readonly Q[]) => readonly A[] | Promise<readonly A[]>,
  db?: DatabaseSync,
): void {
  const port = parentPort;
  if (!port) throw new Error('runs as a worker only');
  port.on('message', async (message: readonly Q[] | UpkeepRequest) => {
    if ('upkeep' in message) {
      const failed = await keepUp(message, db).then(
        () => null,
        (error: Error) => error.message,
      );
      port.postMessage({ upkeep: message.upkeep, failed } satisfies UpkeepAnswer);
      return;
    }
    let answer: BatchAnswer<A>;
    try {
      answer = { answers: await commit(message) };
    } catch (error) {
      answer = { failed: (error as Error).message };
    }
    port.postMessage(answer);
  });
}

async function keepUp(request: UpkeepRequest, db: DatabaseSync | undefined): Promise<void> {
  switch (request.op) {
    case 'ping':
      db?.prepare('SELECT count(*) FROM sqlite_schema').get();
      return;
    case 'snapshot':
      if (!db) throw new Error('this store has no snapshot');
      return snapshot(db, request.file);
    case 'compact':
      if (!db) throw new Error('this store has nothing to compact');
      // A temporary file would be one more that holds it all.
      db.exec('PRAGMA temp_store = MEMORY; VACUUM');
      if (!emptyLog(db)) throw new Error('the log could not be emptied');
      return;
    default:
      request satisfies never;
  }
}

/** Pages copied between two commits that may have been waiting: 256 KB. */
const SNAPSHOT_PAGES = 64;

/**
 * Copies a database as it is at one moment into a new file that needs no other beside it. Commits of the same connection
 * go on meanwhile: `VACUUM INTO` would hold them up until it is done.
 */
export async function snapshot(db: DatabaseSync, file: string): Promise<void> {
  try {
    await backup(db, file, { rate: SNAPSHOT_PAGES });
    const copy = new DatabaseSync(file);
    try {
      insist(copy, 'journal_mode', 'delete');
    } finally {
      copy.close();
    }
  } catch (error) {
    for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(file + ending, { force: true });
    throw error;
  }
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

/** A database in WAL mode, for this process alone, whose every commit is on disk when it returns and whose deletions leave nothing. */
export function makeDurable(db: DatabaseSync): void {
  // Two servers on one folder would each believe their own memory.
  insist(db, 'locking_mode', 'exclusive');
  insist(db, 'journal_mode', 'wal');
  insist(db, 'synchronous', 'FULL', 2);
  insist(db, 'secure_delete', 'ON', 1);
  emptyLog(db);
}

/** Moves what the log holds into the file, so that no older page lingers in the log; on a full disk that waits. */
export function emptyLog(db: DatabaseSync): boolean {
  try {
    return db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
  } catch {
    return false;
  }
}
