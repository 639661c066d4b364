import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { followed } from '../../server/demo/inquiry-setup.ts';
import { demoPapers } from '../../server/demo/papers.ts';
import type { InquiryPlan } from '../../shared/inquiry/plan.ts';
import { schoolBureau, waterBureau } from '../server/inquiry-fixture.ts';
import { expectAccessible } from './accessible.ts';
import { expect, type House, test } from './house.ts';
import { InquiryHouse } from './inquiry-house.ts';
import { serveStream, streamUrl } from './stream.ts';

const chlorine = '自来水早上为什么有漂白粉味？检测结果公开吗？';
const filters = '农村小学的饮水机多久换一次滤芯？';
const hostile = `<img src=x onerror="document.title=1"> \u0645\u0631\u062d\u0628\u0627 ${'x'.repeat(120)}`;
const rules = '一次只问一件事。';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const card = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
const own = (page: Page) => page.getByRole('region', { name: '我的问题' });
const line = (page: Page, words: string) => page.locator('header').getByText(words);

async function openInquiry(
  house: House,
  plan: Partial<InquiryPlan> = {},
): Promise<InquiryHouse & { code: string }> {
  const inquiry = await InquiryHouse.open(house, { rules, startsAt: Date.now(), ...plan });
  const { code } = await inquiry.operator.until('desk', (view) => view);
  return Object.assign(inquiry, { code });
}

/** Writes a question and sends it, past what is similar. */
async function ask(page: Page, text: string): Promise<void> {
  await button(page, '我要提问').click();
  await page.getByLabel('您的问题').fill(text);
  await button(page, '提交').click();
  const different = button(page, '都不是，提交我的问题');
  await expect(different.or(page.getByText('已收到，等待审核。').first())).toBeVisible();
  if (await different.isVisible()) await different.click();
  await expect(page.getByRole('dialog').getByText('已收到，等待审核。')).toBeVisible();
  await page.keyboard.press('Escape');
}

