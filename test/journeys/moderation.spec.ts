import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import Papa from 'papaparse';
import { firstBrokenIn } from '../../client/accounts/whole-log.ts';
import { inquiryChainStart } from '../../shared/inquiry/evolve.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './house.ts';
import { InquiryHouse } from './inquiry-house.ts';

const row = (page: Page, text: string): Locator =>
  page
    .getByRole('region', { name: /^(问题|Questions)$/ })
    .getByRole('listitem')
    .filter({ hasText: text });
const opening = (page: Page, text: string) => row(page, text).getByRole('button');
const detail = (page: Page) => page.getByRole('region', { name: /^第 \d+ 号问题$/ });

/** A key as somebody presses it who sees that no dialog is open any more. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  await expect(page.getByRole('dialog')).toHaveCount(0);
  for (const key of keys) await page.keyboard.press(key);
}

const chinese = /[\u3400-\u9fff]/;
async function saysOnlyEnglish(page: Page, own: RegExp): Promise<void> {
  const words = (await page.locator('body').ariaSnapshot()).replaceAll(own, '');
  expect(words.split('\n').filter((line) => chinese.test(line))).toEqual([]);
}

/** A line on which changes of the view can be made late, as they are for whoever presses a key in the same moment as another. */
class SlowLine {
  readonly #late: (() => void)[] = [];
  #holds = false;

