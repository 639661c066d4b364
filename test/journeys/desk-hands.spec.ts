import type { Locator, Page } from '@playwright/test';
import { eachOf, projectPaper } from '../../server/demo/hall.ts';
import type { Marking } from '../../server/demo/tablet.ts';
import { expect, type House, test } from './house.ts';

async function deskPage(opened: House, role: 'operator' | 'chair'): Promise<Page> {
  const page = await opened.staffPage(role, `/desk/${opened.hall.sittingId}`);
  await expect(page.getByRole('navigation', { name: '议程' })).toBeVisible();
  return page;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const hasFocus = (target: Locator) => target.evaluate((element) => element.matches(':focus'));

/** Goes there as a person without a mouse does, and not past it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeEnabled();
  for (let steps = 0; steps < 60; steps++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not get there');
}

/** A step of the ceremony by keyboard: its button, then the one in the dialog. */
async function stepByKeys(page: Page, name: string): Promise<void> {
  await tabTo(page, button(page, name));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await tabTo(page, dialog.getByRole('button', { name }));
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('region', { name: '下一步' })).toBeFocused();
}

const first: Marking = ({ paper }) => ({ [paper.items[0]!.itemId]: ['approve'] });

test('[B54] the ceremony goes by keyboard alone, and the focus is always somewhere', async ({ house }) => {
  const opened = await house({ inBrowsers: 0 });
  const { hall } = opened;
  await hall.drawUp(projectPaper('民生实事项目票决', 3, 1));
  const operator = await deskPage(opened, 'operator');
  const chair = await deskPage(opened, 'chair');
  await tabTo(operator, button(operator, '准备表决'));
  await operator.keyboard.press('Enter');
  await operator.keyboard.press('Enter');
  await expect(operator.getByRole('region', { name: '下一步' })).toBeFocused();

  await tabTo(chair, button(chair, '宣布开始投票'));
  await chair.keyboard.press('Enter');
  // The first Enter in a dialog takes nothing that cannot be taken back.
  await expect(chair.getByRole('dialog').getByRole('button', { name: '取消' })).toBeFocused();
  await chair.keyboard.press('Escape');
  await expect(button(chair, '宣布开始投票')).toBeFocused();
  await stepByKeys(chair, '宣布开始投票');
  const { voteId } = await hall.chair.until((view) => view.votes.find(({ stage }) => stage === 'open'));
  await eachOf(opened.simulated, async ({ tablet }) => void (await tablet.vote(voteId, first)));
  await stepByKeys(chair, '宣布投票结束');
  await hall.inStage(voteId, 'sealed');
  await hall.scrutineers[0]!.tablet.device.command({ type: 'ReportReturn', voteId });
  await tabTo(chair, button(chair, '宣布表决是否有效'));
  await chair.keyboard.press('Enter');
  await tabTo(chair, chair.getByRole('radio', { name: /^有效/ }));
  await chair.keyboard.press('Space');
  await tabTo(chair, button(chair, '宣布有效'));
  await chair.keyboard.press('Enter');
  await hall.inStage(voteId, 'counted');

  const { device } = hall.scrutineers[1]!.tablet;
  await device.command({ type: 'ObjectToResult', voteId, reason: '摘要不一致' });
  // One way on, and it is the large one; the operator has none.
  await expect(button(chair, '宣布表决结果')).toHaveCount(0);
  await expect(button(chair, '宣布无效…')).toHaveCount(1);
  await expect(button(operator, /宣布/)).toHaveCount(0);
  await tabTo(chair, button(chair, '宣布无效…'));
  await chair.keyboard.press('Enter');
  await tabTo(chair, chair.getByLabel('无效的理由'));
  await chair.keyboard.type('监票人有异议');
  await tabTo(chair, chair.getByRole('dialog').getByRole('button', { name: '宣布无效' }));
  await chair.keyboard.press('Enter');
  await expect(chair.getByRole('region', { name: '下一步' })).toContainText('本轮表决无效');
});