test('[B130] [B132] [B133] [B134] [B135] [B136] [B137] a viewer on a phone: code, draft, similar ones, support, a list that stands still, reasons, the record', async ({
  house,
}) => {
  const opened = await house({ present: 4, entitled: 6, inBrowsers: 0 });
  const inquiry = await openInquiry(opened);
  const { operator, code } = inquiry;
  const chair = await followed(opened.hall.chair, opened.hall, inquiry.inquiryId);
  const texts = [
    chlorine,
    filters,
    hostile,
    ...Array.from({ length: 22 }, (_, at) => `第 ${at + 1} 户的水表谁来换？`),
  ];
  const asked = await inquiry.asked(texts);
  const id = (n: number) => asked[n]!.question.questionId;
  await operator.command({ type: 'ApproveQuestions', questionIds: asked.map((_, at) => id(at)) });

  // By the code, by keyboard alone.
  const page = await opened.page('phone', '/g');
  await page.getByLabel('六位数字代码').fill('\uff10\uff10\uff10\uff10\uff10\uff10');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('000000');
  await page.getByLabel('六位数字代码').fill(code);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('全市饮水安全专题询问');
  await expect(line(page, '实时同步')).toBeVisible();
  await expectAccessible(page);
  // What people wrote is text, and the page stays as wide as the phone.
  await expect(card(page, '<img src=x')).toContainText('onerror="document.title=1"');
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await page.setViewportSize({ width: 360, height: 740 });

  // The draft outlives the page; similar ones come first; one of them is supported instead.
  await button(page, '我要提问').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByText(rules)).toBeVisible();
  await button(page, '提交').press('Enter');
  await expect(page.getByRole('alert')).toHaveText('请先写下您的问题。');
  await page.keyboard.type('小学的饮水机滤芯多久换一次？');
  await expect(page.getByText('14 / 500 字')).toBeVisible();
  await expectAccessible(page, { within: 'dialog' });
  await page.reload();
  await button(page, '我要提问').click();
  await expect(page.getByLabel('您的问题')).toHaveValue('小学的饮水机滤芯多久换一次？');
  await button(page, '提交').click();
  await expect(page.getByRole('dialog').getByText(filters)).toBeVisible();
  await page
    .getByRole('dialog')
    .getByRole('listitem')
    .filter({ hasText: filters })
    .getByRole('button')
    .click();
  await expect(page.getByText('已支持，不必再提交。')).toBeVisible();
  await expectAccessible(page, { within: 'dialog' });
  await button(page, '返回修改').click();
  await page.getByLabel('您的问题').fill('邻居浇花太费水。');
  await button(page, '提交').click();
  await expect(page.getByRole('dialog').getByText('已收到，等待审核。')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(own(page)).toContainText('待审核');
  const mine = await inquiry.question(({ text }) => text === '邻居浇花太费水。');
  expect(mine.name).toBeUndefined();
  await operator.command({
    type: 'RejectQuestions',
    questionIds: [mine.questionId],
    reason: '请联系居委会。',
  });
  await expect(own(page)).toContainText('未采用');
  await expect(own(page)).toContainText('理由：请联系居委会。');

  // One support for one viewer, however often it is pressed; likes are counted one by one.
  const support = card(page, chlorine).getByRole('button');
  await support.click();
  await expect(support).toHaveAttribute('aria-pressed', 'true');
  await support.click();
  await support.click();
  await operator.until('desk', ({ questions }) => questions[id(0)]!.supports === 1);
  for (let at = 0; at < 5; at++) await button(page, /^点赞/).click();
  const crowd = await operator.until('desk', (view) => view.crowd.likes === 5 && view.crowd);
  expect(crowd).toMatchObject({ likers: 1, watching: 1 });
  // Two tabs are one viewer with one sum, in whichever of them it is tapped.
  const tab = await page.context().newPage();
  await tab.goto(page.url());
  await button(tab, /^点赞/).click();
  await button(page, /^点赞/).click();
  await button(tab, /^点赞/).click();
  expect(await operator.until('desk', (view) => view.crowd.likes === 8 && view.crowd)).toMatchObject({
    likers: 1,
  });
  await tab.close();
  expect(crowd.views).toBeGreaterThan(crowd.viewers);
  await expect(page.getByRole('region', { name: '关注情况' })).toContainText('8 次（1 人）');

  // A list that is read stands still; what is new waits behind a button.
  await button(page, /^最新/).click();
  await card(page, '第 9 户').scrollIntoViewIfNeeded();
  const before = await page.getByRole('article').allTextContents();
  const place = await card(page, '第 9 户').boundingBox();
  const more = await inquiry.asked(['井水能喝吗？', '净水器有补贴吗？']);
  await operator.command({
    type: 'ApproveQuestions',
    questionIds: more.map(({ question }) => question.questionId),
  });
  await expect(button(page, '2 个新问题，点此显示')).toBeVisible();
  expect(await page.getByRole('article').allTextContents()).toEqual(before);
  expect(await card(page, '第 9 户').boundingBox()).toEqual(place);
  // One that is rejected after all leaves its place, and not its words.
  await operator.command({ type: 'RejectQuestions', questionIds: [id(12)], reason: '重复。' });
  await expect(page.getByText('这个问题已不在此列表中')).toBeVisible();
  await expect(page.getByText('第 10 户的水表')).toBeHidden();
  expect(await card(page, '第 9 户').boundingBox()).toEqual(place);
  await button(page, '2 个新问题，点此显示').click();
  await expect(page.getByRole('article').first()).toContainText('净水器有补贴吗？');
  await expect(page.getByRole('heading', { name: '问题', exact: true })).toBeFocused();

  // What is asked and answered now, in the other language as well; said once to those who do not see it.
  await operator.command({ type: 'QueueQuestions', questionIds: [id(1)] });
  await chair.command({ type: 'StartInquiry' });
  await chair.command({ type: 'PutQuestion', questionId: id(1) });
  await expect(page.getByRole('heading', { name: '正在提问' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '正在提问' })).toContainText(filters);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Now asking' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '中文' }).click();
  await chair.command({ type: 'BeginAnswer', respondent: { departmentId: schoolBureau, official: null } });
  await expect(page.getByRole('heading', { name: '正在答复' })).toBeVisible();
  const { turns } = await inquiry.question((one) => one.questionId === id(1) && one.turns?.length === 2);
  const answer = {
    type: 'WriteTurn',
    questionId: id(1),
    turnId: turns![1]!.turnId,
    text: '每半年换一次。',
  } as const;
  await operator.command(answer);
  await chair.command({ type: 'FinishQuestion', outcome: 'answered' });
  await operator.command({ type: 'MergeQuestions', into: id(0), questionIds: [id(3)] });
  await operator.command({ type: 'AssignQuestions', questionIds: [id(0)], departmentId: waterBureau });

  // A vote on the spot: nothing of it is here before the chair publishes, then the same figures as everywhere.
  const voteId = await opened.hall.openVote(await opened.hall.drawUp(demoPapers.motion));
  for (const { tablet } of opened.simulated) await tablet.vote(voteId, () => ({ motion: ['approve'] }));
  await opened.hall.closeAndDeclare(voteId);
  await opened.hall.confirm(voteId);
  await expect(page.getByRole('heading', { name: '表决结果' })).toHaveCount(0);
  await opened.hall.publish(voteId);
  await page.getByText(demoPapers.motion.title).click();
  const row = page.getByRole('table').getByRole('row').last();
  await expect(row.getByRole('cell')).toHaveText(['4', '0', '0', '通过']);
  await expect(page.locator('.recharts-bar-rectangle').first()).toBeAttached();

  // After the end the same page is the record, and gives it as files.
  await chair.command({ type: 'EndInquiry' });
  await expect(page.getByText('以下是本次询问的全部记录')).toBeVisible();
  await button(page, /^提问与答复/).click();
  await expect(card(page, filters)).toContainText('每半年换一次。');
  await expect(button(page, '我要提问')).toHaveCount(0);
  for (const [name, content] of [
    ['JSON 数据', '每半年换一次。'],
    ['可打印的文档', '&lt;img src=x'],
  ] as const) {
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
    expect(await readFile(await download.path(), 'utf8')).toContain(content);
  }
  await expectAccessible(page);
  inquiry.leave();
});

