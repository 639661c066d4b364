import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import type { Store } from '../../commit/queue.ts';
import { inTransaction, makeDurable, serveBatches } from '../../commit/worker.ts';
import { cardTable } from './card-table.ts';
import type { AccessBook } from './contract.ts';
import { linkTable } from './link-table.ts';
import { sessionTable } from './session-table.ts';

export type AccessOperation = Exclude<keyof AccessBook, keyof Store>;
export interface AccessRequest {
  op: AccessOperation;
  args: readonly unknown[];
}

const db = new DatabaseSync((workerData as { file: string }).file);
makeDurable(db);
dropWhatCardsReplaced();
const sessions = sessionTable(db);
const tables = { ...sessions, ...linkTable(db, sessions), ...cardTable(db, sessions) };

serveBatches(
  (batch: readonly AccessRequest[]) =>
    inTransaction(db, () =>
      batch.map(({ op, args }) => (tables[op] as (...args: readonly unknown[]) => unknown)(...args)),
    ),
  db,
);

/**
 * Until 0.2 deputies and staff came by links, which would go around cards, PINs and passwords; the first cards did not say which
 * entry of the log made them. Everyone signs in anew.
 */
function dropWhatCardsReplaced(): void {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version >= 3) return;
  inTransaction(db, () => {
    db.exec('DROP TABLE IF EXISTS sessions; DROP TABLE IF EXISTS cards');
    const known = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'links'").get();
    if (known) db.exec(`DELETE FROM links WHERE principal ->> 'role' <> 'hallScreen'`);
    db.exec('PRAGMA user_version = 3');
  });
}
