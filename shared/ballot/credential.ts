import { z } from 'zod';
import {
  bytesEqual,
  concatBytes,
  fromBase64Url,
  hexToBytes,
  sha256,
  sha256Hex,
  toBase64Url,
  utf8ToBytes,
} from '../bytes.ts';
import { BallotId, Digest } from '../ids.ts';

/**
 * The secret ballot's bytes. A credential is an RSA signature (RFC 9474, suite RSABSSA-SHA384-PSSZERO-Deterministic)
 * that the chamber made without seeing what it signed; a ballot is signed by the key that the credential names.
 */
export const KEY_BYTES = 65;
export const CREDENTIAL_BYTES = 256;
export const TAG_BYTES = 32;
export const SIGNATURE_BYTES = 64;

const exactly = (length: number, what: string) =>
  z.string().refine((text) => fromBase64Url(text)?.length === length, {
    message: `must be ${length} bytes (${what}) in canonical base64url`,
  });

/** SubjectPublicKeyInfo of the ballot's RSA key, base64url. */
export const IssuerKey = z.string().refine((text) => fromBase64Url(text) !== null, {
  message: 'must be canonical base64url',
});
export const BlindedMessage = exactly(CREDENTIAL_BYTES, 'a blinded message');
/** 0x04 and two coordinates: some libraries also take hybrid points, and then one key has two spellings. */
export const BallotKey = exactly(KEY_BYTES, 'an uncompressed P-256 point').refine(
  (text) => fromBase64Url(text)?.[0] === 4,
  { message: 'must be an uncompressed P-256 point' },
);

/** What a tablet sends to the urn, and nothing else: every ballot of one vote has the same size. */
export const Cast = z.strictObject({
  ballotId: BallotId,
  key: BallotKey,
  credential: exactly(CREDENTIAL_BYTES, 'a signature'),
  tag: exactly(TAG_BYTES, 'random'),
  marks: z.string().refine((text) => (fromBase64Url(text)?.length ?? 0) > 0, {
    message: 'must be one byte per item in canonical base64url',
  }),
  signature: exactly(SIGNATURE_BYTES, 'r and s'),
});
export type Cast = z.output<typeof Cast>;

/** A ballot as it rests after the seal: the tag is gone, only the commitment that was signed remains. */
export const SealedBallot = z.strictObject({
  key: BallotKey,
  credential: Cast.shape.credential,
  commitment: exactly(32, 'SHA-256'),
  marks: Cast.shape.marks,
  signature: Cast.shape.signature,
});
export type SealedBallot = z.output<typeof SealedBallot>;

/** Twelve letters in three groups: 60 bits. */
export const Receipt = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}$/, 'must be like 7KQ2-M4XZ-0B9D');
export type Receipt = z.output<typeof Receipt>;

const label = (text: string) => utf8ToBytes(text);

/** `m`, which is blinded and signed: it binds the key to one ballot and to one wording of the paper. */
export function credentialMessage(ballotId: BallotId, paperHash: Digest, key: Uint8Array): Uint8Array {
  return concatBytes(label('yishi-credential-v1'), hexToBytes(ballotId), hexToBytes(paperHash), key);
}

/**
 * What the ballot's signature covers of the tag. Signing the tag itself would force the sealed ballots to keep it,
 * and with it the receipt beside the marks; from this hash nobody gets back to tag or receipt.
 */
export function tagCommitment(tag: Uint8Array): Uint8Array {
  return sha256(concatBytes(label('yishi-tag-v1'), tag));
}

export function ballotMessage(ballotId: BallotId, commitment: Uint8Array, marks: Uint8Array): Uint8Array {
  return concatBytes(label('yishi-ballot-v1'), hexToBytes(ballotId), commitment, marks);
}

/** A ballot is its key: the same key can stand in the urn once, however it was spelled or signed. */
export function ballotIdentity(key: Uint8Array): string {
  return sha256Hex(key);
}