test('[B130] [B131] [B132] [B135] where sockets are blocked the page says so, polls, and asks by HTTP; a lost answer makes no second question; the stream plays when it is tapped', async ({
  house,
}) => {
  const opened = await house({ present: 4, entitled: 6, inBrowsers: 0 });
  const inquiry = await openInquiry(opened, { streamUrl });
  const page = await opened.page('phone', 'about:blank');
  await page.routeWebSocket(/gallery\/socket/, (socket) => socket.close());
  let lost = 0;
  await page.route('**/ask', async (route) => {
    if (lost++ > 0) return route.continue();
    // The server has it, the phone never hears of that.
    await route.fetch();
    await route.abort();
  });
  await serveStream(page.context());
  await page.addInitScript("HTMLMediaElement.prototype.canPlayType = () => ''");
  const ofStream: string[] = [];
  page.on('request', (request) => {
    if (/assets.hls|stream\.example/.test(request.url())) ofStream.push(request.url());
  });
  await page.goto(`/g/${inquiry.code}`);
  await expect(line(page, '每几秒更新一次')).toBeVisible();
  await ask(page, chlorine);
  expect(lost).toBe(2);
  const question = await inquiry.question(({ text }) => text === chlorine);
  await inquiry.operator.command({ type: 'ApproveQuestions', questionIds: [question.questionId] });
  await expect(card(page, chlorine)).toBeVisible();
  await expect(own(page)).toContainText('等待提问');
  await card(page, chlorine).getByRole('button').click();
  await inquiry.question(({ supports }) => supports === 1);
  expect(Object.keys(inquiry.operator.view('desk')!.questions)).toEqual([question.questionId]);

  // Nothing of a stream is loaded before it is tapped; a moment of it is found again, here in a browser without HLS of its own.
  const chair = await followed(opened.hall.chair, opened.hall, inquiry.inquiryId);
  await chair.command({ type: 'StartInquiry' });
  await chair.command({ type: 'SetStreamStart', at: Date.now() - 1500 });
  await chair.command({ type: 'PutQuestion', questionId: question.questionId });
  await chair.command({ type: 'BeginAnswer', respondent: { departmentId: waterBureau, official: null } });
  await button(page, /^提问与答复/).click();
  await expect(button(page, /^观看这一刻/)).toBeVisible();
  expect(ofStream).toEqual([]);
  await button(page, '播放视频').click();
  const seconds = () => page.evaluate<number>("document.querySelector('video').currentTime");
  await expect.poll(seconds).toBeGreaterThan(0.2);
  expect(ofStream.some((url) => /assets.hls-/.test(url))).toBe(true);
  await button(page, /^观看这一刻/).click();
  await expect.poll(seconds).toBeGreaterThan(1.4);

  // No network at all, and back.
  await page.context().setOffline(true);
  await expect(page.locator('header').getByText(/连接已断开.*最近更新在/)).toBeVisible();
  await page.context().setOffline(false);
  await expect(line(page, '每几秒更新一次')).toBeVisible();
  inquiry.leave();
});