  readonly lay = (page: Page): Promise<void> =>
    page.routeWebSocket(/\/api\/socket/, (socket) => {
      socket.connectToServer().onMessage((message) => {
        const send = () => socket.send(message);
        if (this.#holds && String(message).includes('inquiry:tick')) this.#late.push(send);
        else send();
      });
    });

  hold(): void {
    this.#holds = true;
  }
  letGo(): void {
    this.#holds = false;
    for (const send of this.#late.splice(0)) send();
  }
}

/** Questions that nobody has to think about, from viewers who each ask a few. */
async function fifty(inquiry: InquiryHouse): Promise<void> {
  for (let person = 0; person < 10; person++) {
    const viewer = await inquiry.viewer();
    for (let at = 0; at < 5; at++) await viewer.ask(`第 ${person * 5 + at + 1} 条街道的路灯什么时候修？`);
  }
}

test('[B150][B151][B152][B153] two moderators at once: claims, a text that both change, a mask, a reason that the asker reads, a merge and its undoing, fifty by keyboard', async ({
  house,
}) => {
  const opened = await house({ entitled: 4, present: 3, inBrowsers: 0, env: { GALLERY_TICK_MS: '200' } });
  const inquiry = await InquiryHouse.open(opened);
  const { operator } = inquiry;
  await operator.command({ type: 'SetIntake', paused: false, slowSeconds: 0, naming: 'either' });
  const texts = [
    '自来水早上有漂白粉味道',
    '请打我电话 138 1234 5678 说明情况',
    '足球场什么时候开放',
    '城北水厂扩建什么时候完工',
    '城北水厂的扩建哪一天完工？',
  ];
  const [tap, phone, off, first, second] = await inquiry.asked(texts);
  const now = (n: number) => inquiry.question(({ originalText }) => originalText === texts[n]);
  const becomes = (n: number, state: string) =>
    inquiry.question((question) => question.originalText === texts[n] && question.state === state);
  const a = await inquiry.desk('moderator1');
  const line = new SlowLine();
  const b = await inquiry.desk('moderator2', '', line.lay);

  // Whoever edits has it, and everybody sees that; the other one approves what is left.
  await opening(a, '漂白粉').click();
  await press(a, 'e');
  const editor = a.getByRole('textbox', { name: '问题文字' });
  await editor.fill('自来水早上为什么有味道？');
  await expect(row(b, '漂白粉')).toContainText('钱审核 正在处理');
  await opening(b, '漂白粉').click();
  await expect(detail(b).getByRole('button', { name: '通过' })).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(b);
  await press(b, 'x', 'j', 'j', 'x');
  await press(b, 'a');
  await becomes(2, 'waiting');
  await expect(b.getByText('已办：通过，1 个问题。')).toBeVisible();
  expect((await now(0)).state).toBe('submitted');

  // Left and let go, what was written stays; the other one was faster, and both texts are there.
  await a.keyboard.press('Escape');
  await expect(detail(a)).toContainText('有一份没有保存的修改');
  await expect(row(b, '漂白粉')).not.toContainText('正在处理');
  await opening(b, '漂白粉').click();
  await press(b, 'e');
  await b.getByRole('textbox', { name: '问题文字' }).fill('自来水早上有味道，检测过吗？');
  await b.keyboard.press('Control+Enter');
  const changed = row(a, '自来水早上有味道，检测过吗？');
  await expect(changed).toBeVisible();
  await expect(changed).not.toContainText('正在处理');
  await press(a, 'e');
  await expect(a.getByRole('alert')).toContainText('自来水早上有味道，检测过吗？');
  await expect(editor).toHaveValue('自来水早上为什么有味道？');
  await a.getByRole('button', { name: '保留我写的' }).click();
  await a.getByRole('button', { name: /^保存修改/ }).click();
  await expect(detail(a)).toContainText(texts[0]!);
  const kept = await inquiry.question(({ text }) => text === '自来水早上为什么有味道？');
  expect(kept).toMatchObject({ originalText: texts[0], textVersion: 3 });

  // One press masks what was found; nobody else ever sees the number.
  await opening(a, '138 1234 5678').click();
  await expect(detail(a).locator('mark')).toHaveText('138 1234 5678');
  await press(a, 'm');
  await expect(detail(a)).toContainText('请打我电话 ●●● 说明情况');
  await press(a, 'a');
  await becomes(1, 'waiting');
  expect((await phone!.viewer.own(({ state }) => state === 'waiting')).text).not.toContain('1234');

  // The asker is told why, and the moderator that this is so.
  await opening(a, '为什么有味道').click();
  await press(a, 'r');
  await expect(a.getByRole('dialog')).toContainText('提问者会看到这段文字');
  await expectAccessible(a);
  await a.keyboard.press('1');
  await a.keyboard.press('Enter');
  const told = await tap!.viewer.own(({ state }) => state === 'rejected');
  expect(told.reason).toBe('与本次询问的议题无关');

  // Two who support both questions and two who support one each are four people.
  await opening(b, texts[3]!).click();
  await press(b, 'x');
  await opening(b, texts[4]!).click();
  // In the same moment somebody else approves one of the two: none is approved twice, and the reason is said.
  line.hold();
  await operator.command({ type: 'ApproveQuestions', questionIds: [first!.question.questionId] });
  await press(b, 'x', 'a');
  const stopped = b.getByRole('alert');
  await expect(stopped).toContainText(`第 ${first!.question.number} 号问题：这个问题现在的状态不能这样处理`);
  await expect(stopped).toContainText('选中的问题都没有变动。');
  expect((await now(4)).state).toBe('submitted');
  line.letGo();
  await stopped.getByRole('button', { name: '跳过它，办其余 1 个' }).click();
  await becomes(4, 'waiting');
  for (const { viewer } of [tap!, phone!, off!]) await viewer.support(first!.question.questionId);
  for (const { viewer } of [phone!, off!, first!]) await viewer.support(second!.question.questionId);
  await b.getByRole('button', { name: /^已公开/ }).click();
  await opening(b, texts[3]!).click();
  await press(b, 'g');
  await b.getByRole('button', { name: `一起合并 ${second!.question.number}` }).click();
  await expect(b.getByText('合并后共有 4 人支持')).toBeVisible();
  await expectAccessible(b);
  await b.getByRole('dialog').getByRole('button', { name: '合并', exact: true }).click();
  const merged = await inquiry.question(({ merged: others }) => others === 1);
  expect([merged.questionId, merged.supports]).toEqual([first!.question.questionId, 4]);
  expect(await now(4)).toMatchObject({ state: 'merged', mergedInto: merged.questionId });
  await press(b, 'u');
  await becomes(4, 'waiting');
  expect([(await now(3)).supports, (await now(4)).supports]).toEqual([3, 3]);

  // What comes in waits beside the list; a page of it is approved without the mouse.
  await a.getByRole('button', { name: /^等待审核/ }).press('Enter');
  await fifty(inquiry);
  await inquiry.question(({ number }) => number === 55);
  await press(a, '/');
  await a.keyboard.insertText('路灯');
  await expect(row(a, '第 50 条街道')).toBeVisible();
  await press(a, 'Enter', '*');
  await expect(a.getByRole('region', { name: '已选 50 个问题' })).toBeVisible();
  await press(a, 'a');
  await operator.until('desk', ({ questions }) => {
    const lamps = Object.values(questions).filter(({ text }) => text.includes('路灯'));
    return lamps.length === 50 && lamps.every(({ state }) => state === 'waiting');
  });
  await expect(a.getByText('已办：通过，50 个问题。')).toBeVisible();
  inquiry.leave();
});

test('[B153][B154][B155] blocked words however they are spaced, a ban and its end, the log that is checked and exported, all questions as a file, in English too', async ({
  house,
}) => {
  const opened = await house({ entitled: 4, present: 3, inBrowsers: 0, env: { GALLERY_TICK_MS: '200' } });
  const inquiry = await InquiryHouse.open(opened);
  const { operator } = inquiry;
  const page = await inquiry.desk('moderator1', '/settings');
  await page.getByRole('spinbutton').fill('0');
  await page.getByRole('button', { name: '保存设置' }).first().click();
  await expect(page.getByText('已保存。')).toBeVisible();
  await page.getByRole('textbox', { name: '屏蔽词' }).fill('退钱\nspam');
  await page.getByRole('textbox', { name: '试一段文字' }).fill('快退。钱');
  await expect(page.getByText('会因“退钱”不采用')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '保存设置' }).last().click();
  await operator.until('desk', ({ blockedWords }) => blockedWords.length === 2);

  const [blocked, wide, rude] = await inquiry.asked(['还我 退 - 钱', 'ｓｐ ａｍ 广告', '您好，请看我的主页']);
  for (const { viewer } of [blocked!, wide!])
    expect((await viewer.own(({ state }) => state === 'rejected')).reason).toBe('blocked-word');
  await page.goto(`/moderation/${inquiry.inquiryId}`);
  await page.getByRole('button', { name: /^未采用/ }).click();
  await expect(row(page, '还我 退 - 钱')).toBeVisible();

  await page.getByRole('button', { name: /^等待审核/ }).click();
  await opening(page, '请看我的主页').click();
  await press(page, 'b');
  await page.keyboard.press('3');
  await page.keyboard.press('Enter');
  await expect(detail(page)).toContainText('已停止提问：多次发布广告');
  await rude!.viewer.banned(true);
  await expect(rude!.viewer.ask('再看看我的主页')).rejects.toThrow('asker-banned');
  await press(page, 'b');
  await rude!.viewer.banned(false);
  await rude!.viewer.ask('请问水价多少');
  await inquiry.question(({ text }) => text === '请问水价多少');

  await page.goto(`/moderation/${inquiry.inquiryId}/log?lang=en`);
  await expect(page.getByText(/this browser the seals of all \d+ lines/)).toBeVisible();
  await expect(page.getByText('钱审核 stopped the asker of question 3; reason: 多次发布广告')).toBeVisible();
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('rules');
  await expect(page.getByRole('row')).toHaveCount(3);
  await expectAccessible(page);
  const log = JSON.parse(await saved(page, 'Export everything (JSON, can be checked)'));
  expect(firstBrokenIn(inquiryChainStart(inquiry.inquiryId), log.entries)).toBeNull();
  expect(log.entries.at(-1).link).toBe(log.head);
  expect(JSON.stringify(log)).not.toMatch(/主页|退钱/);

  await page.goto(`/moderation/${inquiry.inquiryId}/record`);
  const { data } = Papa.parse<Record<string, string>>((await saved(page, 'CSV')).trim(), { header: true });
  expect(data.map((line) => line['State'])).toEqual([
    'Not taken up',
    'Not taken up',
    'Waiting for moderation',
    'Waiting for moderation',
  ]);
  expect(data[0]!['Reason or where to']).toBe('it holds a blocked word');
  const { acts } = JSON.parse(await opened.hall.operator.get('/api/acts'));
  expect(acts.slice(-2).map(({ entry }: { entry: object }) => entry)).toMatchObject([
    { by: { name: '钱审核' }, act: { type: 'InquiryLogExported' } },
    { by: { name: '钱审核' }, act: { type: 'InquiryRecordExported' } },
  ]);
  const own =
    /全市饮水安全专题询问|农村饮水与学校饮水|市水务局|市教育局|钱审核|中文|您好，请看我的主页|请问水价多少/g;
  await saysOnlyEnglish(page, own);
  await page.goto(`/moderation/${inquiry.inquiryId}`);
  await expect(page.getByRole('heading', { name: 'Question 3' })).toBeVisible();
  await saysOnlyEnglish(page, own);
  await press(page, '?');
  await expect(page.getByRole('dialog')).toContainText('Undo');
  await saysOnlyEnglish(page, own);
  inquiry.leave();
});

/** What a button hands out as a file. */
async function saved(page: Page, name: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: new RegExp(`${name.replace(/[()]/g, '\\$&')}$`) }).click();
  return readFileSync(await (await download).path(), 'utf8').replace(/^\uFEFF/, '');
}
