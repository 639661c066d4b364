import { expect, test } from 'vitest';
import { eventRows } from '../../client/accounts/event-words.ts';
import type { LogPage } from '../../server/chamber/log.ts';
import { soundPart } from '../../server/chamber/logs/chain.ts';
import { Device } from '../../server/demo/device.ts';
import { eachOf } from '../../server/demo/hall.ts';
import { grant } from '../../server/demo/staff.ts';
import { AuditBundle, chainStart, entryHash, nextLink } from '../../shared/bundle.ts';
import { LOG_PAGE, logHttp, type ToldEntry } from '../../shared/log-protocol.ts';
import { wordsIn } from '../client/spoken.ts';
import { blame, houseForThisFile, paper, send } from './hall-fixture.ts';

const house = houseForThisFile({ present: 4 });
const path = (after: number | string = 0) => `/api/sittings/${house.hall.sittingId}/log?after=${after}`;
const declared = logHttp['GET /api/sittings/:sittingId/log?after=:after'];

async function page(after = 0, device = house.hall.operator): Promise<LogPage> {
  return declared.reply.parse(JSON.parse(await device.fetch(path(after))));
}
async function spoken(entries: readonly ToldEntry[], language: 'zh-CN' | 'en'): Promise<string[]> {
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const format = { number: String, list: (names: readonly string[]) => list.format(names) };
  const t = await wordsIn(language, 'log', 'acts');
  return eventRows({ t, format, reason: (reason) => reason }, entries).map(({ say }) => say());
}

test('[B60] the desk reads who did what in a sitting, in order and by name', async () => {
  const { entries, brokenAt } = await page();
  expect(brokenAt).toBeNull();
  expect(await spoken(entries.slice(0, 13), 'zh-CN')).toEqual([
    '王操作建立了会议：第一次会议',
    '王操作修改了名册（代表1、代表2、代表3、代表4、代表5和代表6）：新增 6 人，更改 0 人，恢复 0 人，移出 0 人',
    '李主席确定了票决办法：票决办法（第 1 版）',
    '王操作提名监票人：代表1、代表2和代表3；总监票人：代表1',
    ...[1, 2, 3].flatMap((at) => [`王操作为监票人代表${at}申请证卡`, `李主席制作了证卡：代表${at}`]),
    '李主席确定监票人：代表1、代表2和代表3；总监票人：代表1；提名人：王操作',
    '王操作制作了证卡：代表4、代表5和代表6',
    '李主席宣布会议开始，应到 5 人',
  ]);
  // Who checked in first is chance.
  expect((await spoken(entries.slice(13, 18), 'zh-CN')).sort()).toEqual(
    [1, 2, 3, 4, 6].map((at) => `代表${at}用签到码签到`),
  );
  const { operator } = house.hall;
  const { deputyId } = house.absentee;
  await operator.command({ type: 'CheckIn', deputyId });
  await operator.command({ type: 'CheckOut', deputyId });
  await operator.command({ type: 'SetLeave', deputyId, onLeave: true });
  await operator.command({ type: 'SetLeave', deputyId, onLeave: false });
  await house.attendee.tablet.device.command({ type: 'LeaveHall' });
  await operator.command({ type: 'RequestCard', deputyId: house.deputies[1]!.deputyId });
  const later = await page(18, house.hall.chair);
  expect(await spoken(later.entries, 'zh-CN')).toEqual([
    '王操作为代表5签到',
    '王操作登记代表5离场',
    '王操作登记代表5请假',
    '王操作为代表5销假',
    '代表6在平板上离场',
    '王操作为监票人代表2申请证卡',
  ]);
  expect((await spoken(later.entries, 'en')).slice(0, 2)).toEqual([
    '王操作 checked 代表5 in',
    '王操作 checked 代表5 out',
  ]);
});