// Crockford's base32: no I, L, O, U, which a deputy reading aloud would confuse.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first 60 bits of SHA-256(tag), in groups of four letters. Made from the tag and not from the key. */
export function receiptOf(tag: Uint8Array): Receipt {
  const digest = sha256(tag);
  let text = '';
  for (let k = 0; k < 12; k++) {
    const bit = k * 5;
    const pair = (digest[bit >> 3]! << 8) | digest[(bit >> 3) + 1]!;
    text += (k > 0 && k % 4 === 0 ? '-' : '') + letters[(pair >> (11 - (bit & 7))) & 31];
  }
  return text;
}

/** What the hall screen shows of a ballot's key: everyone must see the same one. */
export function keyFingerprint(issuerKey: string): Digest {
  return Digest.parse(sha256Hex(fromBase64Url(issuerKey)!));
}

/** The part of WebCrypto that is needed; node and browsers both have it as `crypto.subtle`. */
export interface Subtle {
  importKey(
    format: 'spki' | 'raw',
    key: Uint8Array<ArrayBuffer>,
    algorithm: object,
    extractable: boolean,
    usages: 'verify'[],
  ): Promise<unknown>;
  verify(
    algorithm: object,
    key: never,
    signature: Uint8Array<ArrayBuffer>,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>;
}

export interface BallotChecks {
  /** RFC 9474 `Verify`: an ordinary RSASSA-PSS signature with SHA-384 and an empty salt. */
  credential(message: Uint8Array, signature: Uint8Array): Promise<boolean>;
  /** ECDSA P-256 with SHA-256. A key that is no point of the curve verifies nothing. */
  ballot(key: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

type Plain = Uint8Array<ArrayBuffer>;

export async function ballotChecks(subtle: Subtle, issuerKey: string): Promise<BallotChecks> {
  const pss = { name: 'RSA-PSS', hash: 'SHA-384', saltLength: 0 };
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const issuer = await subtle.importKey('spki', fromBase64Url(issuerKey) as Plain, pss, false, ['verify']);
  return {
    credential: (message, signature) =>
      subtle.verify(pss, issuer as never, signature as Plain, message as Plain),
    async ballot(key, message, signature) {
      let point: unknown;
      try {
        point = await subtle.importKey('raw', key as Plain, ecdsa, false, ['verify']);
      } catch {
        return false;
      }
      return subtle.verify(ecdsa, point as never, signature as Plain, message as Plain);
    },
  };
}

/** Verifies one ballot, cast or sealed, against its vote's key and paper. Names the first thing wrong. */
export async function checkBallot(
  checks: BallotChecks,
  about: { ballotId: BallotId; paperHash: Digest },
  ballot: SealedBallot,
): Promise<'sound' | 'credential-forged' | 'signature-wrong'> {
  const bytes = (text: string) => fromBase64Url(text)!;
  const key = bytes(ballot.key);
  const message = credentialMessage(about.ballotId, about.paperHash, key);
  if (!(await checks.credential(message, bytes(ballot.credential)))) return 'credential-forged';
  const signed = ballotMessage(about.ballotId, bytes(ballot.commitment), bytes(ballot.marks));
  return (await checks.ballot(key, signed, bytes(ballot.signature))) ? 'sound' : 'signature-wrong';
}

/** The ballot as it will be sealed: without its tag. */
export function sealedForm({ key, credential, tag, marks, signature }: Cast): SealedBallot {
  return { key, credential, commitment: toBase64Url(tagCommitment(fromBase64Url(tag)!)), marks, signature };
}

/** Whether two spellings carry the same ballot; a second signature over the same words changes nothing. */
export function sameBallot(a: SealedBallot, b: SealedBallot): boolean {
  const bytes = (ballot: SealedBallot) =>
    concatBytes(fromBase64Url(ballot.key)!, fromBase64Url(ballot.commitment)!, fromBase64Url(ballot.marks)!);
  return bytesEqual(bytes(a), bytes(b));
}
