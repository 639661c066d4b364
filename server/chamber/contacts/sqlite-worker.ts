import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import type { DeputyId, SittingId } from '../../../shared/ids.ts';
import type { PhoneNote } from '../../../shared/roll-plan.ts';
import { emptyLog, inTransaction, makeDurable, serveBatches } from '../../commit/worker.ts';

export type ContactsRequest =
  | { op: 'put'; sittingId: SittingId; notes: readonly PhoneNote[] }
  | { op: 'phones'; sittingId: SittingId }
  | { op: 'forget'; sittingId: SittingId };
export type ContactsAnswer =
  | { op: 'put' }
  | { op: 'phones'; phones: Map<DeputyId, string> }
  | { op: 'forget' };

const db = new DatabaseSync((workerData as { file: string }).file);
makeDurable(db);
db.exec(`
  CREATE TABLE IF NOT EXISTS phones (
    sitting_id TEXT NOT NULL,
    deputy_id TEXT NOT NULL,
    phone TEXT NOT NULL,
    PRIMARY KEY (sitting_id, deputy_id)
  ) WITHOUT ROWID;
`);

const sql = {
  put: db.prepare('INSERT OR REPLACE INTO phones (sitting_id, deputy_id, phone) VALUES (?, ?, ?)'),
  drop: db.prepare('DELETE FROM phones WHERE sitting_id = ? AND deputy_id = ?'),
  phones: db.prepare('SELECT deputy_id, phone FROM phones WHERE sitting_id = ?'),
  forget: db.prepare('DELETE FROM phones WHERE sitting_id = ?'),
};

function carryOut(request: ContactsRequest): ContactsAnswer {
  switch (request.op) {
    case 'put':
      for (const { deputyId, phone } of request.notes) {
        if (phone === null) sql.drop.run(request.sittingId, deputyId);
        else sql.put.run(request.sittingId, deputyId, phone);
      }
      return { op: 'put' };
    case 'phones':
      return {
        op: 'phones',
        phones: new Map(
          sql.phones
            .all(request.sittingId)
            .map((row) => [row['deputy_id'] as DeputyId, row['phone'] as string]),
        ),
      };
    case 'forget':
      sql.forget.run(request.sittingId);
      return { op: 'forget' };
    default:
      return request satisfies never;
  }
}

serveBatches((batch: readonly ContactsRequest[]) => {
  const answers = inTransaction(db, () => batch.map(carryOut));
  // The log of frames still has the numbers that were deleted.
  if (batch.some(({ op }) => op !== 'phones')) emptyLog(db);
  return answers;
}, db);
