import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { blind, finalize, rsaPublic, toBigInt } from '../../server/demo/blind.ts';
import type { Seat } from '../../server/demo/hall.ts';
import type { Kept } from '../../server/demo/tablet.ts';
import {
  ballotMessage,
  type Cast,
  credentialMessage,
  tagCommitment,
} from '../../shared/ballot/credential.ts';
import { fromBase64Url, toBase64Url } from '../../shared/bytes.ts';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';

/** Ballots as a forger would make them, and credentials for keys that are none. */

export type Field = Exclude<keyof Cast, 'ballotId'>;
export const fields = ['key', 'credential', 'tag', 'marks', 'signature'] as const satisfies Field[];

export const bytesOf = (text: string): Uint8Array => fromBase64Url(text)!;

/** The cast with one field's bytes replaced. */
export function withBytes(cast: Cast, field: Field, change: (bytes: Uint8Array) => Uint8Array): Cast {
  return { ...cast, [field]: toBase64Url(change(bytesOf(cast[field]))) };
}

export function flipped(bytes: Uint8Array, at = bytes.length - 1): Uint8Array {
  return bytes.map((byte, k) => (k === at ? byte ^ 1 : byte));
}

export function fixedBytes(value: bigint, size: number): Uint8Array {
  return new Uint8Array(Buffer.from(value.toString(16).padStart(size * 2, '0'), 'hex'));
}

export function modulusOf(ballot: PreparedBallot): bigint {
  return rsaPublic(ballot.issuerKey).n;
}

export interface OwnKey {
  privateKey: Kept['keys']['privateKey'];
  point: Uint8Array;
}

export function newKey(): OwnKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { privateKey, point: Uint8Array.of(4, ...bytesOf(x!), ...bytesOf(y!)) };
}

/** A genuine credential on whatever 65 bytes stand for a key: the issuer cannot see them. */
export async function credentialOn(
  seat: Seat,
  ballot: PreparedBallot,
  point: Uint8Array,
): Promise<Uint8Array> {
  const rsa = rsaPublic(ballot.issuerKey);
  const message = credentialMessage(ballot.ballotId, ballot.paperHash, point);
  const { blindedMessage, inverse } = blind(rsa, message);
  const answer = await seat.tablet.device.ask('ballot:issue', {
    ballotId: ballot.ballotId,
    blindedMessage: toBase64Url(blindedMessage),
  });
  if ('refused' in answer) throw new Error(answer.refused.code);
  return finalize(rsa, message, bytesOf(answer.ok.blindSignature), inverse);
}

/** Signs the words of a cast anew with the deputy's key: with other marks, another tag, for another ballot. */
export function signedAnew(cast: Cast, { privateKey }: { privateKey: OwnKey['privateKey'] }): Cast {
  const message = ballotMessage(cast.ballotId, tagCommitment(bytesOf(cast.tag)), bytesOf(cast.marks));
  const signature = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return { ...cast, signature: toBase64Url(signature) };
}

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The same signature with the other of its two values of s. */
export function otherS(cast: Cast): Cast {
  return withBytes(cast, 'signature', (bytes) => {
    const s = ORDER - toBigInt(bytes.slice(32));
    return Uint8Array.of(...bytes.slice(0, 32), ...fixedBytes(s, 32));
  });
}
