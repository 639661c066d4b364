import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import { DataFolder } from '../../server/data-folder.ts';
import { Device, newSecret, Refused } from '../../server/demo/device.ts';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf, Hall, inventedRoll, projectPaper } from '../../server/demo/hall.ts';
import type { FollowedInquiry } from '../../server/demo/inquiry-line.ts';
import { accountIdOf, followed, planInquiry } from '../../server/demo/inquiry-setup.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { openLocalExchange } from '../../server/gallery/exchange/local.ts';
import { nextLink } from '../../shared/bundle.ts';
import { type InquiryId, type QuestionId, ViewerId, type VoteId } from '../../shared/ids.ts';
import { inquiryChainStart } from '../../shared/inquiry/evolve.ts';
import type { inquiryDeskHttp } from '../../shared/inquiry/log-protocol.ts';
import { GalleryView, type PublicRecord } from '../../shared/inquiry/views.ts';
import { firstChoice } from './hall-fixture.ts';
import { type InquiryStaff, inquiryStaff, moderatorOne, planOf, Viewer } from './inquiry-fixture.ts';

const TITLE = '第九次会议';
const VIEWERS = 24;
const SIGNED = '公孙署名';
const PHONE = '13800138000';

let folder: string;
let server: ServerProcess;
let hall: Hall;
let staff: InquiryStaff;
let inquiryId: InquiryId;
let code: string;
let moderator: FollowedInquiry;
let secondModerator: FollowedInquiry;
let operator: FollowedInquiry;
const viewers: Viewer[] = [];
let voteId: VoteId;

const inFolder = (name: string) => join(folder, name);
const run = (program: 'backup' | 'restore', args: string[], dataDir = server.dataDir) =>
  promisify(execFile)(
    process.execPath,
    [fileURLToPath(new URL(`../../server/${program}.ts`, import.meta.url)), ...args],
    { env: { ...process.env, DATA_DIR: dataDir } },
  );
const live = async (viewer = viewers[0]!) =>
  GalleryView.parse(((await viewer.get(`${inquiryId}/live`)) as { view: unknown }).view);
const record = async () =>
  (await viewers[0]!.get(`${inquiryId}/record`)) as {
    questions: { name?: string; text: string }[];
    votes: PublicRecord['votes'];
  };
const idOf =
  (text: string) => (view: { questions: Record<string, { questionId: QuestionId; originalText: string }> }) =>
    Object.values(view.questions).find(({ originalText }) => originalText === text)?.questionId;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yishi-'));
  server = await ServerProcess.start(inFolder('data'), { LOG_LEVEL: 'warn', GALLERY_TICK_MS: '200' });
  const plan = { title: TITLE, body: 'congress', totalMembership: 4, roll: inventedRoll(4) } as const;
  hall = await Hall.open(server.url, server.setupCodes, plan, new Dice(5));
  await eachOf(hall.seats, (seat) => hall.signIn(seat));
  await hall.checkIn(hall.seats);
  staff = await inquiryStaff(hall);
  ({ inquiryId } = await planInquiry(hall, planOf(await accountIdOf(staff.department))));
  const follow = (device: Parameters<typeof followed>[0]) => followed(device, hall, inquiryId);
  moderator = await follow(staff.moderator);
  secondModerator = await follow(staff.secondModerator);
  operator = await follow(hall.operator);
  code = await moderator.until('desk', (view) => view.code);
  viewers.push(...Array.from({ length: VIEWERS }, () => new Viewer(server.url)));
  await eachOf(viewers, (viewer) => viewer.visit(code));
});

afterAll(async () => {
  for (const device of staff ? Object.values(staff) : []) device.disconnect();
  hall?.leave();
  await server?.stop();
  rmSync(folder, { recursive: true });
});

