import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { Dice } from '../../server/demo/dice.ts';
import { inventedTown } from '../../server/demo/people.ts';
import type { RollEntry } from '../../shared/roll.ts';
import { toGb18030 } from '../fixtures/gb18030.ts';
import { workbookOf } from '../fixtures/workbook.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './house.ts';

const town = inventedTown(336, new Dice(834)).map((entry, at) => ({ ...entry, number: `${20260001 + at}` }));
type Line = Pick<RollEntry, 'name' | 'delegation' | 'seat'> & { number: string };

/** As an office writes it: a title, another order, a column that is nobody's business, blank lines, Windows' line ends. */
function messy(lines: readonly Line[]): Buffer {
  const rows = lines.flatMap(({ name, delegation, seat, number }, at) => [
    `${at + 1},${number},${name.length === 2 ? [...name].join('　') : name}, ${delegation} ,${seat},1390931${number.slice(-4)}`,
    ...(at % 100 === 99 ? [',,,,,'] : []),
  ]);
  const heads = '序号,代表证编号,姓 名,代表团名称,座位号,联系电话';
  return toGb18030(['云岭市第二十届人大一次会议代表名册,,,,,', '', heads, ...rows, ''].join('\r\n'));
}

async function choose(page: Page, name: string, buffer: Uint8Array): Promise<void> {
  const field = page.getByLabel(/^选择(?:文件|另一个文件)$/);
  await field.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(buffer) });
}

async function exported(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).click(),
  ]);
  return readFileSync(await download.path());
}

