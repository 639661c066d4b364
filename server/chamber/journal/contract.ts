import type { Issuance } from '../../../shared/bundle.ts';
import type { BallotId, CommandId, DeputyId, Digest, SittingId } from '../../../shared/ids.ts';
import type { SaltedEntry } from '../../../shared/sitting/events.ts';
import type { Store } from '../../commit/queue.ts';

/** An entry as it rests in the journal, with its link of the hash chain. */
export interface Chained {
  entry: SaltedEntry;
  link: Digest;
}

export interface Append {
  expectedVersion: number;
  commandId: CommandId;
  /** At least one; versions follow expectedVersion without a gap. */
  entries: readonly Chained[];
}

/** `repeated`: this command was appended before; `version` is what it led to then, and nothing was written now. */
export type Appended = { kind: 'appended' | 'repeated' | 'conflict'; version: number };

export interface IssueRecord {
  ballotId: BallotId;
  deputyId: DeputyId;
  /** SHA-256 of the blinded message. */
  requestHash: string;
  blindSignature: Uint8Array;
  /** 1, and 1 more for each approved reissue. */
  allowed: number;
}
/** `repeated` comes with the signature that was stored for the same request. */
export type Issued =
  | { kind: 'issued' }
  | { kind: 'repeated'; blindSignature: Uint8Array }
  | { kind: 'already-issued' };

/** From the version after `after` up to and with `upTo`. */
export interface VersionRange {
  after: number;
  upTo: number;
}

/** What the chamber must not lose. Every promise resolves once it is on disk, or rejects with StoreUnavailable. */
export interface Journal extends Store {
  append(sittingId: SittingId, append: Append): Promise<Appended>;
  /** All entries, or those of a range that are there; by version. */
  read(sittingId: SittingId, range?: VersionRange): Promise<{ chained: Chained; commandId: CommandId }[]>;
  sittings(): Promise<SittingId[]>;
  /** One row per deputy, ballot and allowed credential, unique. It holds no way to a ballot. */
  issue(record: IssueRecord): Promise<Issued>;
  issuance(ballotId: BallotId): Promise<Issuance>;
  /** Removes all entries of a sitting and the issuance of its ballots. Their bytes are gone from the file after `compact`. */
  forget(sittingId: SittingId, ballotIds: readonly BallotId[]): Promise<void>;
}
