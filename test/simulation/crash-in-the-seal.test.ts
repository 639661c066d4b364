import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Issuer } from '../../server/chamber/issuer.ts';
import type { Journal } from '../../server/chamber/journal/contract.ts';
import { openSqliteJournal } from '../../server/chamber/journal/sqlite.ts';
import { parseSealed, sealUrn } from '../../server/chamber/urn/seal.ts';
import { Slots } from '../../server/chamber/urn/slots.ts';
import { persist } from '../../server/demo/device.ts';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf, Hall, inventedRoll } from '../../server/demo/hall.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { postCast } from '../../server/demo/tablet.ts';
import { Paper } from '../../shared/ballot/paper.ts';
import { AuditBundle, entryHash, nextLink } from '../../shared/bundle.ts';
import { AccountId, type BallotId, CommandId, type VoteId } from '../../shared/ids.ts';
import type { SaltedEntry } from '../../shared/sitting/events.ts';
import type { VoteView } from '../../shared/views.ts';
import { Ledger } from './ledger.ts';
import { SealOnDisk, type SealStep, sealSteps } from './seal-steps.ts';

// An open vote on two subjects with every ballot in; each test goes on from the folder as the plug was pulled on it.
describe('a crash between two steps of the seal', () => {
  const DEPUTIES = 8;
  let hall: Hall;
  let server: ServerProcess;
  let voteId: VoteId;
  let ballotIds: BallotId[];
  let folder: string;
  let asKilled: string;
  const ledger = new Ledger();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yishi-'));
    asKilled = join(folder, 'as-killed');
    const env = { LOG_LEVEL: 'warn' };
    server = await ServerProcess.start(join(folder, 'data'), env);
    // Compiled code is kept at a stop and not at a kill.
    await server.stop();
    await server.start();
    const roll = inventedRoll(DEPUTIES);
    const about = { title: '封箱', body: 'congress', totalMembership: DEPUTIES, roll } as const;
    hall = await Hall.open(server.url, server.setupCodes, about, new Dice(1));
    await eachOf(hall.seats, (seat) => hall.signIn(seat));
    await hall.checkIn(hall.seats);
    const items = ['S1', 'S2'].map((itemId) => ({ itemId, title: `局长${itemId}` }));
    voteId = await hall.openVote(
      await hall.drawUp(Paper.parse({ kind: 'appraisal', title: '履职评议', items })),
    );
    await eachOf(hall.seats, async ({ tablet }) => {
      await tablet.vote(voteId, () => ({ S1: ['satisfied'], S2: ['dissatisfied'] }));
      ledger.acknowledge(tablet);
    });
    ballotIds = (await hall.inStage(voteId, 'open')).ballots.map((ballot) => ballot.ballotId);
    await server.kill();
    cpSync(server.dataDir, asKilled, { recursive: true, filter: (name) => !name.endsWith('.sock') });
  });

  afterAll(async () => {
    hall.leave();
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const inData = (...names: string[]) => join(server.dataDir, ...names);
  const filesOf = (ballotId: BallotId) => ({
    urn: inData('urns', `${ballotId}.urn`),
    sealed: inData('sealed', `${ballotId}.json`),
  });

  /** The folder as it was when the plug was pulled, with the close in its journal. */
  async function closedOnDisk(work: (journal: Journal) => Promise<void>): Promise<void> {
    await server.kill();
    rmSync(server.dataDir, { recursive: true });
    cpSync(asKilled, server.dataDir, { recursive: true });
    const journal = openSqliteJournal(inData('journal.sqlite'), () => {});
    const last = (await journal.read(hall.sittingId)).at(-1)!.chained;
    const { version, at } = last.entry;
    const entry: SaltedEntry = {
      salt: '5a'.repeat(16),
      version: version + 1,
      at,
      by: { role: 'chair', accountId: AccountId.parse('chair-of-test') },
      event: { type: 'VoteClosed', voteId },
    };
    const entries = [{ entry, link: nextLink(last.link, entryHash(entry)) }];
    const commandId = CommandId.parse('closed-by-test');
    await journal.append(hall.sittingId, { expectedVersion: version, commandId, entries });
    await work(journal);
    await journal.close();
  }

  /** Takes the seal of one ballot as far as this step, with the server's own parts. */
  async function takeAsFarAs(step: SealStep, ballotId: BallotId, journal: Journal): Promise<void> {
    const slots = Slots.open(filesOf(ballotId).urn, ballotId, 1);
    const pulled = new Error('plug pulled');
    const sealing = sealUrn(
      ballotId,
      filesOf(ballotId),
      () => slots.ballots(),
      (done) => {
        if (done === 'sealed-file-written') slots.close();
        if (done === step) throw pulled;
      },
    );
    if (step !== 'key-destroyed') return expect(sealing).rejects.toBe(pulled);
    await sealing;
    await new Issuer(inData('keys'), journal).destroyKey(ballotId);
  }

  /** The ballots and receipts that every one of the finished seals must have. */
  function sealedFiles(): string[] {
    return ballotIds.map((ballotId) => readFileSync(filesOf(ballotId).sealed, 'utf8'));
  }

  /** Starts the server on what is there: it finishes the seal, and the vote goes on to its result. */
  async function finishes(): Promise<void> {
    await server.start();
    // Everyone, not the chair alone: a view of the last test is still up until the new one comes.
    const devices = [hall.chair, ...hall.seats.map(({ tablet }) => tablet.device)];
    const isSealed = (vote: VoteView) => vote.stage === 'sealed' && vote.sealed;
    const [sealed] = await Promise.all(
      devices.map((device) => device.until((view) => view.votes.find(isSealed)?.sealed)),
    );
    expect(sealed!.map(({ returned }) => returned)).toEqual(ballotIds.map(() => DEPUTIES));
    expect([readdirSync(inData('urns')), readdirSync(inData('keys'))]).toEqual([[], []]);
    expect(readdirSync(inData('sealed')).sort()).toEqual(ballotIds.map((id) => `${id}.json`).sort());
    for (const text of sealedFiles()) {
      const { ballotId, receipts } = parseSealed(Buffer.from(text));
      const mine = ledger.all.filter((one) => one.ballotId === ballotId).map(({ receipt }) => receipt);
      expect(receipts).toEqual(mine.sort());
    }
    for (const { cast, receipt } of hall.seats[0]!.tablet.kept.values()) {
      expect(await persist(() => postCast(server.url, cast))).toBe(receipt);
    }
    await hall.scrutineers[0]!.tablet.device.command({ type: 'ReportReturn', voteId });
    await hall.chair.command({ type: 'DeclareVote', voteId, verdict: 'valid' });
    const bundle = AuditBundle.parse(JSON.parse((await hall.confirm(voteId)).text));
    expect(ledger.compare(bundle)).toEqual({ lost: 0, duplicated: 0 });
    const seals = bundle.log.filter(({ entry }) => entry?.event.type === 'BallotsSealed');
    expect(seals).toHaveLength(1);
    expect((await hall.publish(voteId)).results).toHaveLength(ballotIds.length);
  }

  test('[B32] after the close, before anything of the seal', async () => {
    await closedOnDisk(async () => {});
    expect(new SealOnDisk(server.dataDir, ballotIds).done()).toBe(0);
    await finishes();
  });

  const places = [0, 1].flatMap((ballot) =>
    sealSteps.map((step, at) => ({ ballot, step, done: ballot * 3 + at + 1 })),
  );
  test.each(places)('[B32] [B33] ballot $ballot: $step', async ({ ballot, step, done }) => {
    await closedOnDisk(async (journal) => {
      for (const ballotId of ballotIds.slice(0, ballot))
        await takeAsFarAs('key-destroyed', ballotId, journal);
      await takeAsFarAs(step, ballotIds[ballot]!, journal);
    });
    expect(new SealOnDisk(server.dataDir, ballotIds).done()).toBe(done);
    await finishes();
  });

  test('[B32] the sealed file half written beside its name', async () => {
    await closedOnDisk(async () => {});
    const { sealed } = filesOf(ballotIds[0]!);
    mkdirSync(dirname(sealed), { recursive: true });
    writeFileSync(`${sealed}.new`, '{"ballotId":"');
    await finishes();
  });

  test.each([
    ['the urn', 'sealed-file-written', 'urns', '.urn'],
    ['the key', 'urn-destroyed', 'keys', '.pem'],
  ] as const)('[B32] [B33] %s overwritten and not yet removed', async (_, step, folder, ending) => {
    await closedOnDisk((journal) => takeAsFarAs(step, ballotIds[0]!, journal));
    const file = inData(folder, ballotIds[0]! + ending);
    writeFileSync(file, Buffer.alloc(readFileSync(file).length, 7));
    await finishes();
  });

  test('[B33] what a crash left of a preparation that no vote knows is destroyed', async () => {
    await closedOnDisk(async () => {});
    const stray = 'dead'.repeat(8);
    for (const name of [
      `urns/${stray}.urn`,
      `urns/${stray}.urn-journal`,
      `keys/${stray}.pem`,
      'keys/0.pem.new',
    ]) {
      writeFileSync(inData(name), 'left by a crash');
    }
    await finishes();
  });
});