test('[B115] [B114] killed again and again while viewers ask: each question that was acknowledged is there once, under a new epoch', async () => {
  const epochs = new Set([moderator.epoch]);
  const askers = viewers.slice(0, -2);
  const textOf = (viewer: Viewer) => `第${viewers.indexOf(viewer)}个问题`;
  const askTwice = async (viewer: Viewer) => {
    const key = newSecret();
    for (const _ of [1, 2]) await viewer.ask(inquiryId, textOf(viewer), null, key);
  };
  for (const wave of [askers.slice(0, 8), askers.slice(8, 16), askers.slice(16)]) {
    const asking = eachOf(wave, askTwice, 3);
    await moderator.until('desk', (view) => wave.some((viewer) => idOf(textOf(viewer))(view)));
    await server.kill();
    await server.start();
    await asking;
    await moderator.until('desk', () => !epochs.has(moderator.epoch));
    epochs.add(moderator.epoch);
  }
  const texts = await moderator.until('desk', ({ questions }) => {
    const all = Object.values(questions).map(({ text }) => text);
    return all.length >= VIEWERS - 2 && all;
  });
  expect(texts.toSorted()).toEqual(
    Array.from({ length: VIEWERS - 2 }, (_, at) => `第${at}个问题`).toSorted(),
  );
  const { questions } = await viewers[3]!.own(inquiryId);
  expect(questions).toMatchObject([{ text: '第3个问题', state: 'submitted' }]);
});

test('[B112] two moderators who approve the same questions at once: one does each, and both see the same', async () => {
  const ids = Object.keys(moderator.view('desk')!.questions) as QuestionId[];
  const approve = (line: FollowedInquiry) =>
    Promise.all(ids.map((id) => line.refusalOf({ type: 'ApproveQuestions', questionIds: [id] })));
  const [one, two] = await Promise.all([approve(moderator), approve(secondModerator)]);
  for (const at of ids.keys())
    expect([one[at], two[at]].toSorted()).toEqual([null, 'question-state'].toSorted());
  for (const line of [moderator, secondModerator])
    await line.until('desk', ({ questions }) =>
      Object.values(questions).every(({ state }) => state === 'waiting'),
    );
  expect(secondModerator.view('desk')).toEqual(moderator.view('desk'));
  await vi.waitFor(async () => expect((await live()).counts).toEqual({ waiting: ids.length }), 5000);
});

test('[B114] a vote that is published joins the page, with what was on its paper and not before', async () => {
  const paperId = await hall.drawUp(projectPaper('现场表决', 3, 1));
  voteId = await hall.openVote(paperId);
  await eachOf(hall.seats, async ({ tablet }) => void (await tablet.vote(voteId, firstChoice)));
  expect([(await live()).votes, (await record()).votes]).toEqual([[], []]);
  await hall.finish(voteId);
  await vi.waitFor(async () => expect((await live()).votes).toEqual([{ voteId, title: '现场表决' }]), 5000);
  expect((await record()).votes).toMatchObject([
    { sitting: { title: TITLE }, vote: { voteId, stage: 'published' }, sheets: [{ sheet: {} }] },
  ]);
});

test('[B113] [B60] the log that the desk takes out fits link by link, and its export is put down', async () => {
  type Page = z.output<(typeof inquiryDeskHttp)['GET /api/inquiries/:inquiryId/log?after=:after']['reply']>;
  const page = async (after: number) =>
    JSON.parse(await staff.moderator.get(`/api/inquiries/${inquiryId}/log?after=${after}`)) as Page;
  const { entries, head, start, version, brokenAt } = await page(0);
  expect([entries.length, brokenAt, start]).toEqual([version, null, inquiryChainStart(inquiryId)]);
  const links = entries.map(({ link }) => link);
  expect(entries.map(({ entryHash }, at) => nextLink(links[at - 1] ?? start, entryHash))).toEqual(links);
  expect(links.at(-1)).toBe(head);
  const approvals = entries.filter(({ event }) => event.type === 'QuestionsApproved');
  for (const { by } of approvals) expect(['钱审核', '孙审核']).toContain('name' in by && by.name);
  expect(approvals).toHaveLength(VIEWERS - 2);
  await staff.moderator.fetch(`/api/inquiries/${inquiryId}/export`, { what: 'log' });
  const { acts } = JSON.parse(await hall.administrator.get('/api/acts'));
  expect(acts.at(-1).entry).toMatchObject({
    by: { name: '钱审核' },
    act: { type: 'InquiryLogExported', sittingId: hall.sittingId },
  });
});

