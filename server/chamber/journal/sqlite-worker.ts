import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import type { Issuance } from '../../../shared/bundle.ts';
import type { BallotId, CommandId, DeputyId, Digest, SittingId } from '../../../shared/ids.ts';
import { inTransaction, makeDurable, serveBatches } from '../../commit/worker.ts';
import type { Append, Appended, Chained, Issued, IssueRecord, VersionRange } from './contract.ts';

export type JournalRequest =
  | { op: 'append'; sittingId: SittingId; append: Append }
  | { op: 'read'; sittingId: SittingId; range: VersionRange }
  | { op: 'sittings' }
  | { op: 'issue'; record: IssueRecord }
  | { op: 'issuance'; ballotId: BallotId }
  | { op: 'forget'; sittingId: SittingId; ballotIds: readonly BallotId[] };
export type JournalAnswer =
  | { op: 'append'; appended: Appended }
  | { op: 'read'; rows: { chained: Chained; commandId: CommandId }[] }
  | { op: 'sittings'; sittingIds: SittingId[] }
  | { op: 'issue'; issued: Issued }
  | { op: 'issuance'; issuance: Issuance }
  | { op: 'forget' };

const db = new DatabaseSync((workerData as { file: string }).file);
makeDurable(db);
db.exec(`
  CREATE TABLE IF NOT EXISTS entries (
    sitting_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    command_id TEXT NOT NULL,
    entry TEXT NOT NULL,
    link TEXT NOT NULL,
    PRIMARY KEY (sitting_id, version)
  );
  CREATE INDEX IF NOT EXISTS entries_by_command ON entries (sitting_id, command_id, version);
  CREATE TABLE IF NOT EXISTS issuance (
    ballot_id TEXT NOT NULL,
    deputy_id TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    blind_signature BLOB NOT NULL,
    PRIMARY KEY (ballot_id, deputy_id, request_hash)
  );
`);

const sql = {
  byCommand: db.prepare(
    'SELECT max(version) AS version FROM entries WHERE sitting_id = ? AND command_id = ?',
  ),
  head: db.prepare('SELECT coalesce(max(version), 0) AS version FROM entries WHERE sitting_id = ?'),
  insert: db.prepare(
    'INSERT INTO entries (sitting_id, version, command_id, entry, link) VALUES (?, ?, ?, ?, ?)',
  ),
  read: db.prepare(
    'SELECT command_id, entry, link FROM entries WHERE sitting_id = ? AND version > ? AND version <= ? ORDER BY version',
  ),
  sittings: db.prepare('SELECT DISTINCT sitting_id FROM entries ORDER BY sitting_id'),
  forgetEntries: db.prepare('DELETE FROM entries WHERE sitting_id = ?'),
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

function append(sittingId: SittingId, { expectedVersion, commandId, entries }: Append): Appended {
  const first = sql.byCommand.get(sittingId, commandId)?.['version'] as number | null;
  if (first !== null) return { kind: 'repeated', version: first };
  const head = sql.head.get(sittingId)?.['version'] as number;
  if (head !== expectedVersion) return { kind: 'conflict', version: head };
  for (const { entry, link } of entries) {
    sql.insert.run(sittingId, entry.version, commandId, JSON.stringify(entry), link);
  }
  return { kind: 'appended', version: head + entries.length };
}

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
      return { op: 'append', appended: append(request.sittingId, request.append) };
    case 'issue':
      return { op: 'issue', issued: issue(request.record) };
    case 'read':
      return {
        op: 'read',
        rows: sql.read.all(request.sittingId, request.range.after, request.range.upTo).map((row) => ({
          chained: { entry: JSON.parse(row['entry'] as string), link: row['link'] as Digest },
          commandId: row['command_id'] as CommandId,
        })),
      };
    case 'sittings':
      return { op: 'sittings', sittingIds: sql.sittings.all().map((row) => row['sitting_id'] as SittingId) };
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
      sql.forgetEntries.run(request.sittingId);
      return { op: 'forget' };
    default:
      return request satisfies never;
  }
}

serveBatches((batch: readonly JournalRequest[]) => inTransaction(db, () => batch.map(carryOut)), db);
