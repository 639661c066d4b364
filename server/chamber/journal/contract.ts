import type { Issuance } from '../../../shared/bundle.ts';
import type { BallotId, DeputyId, SittingId } from '../../../shared/ids.ts';
import type { SaltedEntry } from '../../../shared/sitting/events.ts';
import type { Store } from '../../commit/queue.ts';
import type { Logs } from '../logs/contract.ts';

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

/** What the chamber must not lose. Every promise resolves once it is on disk, or rejects with StoreUnavailable. */
export interface Journal extends Store, Logs<SittingId, SaltedEntry> {
  sittings(): Promise<SittingId[]>;
  /** One row per deputy, ballot and allowed credential, unique. It holds no way to a ballot. */
  issue(record: IssueRecord): Promise<Issued>;
  issuance(ballotId: BallotId): Promise<Issuance>;
  /** Removes all entries of a sitting and the issuance of its ballots. Their bytes are gone from the file after `compact`. */
  forget(sittingId: SittingId, ballotIds: readonly BallotId[]): Promise<void>;
}
