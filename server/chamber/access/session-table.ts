import type { DatabaseSync } from 'node:sqlite';
import type { SittingId } from '../../../shared/ids.ts';
import type { Principal } from '../../../shared/protocol.ts';
import type { SessionBook } from './contract.ts';

/** The part of a book that one table keeps, without the waiting: within whatever transaction is open. */
export type TableOf<Book> = {
  [K in keyof Book]: Book[K] extends (...args: infer A) => Promise<infer R> ? (...args: A) => R : never;
};
export type SessionTable = TableOf<SessionBook> & {
  /** Ends the sessions of a sitting's deputies and returns them. */
  forgetSessions(sittingId: SittingId): string[];
};

export function sessionTable(db: DatabaseSync): SessionTable {
  db.exec(`
    CREATE TABLE IF NOT EXISTS sessions (
      token_hash TEXT PRIMARY KEY,
      person TEXT NOT NULL,
      principal TEXT NOT NULL,
      expires_at INTEGER NOT NULL,
      card_version INTEGER
    );
    CREATE INDEX IF NOT EXISTS sessions_by_person ON sessions (person);
  `);
  const sql = {
    put: db.prepare(
      'INSERT INTO sessions (token_hash, person, principal, expires_at, card_version) VALUES (?, ?, ?, ?, ?)',
    ),
    dropExpired: db.prepare('DELETE FROM sessions WHERE expires_at <= ?'),
    all: db.prepare('SELECT token_hash, principal, expires_at, card_version FROM sessions'),
    end: db.prepare('DELETE FROM sessions WHERE token_hash = ?'),
    endAll: db.prepare('DELETE FROM sessions'),
    forget: db.prepare(
      "DELETE FROM sessions WHERE json_extract(principal, '$.sittingId') = ? RETURNING token_hash",
    ),
    endOf: db.prepare('DELETE FROM sessions WHERE person = ? AND token_hash IS NOT ? RETURNING token_hash'),
  };
  return {
    putSession: ({ tokenHash, principal, expiresAt, cardVersion }, person) =>
      void sql.put.run(tokenHash, person, JSON.stringify(principal), expiresAt, cardVersion ?? null),
    sessions(now) {
      sql.dropExpired.run(now);
      return sql.all.all().map((row) => ({
        tokenHash: row['token_hash'] as string,
        principal: JSON.parse(row['principal'] as string) as Principal,
        expiresAt: row['expires_at'] as number,
        ...(row['card_version'] !== null && { cardVersion: row['card_version'] as number }),
      }));
    },
    endSession: (tokenHash) => void sql.end.run(tokenHash),
    endAllSessions: () => void sql.endAll.run(),
    forgetSessions: (sittingId) => sql.forget.all(sittingId).map((row) => row['token_hash'] as string),
    endSessionsOf: (person, except) =>
      sql.endOf.all(person, except).map((row) => row['token_hash'] as string),
  };
}
