import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Archives } from '../../server/chamber/archive.ts';
import { Disk } from '../../server/chamber/disk.ts';
import { Issuer } from '../../server/chamber/issuer.ts';
import { openSqliteJournal } from '../../server/chamber/journal/sqlite.ts';
import { Retention } from '../../server/chamber/retention.ts';
import { Sittings } from '../../server/chamber/sittings.ts';
import { Urn } from '../../server/chamber/urn/urn.ts';
import { DataFolder } from '../../server/data-folder.ts';
import { newCommandId, type Refused } from '../../server/demo/device.ts';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf, firstRoll, Hall, inventedRoll, projectPaper } from '../../server/demo/hall.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { logOperations } from '../../server/operations.ts';
import { platform } from '../../server/platform.ts';
import type { ActBy } from '../../shared/accounts.ts';
import { Archive } from '../../shared/archive.ts';
import { sha256Hex } from '../../shared/bytes.ts';
import type { SittingId, VoteId } from '../../shared/ids.ts';
import { verifyBundle } from '../../shared/verifier/verify.ts';
import { firstChoice } from './hall-fixture.ts';

const DEPUTIES = 6;
const DAY = 86_400_000;
const TITLE = '第一次会议';
// One that nothing else on the disk contains.
const roll = inventedRoll(DEPUTIES).map((line, at) => ({
  ...line,
  name: `欧阳被删${at}`,
  seat: `座被删${at}`,
}));

let folder: string;
let server: ServerProcess;
let hall: Hall;
let voteId: VoteId;
let publicBundle: string;
let other: SittingId;
const inFolder = (...names: string[]) => join(folder, ...names);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yishi-'));
  server = await ServerProcess.start(inFolder('data'), { LOG_LEVEL: 'warn' });
  const plan = { title: TITLE, body: 'congress', totalMembership: DEPUTIES, roll } as const;
  hall = await Hall.open(server.url, server.setupCodes, plan, new Dice(1));
  await eachOf(hall.seats, (seat) => hall.signIn(seat));
  await hall.checkIn(hall.seats);
  voteId = await hall.openVote(await hall.drawUp(projectPaper('民生实事', 5, 2)));
  await eachOf(hall.seats, async ({ tablet }) => void (await tablet.vote(voteId, firstChoice)));
  await hall.finish(voteId);
  const aborted = await hall.openVote(await hall.drawUp(projectPaper('中止了的', 5, 2)));
  await hall.chair.command({ type: 'AbortVote', voteId: aborted, reason: '设备故障' });
  publicBundle = await hall.chair.get(`/api/sittings/${hall.sittingId}/votes/${voteId}/public-bundle`);
  const about = { title: '第二次会议', body: 'congress', totalMembership: 3 } as const;
  ({ sittingId: other } = await hall.operator.post('POST /api/sittings', {
    commandId: newCommandId(),
    ...about,
  }));
  const deputies = inventedRoll(3).map((line) => ({ ...line, name: `诸葛留存${line.seat}` }));
  await hall.operator.post('POST /api/sittings/:sittingId/roll/changes', firstRoll(deputies), {
    sittingId: other,
  });
});

afterAll(async () => {
  hall?.leave();
  await server?.stop();
  rmSync(folder, { recursive: true });
});

const forget = (sittingId: SittingId, title: string, by = hall.operator) =>
  by.fetch(`/api/sittings/${sittingId}/forget`, { title }).then(
    () => null,
    (error: Refused) => error.refusal.code,
  );
const listed = async () => JSON.parse(await hall.operator.get('/api/sittings')).sittings;

/** Files of a data folder in which any of these stands, without the archive. */
function filesWith(dataDir: string, ...needles: string[]): string[] {
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('archive'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return needles.some((needle) => bytes.includes(needle));
    })
    .map((file) => file.slice(dataDir.length + 1));
}
const people = () => [
  ...roll.map(({ name }) => name),
  ...roll.map(({ seat }) => seat),
  ...hall.seats.map(({ deputyId }) => deputyId),
];

test('[B92] an open sitting is never touched, nobody but an operator orders it, and the title must be typed', async () => {
  expect(await forget(hall.sittingId, TITLE)).toBe('sitting-not-closed');
  await hall.chair.command({ type: 'CloseSitting' });
  const [mine] = await listed();
  expect(mine).toMatchObject({ stage: 'closed', archived: false, keptUntil: mine.closedAt + 180 * DAY });
  expect(await forget(hall.sittingId, TITLE, hall.chair)).toBe('not-allowed');
  expect(await forget(hall.sittingId, TITLE, hall.seats[0]!.tablet.device)).toBe('not-allowed');
  expect(await forget(hall.sittingId, '第二次会议')).toBe('confirmation-differs');
  expect(await forget(other, '第二次会议')).toBe('sitting-not-closed');
  await server.stop();
  // The search finds what is there.
  expect(filesWith(server.dataDir, ...people())).toEqual(['access.sqlite', 'journal.sqlite']);
  cpSync(server.dataDir, inFolder('before'), { recursive: true });
  await server.start();
});

/** What must be true of a folder in which the sitting was forgotten, whatever happened on the way. */
function expectForgotten(dataDir: string): void {
  expect(filesWith(dataDir, ...people())).toEqual([]);
  expect(readdirSync(join(dataDir, 'sealed'))).toEqual([]);
  expect(filesWith(dataDir, '诸葛留存').join()).toContain('journal.sqlite');
  const kept = readdirSync(join(dataDir, 'archive')).sort();
  expect(kept).toEqual([`${hall.sittingId}.${voteId}.public-bundle.json`, `${hall.sittingId}.json`].sort());
  expect(readFileSync(join(dataDir, 'archive', kept[0]!), 'utf8')).toBe(publicBundle);
}

