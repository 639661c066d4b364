import type { Page } from '@playwright/test';
import type { Seat } from '../../server/demo/hall.ts';
import { projectPaper } from '../../server/demo/hall.ts';
import { demoPapers } from '../../server/demo/papers.ts';
import type { VoteView } from '../../shared/views.ts';
import { expectAccessible } from './accessible.ts';
import { expect, signInByCard, test } from './house.ts';

const { motion, appraisal } = demoPapers;
const three = projectPaper('民生实事项目票决', 5, 3);

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const project = (page: Page, number: number) =>
  page.getByRole('checkbox', { name: `${number} 候选项目 ${number}`, exact: true });

async function receiptsOn(page: Page): Promise<string[]> {
  await expect(heading(page, '选票已收到')).toBeVisible();
  return page.locator('code').allInnerTexts();
}

interface Kept {
  receipt: string | null;
  key: unknown;
  cast: string | null;
  chosen: object;
}

/** What this tablet still has of its ballots, as far as it can be told in JSON. */
function keptBy(page: Page): Promise<Kept[]> {
  return page.evaluate<Kept[]>(`new Promise((done) => {
    const opening = indexedDB.open('yishi');
    opening.onsuccess = () => {
      const all = opening.result.transaction('ballots').objectStore('ballots').getAll();
      all.onsuccess = () => done(opening.result.close() ?? all.result);
    };
  })`);
}

function countOf(published: VoteView, ballot: number, itemId: string) {
  return published.results![ballot]!.tally.items.find((item) => item.itemId === itemId)!.counts;
}

test('[B46][B48] a draft outlives a reload and a killed server, one mark too many is explained, the receipt is found', async ({
  house,
}) => {
  const opened = await house();
  const { hall, server } = opened;
  const paperId = await hall.drawUp(three);
  const page = await opened.tabletPage(opened.inBrowsers[0]!);
  await expect(page.getByText('本机可以正常投票')).toBeVisible();
  await expectAccessible(page);
  const voteId = await hall.openVote(paperId);
  await expect(heading(page, three.title)).toBeFocused();
  for (const number of [1, 2, 4]) await project(page, number).click();
  await expect(page.getByText('已选 3 / 3，还可选 0').first()).toBeVisible();
  await project(page, 5).click();
  await expect(page.getByRole('alert')).toContainText('请先点一下不想选的那一项');
  await expect(project(page, 5)).not.toBeChecked();
  await expectAccessible(page);
  await project(page, 2).click();
  await expect(page.getByRole('alert')).toBeHidden();

  await page.reload();
  await expect(project(page, 4)).toBeChecked();
  await server.kill();
  await expect(page.getByText('连接中断，正在重连').first()).toBeVisible();
  await project(page, 5).click();
  await server.start();
  await expect(page.getByText('已连接')).toBeVisible();
  for (const number of [1, 4, 5]) await expect(project(page, number)).toBeChecked();

  await press(page, '下一步：核对');
  await expect(heading(page, '请核对您的选票')).toBeFocused();
  await expect(heading(page, '您选择了 3 项')).toBeVisible();
  await expect(heading(page, '未标记 2 项')).toBeVisible();
  await expectAccessible(page);
  await press(page, '投出选票');
  const [receipt] = await receiptsOn(page);
  await expectAccessible(page);
  expect(await keptBy(page)).toMatchObject([{ receipt, key: null, cast: null, chosen: {} }]);

  const { published } = await hall.finish(voteId);
  const counts = ['P01', 'P02', 'P03', 'P04', 'P05'].map((id) => countOf(published, 0, id)['approve'] ?? 0);
  expect(counts).toEqual([1, 0, 0, 1, 1]);
  await press(page, '核对我的回执');
  await expect(page.getByText('在公布的清单中排第 1 位，共 1 张选票')).toBeVisible();
  await expectAccessible(page);
});

test('taps that are quicker than the disk all count, and a double tap casts one ballot', async ({
  house,
}) => {
  const opened = await house();
  const { hall } = opened;
  const page = await opened.tabletPage(opened.inBrowsers[0]!);
  await page.addInitScript(`
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...args) {
      const until = performance.now() + 300;
      const linger = () => {
        if (performance.now() < until) this.count().onsuccess = linger;
      };
      linger();
      return put.apply(this, args);
    };`);
  await page.reload();
  const sent: (string | null)[] = [];
  page.on('request', (request) => request.url().endsWith('/urn/casts') && sent.push(request.postData()));
  const voteId = await hall.openVote(await hall.drawUp(projectPaper('民生实事项目票决', 13, 10)));
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  for (const number of numbers) await project(page, number).click();
  await expect(page.getByText('已选 10 / 10，还可选 0').first()).toBeVisible();
  await expect.poll(async () => Object.keys((await keptBy(page))[0]!.chosen).length).toBe(10);
  for (const number of numbers) await expect(project(page, number)).toBeChecked();
  await press(page, '下一步：核对');
  await page.getByRole('button', { name: '投出选票' }).dblclick();
  expect(await receiptsOn(page)).toHaveLength(1);
  expect(sent).toHaveLength(1);
  const { published } = await hall.finish(voteId);
  expect(published.results![0]!.tally.returned).toBe(1);
});

