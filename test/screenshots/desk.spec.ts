import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { expect, test } from '../journeys/house.ts';
import { closeDialog, main, mainLarge, press, town, wide } from './desk-and-hall.ts';
import { shoot } from './shots.ts';

test('desk: before the first sitting', async ({ browser }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'yishi-screenshots-'));
  const server = await ServerProcess.start(dataDir, { LOG_LEVEL: 'warn' });
  const context = await browser.newContext({ baseURL: server.url });
  try {
    const page = await context.newPage();
    await page.goto('/');
    await page.getByText('首次启用').click();
    await page.getByLabel('启用码').fill(server.setupCodes[0]!);
    await page.getByLabel('姓名').last().fill('张管理');
    await page.getByLabel('登录名').last().fill('zhang');
    await page.getByLabel('密码', { exact: true }).last().fill('一句只有我知道的话，很长');
    await page.getByLabel('再输入一次密码').fill('一句只有我知道的话，很长');
    await press(page, /启用我的/);
    await expect(page).toHaveURL(/\/desk$/);
    await expect(
      page.getByRole('heading', { name: '还没有会议' }).or(page.getByText('还没有会议')),
    ).toBeVisible();
    await shoot(page, 'desk/home-empty', main);
    await page.getByLabel('位置').fill('主会场左侧屏');
    await press(page, /生成链接/);
    await expect(page.getByLabel('登录链接', { exact: true })).toBeVisible();
    await shoot(page, 'desk/home-link', main);
    await page.getByLabel('会议名称').fill('云岭市第十九届\u202e人民代表大会第四次会议');
    await page.getByLabel('全体代表人数').fill('336');
    await press(page, /建立会议/);
    await expect(page.getByRole('alert').or(page.getByText('有问题的项')).first()).toBeVisible();
    await shoot(page, 'desk/home-new-refused', wide);
    await page.getByLabel('会议名称').fill('云岭市第十九届人民代表大会第四次会议');
    await press(page, /建立会议/);
    await expect(page.getByRole('heading', { name: '会前准备' })).toBeVisible();
    await shoot(page, 'desk/planned-administrator', wide);
    await page.goto('/desk');
    await expect(page.getByRole('link', { name: /第十九届/ })).toBeVisible();
    await shoot(page, 'desk/home-list', main);
  } finally {
    await context.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

test('desk: preparing a sitting, and its roll', async ({ house }) => {
  const opened = await house(town);
  const operator = await opened.staffPage('operator');
  await operator.getByLabel('会议名称').fill('云岭市第二十届人民代表大会第一次会议');
  await operator.getByLabel('全体代表人数').fill('336');
  await press(operator, /建立会议/);
  await expect(operator.getByRole('heading', { name: '会前准备' })).toBeVisible();
  const small = (page: Page) => page.getByText('会议即将开始');
  await expect(small(operator)).toBeAttached();
  await shoot(operator, 'desk/planned-operator', main);
  const chair = await opened.staffPage('chair');
  await chair.getByRole('link', { name: /第二十届/ }).click();
  await expect(chair.getByRole('heading', { name: '会前准备' })).toBeVisible();
  await expect(small(chair)).toBeAttached();
  await shoot(chair, 'desk/planned-chair', wide);
  for (const [part, name] of [
    ['名册与签到', 'roll'],
    ['表决票', 'papers'],
    ['票决办法与监票人', 'rules'],
    ['结果', 'results'],
  ] as const) {
    await chair.getByRole('link', { name: part, exact: true }).click();
    await expect(chair.getByRole('main').getByRole('heading').first()).toBeVisible();
    await shoot(chair, `desk/empty-${name}-chair`, wide);
  }
  await operator.getByRole('link', { name: '名册与签到' }).click();
  await expect(operator.getByLabel('选择文件')).toBeAttached();
  await shoot(operator, 'desk/roll-import-empty', wide);
  const lines = town.roll.map(
    ({ name, delegation, seat }, at) => `${name},${delegation},${seat},${1001 + at},`,
  );
  const upload = async (rows: readonly string[]) => {
    const text = [
      '姓名,代表团,座位号,代表证号,手机,性别',
      ...rows.map((row) => `${row}139 0931 ${row.slice(-5, -1)},女`),
    ].join('\n');
    await operator
      .getByLabel(/^选择/)
      .setInputFiles({ name: '代表名册.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  };
  await upload([
    ...lines.slice(0, 9),
    '王小明,云岭区代表团,,1101,',
    lines[3]!,
    '钱\u202e进,云岭区代表团,5排9座,1103,',
  ]);
  await expect(operator.getByText('4 处有问题')).toBeVisible();
  await shoot(operator, 'desk/roll-import-bad', main);
  await upload(lines);
  await expect(operator.getByRole('button', { name: /^导入 \d+ 人$/ })).toBeVisible();
  await shoot(operator, 'desk/roll-import-good', wide);
  await press(operator, /^导入 \d+ 人$/);
  await expect(operator.getByText('显示 60 人')).toBeVisible();
  await press(operator, /^从文件导入$/);
  await upload([
    ...lines.slice(4, 50).map((line) => line.replace('1排', '前1排')),
    '赵新,新城开发区代表团,30排1号,1200,',
  ]);
  await expect(operator.getByText('名册上有')).toBeVisible();
  await operator.getByRole('radio', { name: /移出名册/ }).check();
  await shoot(operator, 'desk/roll-import-changes', main);
  await press(operator, /^返回名册$/);
  await operator.getByRole('button', { name: /^更改/ }).first().click();
  await shoot(operator, 'desk/roll-person', main);
  await press(operator, /^移出名册$/);
  await shoot(operator, 'desk/roll-remove', wide);
  await press(operator, /^移出名册$/);
  await expect(operator.getByText('已移出名册 1 人')).toBeVisible();
  await operator.getByText('已移出名册 1 人').click();
  await shoot(operator, 'desk/roll-removed', wide);
  await press(operator, /^恢复/);
  await operator.getByRole('button', { name: /^安河区代表团/ }).click();
  await operator.getByRole('button', { name: /改名$/ }).first().click();
  await shoot(operator, 'desk/roll-rename', wide);
  await closeDialog(operator);
  await operator.getByRole('button', { name: /^安河区代表团/ }).click();
  await expect(operator.getByText('显示 60 人')).toBeVisible();
  await shoot(operator, 'desk/roll-planned', wide);

  await operator.goto(`/desk/${opened.hall.sittingId}/roll`);
  await expect(operator.getByText('显示 60 人')).toBeVisible();
  await shoot(operator, 'desk/roll', mainLarge);
  await operator.getByLabel('查找姓名').fill('云岭区');
  await shoot(operator, 'desk/roll-filtered', main);
  await operator.getByLabel('查找姓名').fill('甲乙丙');
  await shoot(operator, 'desk/roll-nobody', wide);
  await operator.getByLabel('查找姓名').fill('');
  await operator.getByRole('button', { name: '为全体制作证卡' }).first().click();
  await shoot(operator, 'desk/cards-before', wide);
  await press(operator, /制作 \d+ 张证卡/);
  await expect(operator.getByRole('article').first()).toBeVisible();
  await shoot(operator, 'desk/cards-sheets', main);
  await press(operator, /已打印，关闭/);
  await operator
    .getByRole('button', { name: /全部签到/ })
    .last()
    .click();
  await shoot(operator, 'desk/roll-all-dialog', wide);
  await closeDialog(operator);
});
