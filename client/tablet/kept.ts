import type { Receipt } from '../../shared/ballot/credential.ts';
import type { BallotId, DeputyId, VoteId } from '../../shared/ids.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import type { Chosen } from '../ballot-paper/marks.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/** What was made before a credential was asked for, and the credential once it is there. */
export interface BallotKey {
  privateKey: CryptoKey;
  publicKey: Bytes;
  blindedMessage: string;
  inverse: Bytes;
  credential: string | null;
}

export interface Place {
  ballotId: BallotId;
  voteId: VoteId;
  /** On the paper: receipts are shown in its order. */
  place: number;
}

/** All that this tablet has of one ballot. Once there is a receipt, or a no, only that is left. */
export interface Kept extends Place {
  deputyId: DeputyId;
  chosen: Chosen;
  /** The deputy has said: this is my ballot. Its marks do not change any more. */
  confirmed: boolean;
  key: BallotKey | null;
  /** The signed body, byte for byte as it is sent. */
  cast: string | null;
  receipt: Receipt | null;
  refused: Refusal | null;
}
