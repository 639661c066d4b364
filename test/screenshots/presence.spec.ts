import type { Page } from '@playwright/test';
import { Dice } from '../../server/demo/dice.ts';
import { drawUpAgenda } from '../../server/demo/papers.ts';
import { inventedTown } from '../../server/demo/people.ts';
import { expect, type House, test } from '../journeys/house.ts';
import { everySize, everyTablet, shoot } from './shots.ts';

const wall = { viewports: ['hall', 'hall4k'], inSight: true } as const;

const names = [
  '城关区代表团',
  '七里河区代表团',
  '安宁区代表团',
  '西固区代表团',
  '红古区代表团',
  '永登县代表团',
  '皋兰县代表团',
  '榆中县代表团',
  '兰州新区代表团',
  '教育科技界代表团',
];
/** Deputies of a town in so many delegations. */
function rollOf(size: number, delegations: number) {
  const each = Math.ceil(size / delegations);
  return inventedTown(size, new Dice(1)).map((entry, at) => {
    const group = Math.floor(at / each);
    const more = group >= names.length ? `第${group + 1}选区` : '';
    return { ...entry, delegation: more || names[group]! };
  });
}

async function still(page: Page): Promise<void> {
  await expect(page.locator('aside[data-idle="true"]')).toBeAttached();
}

for (const [size, delegations] of [
  [60, 5],
  [120, 30],
  [120, 40],
] as const) {
  test(`hall: ${delegations} delegations come in`, async ({ house }) => {
    const opened = await house({
      entitled: size,
      present: Math.floor(size / 3),
      inBrowsers: 0,
      roll: rollOf(size, delegations),
      title: '云岭市第十九届人民代表大会第四次会议',
    });
    const { hall } = opened;
    const page = await opened.screenPage();
    await expect(page.getByRole('main')).toContainText('距法定人数还差');
    await still(page);
    await shoot(page, `presence/hall-${delegations}-early`, wall);
    await hall.checkIn(hall.seats.slice(Math.floor(size / 3), size - 4));
    await expect(page.getByRole('main')).toContainText('已达到法定人数');
    await drawUpAgenda(hall);
    await expect(page.getByRole('main')).toContainText('票决2027年民生实事项目');
    await shoot(page, `presence/hall-${delegations}-late`, wall);
  });
}

test('tablet: check-in, leave, flash; desk: the list of tablets', async ({ house }) => {
  const opened: House = await house({
    entitled: 24,
    present: 17,
    inBrowsers: 1,
    roll: rollOf(24, 4),
    title: '云岭市第十九届人民代表大会第四次会议',
  });
  const { hall } = opened;
  await drawUpAgenda(hall);
  const page = await opened.tabletPage(hall.seats[17]!);
  await expect(page.getByText('本机可以正常投票')).toBeVisible();
  await shoot(page, 'presence/tablet-check-in', { viewports: everySize });
  await shoot(page, 'presence/tablet-check-in-in-sight', { viewports: everyTablet, inSight: true });
  const code = await hall.screen.untilSaid('hall:code', (shown) => shown.code);
  const wrong = String((Number(code) + 1111) % 10_000).padStart(4, '0');
  await page.getByRole('textbox', { name: '签到码' }).fill(wrong);
  await expect(page.getByRole('alert')).toBeVisible();
  await shoot(page, 'presence/tablet-check-in-wrong', { viewports: everyTablet });
  await page.getByRole('textbox', { name: '签到码' }).fill(code);
  await expect(page.getByText('您已签到').first()).toBeVisible();
  await shoot(page, 'presence/tablet-checked-in', { viewports: everySize });
  await page.getByRole('button', { name: '我要离开会场' }).click();
  await shoot(page, 'presence/tablet-leaving', { viewports: everyTablet, inSight: true });
  await page.keyboard.press('Escape');

  const desk = await opened.staffPage('operator', `/desk/${hall.sittingId}/devices`);
  const report = { build: 'b', visible: true, ready: true };
  for (const [at, { tablet }] of opened.simulated.entries()) {
    const { build } = tablet.device.said('server:build')!;
    await tablet.device.ask('device:state', {
      ...report,
      build: at === 3 ? 'old' : build,
      visible: at !== 5,
      ready: at !== 7,
    });
  }
  opened.simulated[9]!.tablet.device.disconnect();
  await expect(desk.getByRole('row').filter({ hasText: '旧版本' })).toBeVisible();
  await desk.getByRole('checkbox').nth(2).click();
  await desk.getByRole('checkbox').nth(4).click();
  await shoot(desk, 'presence/desk-devices', { viewports: ['desk', 'tablet', 'phone', 'deskLarge'] });
  await hall.operator.ask('devices:flash', { deputyIds: [hall.seats[17]!.deputyId] });
  await expect(page.getByRole('dialog')).toBeVisible();
  await shoot(page, 'presence/tablet-flash', { viewports: everyTablet, inSight: true, languages: ['zh-CN'] });
  await desk.goto(`/desk/${hall.sittingId}`);
  await expect(desk.getByText('签到码')).toBeVisible();
  await shoot(desk, 'presence/desk-miniature', { viewports: ['desk'], languages: ['zh-CN'] });
  const { projects } = await drawUpAgenda(hall);
  await hall.openVote(projects);
  const late = await opened.tabletPage(hall.seats[18]!);
  await expect(late.getByRole('heading', { name: '正在投票，您还没有签到' })).toBeVisible();
  await shoot(late, 'presence/tablet-late', { viewports: everyTablet });
  const screen = await opened.screenPage();
  await expect(screen.getByRole('main')).toContainText('正在投票');
  await still(screen);
  await shoot(screen, 'presence/hall-open-small-code', { viewports: ['hall'], inSight: true });
});