test('[B117] a restored backup brings the inquiry back with its page, its crowd and what was still on its way', async () => {
  const [asking, supporting] = viewers.slice(-2) as [Viewer, Viewer];
  await asking.ask(inquiryId, `请回电 ${PHONE}`, SIGNED);
  const id = await moderator.until('desk', idOf(`请回电 ${PHONE}`));
  const textVersion = moderator.view('desk')!.questions[id]!.textVersion;
  await moderator.command({ type: 'EditQuestion', questionId: id, textVersion, text: '请回电 ●●●' });
  await moderator.command({ type: 'ApproveQuestions', questionIds: [id] });
  await vi.waitFor(async () => expect((await live()).questions[id]?.text).toBe('请回电 ●●●'), 5000);
  await supporting.support(inquiryId, id);
  const desk = await moderator.until('desk', (view) => view.questions[id]?.supports === 1 && view);
  await vi.waitFor(async () => expect((await live()).questions[id]?.supports).toBe(1), 5000);
  const page = await live();
  await server.stop();
  // Acknowledged, and not yet taken into the log when the copy is made.
  const exchange = await openLocalExchange(new DataFolder(server.dataDir).store('crowd'), () => {});
  const viewerId = ViewerId.parse('viewer-on-its-way');
  const late = { inquiryId, viewerId, key: 'key-on-its-way-0', name: null, askedAt: Date.now() };
  await exchange.ask({ ...late, text: '还在路上的问题' });
  await exchange.close();
  await run('backup', ['--to', inFolder('backups')]);
  const backup = join(inFolder('backups'), readdirSync(inFolder('backups'))[0]!);
  await run('restore', ['--from', backup], inFolder('restored'));
  const restored = await ServerProcess.start(inFolder('restored'), { LOG_LEVEL: 'warn' });
  const device = new Device(restored.url);
  try {
    await device.signInAs(moderatorOne);
    const line = await followed(device, hall, inquiryId);
    const arrived = await line.until('desk', (view) => idOf('还在路上的问题')(view) && view);
    const { [idOf('还在路上的问题')(arrived)!]: _, ...others } = arrived.questions;
    expect(others).toEqual(desk.questions);
    const shown = await live(new Viewer(restored.url));
    expect({ ...shown, crowd: { ...shown.crowd, watching: page.crowd.watching } }).toEqual(page);
    expect(shown.crowd).toMatchObject({ views: VIEWERS, viewers: VIEWERS });
  } finally {
    device.disconnect();
    await restored.stop();
    await server.start();
  }
  await moderator.until('desk', idOf('还在路上的问题'));
});

/** Files of the data folder, without the archive, in which any of these stands. */
function filesWith(...needles: string[]): string[] {
  return readdirSync(server.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return needles.some((needle) => bytes.includes(needle));
    });
}

test('[B116] [B93] with the sitting go the log, the crowd and the names of viewers; the page stays, also after a restart', async () => {
  const close = () => hall.chair.refusalOf({ type: 'CloseSitting' });
  expect(await close()).toBe('inquiry-not-ended');
  await operator.command({ type: 'EndInquiry' });
  expect(await close()).toBeNull();
  const before = await vi.waitFor(async () => {
    const page = await live();
    expect(page.stage).toBe('ended');
    return page;
  }, 5000);
  expect(JSON.stringify(before)).toContain(SIGNED);
  await server.stop();
  expect(
    filesWith(PHONE, SIGNED)
      .map((file) => file.slice(server.dataDir.length + 1))
      .toSorted(),
  ).toEqual(['inquiries.sqlite']);
  await server.start();
  await hall.operator.fetch(`/api/sittings/${hall.sittingId}/forget`, { title: TITLE });
  const shown = async () => {
    const page = await live();
    const { questions, votes } = await record();
    expect({ ...page, crowd: before.crowd, questions: {} }).toEqual({ ...before, questions: {} });
    expect(questions.map(({ text }) => text)).toContain('请回电 ●●●');
    expect(questions.filter(({ name }) => name !== undefined)).toEqual([]);
    expect(votes.map(({ vote }) => vote.voteId)).toEqual([voteId]);
  };
  await shown();
  expect(await viewers.at(-2)!.own(inquiryId)).toMatchObject({ questions: [], supports: [] });
  expect(JSON.parse(await hall.operator.get('/api/inquiries'))).toEqual({ inquiries: [] });
  expect(filesWith(PHONE, SIGNED)).toEqual([]);
  await server.kill();
  await server.start();
  await shown();
  expect(filesWith(PHONE, SIGNED)).toEqual([]);
  // The code still leads to the page, and nobody is asked any more.
  await new Viewer(server.url).visit(code);
  const late = viewers[1]!.ask(inquiryId, '还能问吗？');
  await expect(late).rejects.toBeInstanceOf(Refused);
});
