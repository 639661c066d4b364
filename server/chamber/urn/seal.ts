import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { ballotIdentity, receiptOf, tagCommitment } from '../../../shared/ballot/credential.ts';
import { SealedUrn } from '../../../shared/bundle.ts';
import { canonicalJson, sha256Hex, toBase64Url } from '../../../shared/bytes.ts';
import type { BallotId } from '../../../shared/ids.ts';
import { destroyFile, writeDurably } from '../../files.ts';
import type { UrnBallot } from './slots.ts';

export interface UrnFiles {
  urn: string;
  sealed: string;
}
export interface Seal {
  returned: number;
  /** SHA-256 of the sealed file. */
  sealDigest: string;
}
export type SealStep = 'sealed-file-written' | 'urn-destroyed';

/**
 * Seals an urn in steps, each safe to interrupt and to repeat: the sealed file is written whole, then the urn is
 * destroyed. Once the sealed file is there the urn is not read again. The private key and the event follow.
 */
export async function sealUrn(
  ballotId: BallotId,
  files: UrnFiles,
  readBallots: () => readonly UrnBallot[],
  afterStep: (step: SealStep) => void = () => {},
): Promise<Seal> {
  if (!existsSync(files.sealed)) {
    await writeDurably(files.sealed, canonicalJson(unpaired(ballotId, readBallots())));
    afterStep('sealed-file-written');
  }
  await destroyFile(`${files.urn}-journal`);
  await destroyFile(files.urn);
  afterStep('urn-destroyed');
  const bytes = await readFile(files.sealed);
  return { returned: parseSealed(bytes).ballots.length, sealDigest: sha256Hex(bytes) };
}

/** No sealed file of so many ballots is larger: key, credential, commitment, signature and receipt in base64url, and the marks. */
export function sealBytes(marksLength: number, ballots: number): number {
  return ballots * (700 + 2 * marksLength);
}

/** Two lists, each in an order of its own that has nothing to do with time; the tags that paired them are gone. */
function unpaired(ballotId: BallotId, ballots: readonly UrnBallot[]): SealedUrn {
  const byIdentity = ballots
    .map((ballot) => ({ ballot, identity: ballotIdentity(ballot.key) }))
    .sort((a, b) => (a.identity < b.identity ? -1 : 1));
  return {
    format: 'yishi-seal-1',
    ballotId,
    ballots: byIdentity.map(({ ballot }) => ({
      key: toBase64Url(ballot.key),
      credential: toBase64Url(ballot.credential),
      commitment: toBase64Url(tagCommitment(ballot.tag)),
      marks: toBase64Url(ballot.marks),
      signature: toBase64Url(ballot.signature),
    })),
    receipts: ballots.map(({ tag }) => receiptOf(tag)).sort(),
  };
}

export function parseSealed(bytes: Uint8Array): SealedUrn {
  return SealedUrn.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
}
