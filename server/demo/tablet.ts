import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ballotMessage,
  type Cast,
  credentialMessage,
  keyFingerprint,
  Receipt,
  tagCommitment,
} from '../../shared/ballot/credential.ts';
import { type Choice, encodeMarks, paperHash, type Sheet } from '../../shared/ballot/paper.ts';
import { fromBase64Url, toBase64Url } from '../../shared/bytes.ts';
import type { BallotId, VoteId } from '../../shared/ids.ts';
import { http } from '../../shared/protocol.ts';
import { Refusal } from '../../shared/sitting/refusals.ts';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';
import { blind, finalize, type RsaPublic, rsaPublic } from './blind.ts';
import { Device, persist, Refused, type Witness } from './device.ts';
import type { Dice } from './dice.ts';

/** What a tablet has in its own storage about one ballot; it survives a reload. */
export interface Kept {
  keys: { privateKey: KeyObject; publicKey: Uint8Array };
  message: Uint8Array;
  blindedMessage: string;
  inverse: bigint;
  cast: Cast | null;
  receipt: Receipt | null;
}

export type Marking = (sheet: Sheet) => Readonly<Record<string, readonly Choice[]>>;

/** What goes wrong around a tap, by chance. */
export interface Mishaps {
  /** Percent. */
  doubleTap: number;
  lostAnswer: number;
  droppedConnection: number;
  reload: number;
}
export const noMishaps: Mishaps = { doubleTap: 0, lostAnswer: 0, droppedConnection: 0, reload: 0 };

/** A deputy's tablet: key, blinding, credential, ballot and outbox, as the real one keeps them. */
export class Tablet {
  readonly device: Device;
  readonly kept = new Map<BallotId, Kept>();
  readonly #dice: Dice;
  readonly #mishaps: Mishaps;
  readonly #witness: Witness;

  constructor(url: string, dice: Dice, mishaps: Mishaps = noMishaps, witness: Witness = () => {}) {
    this.device = new Device(url, witness);
    this.#dice = dice;
    this.#mishaps = mishaps;
    this.#witness = witness;
  }

  /** The sheets of a vote, checked against the hashes and fingerprints that everyone is shown. */
  async sheets(voteId: VoteId): Promise<readonly PreparedBallot[]> {
    const shown = await this.device.until((view) => view.votes.find((vote) => vote.voteId === voteId));
    const path = `/api/sittings/${this.device.view!.sittingId}/votes/${voteId}/sheets`;
    const route = 'GET /api/sittings/:sittingId/votes/:voteId/sheets';
    const { ballots } = http[route].reply.parse(JSON.parse(await this.device.get(path)));
    for (const ballot of ballots) {
      const view = shown.ballots.find(({ ballotId }) => ballotId === ballot.ballotId);
      const genuine =
        view?.paperHash === paperHash(ballot.sheet) &&
        view.keyFingerprint === keyFingerprint(ballot.issuerKey);
      if (!genuine) throw new Error(`the sheet of ballot ${ballot.ballotId} is not the one that is shown`);
    }
    return ballots;
  }

