import { eachOf, projectPaper } from '../../server/demo/hall.ts';
import type { Marking } from '../../server/demo/tablet.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './house.ts';

const first: Marking = ({ paper }) => ({ [paper.items[0]!.itemId]: ['approve'] });
const TITLE = '第十九届人民代表大会第四次会议';

test('[B90] [B92] [B93] the desk is told of the disk; an operator removes a closed sitting’s personal data and reads its results', async ({
  house,
}) => {
  // More than this machine has: the disk is low from the start.
  const opened = await house({ inBrowsers: 0, env: { DISK_WARN_MB: '99999999', DISK_MIN_MB: '1' } });
  const { hall } = opened;
  const chair = await opened.staffPage('chair', `/desk/${hall.sittingId}`);
  await expect(chair.getByRole('alert')).toContainText('服务器磁盘空间不多了');
  await expect(chair.getByRole('alert')).toContainText('低于 1 MB 时不能再准备或开始表决');
  const voteId = await hall.openVote(await hall.drawUp(projectPaper('民生实事项目票决', 3, 1)));
  await eachOf(opened.simulated, async ({ tablet }) => void (await tablet.vote(voteId, first)));
  await hall.finish(voteId);
  await hall.chair.command({ type: 'CloseSitting' });

  await chair.goto('/desk');
  await expect(chair.getByText(/个人信息保留至 .+，到期自动删除/)).toBeVisible();
  await expect(chair.getByRole('button', { name: '提前删除个人信息…' })).toHaveCount(0);
  const operator = await opened.staffPage('operator');
  await operator.getByRole('button', { name: '提前删除个人信息…' }).focus();
  await operator.keyboard.press('Enter');
  const dialog = operator.getByRole('dialog', { name: `删除「${TITLE}」的个人信息？` });
  const remove = dialog.getByRole('button', { name: '删除个人信息' });
  await expect(remove).toBeDisabled();
  await dialog.getByRole('textbox').fill('第十九届');
  await expect(remove).toBeDisabled();
  await dialog.getByRole('textbox').fill(TITLE);
  await expectAccessible(operator);
  await remove.focus();
  await operator.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(operator.getByText('已归档')).toBeVisible();

  await operator.getByRole('link', { name: TITLE }).click();
  await expect(operator.getByText('个人信息已经删除，只保留公开的结果。')).toBeVisible();
  await expectAccessible(operator);
  await operator.getByRole('link', { name: '计票结果报告单' }).click();
  await expect(operator.getByRole('heading', { name: '计票结果报告单' })).toBeVisible();
  await expect(operator.getByText('民生实事项目票决')).toBeVisible();
  await expectAccessible(operator);
});