test('[B68] [B70] a roll of 336 from a messy CSV, changed by a workbook, exported, and mended person by person', async ({
  house,
}) => {
  const opened = await house({ entitled: 3, present: 3, inBrowsers: 3 });
  const page = await opened.staffPage('operator');
  await page.getByLabel('会议名称').fill('云岭市第二十届人民代表大会第一次会议');
  await page.getByLabel('全体代表人数').fill('336');
  await page.getByRole('button', { name: '建立会议' }).click();
  await page.getByRole('link', { name: '名册与签到' }).click();
  await expectAccessible(page);

  const faulty = town.map((line) => ({ ...line }));
  faulty[7]!.seat = '';
  faulty[8]!.seat = faulty[6]!.seat;
  faulty[9]!.number = faulty[5]!.number;
  faulty[150]!.name = '';
  await choose(page, '名册.csv', messy(faulty));
  await expect(page.getByText('4 处有问题')).toBeVisible();
  await expect(page.getByText('没有读取的列：序号')).toBeVisible();
  const bad = page.getByRole('region', { name: '有问题的行' }).getByRole('row');
  await expect(bad).toContainText([
    '行',
    /第 11 行座位号没有填写/,
    /第 12 行座位号.*与第 10 行重复/,
    /第 13 行代表证号20260006与第 9 行重复/,
    /第 155 行姓名没有填写/,
  ]);
  await expect(page.getByRole('button', { name: /^导入|^更新名册/ })).toHaveCount(0);
  await expectAccessible(page);
  await choose(page, '名册（改）.csv', messy(town));
  await expect(page.getByText('代表 336 人，列席 0 人')).toBeVisible();
  await page.getByRole('button', { name: '导入 336 人' }).click();
  await expect(page.getByText('显示 336 人')).toBeVisible();
  await expect(page.getByText('13909310001')).toBeVisible();

  const changed = [...town.slice(1), { ...town[0]!, name: '𠮷田䶮', number: '20269999', seat: '主席台 1' }];
  changed[0] = { ...changed[0]!, name: '更名人', seat: '主席台 2' };
  changed[1] = { ...changed[1]!, delegation: '云岭新区代表团' };
  await page.getByRole('button', { name: '从文件导入' }).click();
  await choose(
    page,
    '名册.xlsx',
    workbookOf([
      ['座位', '姓名', '代表团', '证号'],
      ...changed.map(({ name, delegation, seat, number }) => [seat, name, delegation, number]),
    ]),
  );
  const part = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(part('更改').getByRole('listitem')).toContainText([
    `${town[1]!.name}姓名：${town[1]!.name} → 更名人座位号：${town[1]!.seat} → 主席台 2`,
    `代表团：${town[2]!.delegation} → 云岭新区代表团`,
  ]);
  await expect(part('新增')).toContainText('𠮷田䶮');
  await expect(part('名册上有、文件里没有').getByRole('listitem')).toContainText([town[0]!.name]);
  await expect(page.getByText('代表 337 人，多于 336 人')).toBeVisible();
  const update = page.getByRole('button', { name: /^更新名册/ });
  await expect(update).toBeDisabled();
  await page.getByRole('radio', { name: /移出名册/ }).check();
  await expectAccessible(page);
  await expect(update).toHaveText('更新名册：新增 1，更改 2，恢复 0，移出 1');
  await update.press('Enter');
  await expect(page.getByText('显示 336 人')).toBeVisible();
  await expect(page.getByText('已移出名册 1 人')).toBeVisible();

  for (const [button, name] of [
    ['导出 CSV', '导出.csv'],
    ['导出 xlsx', '导出.xlsx'],
  ] as const) {
    const file = await exported(page, button);
    await page.getByRole('button', { name: '从文件导入' }).click();
    await choose(page, name, file);
    await expect(page.getByText('文件与名册一致')).toBeVisible();
    await page.getByRole('button', { name: '返回名册' }).click();
  }

  await page.getByLabel('查找姓名').fill('𠮷田䶮');
  await page.getByRole('button', { name: '更改𠮷田䶮的登记' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('座位号').fill(town[5]!.seat);
  await dialog.getByLabel('手机').fill('13800000001');
  await dialog.getByLabel('座位号').press('Enter');
  await expect(dialog.getByText(`与${town[5]!.name}重复`)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('座位号').fill('主席台 9');
  await dialog.getByLabel('座位号').press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('13800000001')).toBeVisible();
  await page.getByRole('button', { name: '更改𠮷田䶮的登记' }).click();
  await dialog.getByRole('button', { name: '移出名册' }).click();
  await dialog.getByRole('button', { name: '移出名册' }).click();
  await expect(page.getByText('已移出名册 2 人')).toBeVisible();
  await page.getByText('已移出名册 2 人').click();
  await page.getByRole('button', { name: '恢复𠮷田䶮' }).click();
  await expect(page.getByText('主席台 9')).toBeVisible();
  await expect(page.getByText('13800000001')).toHaveCount(0);

  await page.getByLabel('查找姓名').fill('');
  await page.getByRole('button', { name: /^云岭新区代表团/ }).click();
  await page.getByRole('button', { name: '为云岭新区代表团改名' }).click();
  await dialog.getByLabel('新名称').fill('云岭高新区代表团');
  await dialog.getByLabel('新名称').press('Enter');
  const renamed = page.getByRole('button', { name: /^云岭高新区代表团/ });
  await expect(renamed).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('显示 1 人')).toBeVisible();
  await renamed.click();

  const chair = await opened.staffPage('chair');
  await chair.getByRole('link', { name: /云岭市/ }).click();
  await chair.getByRole('button', { name: '宣布会议开始' }).click();
  await chair.getByRole('dialog').getByRole('button', { name: '宣布会议开始' }).click();
  await expect(page.getByRole('button', { name: '从文件导入' })).toHaveCount(0);
  await page.getByRole('button', { name: '更改更名人的登记' }).click();
  await expect(dialog.getByRole('radio', { name: '列席' })).toBeDisabled();
  await dialog.getByLabel('姓名').fill('正名人');
  await dialog.getByRole('button', { name: '保存更改' }).click();
  await expect(page.getByText('正名人')).toBeVisible();
  await chair.getByRole('link', { name: '名册与签到' }).click();
  await expect(chair.getByText('显示 336 人')).toBeVisible();
  await expect(chair.getByText('13909310002')).toHaveCount(0);
  await expect(chair.getByRole('button', { name: /^更改/ })).toHaveCount(0);
});
