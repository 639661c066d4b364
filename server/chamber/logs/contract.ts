import type { CommandId, Digest } from '../../../shared/ids.ts';

/** What every entry of a log has, whatever it tells. */
export interface Entry {
  /** From 1, without a gap. */
  version: number;
  /** Milliseconds since 1970. */
  at: number;
}

/** An entry as it rests in its log, with its link of the hash chain. */
export interface Chained<E extends Entry> {
  entry: E;
  link: Digest;
}

export interface Append<E extends Entry> {
  expectedVersion: number;
  commandId: CommandId;
  /** At least one; versions follow expectedVersion without a gap. */
  entries: readonly Chained<E>[];
}

/** `repeated`: this command was appended before; `version` is what it led to then, and nothing was written now. */
export type Appended = { kind: 'appended' | 'repeated' | 'conflict'; version: number };

/** From the version after `after` up to and with `upTo`. */
export interface VersionRange {
  after: number;
  upTo: number;
}

export interface Row<E extends Entry> {
  chained: Chained<E>;
  commandId: CommandId;
}

/** Append-only logs in one store, one by the id of what it is about. Every promise resolves once it is on disk. */
export interface Logs<Id extends string, E extends Entry> {
  append(id: Id, append: Append<E>): Promise<Appended>;
  /** All entries, or those of a range that are there; by version. */
  read(id: Id, range?: VersionRange): Promise<Row<E>[]>;
}
