import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { projectPaper } from '../../server/demo/hall.ts';
import type { Paper } from '../../shared/ballot/paper.ts';
import { Digest } from '../../shared/ids.ts';
import { enterPins, expect, test } from './house.ts';
import { qrIn } from './qr.ts';

const DPI = 200;
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const type = async (page: Page, step: string, pin: string) => {
  const input = page.locator(`form[data-step="${step}"] input`);
  await expect(input).toBeFocused();
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
};
async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** One card out of a printed sheet of eight: two columns of 95 mm and four rows of 69 mm within margins of 10 mm. */
function cut(sheet: Buffer, at: number): Buffer {
  const whole = PNG.sync.read(sheet);
  const px = (mm: number) => Math.round((mm / 25.4) * DPI);
  const [width, height] = [px(95), px(69)];
  const card = new PNG({ width, height });
  PNG.bitblt(whole, card, px(10 + 95 * (at % 2)), px(10 + 69 * Math.floor(at / 2)), width, height, 0, 0);
  return PNG.sync.write(card);
}

const names = [
  '马建国',
  '阿依古丽·买买提艾力',
  '买合木提·吐尔逊江·阿卜杜拉',
  '李𠮷',
  '王芳',
  '赵敏',
  '孙立',
  '周静',
];
const roll = [...names, '吴刚', '郑洁', '钱多多', '冯雪'].map((name, at) => ({
  name,
  delegation: at < 6 ? '临夏回族自治州代表团' : '城关区代表团',
  seat: `${Math.floor(at / 4) + 1}-${(at % 4) + 1}`,
  standing: 'entitled' as const,
}));

test('[B62][B65][B66][B67] a printed card is cut out, scanned and used, locked and helped, and moves to another tablet', async ({
  house,
}, testInfo) => {
  test.setTimeout(120_000);
  const opened = await house({ roll, entitled: 12, present: 12, inBrowsers: 9 });
  const { hall } = opened;
  const desk = await opened.staffPage('operator', `/desk/${hall.sittingId}/roll`);

  // Sheets for everyone but the three scrutineers, whose cards take two people.
  await press(desk, '为全体制作证卡');
  await expect(desk.getByText('3 位监票人（含提名）不在其中')).toBeVisible();
  await press(desk, '制作 9 张证卡');
  await expect(desk.getByRole('heading', { name: '9 张证卡，A4 纸 2 页' })).toBeVisible();
  await accessible(desk);
  await desk.emulateMedia({ media: 'print' });
  const pdf = testInfo.outputPath('cards.pdf');
  writeFileSync(pdf, await desk.pdf({ preferCSSPageSize: true, printBackground: true }));
  await desk.emulateMedia({ media: 'screen' });
  const page = testInfo.outputPath('sheet');
  execFileSync('pdftoppm', ['-r', String(DPI), '-png', pdf, page]);
  const text = execFileSync('pdftotext', ['-layout', pdf, '-']).toString();
  expect(text.split('\f').filter((sheet) => sheet.trim() !== '')).toHaveLength(2);
  const sheet = readFileSync(`${page}-1.png`);
  // Deputy 4 is first on the sheet: the first three of the roll are the scrutineers.
  const cards = [0, 7].map((at) => new URL(qrIn(cut(sheet, at))));
  const [link, second] = cards as [URL, URL];
  expect(link.href).toContain(`${opened.server.url}/in#`);
  expect(second.hash).not.toBe(link.hash);
  const pins = await desk.getByRole('article').locator('strong').allInnerTexts();
  const printedPin = pins[0]!.replace(' ', '');
  await press(desk, '已打印，关闭');

  // The deputy's tablet: five wrong PINs, help by staff, then one's own PIN.
  const wrong = printedPin === '975310' ? '975311' : '975310';
  const tablet = await opened.page('tablet', link.pathname + link.hash);
  await expect(tablet.getByText('李𠮷')).toBeVisible();
  await accessible(tablet);
  for (const left of [4, 3, 2, 1]) {
    await type(tablet, 'printed', wrong);
    await expect(tablet.getByText(`还可以试 ${left} 次`)).toBeVisible();
  }
  await type(tablet, 'printed', wrong);
  await expect(tablet.getByRole('heading', { name: '证卡已锁定' })).toBeVisible();
  await press(desk, '为李𠮷（座位 1-4）解锁');
  await expect(desk.getByText('证卡求助')).toHaveCount(0);
  for (const digit of printedPin) await press(tablet, digit);
  await press(tablet, '下一步');
  await type(tablet, 'choose', '123456');
  await expect(tablet.getByRole('alert')).toContainText('依次排列');
  // A reload between the steps loses nothing but the step.
  await tablet.reload();
  const ownPin = '248613';
  await enterPins(tablet, { printedPin, ownPin });
  await expect(tablet).toHaveURL(/\/tablet$/);

  // Another tablet takes over while a paper is half filled in here; the paper stays as it is until one agrees.
  await hall.openVote(await hall.drawUp(projectPaper('民生实事项目票决', 5, 3)));
  await tablet.getByRole('checkbox').nth(1).click();
  const other = await opened.page('tabletUpright', link.pathname + link.hash);
  await type(other, 'own', ownPin);
  await expect(other.getByRole('heading', { name: '正在等待同意' })).toBeVisible();
  await expect(tablet.getByRole('alert')).toContainText('另一台平板要用您的证卡登录');
  await expect(tablet.getByRole('checkbox').nth(1)).toBeChecked();
  await tablet.getByRole('checkbox').nth(3).click();
  await expect(tablet.getByText('已选 2 / 3').first()).toBeVisible();
  await accessible(tablet);
  await press(tablet, '同意，换到那一台');
  await expect(other).toHaveURL(/\/tablet$/);
  await expect(other.getByRole('checkbox').nth(0)).toBeVisible();
  await expect(tablet.getByRole('alert').filter({ hasText: '本机的登录已失效' })).toBeVisible();
});

