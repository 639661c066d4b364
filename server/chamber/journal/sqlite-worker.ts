import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import type { Issuance } from '../../../shared/bundle.ts';
import type { BallotId, DeputyId, SittingId } from '../../../shared/ids.ts';
import type { SaltedEntry } from '../../../shared/sitting/events.ts';
import { inTransaction, makeDurable, serveBatches } from '../../commit/worker.ts';
import { type LogAnswer, type LogRequest, LogTable } from '../logs/table.ts';
import type { Issued, IssueRecord } from './contract.ts';

export type JournalRequest =
  | LogRequest<SittingId, SaltedEntry>
  | { op: 'issue'; record: IssueRecord }
  | { op: 'issuance'; ballotId: BallotId }
  | { op: 'forget'; sittingId: SittingId; ballotIds: readonly BallotId[] };
export type JournalAnswer =
  | LogAnswer<SittingId, SaltedEntry>
  | { op: 'issue'; issued: Issued }
  | { op: 'issuance'; issuance: Issuance }
  | { op: 'forget' };

const db = new DatabaseSync((workerData as { file: string }).file);
makeDurable(db);
const log = new LogTable<SittingId, SaltedEntry>(db, 'sitting_id');
db.exec(`
  CREATE TABLE IF NOT EXISTS issuance (
    ballot_id TEXT NOT NULL,
    deputy_id TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    blind_signature BLOB NOT NULL,
    PRIMARY KEY (ballot_id, deputy_id, request_hash)
  );
`);

const sql = {
  forgetIssuance: db.prepare('DELETE FROM issuance WHERE ballot_id = ?'),
  issued: db.prepare(
    'SELECT request_hash, blind_signature FROM issuance WHERE ballot_id = ? AND deputy_id = ?',
  ),
  issue: db.prepare(
    'INSERT INTO issuance (ballot_id, deputy_id, request_hash, blind_signature) VALUES (?, ?, ?, ?)',
  ),
  issuance: db.prepare(
    'SELECT deputy_id, count(*) AS credentials FROM issuance WHERE ballot_id = ? GROUP BY deputy_id ORDER BY deputy_id',
  ),
};

function issue({ ballotId, deputyId, requestHash, blindSignature, allowed }: IssueRecord): Issued {
  const rows = sql.issued.all(ballotId, deputyId) as { request_hash: string; blind_signature: Uint8Array }[];
  const same = rows.find((row) => row.request_hash === requestHash);
  if (same) return { kind: 'repeated', blindSignature: same.blind_signature };
  if (rows.length >= allowed) return { kind: 'already-issued' };
  sql.issue.run(ballotId, deputyId, requestHash, blindSignature);
  return { kind: 'issued' };
}

function carryOut(request: JournalRequest): JournalAnswer {
  switch (request.op) {
    case 'append':
    case 'read':
    case 'ids':
      return log.carryOut(request);
    case 'issue':
      return { op: 'issue', issued: issue(request.record) };
    case 'issuance':
      return {
        op: 'issuance',
        issuance: {
          ballotId: request.ballotId,
          deputies: sql.issuance.all(request.ballotId).map((row) => ({
            deputyId: row['deputy_id'] as DeputyId,
            credentials: row['credentials'] as number,
          })),
        },
      };
    case 'forget':
      for (const ballotId of request.ballotIds) sql.forgetIssuance.run(ballotId);
      log.forget(request.sittingId);
      return { op: 'forget' };
    default:
      return request satisfies never;
  }
}

serveBatches((batch: readonly JournalRequest[]) => inTransaction(db, () => batch.map(carryOut)), db);
