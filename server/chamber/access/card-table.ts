import type { DatabaseSync } from 'node:sqlite';
import { PIN_TRIES } from '../../../shared/pin.ts';
import { type CardBook, type CardHolder, type CardSignedIn, personOf, type StoredCard } from './contract.ts';
import type { SessionTable, TableOf } from './session-table.ts';

export function cardTable(db: DatabaseSync, sessions: SessionTable): TableOf<CardBook> {
  db.exec(`
    CREATE TABLE IF NOT EXISTS cards (
      sitting_id TEXT NOT NULL,
      deputy_id TEXT NOT NULL,
      secret_hash TEXT NOT NULL UNIQUE,
      version INTEGER NOT NULL,
      printed TEXT NOT NULL,
      pin TEXT,
      device_hash TEXT,
      wrong INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (sitting_id, deputy_id)
    );
  `);
  const sql = {
    put: db.prepare(
      'INSERT OR REPLACE INTO cards (sitting_id, deputy_id, secret_hash, version, printed) VALUES (?, ?, ?, ?, ?)',
    ),
    versions: db.prepare('SELECT sitting_id, deputy_id, version FROM cards'),
    drop: db.prepare('DELETE FROM cards WHERE sitting_id = ? AND deputy_id = ?'),
    card: db.prepare('SELECT * FROM cards WHERE secret_hash = ?'),
    count: db.prepare('UPDATE cards SET wrong = wrong + 1 WHERE secret_hash = ?'),
    forget: db.prepare('UPDATE cards SET wrong = 0 WHERE secret_hash = ?'),
    bind: db.prepare('UPDATE cards SET device_hash = ? WHERE secret_hash = ?'),
    setPin: db.prepare('UPDATE cards SET pin = ? WHERE secret_hash = ?'),
    unlock: db.prepare('UPDATE cards SET wrong = 0 WHERE sitting_id = ? AND deputy_id = ? AND wrong >= ?'),
    forgetSitting: db.prepare('DELETE FROM cards WHERE sitting_id = ?'),
    any: db.prepare('SELECT 1 FROM cards LIMIT 1'),
    locked: db.prepare('SELECT sitting_id, deputy_id FROM cards WHERE wrong >= ?'),
  };
  const card = (secretHash: string) => asCard(sql.card.get(secretHash));

  return {
    putCards: (cards) =>
      cards.flatMap((issued) => {
        const { sittingId, deputyId, secretHash, version, printed } = issued;
        sql.put.run(sittingId, deputyId, secretHash, version, printed);
        return sessions.endSessionsOf(personOf(issued), null);
      }),
    cardVersions: () =>
      sql.versions.all().map((row) => ({ ...asHolder(row), version: row['version'] as number })),
    dropCards: (holders) =>
      holders.flatMap((holder) => {
        sql.drop.run(holder.sittingId, holder.deputyId);
        return sessions.endSessionsOf(personOf(holder), null);
      }),
    card,
    countTry(secretHash) {
      const found = card(secretHash);
      if (!found) return { kind: 'unknown' };
      if (found.wrong >= PIN_TRIES) return { kind: 'locked' };
      sql.count.run(secretHash);
      return { kind: 'tried', card: found, triesLeft: PIN_TRIES - found.wrong - 1 };
    },
    forgetTries: (secretHash) => void sql.forget.run(secretHash),
    enterByCard(secretHash, { deviceHash, pin, session }): CardSignedIn {
      const found = card(secretHash);
      if (!found) return { kind: 'unknown' };
      sql.forget.run(secretHash);
      if (found.pin === null && pin !== null) {
        sql.setPin.run(pin, secretHash);
        sql.bind.run(deviceHash, secretHash);
      } else if (found.deviceHash !== deviceHash) return { kind: 'elsewhere' };
      const ended = sessions.endSessionsOf(personOf(found), null);
      sessions.putSession({ ...session, cardVersion: found.version }, personOf(found));
      return { kind: 'in', cardVersion: found.version, ended };
    },
    moveCard(secretHash, deviceHash) {
      const found = card(secretHash);
      if (!found) return null;
      sql.bind.run(deviceHash, secretHash);
      return sessions.endSessionsOf(personOf(found), null);
    },
    unlockCard: ({ sittingId, deputyId }) => sql.unlock.run(sittingId, deputyId, PIN_TRIES).changes === 1,
    hasCards: () => sql.any.get() !== undefined,
    lockedCards: () => sql.locked.all(PIN_TRIES).map(asHolder),
    forgetSitting(sittingId) {
      sql.forgetSitting.run(sittingId);
      return sessions.forgetSessions(sittingId);
    },
  };
}

type Row = Record<string, unknown>;

function asHolder(row: Row): CardHolder {
  return {
    sittingId: row['sitting_id'] as CardHolder['sittingId'],
    deputyId: row['deputy_id'] as CardHolder['deputyId'],
  };
}

function asCard(row: Row | undefined): StoredCard | null {
  return row
    ? {
        ...asHolder(row),
        secretHash: row['secret_hash'] as string,
        version: row['version'] as number,
        printed: row['printed'] as string,
        pin: row['pin'] as string | null,
        deviceHash: row['device_hash'] as string | null,
        wrong: row['wrong'] as number,
      }
    : null;
}
