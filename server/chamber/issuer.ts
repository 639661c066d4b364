import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
} from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Issuance } from '../../shared/bundle.ts';
import { toBase64Url } from '../../shared/bytes.ts';
import type { BallotId, DeputyId, VoteId } from '../../shared/ids.ts';
import { type Refusal, refusal } from '../../shared/sitting/refusals.ts';
import type { Sitting } from '../../shared/sitting/state.ts';
import { destroyFile, filesIn, UNFINISHED, writeDurably } from '../files.ts';
import type { Journal } from './journal/contract.ts';

const makeKeyPair = promisify(generateKeyPair);

/**
 * The issuer knows every deputy and signs one blinded credential per deputy and ballot (RFC 9474). It never sees what it
 * signs. Each ballot's private key lives in a file of its own from the preparation to the seal.
 */
export class Issuer {
  readonly #folder: string;
  readonly #journal: Journal;
  readonly #keys = new Map<BallotId, KeyObject>();
  readonly #underWay = new Map<BallotId, Set<Promise<unknown>>>();

  constructor(folder: string, journal: Journal) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#folder = folder;
    this.#journal = journal;
  }

  /** A fresh key for one ballot, durable. Returns the public half: SubjectPublicKeyInfo in base64url. */
  async makeKey(ballotId: BallotId): Promise<string> {
    const { privateKey, publicKey } = await makeKeyPair('rsa', {
      modulusLength: 2048,
      publicExponent: 0x10001,
    });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    await writeDurably(this.#file(ballotId), pem);
    this.#keys.set(ballotId, privateKey);
    return toBase64Url(publicKey.export({ type: 'spki', format: 'der' }));
  }

  /** After a restart, for a vote that is prepared or open. */
  async loadKey(ballotId: BallotId): Promise<void> {
    this.#keys.set(ballotId, createPrivateKey(await readFile(this.#file(ballotId))));
  }

  /**
   * Signs a blinded message and answers once the record is durable. The same message again gets the stored answer.
   * The caller has checked that the deputy may have a credential now.
   */
  async issue(
    ballotId: BallotId,
    deputyId: DeputyId,
    allowed: number,
    blindedMessage: Uint8Array,
  ): Promise<{ blindSignature: Uint8Array } | { refused: Refusal }> {
    const key = this.#keys.get(ballotId);
    if (!key) return { refused: refusal('ballot-not-open', 'ballotId') };
    const blindSignature = blindSign(key, blindedMessage);
    if (!blindSignature)
      return { refused: refusal('malformed', 'blindedMessage', 'not smaller than the modulus') };
    const requestHash = createHash('sha256').update(blindedMessage).digest('hex');
    const recording = this.#journal.issue({ ballotId, deputyId, requestHash, blindSignature, allowed });
    const issued = await this.#track(ballotId, recording);
    switch (issued.kind) {
      case 'issued':
        return { blindSignature };
      case 'repeated':
        return { blindSignature: issued.blindSignature };
      case 'already-issued':
        return { refused: refusal('credential-already-issued', 'blindedMessage') };
      default:
        return issued satisfies never;
    }
  }

  issuance(ballotId: BallotId): Promise<Issuance> {
    return this.#journal.issuance(ballotId);
  }

  /** Whether a deputy was given a credential of any ballot of this vote. */
  async wasIssued(
    { votes }: Pick<Sitting, 'votes'>,
    { voteId, deputyId }: { voteId: VoteId; deputyId: DeputyId },
  ): Promise<boolean> {
    const ballots = votes.get(voteId)?.ballots ?? [];
    const lists = await Promise.all(ballots.map(({ ballotId }) => this.issuance(ballotId)));
    return lists.some(({ deputies }) => deputies.some((line) => line.deputyId === deputyId));
  }

  /** Resolves when no issue of this ballot is under way any more; the caller has stopped starting new ones. */
  async settled(ballotId: BallotId): Promise<void> {
    await Promise.allSettled(this.#underWay.get(ballotId) ?? []);
  }

  async destroyKey(ballotId: BallotId): Promise<void> {
    this.#keys.delete(ballotId);
    await destroyFile(this.#file(ballotId) + UNFINISHED);
    await destroyFile(this.#file(ballotId));
  }

  /** Ballots that have a key on disk; whatever no vote knows was left by a crash and is destroyed. */
  keptKeys(): BallotId[] {
    return ['.pem', `.pem${UNFINISHED}`].flatMap((ending) => filesIn(this.#folder, ending)) as BallotId[];
  }

  #file(ballotId: BallotId): string {
    return join(this.#folder, `${ballotId}.pem`);
  }

  #track<T>(ballotId: BallotId, work: Promise<T>): Promise<T> {
    const underWay = this.#underWay.get(ballotId) ?? new Set();
    this.#underWay.set(ballotId, underWay);
    underWay.add(work);
    const done = () => underWay.delete(work);
    work.then(done, done);
    return work;
  }
}

/** RFC 9474 BlindSign: the raw RSA private operation, checked against faults. Null for a number of another size or too large. */
export function blindSign(key: KeyObject, blindedMessage: Uint8Array): Uint8Array | null {
  if (blindedMessage.length * 8 !== key.asymmetricKeyDetails?.modulusLength) return null;
  const padding = constants.RSA_NO_PADDING;
  let signature: Buffer;
  try {
    signature = privateDecrypt({ key, padding }, blindedMessage);
  } catch {
    return null;
  }
  // A miscalculated signature would give the key away: it is never let out.
  const again = publicEncrypt({ key: createPublicKey(key), padding }, signature);
  if (!again.equals(blindedMessage)) throw new Error('blind signature does not verify');
  return new Uint8Array(signature);
}