test('[B20] [B39] [B60] of a count it tells nothing, and its links are those of the bundles', async () => {
  const { hall } = house;
  const { version } = await page();
  const voteId = await hall.openVote(await hall.drawUp(paper));
  await house.vote(voteId);
  await hall.reissue(voteId, house.deputies[3]!.deputyId);
  await hall.closeAndDeclare(voteId);
  const { text } = await hall.confirm(voteId);
  const counted = await page(version);
  expect((await spoken(counted.entries.slice(0, -3), 'zh-CN')).slice(-4)).toEqual([
    '代表1报告了收回选票的情况：《民生实事项目票决》',
    '李主席宣布表决有效：《民生实事项目票决》',
    '服务器完成了计票：《民生实事项目票决》',
    '服务器生成了核验文件：《民生实事项目票决》',
  ]);
  const shown = { title: '民生实事项目票决', round: 1, rehearsal: false };
  for (const type of ['BallotsSealed', 'BallotsCounted', 'BundlesMade'])
    expect(counted.entries.find(({ event }) => event.type === type)!.event).toEqual({ type, paper: shown });
  expect(await spoken(counted.entries.slice(3, 5), 'zh-CN')).toEqual([
    '王操作申请为代表4补发选票：《民生实事项目票决》；理由：平板丢失',
    '代表1同意为代表4补发选票：《民生实事项目票决》',
  ]);

  const bundle = AuditBundle.parse(JSON.parse(text));
  const { entries, head } = await page();
  expect(entries[bundle.log.length - 1]!.link).toBe(bundle.chainHead);
  expect(entries.slice(0, bundle.log.length).map((one) => one.entryHash)).toEqual(
    bundle.log.map((one) => one.entryHash),
  );
  expect(entries.at(-1)!.link).toBe(head);

  // As they lie in the journal, and as somebody has changed them there.
  const rows = bundle.log.map(({ entry }, at) => ({ entry: entry!, link: entries[at]!.link }));
  const whole = { before: chainStart(hall.sittingId), after: 0, upTo: rows.length };
  expect(soundPart(rows, whole, entryHash)).toEqual({ sound: rows, brokenAt: null });
  const lied = rows.with(5, { ...rows[5]!, entry: { ...rows[5]!.entry, at: 1 } });
  expect(soundPart(lied, whole, entryHash)).toEqual({ sound: rows.slice(0, 5), brokenAt: 6 });
  expect(soundPart(rows.toSpliced(8, 1), whole, entryHash).brokenAt).toBe(9);
  expect(soundPart(rows.slice(0, -1), whole, entryHash).brokenAt).toBe(rows.length);
  const next = { before: rows[3]!.link, after: 4, upTo: rows.length };
  expect(soundPart(rows.slice(4), next, entryHash).brokenAt).toBeNull();
  expect(soundPart(rows.slice(4), { ...next, before: undefined }, entryHash).brokenAt).toBe(5);
  await hall.publish(voteId);
});

test('[B40] [B60] a long log comes in pages that fit each other', async () => {
  await eachOf([...Array(LOG_PAGE).keys()], async () => void (await house.versionNow()), 200);
  const first = await page();
  expect(first.entries).toHaveLength(LOG_PAGE);
  const second = await page(LOG_PAGE);
  expect(first.brokenAt ?? second.brokenAt).toBeNull();
  expect(second.entries.at(-1)).toMatchObject({ version: second.version, link: second.head });
  expect(second.entries[0]!.link).toBe(nextLink(first.entries.at(-1)!.link, second.entries[0]!.entryHash));
  expect((await page(second.version)).entries).toEqual([]);
  const { cookie } = house.hall.operator;
  for (const wrong of ['', '-1', '1.5', '1e3', '0&after=1', '0&more=1'])
    expect(blame(await send(house.url + path(wrong), { method: 'GET', cookie })), wrong).toMatchObject({
      status: 400,
      code: 'malformed',
    });
});

test('[B43] [B60] [B71] only a desk reads it; taking it or the roll out is put down', async () => {
  const { administrator, hall, url } = house;
  const moderator = new Device(url);
  const both = { first: administrator, second: hall.secondAdministrator };
  await grant(
    both,
    'moderator',
    { loginName: 'moderator', name: '主持', password: '主持 只有本人知道的一句话' },
    moderator,
  );
  const ofSitting = `${url}/api/sittings/${hall.sittingId}`;
  const strangers = [house.deputies[0]!.tablet.device, hall.screen, moderator];
  for (const { cookie } of strangers)
    for (const answer of [
      await send(url + path(), { method: 'GET', cookie }),
      await send(`${ofSitting}/log/export`, { cookie, body: {} }),
      await send(`${ofSitting}/roll/export`, { cookie, body: {} }),
    ])
      expect(blame(answer)).toMatchObject({ status: 403, code: 'not-allowed' });
  expect((await send(url + path(), { method: 'GET' })).status).toBe(401);
  for (const { cookie } of [administrator, hall.chair])
    expect((await send(`${ofSitting}/roll/export`, { cookie, body: {} })).status).toBe(403);
  const nowhere = await send(`${url}/api/sittings/nowhere-at-all/log?after=0`, {
    method: 'GET',
    cookie: hall.chair.cookie,
  });
  expect(blame(nowhere)).toEqual({ status: 404, code: 'not-found', field: 'sittingId' });

  await send(`${ofSitting}/roll/export`, { cookie: hall.operator.cookie, body: {} });
  await send(`${ofSitting}/log/export`, { cookie: hall.chair.cookie, body: {} });
  const { acts } = JSON.parse(await administrator.fetch('/api/acts'));
  const { sittingId } = hall;
  expect(
    acts.slice(-2).map(({ entry: { by, act } }: { entry: { by: object; act: object } }) => [by, act]),
  ).toEqual([
    [expect.objectContaining({ name: '王操作' }), { type: 'RollExported', sittingId }],
    [expect.objectContaining({ name: '李主席' }), { type: 'SittingLogExported', sittingId }],
  ]);
});
