import {
  ballotMessage,
  type Cast,
  credentialMessage,
  Receipt,
  receiptOf,
  tagCommitment,
} from '../../shared/ballot/credential.ts';
import { fromBase64Url, toBase64Url } from '../../shared/bytes.ts';
import type { BallotId, Digest } from '../../shared/ids.ts';
import type { Answer } from '../../shared/protocol.ts';
import { Refusal } from '../../shared/sitting/refusals.ts';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';
import { NoAnswer } from '../trying.ts';
import { type Blinder, NoWorker } from './blinder.ts';
import type { BallotKey, Bytes } from './kept.ts';
import { WrongSheet } from './sheets.ts';

const ANSWER_MS = 10_000;
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

const bytes = (text: string) => fromBase64Url(text) as Bytes;

/** What is to be signed blindly: the ballot, the wording of its paper and the tablet's key. */
function messageOf(ballotId: BallotId, paperHash: Digest, publicKey: Uint8Array): Bytes {
  return credentialMessage(ballotId, paperHash, publicKey) as Bytes;
}

/** A fresh key for one ballot, which cannot leave this browser, and the blinded request for its credential. */
export async function makeKey(
  { ballotId, paperHash, issuerKey }: PreparedBallot,
  blinder: Blinder,
): Promise<BallotKey> {
  const pair = await crypto.subtle.generateKey(ecdsa, false, ['sign', 'verify']);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const message = messageOf(ballotId, paperHash, publicKey);
  const [blinded, inverse] = await blinder.do({ op: 'blind', issuerKey: bytes(issuerKey), message });
  return {
    privateKey: pair.privateKey,
    publicKey,
    blindedMessage: toBase64Url(blinded!),
    inverse: inverse!,
    credential: null,
  };
}

/** The issuer's answer without its blinding. Throws WrongSheet when the issuer has signed something else. */
export async function unblind(
  { ballotId, paperHash, issuerKey }: PreparedBallot,
  { publicKey, inverse }: BallotKey,
  blindSignature: string,
  blinder: Blinder,
): Promise<string> {
  const message = messageOf(ballotId, paperHash, publicKey);
  const task = { issuerKey: bytes(issuerKey), message, inverse, blindSignature: bytes(blindSignature) };
  try {
    const [credential] = await blinder.do({ op: 'finalize', ...task });
    return toBase64Url(credential!);
  } catch (error) {
    throw error instanceof NoWorker ? error : new WrongSheet();
  }
}

/** The signed ballot as it will be sent. Signing again would give other bytes: made once, and kept. */
export async function signBallot(ballotId: BallotId, key: BallotKey, marks: Uint8Array): Promise<string> {
  const tag = crypto.getRandomValues(new Uint8Array(32));
  const message = ballotMessage(ballotId, tagCommitment(tag), marks) as Bytes;
  const signature = await crypto.subtle.sign(ecdsa, key.privateKey, message);
  const cast: Cast = {
    ballotId,
    key: toBase64Url(key.publicKey),
    credential: key.credential!,
    tag: toBase64Url(tag),
    marks: toBase64Url(marks),
    signature: toBase64Url(new Uint8Array(signature)),
  };
  return JSON.stringify(cast);
}

/** Puts a ballot into the urn: without cookie, session or address of a page. Throws NoAnswer. */
export async function postCast(body: string): Promise<Answer<Receipt>> {
  let answer: { receipt?: unknown; refused?: unknown };
  try {
    const response = await fetch('/urn/casts', {
      method: 'POST',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    answer = await response.json();
  } catch {
    throw new NoAnswer('the urn');
  }
  const receipt = Receipt.safeParse(answer.receipt);
  // The receipt follows from the tag: another one is not this ballot's.
  if (receipt.success && receipt.data === receiptOf(bytes(JSON.parse(body).tag))) return { ok: receipt.data };
  const refused = Refusal.safeParse(answer.refused);
  if (refused.success) return { refused: refused.data };
  throw new NoAnswer('the urn');
}
