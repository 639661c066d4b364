import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { parseSealed, type SealStep, sealUrn } from '../../server/chamber/urn/seal.ts';
import { Slots } from '../../server/chamber/urn/slots.ts';
import type { UrnAnswer, UrnRequest } from '../../server/chamber/urn/worker.ts';
import { CommitQueue } from '../../server/commit/queue.ts';
import { ballotIdentity, receiptOf, tagCommitment } from '../../shared/ballot/credential.ts';
import { bytesToHex, fromBase64Url, sha256Hex, toBase64Url } from '../../shared/bytes.ts';
import { ballotId, ballotOf, ballotsOf, marksLength, otherBallot, UrnFile } from './urn-fixture.ts';

const urn = UrnFile.forEachTest();
const receiptsOf = (...voters: number[]) => voters.map((voter) => receiptOf(ballotOf(voter).tag)).sort();

describe('the seal', () => {
  const voters = [0, 1, 2, 3, 4, 5, 6];
  /** An urn with seven ballots, and what it is sealed with. */
  function filled() {
    const slots = urn.create();
    slots.cast(ballotsOf(0, voters.length));
    return {
      files: { urn: urn.file, sealed: join(urn.folder, `${ballotId}.json`) },
      read: () => slots.ballots(),
    };
  }
  const mustNotRead = () => {
    throw new Error('plug pulled while the urn was read');
  };

  test('[S1] [B33] is two sorted lists, no longer paired, with every ballot and receipt once', async () => {
    const { files, read } = filled();
    const seal = await sealUrn(ballotId, files, read);
    const bytes = readFileSync(files.sealed);
    const { ballots, receipts } = parseSealed(bytes);
    expect(seal).toEqual({ returned: 7, sealDigest: sha256Hex(bytes) });
    expect(receipts).toEqual(receiptsOf(...voters));
    const identities = ballots.map(({ key }) => ballotIdentity(fromBase64Url(key)!));
    expect(identities).toEqual(voters.map((voter) => ballotIdentity(ballotOf(voter).key)).sort());
    for (const { key, commitment, marks } of ballots) {
      const cast = ballotsOf(0, 7).find((ballot) => toBase64Url(ballot.key) === key)!;
      expect([commitment, marks]).toEqual([tagCommitment(cast.tag), cast.marks].map(toBase64Url));
    }
  });

  test('[S2] [B33] has no tag in it, and no receipt can be made from a ballot', async () => {
    const { files, read } = filled();
    await sealUrn(ballotId, files, read);
    const bytes = readFileSync(files.sealed);
    for (const { tag } of ballotsOf(0, 7)) {
      for (const spelling of [Buffer.from(tag), toBase64Url(tag), bytesToHex(tag)]) {
        expect(bytes.includes(spelling)).toBe(false);
      }
    }
    const { ballots, receipts } = parseSealed(bytes);
    const parts = ballots.flatMap((ballot) => Object.values(ballot)).map((part) => fromBase64Url(part)!);
    expect(parts.map(receiptOf).filter((receipt) => receipts.includes(receipt))).toEqual([]);
  });

  test.each([
    ['sealed-file-written', [`${ballotId}.json`, `${ballotId}.urn`]],
    ['urn-destroyed', [`${ballotId}.json`]],
  ] as [SealStep, string[]][])(
    '[S3] [B32] broken off after %s is finished later, with the same file',
    async (at, left) => {
      const { files, read } = filled();
      const pullPlug = (step: SealStep) => {
        if (step === at) throw new Error('plug pulled');
      };
      await expect(sealUrn(ballotId, files, read, pullPlug)).rejects.toThrow('plug pulled');
      expect(readdirSync(urn.folder).sort()).toEqual(left);
      const bytes = readFileSync(files.sealed);
      const seal = await sealUrn(ballotId, files, mustNotRead);
      expect(seal).toEqual({ returned: 7, sealDigest: sha256Hex(bytes) });
      expect(readFileSync(files.sealed)).toEqual(bytes);
      expect(readdirSync(urn.folder)).toEqual([`${ballotId}.json`]);
    },
  );

  test('[S4] [B32] broken off before its file is whole leaves the urn to seal', async () => {
    const { files, read } = filled();
    await expect(sealUrn(ballotId, files, mustNotRead)).rejects.toThrow('plug pulled');
    writeFileSync(`${files.sealed}.new`, '{"format":"yishi-se');
    expect([existsSync(files.urn), existsSync(files.sealed)]).toEqual([true, false]);
    expect(await sealUrn(ballotId, files, read)).toMatchObject({ returned: 7 });
    expect(parseSealed(readFileSync(files.sealed)).receipts).toEqual(receiptsOf(...voters));
    expect(readdirSync(urn.folder)).toEqual([`${ballotId}.json`]);
  });

  test('[S5] [B33] takes the rollback journal of the urn away with it', async () => {
    const { files, read } = filled();
    writeFileSync(`${files.urn}-journal`, 'what a cast that a crash broke off leaves');
    await sealUrn(ballotId, files, read);
    expect(readdirSync(urn.folder)).toEqual([`${ballotId}.json`]);
  });

  test('[S6] [B32] may be repeated, also of an empty urn', async () => {
    const { files } = filled();
    const first = await sealUrn(ballotId, files, () => []);
    expect(first.returned).toBe(0);
    expect(await sealUrn(ballotId, files, mustNotRead)).toEqual(first);
  });
});