test('[B92] [B93] forgotten: no byte of the people is left but in the published results, which stay and verify', async () => {
  expect(await forget(hall.sittingId, `${TITLE} `)).toBe(null);
  expectForgotten(server.dataDir);
  // Asked again, because the answer was lost.
  expect(await forget(hall.sittingId, TITLE)).toBe(null);
  const session = await hall.seats[0]!.tablet.device.fetch('/api/me').catch(
    (error: Refused) => error.refusal.code,
  );
  expect(session).toBe('not-signed-in');

  expect(await listed()).toMatchObject([
    { sittingId: hall.sittingId, stage: 'closed', archived: true, keptUntil: null },
    { sittingId: other },
  ]);
  const ofSitting = `/api/sittings/${hall.sittingId}`;
  const archive = Archive.parse(JSON.parse(await hall.chair.get(`${ofSitting}/archive`)));
  expect(archive.votes.map(({ vote }) => [vote.stage, vote.title])).toEqual([
    ['published', '民生实事'],
    ['aborted', '中止了的'],
  ]);
  const [{ vote, sheets }] = archive.votes as [Archive['votes'][number]];
  expect(vote.results![0]!.tally.returned).toBe(DEPUTIES);
  expect(sheets).toHaveLength(1);
  const bundle = await hall.chair.get(`${ofSitting}/votes/${voteId}/public-bundle`);
  expect([bundle, sha256Hex(Buffer.from(bundle))]).toEqual([publicBundle, vote.digests!.publicDigest]);
  const verification = await verifyBundle(
    Buffer.from(bundle),
    { digest: vote.digests!.publicDigest },
    platform,
    () => {},
  );
  expect(verification.passed).toBe(true);
  const audit = hall.chair.fetch(`${ofSitting}/votes/${voteId}/audit-bundle`);
  await expect(audit).rejects.toMatchObject({ refusal: { code: 'sitting-archived' } });
  await expect(hall.screen.fetch(`${ofSitting}/archive`)).rejects.toMatchObject({
    refusal: { code: 'not-allowed' },
  });
  const { acts } = JSON.parse(await hall.operator.get('/api/acts'));
  const forgotten = acts.filter(
    ({ entry }: { entry: { act: { type: string } } }) => entry.act.type === 'SittingForgotten',
  );
  expect(forgotten).toMatchObject([
    { entry: { by: { who: 'account' }, act: { sittingId: hall.sittingId } } },
  ]);

  await server.kill();
  await server.start();
  expect((await listed()).map((one: { archived: boolean }) => one.archived)).toEqual([true, false]);
});

test('[B93] a crash at any step is gone on from: what was archived is finished at the next start', async () => {
  const crashed = inFolder('crashed');
  cpSync(inFolder('before'), crashed, { recursive: true });
  const data = new DataFolder(crashed);
  const unfinished = { sittingId: hall.sittingId, ballotIds: [] as string[] };
  unfinished.ballotIds = readdirSync(data.sealed).map((name) => name.replace('.json', ''));
  cpSync(join(server.dataDir, 'archive'), data.archive, { recursive: true });
  writeFileSync(join(data.archive, `${hall.sittingId}.erasing.json`), JSON.stringify(unfinished));
  // Half of the files are gone already.
  rmSync(join(data.sealed, `${unfinished.ballotIds[0]}.json`));
  const again = await ServerProcess.start(crashed, { LOG_LEVEL: 'warn' });
  expectForgotten(crashed);
  await again.stop();
  expectForgotten(crashed);
});

test('[B92] by itself on the day: not before, not while anybody votes, and by the server', async () => {
  const data = new DataFolder(inFolder('before'));
  const journal = openSqliteJournal(data.store('journal'), (error) => expect(error).toBe(null));
  const urn = new Urn(data.urns, data.sealed, () => {});
  const archives = await Archives.open(data.archive);
  const disk = new Disk(data.root, { warn: 0, min: 0 });
  const operations = logOperations('silent');
  let now = Date.now();
  const options = { now: () => now, turnoutStepMs: 5000 };
  const sittings = await Sittings.open(
    { journal, urn, disk, operations, issuer: new Issuer(data.keys, journal) },
    options,
  );
  const recorded: [ActBy, SittingId][] = [];
  const asked: SittingId[] = [];
  const parts = { sittings, archives, journal, urn, operations };
  const retention = new Retention(
    {
      ...parts,
      inquiries: { archivesOf: async () => [] },
      forgets: [async (sittingId) => void asked.push(sittingId)],
      record: async (...act) => void recorded.push(act),
      inTurn: (work) => work(),
    },
    { days: 180, now: () => now },
  );
  try {
    const { closedAt } = sittings.list().find(({ sittingId }) => sittingId === hall.sittingId)!;
    now = closedAt! + 180 * DAY - 1;
    await retention.eraseDue();
    expect([archives.all(), asked, recorded]).toEqual([[], [], []]);
    now++;
    await retention.eraseDue();
    expect(archives.get(hall.sittingId)).toMatchObject({ title: TITLE, closedAt });
    expect(asked).toEqual([hall.sittingId]);
    expect(recorded).toEqual([[{ who: 'server' }, hall.sittingId]]);
    expect(sittings.list().map(({ sittingId }) => sittingId)).toEqual([other]);
    expect(await archives.unfinished()).toEqual([]);
  } finally {
    retention.stop();
    disk.stop();
    await sittings.shutDown();
    await Promise.all([urn.shutDown(), journal.close()]);
  }
});
