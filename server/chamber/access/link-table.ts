import type { DatabaseSync } from 'node:sqlite';
import type { Principal } from '../../../shared/protocol.ts';
import type { LinkBook, SignedIn, SignIn } from './contract.ts';
import type { SessionTable, TableOf } from './session-table.ts';

export function linkTable(db: DatabaseSync, sessions: SessionTable): TableOf<LinkBook> {
  db.exec(`
    CREATE TABLE IF NOT EXISTS links (
      link_hash TEXT PRIMARY KEY,
      principal TEXT NOT NULL,
      expires_at INTEGER NOT NULL,
      device_hash TEXT
    );
  `);
  const sql = {
    put: db.prepare('INSERT OR IGNORE INTO links (link_hash, principal, expires_at) VALUES (?, ?, ?)'),
    link: db.prepare('SELECT principal, expires_at, device_hash FROM links WHERE link_hash = ?'),
    drop: db.prepare(
      "DELETE FROM links WHERE json_extract(principal, '$.accountId') = ? RETURNING link_hash",
    ),
    bind: db.prepare('UPDATE links SET device_hash = ? WHERE link_hash = ?'),
  };

  function spendLink(linkHash: string, { deviceHash, tokenHash, now, sessionExpiresAt }: SignIn): SignedIn {
    const row = sql.link.get(linkHash) as
      | { principal: string; expires_at: number; device_hash: string | null }
      | undefined;
    if (!row) return { kind: 'unknown' };
    if (row.expires_at <= now) return { kind: 'expired' };
    if (row.device_hash !== null && row.device_hash !== deviceHash) return { kind: 'used' };
    const principal = JSON.parse(row.principal) as Principal;
    const ended = sessions.endSessionsOf(linkHash, null);
    sql.bind.run(deviceHash, linkHash);
    sessions.putSession({ tokenHash, principal, expiresAt: sessionExpiresAt }, linkHash);
    return { kind: 'signed-in', principal, ended };
  }

  return {
    putLinks(links) {
      for (const { linkHash, principal, expiresAt } of links) {
        sql.put.run(linkHash, JSON.stringify(principal), expiresAt);
      }
    },
    spendLink,
    endLink: (screenId) =>
      sql.drop.all(screenId).flatMap((row) => sessions.endSessionsOf(row['link_hash'] as string, null)),
  };
}
