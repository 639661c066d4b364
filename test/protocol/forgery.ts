import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { blindSign } from '../../server/chamber/issuer.ts';
import { blind, finalize, rsaPublic } from '../../server/demo/blind.ts';
import { type Kept, signBallot } from '../../server/demo/tablet.ts';
import { count } from '../../shared/ballot/count.ts';
import {
  ballotIdentity,
  credentialMessage,
  keyFingerprint,
  receiptOf,
  type SealedBallot,
  sealedForm,
} from '../../shared/ballot/credential.ts';
import { decideOutcome } from '../../shared/ballot/decide-outcome.ts';
import { type AuditBundle, chainStart, entryHash, nextLink } from '../../shared/bundle.ts';
import { canonicalHash, fromBase64Url, toBase64Url } from '../../shared/bytes.ts';
import type { Digest } from '../../shared/ids.ts';
import type { Event, LogEntry } from '../../shared/sitting/events.ts';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';

/** Someone who owns the server and may write whatever a bundle holds. Each step makes one part fit the others again. */
export type EventOf<T extends Event['type']> = Extract<Event, { type: T }>;

export function entryOf(bundle: AuditBundle, type: Event['type']): LogEntry {
  const entries = bundle.log.map(({ entry }) => entry!);
  const found = entries.filter(
    ({ event }) => event.type === type && (!('voteId' in event) || event.voteId === bundle.voteId),
  );
  if (found.length !== 1) throw new Error(`${type} stands ${found.length} times in the log`);
  return found[0]!;
}
export function eventOf<T extends Event['type']>(bundle: AuditBundle, type: T): EventOf<T> {
  return entryOf(bundle, type).event as EventOf<T>;
}
export function preparedOf(bundle: AuditBundle): PreparedBallot {
  return eventOf(bundle, 'VotePrepared').ballots[0]!;
}

/** Tally and outcome from the ballots that are there. */
export function recount(bundle: AuditBundle): void {
  const { ballots: prepared } = eventOf(bundle, 'VotePrepared');
  for (const result of eventOf(bundle, 'BallotsCounted').results) {
    const { sheet } = prepared.find(({ ballotId }) => ballotId === result.ballotId)!;
    const urn = bundle.urns.find(({ ballotId }) => ballotId === result.ballotId)!;
    const marks = urn.ballots.map((ballot) => fromBase64Url(ballot.marks)!);
    result.tally = count(sheet, marks);
  }
  redraw(bundle);
}

/** The outcome from tally and figures. */
export function redraw(bundle: AuditBundle): void {
  const { ballots: prepared } = eventOf(bundle, 'VotePrepared');
  for (const result of eventOf(bundle, 'BallotsCounted').results) {
    const { sheet } = prepared.find(({ ballotId }) => ballotId === result.ballotId)!;
    result.outcome = decideOutcome(sheet, result.tally, result.figures);
  }
}

/** Seal and issuance: their digests and figures. */
export function reseal(bundle: AuditBundle): void {
  const { results } = eventOf(bundle, 'BallotsCounted');
  for (const sealed of eventOf(bundle, 'BallotsSealed').ballots) {
    const urn = bundle.urns.find(({ ballotId }) => ballotId === sealed.ballotId)!;
    const issuance = bundle.issuance.find(({ ballotId }) => ballotId === sealed.ballotId)!;
    const { figures } = results.find(({ ballotId }) => ballotId === sealed.ballotId)!;
    const issued = {
      deputiesIssued: issuance.deputies.length,
      credentialsIssued: issuance.deputies.reduce((sum, { credentials }) => sum + credentials, 0),
    };
    Object.assign(figures, issued);
    Object.assign(sealed, issued, {
      returned: urn.ballots.length,
      sealDigest: canonicalHash(urn),
      issuanceDigest: canonicalHash(issuance),
    });
  }
}

/** Versions, hashes, links and the head. */
export function rechain(bundle: AuditBundle): void {
  let head: Digest = chainStart(bundle.sittingId);
  for (const [at, link] of bundle.log.entries()) {
    link.entry!.version = at + 1;
    link.entryHash = entryHash(link.entry!);
    head = nextLink(head, link.entryHash);
  }
  bundle.chainHead = head;
}

export function recompute(bundle: AuditBundle): void {
  reseal(bundle);
  recount(bundle);
  rechain(bundle);
}

export function removeEntry(bundle: AuditBundle, type: Event['type']): void {
  const entry = entryOf(bundle, type);
  bundle.log = bundle.log.filter((link) => link.entry !== entry);
}

/** A ballot with a key of its own and whatever credential there is at hand. */
export function newBallot(
  prepared: PreparedBallot,
  marks: string,
  credentialOf: (key: Uint8Array) => Uint8Array,
): { ballot: SealedBallot; receipt: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const point = Uint8Array.from([4, ...fromBase64Url(x!)!, ...fromBase64Url(y!)!]);
  const keys = { privateKey, publicKey: point };
  const cast = signBallot(
    prepared.ballotId,
    { keys } as Kept,
    credentialOf(point),
    Uint8Array.from(fromBase64Url(marks)!),
  );
  return { ballot: sealedForm(cast), receipt: receiptOf(fromBase64Url(cast.tag)!) };
}

export function randomCredential(): Uint8Array {
  return new Uint8Array([0, ...randomBytes(255)]);
}

export function putIn(urn: AuditBundle['urns'][number], ballot: SealedBallot, receipt?: string): void {
  const identity = ({ key }: SealedBallot) => ballotIdentity(fromBase64Url(key)!);
  urn.ballots.push(ballot);
  urn.ballots.sort((a, b) => (identity(a) < identity(b) ? -1 : 1));
  if (receipt !== undefined) urn.receipts.push(receipt);
  urn.receipts.sort();
}

/** Everything anew: an issuer key of the forger's own, and every ballot signed with it as the forger likes. */
export function forgeFromTheGroundUp(bundle: AuditBundle, marksOf: (marks: string) => string): void {
  for (const prepared of eventOf(bundle, 'VotePrepared').ballots) {
    const key = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 0x10001 });
    prepared.issuerKey = toBase64Url(key.publicKey.export({ type: 'spki', format: 'der' }));
    prepared.keyFingerprint = keyFingerprint(prepared.issuerKey);
    const urn = bundle.urns.find(({ ballotId }) => ballotId === prepared.ballotId)!;
    const before = urn.ballots;
    urn.ballots = [];
    urn.receipts = [];
    for (const { marks } of before) {
      const made = newBallot(prepared, marksOf(marks), (point) => issueTo(prepared, key.privateKey, point));
      putIn(urn, made.ballot, made.receipt);
    }
  }
  recompute(bundle);
}

function issueTo(prepared: PreparedBallot, privateKey: KeyObject, point: Uint8Array): Uint8Array {
  const rsa = rsaPublic(prepared.issuerKey);
  const message = credentialMessage(prepared.ballotId, prepared.paperHash, point);
  const { blindedMessage, inverse } = blind(rsa, message);
  return finalize(rsa, message, blindSign(privateKey, blindedMessage)!, inverse);
}
