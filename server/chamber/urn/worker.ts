import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import type { BallotId } from '../../../shared/ids.ts';
import { serveBatches } from '../../commit/worker.ts';
import { destroyFile } from '../../files.ts';
import { type Seal, sealUrn, type UrnFiles } from './seal.ts';
import { Slots, type UrnBallot } from './slots.ts';

export type UrnRequest =
  | { op: 'create'; ballotId: BallotId; marksLength: number; slots: number }
  | { op: 'load'; ballotId: BallotId; marksLength: number }
  | { op: 'cast'; ballotId: BallotId; ballot: UrnBallot }
  | { op: 'close'; ballotId: BallotId }
  | { op: 'seal'; ballotId: BallotId; marksLength: number }
  | { op: 'destroy'; ballotId: BallotId };
export type UrnAnswer =
  | { op: 'done'; returned: number }
  | { op: 'cast'; state: 'accepted' | 'repeated' | 'altered' | 'closed' | 'unknown'; returned: number }
  | { op: 'sealed'; seal: Seal }
  | { op: 'failed'; why: string };

interface Held {
  slots: Slots;
  closed: boolean;
}

const { folder, sealedFolder } = workerData as { folder: string; sealedFolder: string };
for (const each of [folder, sealedFolder]) mkdirSync(each, { recursive: true, mode: 0o700 });
const urns = new Map<BallotId, Held>();

function filesOf(ballotId: BallotId): UrnFiles {
  return { urn: join(folder, `${ballotId}.urn`), sealed: join(sealedFolder, `${ballotId}.json`) };
}

function held(ballotId: BallotId): Held {
  const found = urns.get(ballotId);
  if (!found) throw new Error(`no urn is open for ballot ${ballotId}`);
  return found;
}

/** Casts that arrived together share one commit. After the close only what is already in the urn is recognised. */
function castTogether(ballotId: BallotId, ballots: readonly UrnBallot[]): UrnAnswer[] {
  const urn = urns.get(ballotId);
  if (!urn) return ballots.map(() => ({ op: 'cast', state: 'unknown', returned: 0 }));
  const states = urn.closed
    ? ballots.map((ballot) => urn.slots.recognise(ballot) ?? ('closed' as const))
    : urn.slots.cast(ballots);
  return states.map((state) => ({ op: 'cast', state, returned: urn.slots.returned }));
}

async function carryOut(request: Exclude<UrnRequest, { op: 'cast' }>): Promise<UrnAnswer> {
  const { ballotId } = request;
  const files = filesOf(ballotId);
  switch (request.op) {
    case 'create':
      urns.set(ballotId, {
        slots: Slots.create(files.urn, ballotId, request.marksLength, request.slots),
        closed: false,
      });
      return { op: 'done', returned: 0 };
    case 'load': {
      const slots = Slots.open(files.urn, ballotId, request.marksLength);
      urns.set(ballotId, { slots, closed: false });
      return { op: 'done', returned: slots.returned };
    }
    case 'close':
      held(ballotId).closed = true;
      return { op: 'done', returned: held(ballotId).slots.returned };
    case 'seal': {
      // An earlier start got as far as the sealed file: the urn is not read again.
      if (existsSync(files.sealed)) forget(ballotId);
      else if (!urns.has(ballotId)) {
        // Closed before a restart: nothing but the seal opens it again.
        urns.set(ballotId, { slots: Slots.open(files.urn, ballotId, request.marksLength), closed: true });
      }
      const read = () => held(ballotId).slots.ballots();
      const seal = await sealUrn(
        ballotId,
        files,
        read,
        (step) => step === 'sealed-file-written' && forget(ballotId),
      );
      return { op: 'sealed', seal };
    }
    case 'destroy':
      forget(ballotId);
      await destroyFile(`${files.urn}-journal`);
      await destroyFile(files.urn);
      return { op: 'done', returned: 0 };
    default:
      return request satisfies never;
  }
}

function forget(ballotId: BallotId): void {
  urns.get(ballotId)?.slots.close();
  urns.delete(ballotId);
}

/**
 * The single writer: requests take effect in the order of their arrival, so a cast is before the close or after it.
 * A run of casts into one urn is one transaction. A failure answers the requests it concerns and no others.
 */
async function commit(batch: readonly UrnRequest[]): Promise<UrnAnswer[]> {
  const answers: UrnAnswer[] = [];
  for (let at = 0; at < batch.length; ) {
    const request = batch[at]!;
    const run = request.op === 'cast' ? castRun(batch, at, request.ballotId) : [];
    at += Math.max(1, run.length);
    try {
      if (request.op === 'cast') answers.push(...castTogether(request.ballotId, run));
      else answers.push(await carryOut(request));
    } catch (error) {
      const failed: UrnAnswer = { op: 'failed', why: (error as Error).message };
      answers.push(...(run.length > 0 ? run : [request]).map(() => failed));
    }
  }
  return answers;
}

function castRun(batch: readonly UrnRequest[], from: number, ballotId: BallotId): UrnBallot[] {
  const run: UrnBallot[] = [];
  for (const request of batch.slice(from)) {
    if (request.op !== 'cast' || request.ballotId !== ballotId) break;
    run.push(request.ballot);
  }
  return run;
}

serveBatches(commit);