test('[B64] two people give a scrutineer a card: the old one has no say, the chair sees the link and the operator the PIN', async ({
  house,
}) => {
  const opened = await house({ entitled: 6, present: 5, inBrowsers: 1 });
  const { hall, simulated, inBrowsers } = opened;
  const [chief, second, third] = [inBrowsers[0]!, simulated[0]!, simulated[3]!];
  const tablet = await opened.tabletPage(chief);
  // Their cards are of the operator alone, but for the second's.
  const list = { scrutineers: [chief, second, third].map((seat) => seat.deputyId), chief: chief.deputyId };
  await hall.operator.command({ type: 'ProposeScrutineers', ...list });
  await hall.chair.command({ type: 'AppointScrutineers', ...list });
  await expect(tablet.getByText('您是监票人：请到主持台领取监票人证卡')).toBeVisible();

  const item = { itemId: 'M1' as Paper['items'][number]['itemId'], title: '关于预算的决议' };
  const voteId = await hall.openVote(
    await hall.drawUp({ kind: 'motion', title: '关于预算的决议', items: [item] }),
  );
  for (const seat of simulated) await seat.tablet.vote(voteId, () => ({ M1: ['approve'] }));
  await hall.chair.command({ type: 'CloseVote', voteId });
  await hall.inStage(voteId, 'sealed');
  await tablet.goto('/scrutineer');
  await expect(tablet.getByText('请到主持台领取监票人证卡')).toBeVisible();
  await expect(tablet.getByText('现在这张证卡可以投票')).toBeVisible();
  await expect(tablet.getByText('收回选票')).toBeVisible();
  await expect(tablet.getByRole('button', { name: '报告收回情况' })).toHaveCount(0);
  await accessible(tablet);

  const roll = `/desk/${hall.sittingId}/roll`;
  const [operator, chair] = [await opened.staffPage('operator', roll), await opened.staffPage('chair')];
  await press(operator, '申请证卡：代表5');
  await chair.goto(`/desk/${hall.sittingId}`);
  await press(chair, '发放证卡：代表5');
  await expect(chair.getByText('证卡上没有初始密码')).toBeVisible();
  const issued = chair.waitForResponse(/\/cards$/);
  await press(chair, '制作 1 张证卡');
  const { cards } = await (await issued).json();
  expect(cards).toEqual([{ deputyId: chief.deputyId, card: expect.any(String), pin: null }]);
  const sheet = chair.getByRole('article', { name: '代表5' });
  await expect(sheet).toContainText('由操作员当面告知');
  const link = new URL(qrIn(await sheet.locator('svg').screenshot()));
  expect(link.hash).toBe(`#${cards[0].card}`);
  await accessible(chair);

  await press(operator, '查看代表5的初始密码');
  await expect(operator.getByText('只显示一次')).toBeVisible();
  await accessible(operator);
  const told = operator.waitForResponse(/\/card-pins$/);
  await press(operator, '显示初始密码');
  const answer = await (await told).json();
  expect(Object.keys(answer)).toEqual(['pin']);
  const { pin } = answer as { pin: string };
  await expect(operator.getByText(`${pin.slice(0, 3)} ${pin.slice(3)}`)).toBeVisible();
  expect(await chair.locator('body').innerText()).not.toContain(pin.slice(0, 3));
  // Only its button closes it.
  await operator.keyboard.press('Escape');
  await operator.keyboard.press('Escape');
  await press(operator, '已告知，关闭');
  await expect(operator.getByRole('button', { name: '重新申请证卡：代表5' })).toBeVisible();
  await press(chair, '已打印，关闭');

  await expect(tablet.getByRole('alert').filter({ hasText: '本机的登录已失效' })).toBeVisible();
  await tablet.goto(`${link.pathname}${link.hash}&next=/scrutineer`);
  await enterPins(tablet, { printedPin: pin, ownPin: '248613' });
  await press(tablet, '报告收回情况');
  await hall.inStage(voteId, 'reported');
  await hall.chair.command({ type: 'DeclareVote', voteId, verdict: 'valid' });
  await press(tablet, '确认结果并签字');
  await expect(tablet.getByText('您已签字', { exact: true })).toBeVisible();
  const { digest } = await hall.audit(second.tablet.device, voteId);
  const { device } = third.tablet;
  const code = 'scrutineer-card-needs-two';
  expect(await device.refusalOf({ type: 'ConfirmResult', voteId, digest: Digest.parse(digest) })).toBe(code);
  const bundle = `/api/sittings/${hall.sittingId}/votes/${voteId}/audit-bundle`;
  await expect(device.get(bundle)).rejects.toThrow(code);
  await hall.publish(voteId);
});
