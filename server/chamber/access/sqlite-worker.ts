import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import type { SittingId } from '../../../shared/ids.ts';
import type { Principal } from '../../../shared/protocol.ts';
import { inTransaction, makeDurable, serveBatches } from '../commit/worker.ts';
import type { SignedIn, SignIn, StoredSession } from './contract.ts';

export type AccessRequest =
  | { op: 'putLinks'; links: readonly { linkHash: string; principal: Principal; expiresAt: number }[] }
  | { op: 'spendLink'; linkHash: string; signIn: SignIn }
  | { op: 'sessions'; now: number }
  | { op: 'putSession'; session: StoredSession; person: string }
  | { op: 'endSession'; tokenHash: string }
  | { op: 'endSessionsOf'; person: string; except: string | null }
  | { op: 'forgetSitting'; sittingId: SittingId }
  | { op: 'endAllSessions' };
export type AccessAnswer =
  | { op: 'putLinks' }
  | { op: 'spendLink'; signedIn: SignedIn }
  | { op: 'sessions'; sessions: StoredSession[] }
  | { op: 'putSession' }
  | { op: 'endSession' }
  | { op: 'endSessionsOf'; ended: string[] }
  | { op: 'forgetSitting'; ended: string[] }
  | { op: 'endAllSessions' };

const db = new DatabaseSync((workerData as { file: string }).file);
makeDurable(db);
db.exec(`
  CREATE TABLE IF NOT EXISTS links (
    link_hash TEXT PRIMARY KEY,
    principal TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    device_hash TEXT
  );
  CREATE INDEX IF NOT EXISTS links_by_principal ON links (principal);
  CREATE TABLE IF NOT EXISTS sessions (
    token_hash TEXT PRIMARY KEY,
    link_hash TEXT NOT NULL,
    person TEXT NOT NULL,
    principal TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS sessions_by_person ON sessions (person);
`);

const sql = {
  putLink: db.prepare('INSERT OR IGNORE INTO links (link_hash, principal, expires_at) VALUES (?, ?, ?)'),
  link: db.prepare('SELECT principal, expires_at, device_hash FROM links WHERE link_hash = ?'),
  bind: db.prepare('UPDATE links SET device_hash = ? WHERE link_hash = ?'),
  spendUnused: db.prepare(
    "UPDATE links SET device_hash = 'spent' WHERE principal = ? AND device_hash IS NULL",
  ),
  spendOthers: db.prepare(
    "UPDATE links SET device_hash = 'spent' WHERE principal = ? AND link_hash <> ? AND device_hash IS NOT NULL",
  ),
  replaced: db.prepare('DELETE FROM sessions WHERE link_hash = ? OR person = ? RETURNING token_hash'),
  putSession: db.prepare(
    'INSERT INTO sessions (token_hash, link_hash, person, principal, expires_at) VALUES (?, ?, ?, ?, ?)',
  ),
  dropExpired: db.prepare('DELETE FROM sessions WHERE expires_at <= ?'),
  sessions: db.prepare('SELECT token_hash, principal, expires_at FROM sessions'),
  endSession: db.prepare('DELETE FROM sessions WHERE token_hash = ?'),
  endSessionsOf: db.prepare(
    'DELETE FROM sessions WHERE person = ? AND token_hash IS NOT ? RETURNING token_hash',
  ),
  forgetLinks: db.prepare("DELETE FROM links WHERE json_extract(principal, '$.sittingId') = ?"),
  forgetSessions: db.prepare(
    "DELETE FROM sessions WHERE json_extract(principal, '$.sittingId') = ? RETURNING token_hash",
  ),
  endAllSessions: db.prepare('DELETE FROM sessions'),
};

/** Of a session that was begun by password. */
const NO_LINK = '';

/** A deputy has one session at a time, a member of staff one per link. */
function personOf(principal: Principal, linkHash: string): string {
  return principal.role === 'deputy' ? `${principal.sittingId}/${principal.deputyId}` : linkHash;
}

function spendLink(linkHash: string, { deviceHash, tokenHash, now, sessionExpiresAt }: SignIn): SignedIn {
  const row = sql.link.get(linkHash) as
    | { principal: string; expires_at: number; device_hash: string | null }
    | undefined;
  if (!row) return { kind: 'unknown' };
  if (row.expires_at <= now) return { kind: 'expired' };
  if (row.device_hash !== null && row.device_hash !== deviceHash) return { kind: 'used' };
  const principal = JSON.parse(row.principal) as Principal;
  const person = personOf(principal, linkHash);
  const ended = sql.replaced.all(linkHash, person).map((session) => session['token_hash'] as string);
  sql.bind.run(deviceHash, linkHash);
  // The tablet that this one replaces still has its link and its secret: they must not bring it back.
  sql.spendOthers.run(row.principal, linkHash);
  sql.putSession.run(tokenHash, linkHash, person, row.principal, sessionExpiresAt);
  return { kind: 'signed-in', principal, ended };
}

function carryOut(request: AccessRequest): AccessAnswer {
  switch (request.op) {
    case 'putLinks':
      for (const { linkHash, principal, expiresAt } of request.links) {
        // A lost card that nobody has used yet is worth nothing once there is a new one.
        sql.spendUnused.run(JSON.stringify(principal));
        sql.putLink.run(linkHash, JSON.stringify(principal), expiresAt);
      }
      return { op: 'putLinks' };
    case 'spendLink':
      return { op: 'spendLink', signedIn: spendLink(request.linkHash, request.signIn) };
    case 'sessions':
      sql.dropExpired.run(request.now);
      return {
        op: 'sessions',
        sessions: sql.sessions.all().map((row) => ({
          tokenHash: row['token_hash'] as string,
          principal: JSON.parse(row['principal'] as string) as Principal,
          expiresAt: row['expires_at'] as number,
        })),
      };
    case 'putSession': {
      const { tokenHash, principal, expiresAt } = request.session;
      sql.putSession.run(tokenHash, NO_LINK, request.person, JSON.stringify(principal), expiresAt);
      return { op: 'putSession' };
    }
    case 'endSessionsOf': {
      const ended = sql.endSessionsOf.all(request.person, request.except);
      return { op: 'endSessionsOf', ended: ended.map((row) => row['token_hash'] as string) };
    }
    case 'endSession':
      sql.endSession.run(request.tokenHash);
      return { op: 'endSession' };
    case 'forgetSitting':
      sql.forgetLinks.run(request.sittingId);
      return {
        op: 'forgetSitting',
        ended: sql.forgetSessions.all(request.sittingId).map((row) => row['token_hash'] as string),
      };
    case 'endAllSessions':
      sql.endAllSessions.run();
      return { op: 'endAllSessions' };
    default:
      return request satisfies never;
  }
}

serveBatches((batch: readonly AccessRequest[]) => inTransaction(db, () => batch.map(carryOut)), db);