  /** Key, blinding and request, made once and kept before anything is asked. */
  prepare(ballot: PreparedBallot, rsa: RsaPublic = rsaPublic(ballot.issuerKey)): Kept {
    const known = this.kept.get(ballot.ballotId);
    if (known) return known;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x, y } = publicKey.export({ format: 'jwk' });
    const point = Uint8Array.from([4, ...fromBase64Url(x!)!, ...fromBase64Url(y!)!]);
    const message = credentialMessage(ballot.ballotId, ballot.paperHash, point);
    const { blindedMessage, inverse } = blind(rsa, message);
    const kept: Kept = {
      keys: { privateKey, publicKey: point },
      message,
      blindedMessage: toBase64Url(blindedMessage),
      inverse,
      cast: null,
      receipt: null,
    };
    this.kept.set(ballot.ballotId, kept);
    return kept;
  }

  /** Asks for the credential, again until it is there, and signs the ballot with it. Kept before it is sent. */
  async fillIn(ballot: PreparedBallot, marking: Marking): Promise<Cast> {
    const rsa = rsaPublic(ballot.issuerKey);
    const kept = this.prepare(ballot, rsa);
    if (kept.cast) return kept.cast;
    if (this.#dice.chance(this.#mishaps.droppedConnection)) setTimeout(() => this.device.dropConnection(), 1);
    const { ballotId } = ballot;
    const answer = await this.device.ask('ballot:issue', { ballotId, blindedMessage: kept.blindedMessage });
    if ('refused' in answer) throw new Refused(answer.refused, 'ballot:issue');
    const credential = finalize(rsa, kept.message, fromBase64Url(answer.ok.blindSignature)!, kept.inverse);
    kept.cast = signBallot(ballotId, kept, credential, encodeMarks(ballot.sheet, marking(ballot.sheet)));
    return kept.cast;
  }

  /** Sends the kept ballot until a receipt is there. Throws Refused when the urn says no. */
  async send(ballotId: BallotId): Promise<Receipt> {
    const kept = this.kept.get(ballotId)!;
    const { cast } = kept;
    if (!cast) throw new Error(`no ballot is ready for ${ballotId}`);
    const tap = () => persist(() => postCast(this.device.url, cast, this.#witness));
    if (this.#dice.chance(this.#mishaps.lostAnswer)) await this.#loseAnswer(cast);
    const taps = this.#dice.chance(this.#mishaps.doubleTap) ? [tap(), tap()] : [tap()];
    const [receipt, second] = await Promise.all(taps);
    if (second !== undefined && second !== receipt)
      throw new Error(`two receipts for one ballot: ${receipt}, ${second}`);
    kept.receipt = receipt!;
    return receipt!;
  }

  /** The whole way through one vote: every sheet. Returns the receipts. */
  async vote(voteId: VoteId, marking: Marking, paceMs = 0): Promise<Map<BallotId, Receipt>> {
    const receipts = new Map<BallotId, Receipt>();
    const ballots = await this.sheets(voteId);
    for (const ballot of ballots) {
      if (paceMs > 0) await sleep(this.#dice.between(0, paceMs));
      await this.fillIn(ballot, marking);
      if (this.#dice.chance(this.#mishaps.reload)) this.device.dropConnection();
      receipts.set(ballot.ballotId, await this.send(ballot.ballotId));
    }
    return receipts;
  }

  /** The ballot leaves, the answer never comes. */
  async #loseAnswer(cast: Cast): Promise<void> {
    const abort = new AbortController();
    const lost = postCast(this.device.url, cast, this.#witness, abort.signal).catch(() => {});
    await sleep(this.#dice.between(0, 4));
    abort.abort();
    await lost;
  }
}

export function signBallot(
  ballotId: BallotId,
  { keys }: Kept,
  credential: Uint8Array,
  marks: Uint8Array,
): Cast {
  const tag = new Uint8Array(randomBytes(32));
  const message = ballotMessage(ballotId, tagCommitment(tag), marks);
  const signature = sign('sha256', message, { key: keys.privateKey, dsaEncoding: 'ieee-p1363' });
  return {
    ballotId,
    key: toBase64Url(keys.publicKey),
    credential: toBase64Url(credential),
    tag: toBase64Url(tag),
    marks: toBase64Url(marks),
    signature: toBase64Url(signature),
  };
}

/** A plain request without cookie or session, like the real tablet's. */
export async function postCast(
  url: string,
  cast: unknown,
  witness: Witness = () => {},
  signal?: AbortSignal,
): Promise<Receipt> {
  const response = await fetch(`${url}/urn/casts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(cast),
    ...(signal && { signal }),
  });
  const text = await response.text();
  witness('/urn/casts', text);
  const answer = JSON.parse(text);
  if (!response.ok) throw new Refused(Refusal.parse(answer.refused), '/urn/casts');
  return Receipt.parse(answer.receipt);
}
