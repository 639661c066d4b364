import type { DatabaseSync } from 'node:sqlite';
import type { CommandId, Digest } from '../../../shared/ids.ts';
import type { Append, Appended, Entry, Logs, Row, VersionRange } from './contract.ts';

export type LogRequest<Id extends string, E extends Entry> =
  | { op: 'append'; id: Id; append: Append<E> }
  | { op: 'read'; id: Id; range: VersionRange }
  | { op: 'ids' };
export type LogAnswer<Id extends string, E extends Entry> =
  | { op: 'append'; appended: Appended }
  | { op: 'read'; rows: Row<E>[] }
  | { op: 'ids'; ids: Id[] };

/** Logs as one table of a database; used inside a transaction of the store's worker. `column` holds the id of each log. */
export class LogTable<Id extends string, E extends Entry> {
  readonly #sql;

  constructor(db: DatabaseSync, column: 'sitting_id' | 'inquiry_id') {
    db.exec(`
      CREATE TABLE IF NOT EXISTS entries (
        ${column} TEXT NOT NULL,
        version INTEGER NOT NULL,
        command_id TEXT NOT NULL,
        entry TEXT NOT NULL,
        link TEXT NOT NULL,
        PRIMARY KEY (${column}, version)
      );
      CREATE INDEX IF NOT EXISTS entries_by_command ON entries (${column}, command_id, version);
    `);
    this.#sql = {
      byCommand: db.prepare(
        `SELECT max(version) AS version FROM entries WHERE ${column} = ? AND command_id = ?`,
      ),
      head: db.prepare(`SELECT coalesce(max(version), 0) AS version FROM entries WHERE ${column} = ?`),
      insert: db.prepare(
        `INSERT INTO entries (${column}, version, command_id, entry, link) VALUES (?, ?, ?, ?, ?)`,
      ),
      read: db.prepare(
        `SELECT command_id, entry, link FROM entries WHERE ${column} = ? AND version > ? AND version <= ? ORDER BY version`,
      ),
      ids: db.prepare(`SELECT DISTINCT ${column} AS id FROM entries ORDER BY ${column}`),
      forget: db.prepare(`DELETE FROM entries WHERE ${column} = ?`),
    };
  }

  carryOut(request: LogRequest<Id, E>): LogAnswer<Id, E> {
    switch (request.op) {
      case 'append':
        return { op: 'append', appended: this.#append(request.id, request.append) };
      case 'read':
        return { op: 'read', rows: this.#read(request.id, request.range) };
      case 'ids':
        return { op: 'ids', ids: this.#sql.ids.all().map((row) => row['id'] as Id) };
      default:
        return request satisfies never;
    }
  }

  forget(id: Id): void {
    this.#sql.forget.run(id);
  }

  #append(id: Id, { expectedVersion, commandId, entries }: Append<E>): Appended {
    const first = this.#sql.byCommand.get(id, commandId)?.['version'] as number | null;
    if (first !== null) return { kind: 'repeated', version: first };
    const head = this.#sql.head.get(id)?.['version'] as number;
    if (head !== expectedVersion) return { kind: 'conflict', version: head };
    for (const { entry, link } of entries) {
      this.#sql.insert.run(id, entry.version, commandId, JSON.stringify(entry), link);
    }
    return { kind: 'appended', version: head + entries.length };
  }

  #read(id: Id, { after, upTo }: VersionRange): Row<E>[] {
    return this.#sql.read.all(id, after, upTo).map((row) => ({
      chained: { entry: JSON.parse(row['entry'] as string) as E, link: row['link'] as Digest },
      commandId: row['command_id'] as CommandId,
    }));
  }
}

/** The other side of a LogTable: what the store's queue is asked. */
export function logsOver<Id extends string, E extends Entry>(
  submit: (request: LogRequest<Id, E>) => Promise<unknown>,
): Logs<Id, E> & { ids(): Promise<Id[]> } {
  const ask = async <K extends LogRequest<Id, E>['op']>(
    request: Extract<LogRequest<Id, E>, { op: K }>,
  ): Promise<Extract<LogAnswer<Id, E>, { op: K }>> =>
    (await submit(request)) as Extract<LogAnswer<Id, E>, { op: K }>;
  return {
    append: async (id, append) => (await ask({ op: 'append', id, append })).appended,
    read: async (id, range = { after: 0, upTo: Number.MAX_SAFE_INTEGER }) =>
      (await ask({ op: 'read', id, range })).rows,
    ids: async () => (await ask({ op: 'ids' })).ids,
  };
}