test('[B46][B49] an answer that is lost, a reload and a second tab make one ballot', async ({ house }) => {
  const opened = await house();
  const { hall } = opened;
  const page = await opened.tabletPage(opened.inBrowsers[0]!);
  await expect(heading(page, '现在没有表决')).toBeVisible();
  const sent: (string | null)[] = [];
  let losing = true;
  await page.context().route('/urn/casts', async (route) => {
    sent.push(route.request().postData());
    if (!losing) return route.continue();
    await route.fetch();
    await route.abort();
  });
  const second = await page.context().newPage();
  await second.goto('/tablet');
  const voteId = await hall.openVote(await hall.drawUp(three));
  await project(page, 3).click();
  await expect(project(second, 3)).toBeChecked();
  await project(second, 1).click();
  await expect(project(page, 1)).toBeChecked();
  await press(page, '下一步：核对');
  await press(page, '投出选票');
  await expect(heading(page, '尚未得到确认')).toBeVisible();
  await expect(heading(second, '尚未得到确认')).toBeVisible();
  await page.reload();
  await expect(heading(page, '尚未得到确认')).toBeVisible();
  losing = false;
  const receipts = await receiptsOn(page);
  expect(await receiptsOn(second)).toEqual(receipts);
  expect(receipts).toHaveLength(1);
  expect(sent.length).toBeGreaterThan(1);
  expect(new Set(sent).size).toBe(1);
  const { published } = await hall.finish(voteId);
  expect(published.results![0]!.tally.returned).toBe(1);
  expect([countOf(published, 0, 'P01'), countOf(published, 0, 'P03')]).toEqual([
    { approve: 1 },
    { approve: 1 },
  ]);
});

test('an appraisal is one paper with a ballot for each subject', async ({ house }) => {
  const opened = await house();
  const { hall } = opened;
  const page = await opened.tabletPage(opened.inBrowsers[0]!, 'tabletUpright');
  const voteId = await hall.openVote(await hall.drawUp(appraisal));
  const grade = (name: string, choice: string) =>
    page
      .getByRole('radiogroup', { name: new RegExp(name) })
      .getByRole('radio', { name: choice, exact: true });
  await grade('周明远', '满意').click();
  await grade('李秀兰', '不满意').click();
  await grade('马建国', '满意').click();
  await grade('马建国', '满意').click();
  await expect(grade('马建国', '满意')).not.toBeChecked();
  await grade('马建国', '基本满意').click();
  await expectAccessible(page);
  await press(page, '下一步：核对');
  await expect(heading(page, '不满意：1 项')).toBeVisible();
  await press(page, '投出选票');
  const receipts = await receiptsOn(page);
  expect(new Set(receipts).size).toBe(3);
  const { published } = await hall.finish(voteId);
  expect(countOf(published, 0, 'S1')).toMatchObject({ satisfied: 1 });
  expect(countOf(published, 1, 'S2')).toMatchObject({ dissatisfied: 1 });
  expect(countOf(published, 2, 'S3')).toMatchObject({ basicallySatisfied: 1 });
  await press(page, '核对我的回执');
  await expect(page.getByRole('listitem').filter({ hasText: '在公布的清单中排第 1 位' })).toHaveCount(3);
});

