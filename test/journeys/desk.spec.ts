import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { eachOf, projectPaper } from '../../server/demo/hall.ts';
import type { Marking } from '../../server/demo/tablet.ts';
import type { VoteId } from '../../shared/ids.ts';
import { expectAccessible } from './accessible.ts';
import { expect, type House, test } from './house.ts';

const chairsButtons =
  /宣布开始投票|宣布投票结束|宣布表决是否有效|宣布表决结果|中止表决|宣布无效|宣布会议结束/;
const operatorsButtons = /准备表决|准备试投|编辑议程|申请补发选票|准备下一轮/;

/** Every line of the browser's console that is a complaint. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return complaints;
}

const noGraveFaults = (page: Page) => expectAccessible(page, { for: 'serious' });

async function deskPage(opened: House, role: 'operator' | 'chair', part = ''): Promise<Page> {
  return opened.staffPage(role, `/desk/${opened.hall.sittingId}${part}`);
}

/** The item in hand; the small hall screen beside it may show the same words. */
const item = (page: Page) => page.getByRole('article');

/** The button of a step, and then the same in the dialog that asks whether one is sure. */
async function takeStep(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByRole('dialog').getByRole('button', { name }).click();
}

async function voteAll({ simulated }: House, voteId: VoteId, marking: Marking): Promise<void> {
  await eachOf(simulated, async ({ tablet }) => void (await tablet.vote(voteId, marking)));
}

const chooseFirst =
  (count: number): Marking =>
  ({ paper }) =>
    Object.fromEntries(paper.items.slice(0, count).map(({ itemId }) => [itemId, ['approve' as const]]));

test('an operator founds a sitting, imports its roll and the chair opens it', async ({ house }) => {
  const opened = await house();
  const page = await opened.staffPage('operator');
  await expect(page.getByRole('heading', { name: '新建会议' })).toBeVisible();
  await noGraveFaults(page);
  await page.getByLabel('会议名称').fill('第二十届人民代表大会第一次会议');
  await page.getByLabel('全体代表人数').fill('4');
  await expect(page.getByText('不是到会人数')).toBeVisible();
  await page.getByRole('button', { name: '建立会议' }).click();
  await expect(page.getByRole('heading', { name: '会前准备' })).toBeVisible();
  await expect(page.getByText('等待执行主席宣布会议开始')).toBeVisible();
  await expect(page.getByRole('button', { name: '宣布会议开始' })).toHaveCount(0);
  await noGraveFaults(page);

  await page.getByRole('link', { name: '名册与签到' }).click();
  await noGraveFaults(page);
  await page.getByLabel('选择文件').setInputFiles({
    name: '名册.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      '姓名,代表团,座位,身份\n张明,城关区代表团,1-1,\n李芳,城关区代表团,1-2,\n王强,七里河区代表团,2-1,\n赵静,列席席,3-1,列席\n',
    ),
  });
  await expect(page.getByText('代表 3 人\uff0c列席 1 人')).toBeVisible();
  await expect(page.getByText('少于全体代表 4 人')).toBeVisible();
  await page.getByRole('button', { name: '导入 4 人' }).click();
  await expect(page.getByText('显示 4 人')).toBeVisible();
  await noGraveFaults(page);

  const chair = await opened.staffPage('chair');
  await chair.getByRole('link', { name: /第二十届/ }).click();
  await takeStep(chair, '宣布会议开始');
  await expect(page.getByRole('button', { name: '为张明签到' })).toBeVisible();
});

test('[B64] presence by the roll makes the quorum, and a scrutineer’s card takes two people', async ({
  house,
}) => {
  const opened = await house({ present: 6, inBrowsers: 6 });
  await opened.hall.drawUp(projectPaper('民生实事项目票决', 3, 1));
  const operator = await deskPage(opened, 'operator');
  const chair = await deskPage(opened, 'chair');
  await operator.getByRole('button', { name: '准备表决' }).click();
  const open = chair.getByRole('button', { name: '宣布开始投票' });
  await expect(item(chair).getByText('还差 2 人')).toBeVisible();
  await expect(open).toBeDisabled();

  await operator.getByRole('link', { name: '名册与签到' }).click();
  await operator.getByLabel('查找姓名').fill('代表7');
  await operator.getByRole('button', { name: '为代表7签到' }).click();
  await operator.getByRole('button', { name: '登记代表7离场' }).click();
  await operator.getByRole('button', { name: '登记代表7请假' }).click();
  await expect(operator.getByRole('button', { name: '为代表7销假' })).toBeVisible();
  await operator.getByLabel('查找姓名').fill('');
  await takeStep(operator, '第1代表团全部签到');
  await expect(operator.getByText('实到 11 人')).toBeVisible();
  await expect(open).toBeEnabled();

  // The scrutineer's card: the operator asks, the chair issues.
  await operator.getByRole('button', { name: '重新申请证卡：代表1' }).click();
  await expect(operator.getByText('已申请，等执行主席发放')).toBeVisible();
  await chair.getByRole('link', { name: '名册与签到' }).click();
  await chair.getByRole('button', { name: '发放证卡：代表1' }).click();
  await chair.getByRole('button', { name: '制作 1 张证卡' }).click();
  await expect(chair.getByRole('article', { name: '代表1' })).toBeVisible();
  await chair.getByRole('button', { name: '已打印，关闭' }).click();
  await expect(chair.getByRole('button', { name: '发放证卡：代表1' })).toHaveCount(0);
  await expect(operator.getByRole('button', { name: '查看代表1的初始密码' })).toBeVisible();
});

