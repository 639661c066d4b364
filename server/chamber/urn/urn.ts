import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  type BallotChecks,
  ballotChecks,
  ballotIdentity,
  type Cast,
  checkBallot,
  type Receipt,
  receiptOf,
  type SealedBallot,
  type Subtle,
  sameBallot,
  sealedForm,
} from '../../../shared/ballot/credential.ts';
import { fitsSheet } from '../../../shared/ballot/paper.ts';
import type { SealedUrn } from '../../../shared/bundle.ts';
import { fromBase64Url } from '../../../shared/bytes.ts';
import type { BallotId } from '../../../shared/ids.ts';
import { type Refusal, type RefusalCode, refusal } from '../../../shared/sitting/refusals.ts';
import type { PreparedBallot } from '../../../shared/sitting/vote-records.ts';
import { CommitQueue, StoreUnavailable } from '../../commit/queue.ts';
import { destroyFile, filesIn } from '../../files.ts';
import { parseSealed, type Seal } from './seal.ts';
import { SPARE_SLOTS } from './slots.ts';
import type { UrnAnswer, UrnRequest } from './worker.ts';

export type UrnStage = 'prepared' | 'open' | 'closed' | 'sealed' | 'aborted';

interface Known {
  prepared: PreparedBallot;
  stage: UrnStage;
  returned: number;
  checks: Promise<BallotChecks>;
  /** By identity; read from the sealed file when the first late retry comes. */
  sealed: Promise<ReadonlyMap<string, SealedBallot>> | null;
}

/** Casts whose signatures are being checked; more than this at once is a flood. */
const MAX_UNDER_WAY = 4000;

/**
 * The urn knows no deputy. It takes ballots that bear a credential and never learns whose they are; nothing about a cast
 * but the ballot is stored, logged or sent.
 */
export class Urn {
  readonly #queue: CommitQueue<UrnRequest, UrnAnswer>;
  readonly #known = new Map<BallotId, Known>();
  readonly #folder: string;
  readonly #sealedFolder: string;
  #underWay = 0;