test('[B54] a motion is voted on with the keyboard alone, once the deputy is checked in', async ({
  house,
}) => {
  const opened = await house({ present: 9, inBrowsers: 0 });
  const { hall } = opened;
  const late = hall.seats[9]!;
  const page = await opened.tabletPage(late);
  const voteId = await hall.openVote(await hall.drawUp(motion));
  await expect(heading(page, '正在投票，您还没有签到')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('签到后选票会自动出现');
  await hall.checkIn([late]);
  await expect(heading(page, motion.title)).toBeFocused();
  const radio = (name: string) => page.getByRole('radio', { name });
  const tabTo = async (target: ReturnType<typeof radio>) => {
    for (let k = 0; k < 8 && !(await target.evaluate((it) => it.matches(':focus'))); k++)
      await page.keyboard.press('Tab');
    await expect(target).toBeFocused();
  };
  await tabTo(radio('赞成'));
  await page.keyboard.press('Space');
  await expect(radio('赞成')).toBeChecked();
  await page.keyboard.press('Space');
  await expect(radio('赞成')).not.toBeChecked();
  await page.keyboard.press('ArrowRight');
  await expect(radio('反对')).toBeChecked();
  await tabTo(page.getByRole('button', { name: '下一步：核对' }));
  await page.keyboard.press('Enter');
  await tabTo(page.getByRole('button', { name: '投出选票' }));
  await page.keyboard.press('Enter');
  await receiptsOn(page);
  await expect(page.getByRole('status').filter({ hasText: '选票已收到' })).toHaveCount(1);
  const { published } = await hall.finish(voteId);
  expect(countOf(published, 0, 'motion')).toMatchObject({ oppose: 1 });
});

test('a long paper is marked by the keyboard, and its foot never covers what has the focus', async ({
  house,
}) => {
  const opened = await house();
  const { hall } = opened;
  const page = await opened.tabletPage(opened.inBrowsers[0]!, 'phone');
  const voteId = await hall.openVote(await hall.drawUp(demoPapers.projects));
  await expect(heading(page, demoPapers.projects.title)).toBeFocused();
  const focused = page.locator(':focus');
  const next = page.getByRole('button', { name: '下一步：核对' });
  const foot = next.locator('../..');
  let marked = 0;
  for (let k = 0; k < 40 && !(await next.evaluate((it) => it.matches(':focus'))); k++) {
    await page.keyboard.press('Tab');
    const isBox = await focused.evaluate((it) => it.matches('input'));
    if (isBox) {
      await page.keyboard.press('Space');
      marked++;
    }
    const inFoot = await foot.evaluate((it) => it.matches(':focus-within'));
    const [own, edge] = await Promise.all([focused.boundingBox(), foot.boundingBox()]);
    expect(own!.y).toBeGreaterThanOrEqual(0);
    if (!inFoot) expect(own!.y + own!.height).toBeLessThanOrEqual(edge!.y);
  }
  expect(marked).toBe(13);
  await expect(next).toBeFocused();
  await expect(page.getByText('已选 10 / 10，还可选 0').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(heading(page, '您选择了 10 项')).toBeVisible();
  await hall.chair.command({ type: 'AbortVote', voteId, reason: '试验结束' });
});

test('a replaced tablet says what to do and votes after the reissue; what others left on it is erased', async ({
  house,
}) => {
  const opened = await house({ inBrowsers: 2 });
  const { hall } = opened;
  const [seat, other] = opened.inBrowsers as [Seat, Seat];
  const voteId = await hall.openVote(await hall.drawUp(three));
  await hall.signIn(seat);
  const [sheet] = await seat.tablet.sheets(voteId);
  await seat.tablet.fillIn(sheet!, () => ({}));
  const page = await opened.tabletPage(other);
  await project(page, 2).click();
  await expect.poll(async () => (await keptBy(page)).length).toBe(1);

  await hall.renewCard(seat);
  await signInByCard(page, seat);
  await expect(page.getByRole('alert')).toContainText('您的选票已发到另一台平板');
  await hall.reissue(voteId, seat.deputyId);
  await expect(project(page, 1)).toBeVisible();
  await expect(project(page, 2)).not.toBeChecked();
  await project(page, 5).click();
  await press(page, '下一步：核对');
  await press(page, '投出选票');
  await receiptsOn(page);
  expect(await keptBy(page)).toHaveLength(1);
  const { published } = await hall.finish(voteId);
  expect(published.reissued.map(({ deputyId }) => deputyId)).toEqual([seat.deputyId]);
  expect(published.results![0]!.tally.returned).toBe(1);
  expect(countOf(published, 0, 'P05')).toEqual({ approve: 1 });
});

test('a ballot that was not confirmed, or came after the close, is said not to count', async ({ house }) => {
  const opened = await house({ inBrowsers: 2 });
  const { hall } = opened;
  const [early, late] = await Promise.all(opened.inBrowsers.map((seat) => opened.tabletPage(seat)));
  const voteId = await hall.openVote(await hall.drawUp(three));
  for (const page of [early!, late!]) {
    await project(page, 1).click();
    await press(page, '下一步：核对');
  }
  await late!.context().route('/urn/casts', (route) => route.abort());
  await press(late!, '投出选票');
  await expect(heading(late!, '尚未得到确认')).toBeVisible();
  await hall.closeAndDeclare(voteId);
  await expect(heading(early!, '投票已结束，本机没有投出选票')).toBeVisible();
  await expect.poll(() => keptBy(early!)).toEqual([]);
  await late!.context().unroute('/urn/casts');
  await expect(heading(late!, '选票没有计入')).toBeVisible();
  await expect(late!.getByText('投票已经结束')).toBeVisible();
  expect(await keptBy(late!)).toMatchObject([{ receipt: null, key: null, cast: null, chosen: {} }]);
});

test('a paper that is not the one everybody is shown is not voted on', async ({ house }) => {
  const opened = await house();
  const { hall } = opened;
  const page = await opened.tabletPage(opened.inBrowsers[0]!);
  await page.route('**/sheets', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('候选项目 1"', '候选项目 9"') });
  });
  const voteId = await hall.openVote(await hall.drawUp(three));
  await expect(page.getByRole('alert')).toContainText('请不要投票，请举手');
  await hall.chair.command({ type: 'AbortVote', voteId, reason: '选票有误' });
  await expect(heading(page, '这次投票已中止')).toBeVisible();
  await expect(page.getByText('理由：选票有误')).toBeVisible();
});