/** From the sitting's desk to its own log, which is taken along; and from there to the log of the house. */
async function readLog(page: Page): Promise<void> {
  await page.getByRole('link', { name: '会议记录' }).click();
  const sentences = page.locator('tbody td:last-child');
  await expect(sentences.first()).toHaveText('李主席宣布会议结束');
  await expect(page.getByText(/服务器逐行核对了内容\uff0c本机核对了全部 \d+ 行的印记/)).toBeVisible();
  await noGraveFaults(page);
  await page.getByLabel('类别', { exact: true }).selectOption({ label: '表决' });
  await page.getByLabel('人员', { exact: true }).selectOption({ label: '代表9' });
  await expect(sentences).toHaveText([
    '王操作申请为代表9补发选票\uff1a《民生实事项目票决》\uff1b理由\uff1a平板损坏',
  ]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出全部' }).click();
  const file = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  expect(file.entries.at(-1)).toMatchObject({ version: file.version, link: file.head });
  await page.getByLabel('哪一份记录').selectOption({ label: '会议之外' });
  await expect(sentences.first()).toHaveText('王操作导出了会议记录\uff1a第十九届人民代表大会第四次会议');
}

test('[B51] [B60] operator and chair take a vote from the agenda to the result, each only their own steps', async ({
  house,
}) => {
  const opened = await house({ inBrowsers: 0 });
  const { hall } = opened;
  await hall.drawUp(projectPaper('民生实事项目票决', 4, 2));
  const operator = await deskPage(opened, 'operator');
  const chair = await deskPage(opened, 'chair');
  const complaints = [complaintsOf(operator), complaintsOf(chair)];
  const expectOwnStepsOnly = async () => {
    await expect(operator.getByRole('button', { name: chairsButtons })).toHaveCount(0);
    await expect(chair.getByRole('button', { name: operatorsButtons })).toHaveCount(0);
  };

  await operator.getByRole('button', { name: '编辑议程' }).click();
  await operator.getByRole('button', { name: '添加一项' }).click();
  await operator.getByLabel('第 1 项的标题').fill('听取政府工作报告');
  await operator.getByRole('button', { name: /列入/ }).click();
  await operator.getByLabel('第 2 项的标题').press('Alt+ArrowUp');
  await expect(operator.getByLabel('第 1 项的标题')).toHaveValue('民生实事项目票决');
  await noGraveFaults(operator);
  await operator.getByRole('button', { name: '保存议程' }).click();
  await expect(chair.getByRole('navigation', { name: '议程' }).getByText('听取政府工作报告')).toBeVisible();

  await expect(item(chair).getByText('等待操作员准备表决')).toBeVisible();
  await expectOwnStepsOnly();
  await operator.getByRole('button', { name: '准备表决' }).dblclick();
  await chair.getByRole('button', { name: '宣布开始投票' }).click();
  await expect(chair.getByRole('dialog')).toContainText('法定人数 8 人');
  await noGraveFaults(chair);
  await chair.getByRole('dialog').getByRole('button', { name: '宣布开始投票' }).dblclick();
  const { voteId } = await hall.chair.until((view) => view.votes.find(({ stage }) => stage === 'open'));
  await expect(item(operator).getByText('正在投票\uff0c等待执行主席')).toBeVisible();
  await expectOwnStepsOnly();
  await voteAll(opened, voteId, chooseFirst(2));
  await expect(item(operator).getByText('投票率 100.0%')).toBeVisible();
  await noGraveFaults(operator);

  await operator.getByRole('button', { name: '申请补发选票' }).click();
  await operator.getByLabel('查找代表').fill('代表9');
  await operator.getByRole('radio', { name: /代表9/ }).check();
  await operator.getByLabel('理由').fill('平板损坏');
  await noGraveFaults(operator);
  await operator.getByRole('button', { name: '提交申请' }).click();
  await expect(chair.getByText('代表9\uff1a平板损坏')).toBeVisible();

  await takeStep(chair, '宣布投票结束');
  await expect(item(chair).getByText('总监票人 代表1 尚未报告')).toBeVisible();
  await expect(chair.getByRole('button', { name: '宣布表决是否有效' })).toBeDisabled();
  await expectOwnStepsOnly();
  await hall.scrutineers[0]!.tablet.device.command({ type: 'ReportReturn', voteId });
  await chair.getByRole('button', { name: '宣布表决是否有效' }).click();
  await chair.getByRole('radio', { name: /^有效/ }).check();
  await noGraveFaults(chair);
  await chair.getByRole('button', { name: '宣布有效' }).click();
  await expect(item(chair).getByText('总监票人 代表1 尚未签字')).toBeVisible();
  await expectOwnStepsOnly();
  await hall.confirm(voteId);
  await takeStep(chair, '宣布表决结果');
  for (const page of [operator, chair]) {
    await expect(item(page).getByRole('status').filter({ hasText: '结果已宣布' })).toBeVisible();
    await expect(page.getByRole('link', { name: '计票结果报告单' })).toBeVisible();
  }
  await expectOwnStepsOnly();
  await noGraveFaults(operator);
  await operator.getByRole('link', { name: '结果', exact: true }).click();
  await expect(item(operator).getByRole('heading').first()).toHaveText('民生实事项目票决');
  await noGraveFaults(operator);
  await takeStep(chair, '宣布会议结束');
  await expect(chair.getByRole('main').getByText('会议已经结束。各项')).toBeVisible();
  await readLog(operator);
  expect(complaints.flat()).toEqual([]);
});

test('an aborted and a void round keep their reasons, and each is followed by one button', async ({
  house,
}) => {
  const opened = await house({ inBrowsers: 0 });
  const { hall } = opened;
  await hall.drawUp(projectPaper('民生实事项目票决', 3, 1));
  const operator = await deskPage(opened, 'operator');
  const chair = await deskPage(opened, 'chair');
  await operator.getByRole('button', { name: '准备表决' }).click();
  await takeStep(chair, '宣布开始投票');

  await chair.getByRole('button', { name: '中止表决' }).click();
  const abort = chair.getByRole('dialog').getByRole('button', { name: '中止表决' });
  await expect(abort).toBeDisabled();
  await chair.getByLabel('中止的理由').fill('会场断电');
  await abort.click();
  await expect(item(operator).getByText('会场断电')).toBeVisible();

  await operator.getByRole('button', { name: '准备下一轮' }).click();
  await operator.getByRole('button', { name: '准备表决' }).click();
  await takeStep(chair, '宣布开始投票');
  const { voteId } = await hall.chair.until((view) => view.votes.find(({ stage }) => stage === 'open'));
  await voteAll(opened, voteId, chooseFirst(1));
  await takeStep(chair, '宣布投票结束');
  await hall.inStage(voteId, 'sealed');
  await hall.scrutineers[0]!.tablet.device.command({ type: 'ReportReturn', voteId });
  await chair.getByRole('button', { name: '宣布表决是否有效' }).click();
  await chair.getByRole('radio', { name: /^无效/ }).check();
  await expect(chair.getByRole('button', { name: '宣布无效' })).toBeDisabled();
  await chair.getByLabel('无效的理由').fill('主席团认定程序有误');
  await chair.getByRole('button', { name: '宣布无效' }).click();
  await expect(item(operator).getByText('主席团认定程序有误')).toBeVisible();
  await expect(operator.getByRole('button', { name: '准备下一轮' })).toBeEnabled();
  await operator.getByRole('link', { name: '结果', exact: true }).click();
  await operator.getByRole('button', { name: /已中止/ }).click();
  await expect(item(operator).getByText('会场断电')).toBeVisible();
});

test('after a rehearsal and a tie the runoff is prepared by one button', async ({ house }) => {
  const opened = await house({ inBrowsers: 0 });
  const { hall } = opened;
  const paperId = await hall.drawUp(projectPaper('民生实事项目票决', 3, 1, 2));
  const operator = await deskPage(opened, 'operator');
  await operator.getByRole('button', { name: '准备试投' }).click();
  await expect(item(operator).getByText('这是试投')).toBeVisible();
  const rehearsal = await hall.chair.until((view) => view.votes[0]);
  await hall.chair.command({ type: 'AbortVote', voteId: rehearsal.voteId, reason: '试过了' });
  await hall.inStage(rehearsal.voteId, 'aborted');

  const voteId = await hall.openVote(paperId);
  await voteAll(opened, voteId, chooseFirst(2));
  await hall.finish(voteId);
  await operator.getByRole('button', { name: '准备再次投票' }).dblclick();
  await operator.getByRole('button', { name: '准备表决' }).click();
  const second = await hall.chair.until((view) => view.votes.find(({ round }) => round === 2));
  expect(second.stage).toBe('prepared');
  await expect(item(operator).getByText('等待执行主席宣布开始投票')).toBeVisible();
  await expect(item(operator).getByText('第 2 轮').first()).toBeVisible();
});