test('two operators edit one agenda: neither loses what was typed, and the later knows of the earlier', async ({
  house,
}) => {
  const opened = await house({ inBrowsers: 0 });
  const [one, other] = [await deskPage(opened, 'operator'), await deskPage(opened, 'operator')];
  for (const [page, title] of [
    [one, '听取报告'],
    [other, '分组审议'],
  ] as const) {
    await button(page, '编辑议程').click();
    await button(page, '添加一项').click();
    await page.getByLabel('第 1 项的标题').fill(title);
  }
  await button(one, '保存议程').dblclick();
  await expect(other.getByText('议程已被他人更改')).toBeVisible();
  await expect(other.getByLabel('第 1 项的标题')).toHaveValue('分组审议');
  await button(other, '改用他人的版本').click();
  await expect(other.getByLabel('第 1 项的标题')).toHaveValue('听取报告');
  await button(other, '添加一项').click();
  await other.getByLabel('第 2 项的标题').fill('分组审议');
  await button(other, '保存议程').click();
  for (const page of [one, other]) {
    await expect(page.getByRole('navigation', { name: '议程' }).getByRole('listitem')).toHaveCount(2);
  }
});

test('[B41] the server dies between the tap and its answer: the step is taken once', async ({ house }) => {
  const opened = await house({ inBrowsers: 0 });
  const { hall, server } = opened;
  await hall.drawUp(projectPaper('民生实事项目票决', 3, 1));
  const operator = await deskPage(opened, 'operator');
  await Promise.all([button(operator, '准备表决').click(), server.kill()]);
  await server.start();
  await expect(operator.getByText('等待执行主席宣布开始投票')).toBeVisible();
  await hall.operator.command({ type: 'SetAgenda', items: [{ title: '此后的一项' }] });
  await expect(operator.getByText('此后的一项')).toBeVisible();
  const view = await hall.operator.until((now) => now.agenda.length > 0 && now);
  expect(view.votes.map(({ stage }) => stage)).toEqual(['prepared']);
});

test('who comes in after the opening counts among those who may vote', async ({ house }) => {
  const opened = await house({ inBrowsers: 0 });
  const { hall } = opened;
  await hall.openVote(await hall.drawUp(projectPaper('民生实事项目票决', 3, 1)));
  const chair = await deskPage(opened, 'chair');
  await expect(chair.getByRole('article').getByText('实到 10 人', { exact: true })).toBeVisible();
  await hall.checkIn(hall.seats.slice(10, 12));
  await expect(chair.getByRole('article').getByText('投票期间在场 12 人', { exact: true })).toBeVisible();
  await button(chair, '宣布投票结束').click();
  await expect(chair.getByRole('dialog')).toContainText('还有 12 人没有投票');
});

test('the small hall screen shows what the hall shows, also after another part of the desk', async ({
  house,
}) => {
  const opened = await house({ inBrowsers: 0 });
  const { hall } = opened;
  const held = await hall.drawUp(projectPaper('先表决的一项', 3, 1));
  const waits = await hall.drawUp(projectPaper('后表决的一项', 3, 1));
  await hall.operator.command({ type: 'PrepareVote', paperId: held, rehearsal: false });
  const { voteId } = await hall.chair.until((view) => view.votes[0]);
  const wall = await opened.screenPage();
  const operator = await deskPage(opened, 'operator');
  const small = operator.locator('[inert]').first();
  await hall.operator.command({ type: 'PrepareVote', paperId: waits, rehearsal: false });
  await expect(small).toContainText('后表决的一项');
  await hall.chair.command({ type: 'OpenVote', voteId });
  await hall.inStage(voteId, 'open');
  await hall.chair.command({ type: 'AbortVote', voteId, reason: '会场断电' });
  await expect(wall.getByRole('main')).toContainText('会场断电');
  await expect(small).toContainText('会场断电');
  await operator.getByRole('link', { name: '名册与签到' }).click();
  await expect(operator.getByText('显示 12 人')).toBeVisible();
  await operator.getByRole('link', { name: '会议主持' }).click();
  await expect(small).toContainText('会场断电');
});