  constructor(folder: string, sealedFolder: string, onDeath: (error: Error) => void) {
    for (const each of [folder, sealedFolder]) mkdirSync(each, { recursive: true, mode: 0o700 });
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { folder, sealedFolder },
    });
    this.#folder = folder;
    this.#sealedFolder = sealedFolder;
    this.#queue = new CommitQueue(worker, onDeath);
  }

  /** Makes the file of one ballot, with a slot of noise for every ballot that may come. */
  async create({ ballotId, sheet }: PreparedBallot, entitledCount: number): Promise<void> {
    const slots = entitledCount + SPARE_SLOTS;
    await this.#ask({ op: 'create', ballotId, marksLength: sheet.paper.items.length, slots });
  }

  /** After a restart, for a vote that is prepared or open: finds every ballot again. */
  async load({ ballotId, sheet }: PreparedBallot): Promise<void> {
    const answer = await this.#ask({ op: 'load', ballotId, marksLength: sheet.paper.items.length });
    const known = this.#known.get(ballotId);
    if (known && answer.op === 'done') known.returned = answer.returned;
  }

  /** Tells the urn how far a ballot is. Casts are taken while it is open. */
  setStage(prepared: PreparedBallot, stage: UrnStage): void {
    const known = this.#known.get(prepared.ballotId);
    if (known) known.stage = stage;
    else {
      const checks = ballotChecks(crypto.subtle as Subtle, prepared.issuerKey);
      this.#known.set(prepared.ballotId, { prepared, stage, returned: 0, checks, sealed: null });
    }
  }

  /** Ballots returned so far; 0 for an unknown ballot. */
  returned(ballotId: BallotId): number {
    return this.#known.get(ballotId)?.returned ?? 0;
  }

  /**
   * Takes one ballot, and answers with its receipt once it is durable. The same ballot again gets the same receipt, also
   * after the close and after the seal.
   */
  async cast(cast: Cast): Promise<{ receipt: Receipt } | { refused: Refusal }> {
    if (this.#underWay >= MAX_UNDER_WAY) return refuse('busy');
    this.#underWay++;
    try {
      return await this.#take(cast);
    } finally {
      this.#underWay--;
    }
  }

  async #take(cast: Cast): Promise<{ receipt: Receipt } | { refused: Refusal }> {
    const known = this.#known.get(cast.ballotId);
    if (!known) return refuse('ballot-unknown', 'ballotId');
    if (known.stage === 'prepared') return refuse('ballot-not-open', 'ballotId');
    if (known.stage === 'aborted') return refuse('ballot-aborted', 'ballotId');
    const marks = fromBase64Url(cast.marks)!;
    if (!fitsSheet(known.prepared.sheet, marks)) return refuse('marks-malformed', 'marks');
    const state = await checkBallot(await known.checks, known.prepared, sealedForm(cast));
    if (state === 'credential-forged') return refuse(state, 'credential');
    if (state === 'signature-wrong') return refuse(state, 'signature');
    const tag = fromBase64Url(cast.tag)!;
    const answer =
      known.stage === 'sealed'
        ? await this.#lateCast(known, cast)
        : await this.#castIntoFile(known, cast, tag, marks);
    switch (answer) {
      case 'accepted':
      case 'repeated':
        return { receipt: receiptOf(tag) };
      case 'altered':
        return refuse('ballot-altered', 'key');
      case 'closed':
        return refuse('ballot-closed', 'ballotId');
      default:
        return answer satisfies never;
    }
  }

  async #castIntoFile(known: Known, cast: Cast, tag: Uint8Array, marks: Uint8Array) {
    const bytes = (text: string) => fromBase64Url(text)!;
    const ballot = {
      key: bytes(cast.key),
      credential: bytes(cast.credential),
      tag,
      marks,
      signature: bytes(cast.signature),
    };
    const answer = await this.#ask({ op: 'cast', ballotId: cast.ballotId, ballot });
    if (answer.op !== 'cast') throw new Error(`a cast was answered with ${answer.op}`);
    // Sealed in the meantime, or not loaded because a restart found it closed.
    if (answer.state === 'unknown') return this.#lateCast(known, cast);
    known.returned = Math.max(known.returned, answer.returned);
    return answer.state;
  }

  /** A ballot that comes after the seal is recognised by what was sealed; receipts are made from its own tag. */
  async #lateCast(known: Known, cast: Cast): Promise<'repeated' | 'altered' | 'closed'> {
    known.sealed ??= this.#readSealed(cast.ballotId).catch((error) => {
      known.sealed = null;
      throw new StoreUnavailable(`not sealed yet: ${error.message}`);
    });
    const sealed = (await known.sealed).get(ballotIdentity(fromBase64Url(cast.key)!));
    if (!sealed) return 'closed';
    return sameBallot(sealed, sealedForm(cast)) ? 'repeated' : 'altered';
  }

  async #readSealed(ballotId: BallotId): Promise<ReadonlyMap<string, SealedBallot>> {
    const { ballots } = await this.sealedUrn(ballotId);
    return new Map(ballots.map((ballot) => [ballotIdentity(fromBase64Url(ballot.key)!), ballot]));
  }

  /** Takes its turn among the casts: what was committed before it counts, what comes after it is refused. */
  async close(ballotId: BallotId): Promise<void> {
    await this.#ask({ op: 'close', ballotId });
  }

  /** Seals, or finishes a seal that a crash cut short. */
  async seal({ ballotId, sheet }: PreparedBallot): Promise<Seal> {
    const answer = await this.#ask({ op: 'seal', ballotId, marksLength: sheet.paper.items.length });
    if (answer.op !== 'sealed') throw new Error(`a seal was answered with ${answer.op}`);
    return answer.seal;
  }

  async sealedUrn(ballotId: BallotId): Promise<SealedUrn> {
    return parseSealed(await readFile(join(this.#sealedFolder, `${ballotId}.json`)));
  }

  async destroy(ballotId: BallotId): Promise<void> {
    await this.#ask({ op: 'destroy', ballotId });
  }

  /** Removes the sealed file of a ballot; nothing is known of it any more. */
  async forget(ballotId: BallotId): Promise<void> {
    this.#known.delete(ballotId);
    await destroyFile(join(this.#sealedFolder, `${ballotId}.json`));
  }

  /** Ballots that have an urn on disk. */
  keptUrns(): BallotId[] {
    return filesIn(this.#folder, '.urn') as BallotId[];
  }

  /** Ballots that have a sealed file on disk. */
  sealedUrns(): BallotId[] {
    return filesIn(this.#sealedFolder, '.json') as BallotId[];
  }

  ping(): Promise<void> {
    return this.#queue.asStore().ping();
  }

  shutDown(): Promise<void> {
    return this.#queue.close();
  }

  async #ask(request: UrnRequest): Promise<Exclude<UrnAnswer, { op: 'failed' }>> {
    const answer = await this.#queue.submit(request);
    if (answer.op === 'failed') throw new StoreUnavailable(answer.why);
    return answer;
  }
}

function refuse(code: RefusalCode, field?: string): { refused: Refusal } {
  return { refused: refusal(code, field) };
}