describe('the single writer', () => {
  const queues: CommitQueue<UrnRequest, UrnAnswer>[] = [];
  afterEach(async () => {
    for (const queue of queues.splice(0)) await queue.close();
  });
  /** The urn's worker on the folder, as a server's start finds it. */
  function writer(): CommitQueue<UrnRequest, UrnAnswer> {
    const worker = new Worker(new URL('../../server/chamber/urn/worker.ts', import.meta.url), {
      workerData: { folder: urn.folder, sealedFolder: sealed() },
    });
    const queue = new CommitQueue<UrnRequest, UrnAnswer>(worker, (error) => {
      throw error;
    });
    queues.push(queue);
    return queue;
  }
  const sealed = () => join(urn.folder, 'sealed');
  const creating = (id = ballotId): UrnRequest => ({ op: 'create', ballotId: id, marksLength, slots: 20 });
  const sealing: UrnRequest = { op: 'seal', ballotId, marksLength };
  const closing: UrnRequest = { op: 'close', ballotId };
  const destroying: UrnRequest = { op: 'destroy', ballotId };
  const casting = (voter: number, version = 0, id = ballotId): UrnRequest => ({
    op: 'cast',
    ballotId: id,
    ballot: ballotOf(voter, version),
  });
  /** Sends everything at once: what follows the first request shares the second batch. */
  const together = (queue: CommitQueue<UrnRequest, UrnAnswer>, ...requests: UrnRequest[]) =>
    Promise.all(requests.map((request) => queue.submit(request)));
  const states = (answers: readonly UrnAnswer[]) =>
    answers.map((answer) => (answer.op === 'cast' ? answer.state : answer.op));
  /** Files of the urn that this process has open, deleted ones too: what is open is not gone. */
  function openFiles(): string[] {
    const held = readdirSync('/proc/self/fd').map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        return '';
      }
    });
    return held.filter((name) => name.startsWith(urn.file));
  }

  test('[W1] [B31] a cast before the close counts, one after it is closed, repeats are known', async () => {
    const queue = writer();
    const casts = [casting(1), casting(2), closing, casting(3), casting(2), casting(1, 1)];
    const answers = await together(queue, creating(), ...casts);
    expect(states(answers)).toEqual([
      'done',
      'accepted',
      'accepted',
      'done',
      'closed',
      'repeated',
      'altered',
    ]);
    expect(answers[3]).toEqual({ op: 'done', returned: 2 });
    expect(await queue.submit(sealing)).toMatchObject({ op: 'sealed', seal: { returned: 2 } });
    const { receipts } = parseSealed(readFileSync(join(sealed(), `${ballotId}.json`)));
    expect(receipts).toEqual(receiptsOf(1, 2));
  });

  test('[W2] [B28] an answered cast is on disk: whoever opens the file then finds it', async () => {
    const queue = writer();
    await queue.submit(creating());
    for (let voter = 0; voter < 40; voter++) {
      expect(states([await queue.submit(casting(voter))])).toEqual(['accepted']);
      const reader = Slots.open(urn.file, ballotId, marksLength);
      expect(reader.recognise(ballotOf(voter))).toBe('repeated');
      reader.close();
    }
  });

  test('[W3] [B28] a commit that fails answers failed for its own casts and for no others', async () => {
    const queue = writer();
    await together(queue, creating(), creating(otherBallot), casting(1));
    const reader = new DatabaseSync(urn.file);
    reader.exec('BEGIN; SELECT count(*) FROM slots');
    const elsewhere = (voter: number) => casting(voter, 0, otherBallot);
    const casts = [elsewhere(9), casting(2), casting(3), elsewhere(10), casting(1)];
    const answers = await together(queue, ...casts);
    reader.close();
    expect(states(answers)).toEqual(['accepted', 'failed', 'failed', 'accepted', 'repeated']);
    expect(answers[1]).toEqual({ op: 'failed', why: 'database is locked' });
    expect(states(await together(queue, casting(2), casting(3)))).toEqual(['accepted', 'accepted']);
    expect(await queue.submit(sealing)).toMatchObject({ seal: { returned: 3 } });
  });

  test('[W4] [B32] after a restart a closed urn is sealed with every ballot, and nothing is left of it', async () => {
    const before = writer();
    await together(before, creating(), casting(1), casting(2));
    await before.close();
    const queue = writer();
    expect(states(await together(queue, casting(1), casting(3)))).toEqual(['unknown', 'unknown']);
    const seal = await queue.submit(sealing);
    expect(seal).toMatchObject({ op: 'sealed', seal: { returned: 2 } });
    expect(await queue.submit(sealing)).toEqual(seal);
    expect(readdirSync(urn.folder)).toEqual(['sealed']);
    expect(readdirSync(sealed())).toEqual([`${ballotId}.json`]);
    expect(openFiles()).toEqual([]);
  });

  test('[W5] [B28] [B29] after a restart an open urn goes on with what it had', async () => {
    const before = writer();
    await together(before, creating(), casting(1));
    await before.close();
    const load: UrnRequest = { op: 'load', ballotId, marksLength };
    const answers = await together(writer(), load, casting(1), casting(1, 1), casting(2));
    expect(answers[0]).toEqual({ op: 'done', returned: 1 });
    expect(states(answers)).toEqual(['done', 'repeated', 'altered', 'accepted']);
  });

  test('[W6] [B21] a destroyed urn is gone from the disk and knows nothing', async () => {
    const queue = writer();
    await together(queue, creating(), casting(1), destroying);
    expect(readdirSync(urn.folder)).toEqual(['sealed']);
    expect(openFiles()).toEqual([]);
    expect(states([await queue.submit(casting(1))])).toEqual(['unknown']);
    expect(await queue.submit(destroying)).toEqual({ op: 'done', returned: 0 });
    expect(await queue.submit(sealing)).toMatchObject({ op: 'failed' });
  });
});
