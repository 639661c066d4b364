import { z } from 'zod';
import { Tally } from '../ballot/count.ts';
import { IssuerKey } from '../ballot/credential.ts';
import { Figures, Outcome } from '../ballot/outcome.ts';
import { Sheet } from '../ballot/paper.ts';
import { BallotId, Digest } from '../ids.ts';

// Apart from the events that hold them: screens read these, and no tablet needs to know every event.

/** One ballot box of a vote: a whole paper, or one subject of an appraisal. */
export const PreparedBallot = z.strictObject({
  ballotId: BallotId,
  sheet: Sheet,
  paperHash: Digest,
  issuerKey: IssuerKey,
  keyFingerprint: Digest,
});
export type PreparedBallot = z.output<typeof PreparedBallot>;

export const SealedFigures = z.strictObject({
  ballotId: BallotId,
  returned: z.int().min(0),
  credentialsIssued: z.int().min(0),
  deputiesIssued: z.int().min(0),
  /** SHA-256 of the sealed file. */
  sealDigest: Digest,
  /** SHA-256 of the canonical issuance list of this ballot. */
  issuanceDigest: Digest,
});

export const BallotResult = z.strictObject({
  ballotId: BallotId,
  figures: Figures,
  tally: Tally,
  outcome: Outcome,
});
export type BallotResult = z.output<typeof BallotResult>;
