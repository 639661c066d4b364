import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { projectPaper } from '../../server/demo/hall.ts';
import { demoPapers, drawUpAgenda } from '../../server/demo/papers.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { expect, test } from '../journeys/house.ts';
import { shoot } from './shots.ts';
import { approving, prepare, staffAt, town, vote } from './town.ts';

test.setTimeout(600_000);

const wide = { viewports: ['desk'] } as const;
const main = { viewports: ['desk', 'deskSmall', 'phone'] } as const;

/** In either language: the button whose name holds one of the words. */
const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).first().click();
const closeDialog = (page: Page) => page.keyboard.press('Escape');

test('desk: before the first sitting', async ({ browser }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'yishi-screenshots-'));
  const server = await ServerProcess.start(dataDir, { LOG_LEVEL: 'warn' });
  const context = await browser.newContext({ baseURL: server.url });
  try {
    const page = await context.newPage();
    await page.goto('/');
    await page.getByLabel(/启用码/).fill(server.setupCode!);
    await press(page, /启用/);
    await expect(page).toHaveURL(/\/desk$/);
    await expect(
      page.getByRole('heading', { name: '还没有会议' }).or(page.getByText('还没有会议')),
    ).toBeVisible();
    await shoot(page, 'desk-home-empty', main);
    await page.getByLabel('姓名或岗位').fill('主席台操作员一');
    await press(page, /生成链接/);
    await expect(page.getByLabel('登录链接', { exact: true })).toBeVisible();
    await shoot(page, 'desk-home-link', main);
    await page.getByLabel('会议名称').fill('云岭市第十九届\u200b人民代表大会第四次会议');
    await page.getByLabel('全体代表人数').fill('336');
    await press(page, /建立会议/);
    await expect(page.getByRole('alert').or(page.getByText('有问题的项')).first()).toBeVisible();
    await shoot(page, 'desk-home-new-refused', wide);
    await page.getByLabel('会议名称').fill('云岭市第十九届人民代表大会第四次会议');
    await press(page, /建立会议/);
    await expect(page.getByRole('heading', { name: '会前准备' })).toBeVisible();
    await shoot(page, 'desk-planned-administrator', wide);
    await page.goto('/desk');
    await expect(page.getByRole('link', { name: /第十九届/ })).toBeVisible();
    await shoot(page, 'desk-home-list', main);
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
  await shoot(operator, 'desk-planned-operator', main);
  const chair = await opened.staffPage('chair');
  await chair.getByRole('link', { name: /第二十届/ }).click();
  await expect(chair.getByRole('heading', { name: '会前准备' })).toBeVisible();
  await shoot(chair, 'desk-planned-chair', wide);
  for (const [part, name] of [
    ['名册与签到', 'roll'],
    ['表决票', 'papers'],
    ['票决办法与监票人', 'rules'],
    ['结果', 'results'],
  ] as const) {
    await chair.getByRole('link', { name: part, exact: true }).click();
    await expect(chair.getByRole('main').getByRole('heading').first()).toBeVisible();
    await shoot(chair, `desk-empty-${name}-chair`, wide);
  }
  await operator.getByRole('link', { name: '名册与签到' }).click();
  await shoot(operator, 'desk-roll-import-empty', wide);
  const roll = town.roll!.map(({ name, delegation, seat }) => [name, delegation, seat].join('\uff0c'));
  const bad = [...roll.slice(0, 9), '王小明，云岭区代表团', roll[3]!, '钱进，云岭区代表团，5排9座，主席'];
  await operator.getByLabel('名册内容').fill(bad.join('\n'));
  await expect(operator.getByText('3 行有问题')).toBeVisible();
  await shoot(operator, 'desk-roll-import-bad', main);
  await operator.getByLabel('名册内容').fill(roll.join('\n'));
  await shoot(operator, 'desk-roll-import-good', wide);
  await press(operator, /^导入 \d+ 人$/);
  await expect(operator.getByText('显示 60 人')).toBeVisible();
  await shoot(operator, 'desk-roll-planned', wide);

  await operator.goto(`/desk/${opened.hall.sittingId}/roll`);
  await expect(operator.getByText('显示 60 人')).toBeVisible();
  await shoot(operator, 'desk-roll', { viewports: ['desk', 'deskSmall', 'phone'], textScale: true } as never);
  await operator.getByLabel('查找姓名').fill('云岭区');
  await shoot(operator, 'desk-roll-filtered', main);
  await operator.getByLabel('查找姓名').fill('甲乙丙');
  await shoot(operator, 'desk-roll-nobody', wide);
  await operator.getByLabel('查找姓名').fill('');
  await operator
    .getByRole('button', { name: /发放登录链接/ })
    .first()
    .click();
  await shoot(operator, 'desk-roll-link-before', wide);
  await press(operator, /生成登录链接/);
  await expect(operator.getByLabel('登录链接', { exact: true })).toBeVisible();
  await shoot(operator, 'desk-roll-link', main);
  await closeDialog(operator);
  await operator
    .getByRole('button', { name: /全部签到/ })
    .last()
    .click();
  await shoot(operator, 'desk-roll-all-dialog', wide);
  await closeDialog(operator);
});

test('desk: the ceremony of a vote', async ({ house }) => {
  const opened = await house({ ...town, present: 53 });
  const { hall } = opened;
  const operator = await staffAt(opened, 'operator');
  const chair = await staffAt(opened, 'chair');
  const both = async (name: string, options: object = wide) => {
    await shoot(operator, `desk-${name}-operator`, options);
    await shoot(chair, `desk-${name}-chair`, options);
  };
  await both('nothing-yet');
  const { projects } = await drawUpAgenda(hall);
  await expect(operator.getByRole('button', { name: '准备表决' })).toBeVisible();
  await both('paper-waits', main);
  await press(operator, /编辑议程/);
  await shoot(operator, 'desk-agenda-editor', main);
  await hall.operator.command({
    type: 'SetAgenda',
    items: [...hall.operator.view!.agenda, { title: '其他事项' }],
  });
  await expect(operator.getByText('议程已被他人更改')).toBeVisible();
  await shoot(operator, 'desk-agenda-editor-changed', wide);
  await closeDialog(operator);

  const rehearsal = await prepare(opened, projects, true);
  await hall.chair.command({ type: 'OpenVote', voteId: rehearsal });
  await vote(opened, rehearsal, undefined, [0, 20]);
  await expect(operator.getByText('这是试投').first()).toBeVisible();
  await both('rehearsal');
  await hall.chair.command({ type: 'CloseVote', voteId: rehearsal });
  await hall.inStage(rehearsal, 'sealed');
  await both('rehearsal-sealed');
  await hall.chair.command({ type: 'DeclareVote', voteId: rehearsal, verdict: 'valid' });
  await hall.inStage(rehearsal, 'counted');
  await hall.chair.command({ type: 'PublishResult', voteId: rehearsal });
  await hall.inStage(rehearsal, 'published');
  await both('rehearsal-published');

  const voteId = await prepare(opened, projects);
  await expect(chair.getByRole('button', { name: '宣布开始投票' })).toBeVisible();
  await both('prepared', main);
  await press(chair, /宣布开始投票/);
  await shoot(chair, 'desk-open-dialog', main);
  await press(chair, /取消/);
  await press(chair, /中止表决/);
  await shoot(chair, 'desk-abort-dialog', wide);
  await press(chair, /取消/);
  await hall.chair.command({ type: 'OpenVote', voteId });
  await expect(operator.getByText('等待第一批选票')).toBeVisible();
  await both('open-none');
  await vote(opened, voteId, undefined, [0, 31]);
  await expect(operator.getByText(/投票率 5/).first()).toBeVisible();
  await both('open-half', { viewports: ['desk', 'deskSmall', 'phone'], textScale: true });
  await press(operator, /申请补发选票/);
  await shoot(operator, 'desk-reissue-dialog', wide);
  await operator.getByLabel('查找代表').fill('云岭区');
  await operator.getByRole('radio').first().check();
  await operator.getByLabel('理由').fill('平板掉在地上，屏幕碎裂');
  await shoot(operator, 'desk-reissue-dialog-filled', main);
  await press(operator, /提交申请/);
  await expect(chair.getByText('补发申请')).toBeVisible();
  await both('reissue-waiting');
  await vote(opened, voteId, undefined, [31, 53]);
  await expect(operator.getByText(/投票率 100/)).toBeVisible();
  await press(chair, /宣布投票结束/);
  await shoot(chair, 'desk-close-dialog', wide);
  await press(chair, /取消/);
  await hall.chair.command({ type: 'CloseVote', voteId });
  await hall.inStage(voteId, 'sealed');
  await expect(operator.getByText('等待总监票人报告收回情况')).toBeVisible();
  await both('sealed', main);
  await hall.scrutineers[0]!.tablet.device.command({ type: 'ReportReturn', voteId });
  await expect(chair.getByRole('button', { name: '宣布表决是否有效' })).toBeEnabled();
  await both('reported');
  await press(chair, /宣布表决是否有效/);
  await shoot(chair, 'desk-declare-dialog', main);
  await chair.getByRole('radio').last().check();
  await shoot(chair, 'desk-declare-dialog-void', wide);
  await press(chair, /取消/);
  await hall.chair.command({ type: 'DeclareVote', voteId, verdict: 'valid' });
  await hall.inStage(voteId, 'counted');
  await expect(operator.getByText('等待监票人签字').first()).toBeVisible();
  await both('counted', main);
  await hall.audit(hall.scrutineers[1]!.tablet.device, voteId);
  await hall.scrutineers[2]!.tablet.device.command({
    type: 'ObjectToResult',
    voteId,
    reason: '核验程序显示的摘要与我平板上的不同，请重新核对。',
  } as never);
  await expect(operator.getByText('监票人有异议').first()).toBeVisible();
  await both('objection');
  await hall.chair.command({
    type: 'DeclareVote',
    voteId,
    verdict: 'void',
    reason: '监票人对摘要有异议，主席团认定程序有误',
  });
  await expect(operator.getByRole('button', { name: '准备下一轮' })).toBeVisible();
  await both('void');
  await hall.operator.command({ type: 'PrepareNextRound', voteId });
  const again = (await hall.operator.until((view) => view.papers.find(({ follows }) => follows === voteId)))!;
  const second = await hall.openVote(again.paperId);
  await vote(opened, second);
  await hall.closeAndDeclare(second);
  await hall.inStage(second, 'counted');
  await hall.confirm(second);
  await expect(chair.getByRole('button', { name: '宣布表决结果' })).toBeEnabled();
  await both('signed');
  await press(chair, /宣布表决结果/);
  await shoot(chair, 'desk-publish-dialog', wide);
  await press(chair, /取消/);
  await hall.publish(second);
  await expect(operator.getByText('结果已宣布').first()).toBeVisible();
  await both('published', main);

  await opened.server.kill();
  await expect(operator.getByText(/连接已于|连接中断/).first()).toBeVisible();
  await shoot(operator, 'desk-line-lost', main);
});

test('desk: further rounds, results and the end', async ({ house }) => {
  const opened = await house(town);
  const { hall } = opened;
  const papers = await drawUpAgenda(hall);
  const operator = await staffAt(opened, 'operator');
  const chair = await staffAt(opened, 'chair');
  const both = async (name: string, options: object = wide) => {
    await shoot(operator, `desk-${name}-operator`, options);
    await shoot(chair, `desk-${name}-chair`, options);
  };
  const motion = await hall.openVote(papers.motion);
  await vote(opened, motion);
  await hall.finish(motion);
  const appraisal = await hall.openVote(papers.appraisal);
  await expect(operator.getByRole('heading', { name: '对被任命人员开展履职满意度测评' })).toBeVisible();
  await shoot(operator, 'desk-appraisal-open', wide);
  await vote(opened, appraisal);
  await hall.closeAndDeclare(appraisal);
  await expect(operator.getByText('等待监票人签字').first()).toBeVisible();
  await shoot(operator, 'desk-appraisal-counted', wide);
  await hall.confirm(appraisal);
  await hall.publish(appraisal);
  const aborted = await hall.openVote(papers.projects);
  await hall.chair.command({ type: 'AbortVote', voteId: aborted, reason: '会场断电，部分平板无法使用' });
  await expect(operator.getByText('会场断电').first()).toBeVisible();
  await both('aborted');
  const tie = await hall.drawUp(projectPaper('街道办事处选址票决', 4, 2));
  const tied = await hall.openVote(tie);
  await vote(opened, tied, (at) => approving('P01', at % 2 ? 'P02' : 'P03'));
  await hall.closeAndDeclare(tied);
  await hall.confirm(tied);
  await hall.publish(tied);
  await expect(operator.getByRole('button', { name: '准备再次投票' })).toBeVisible();
  await both('runoff', main);
  const few = await hall.openVote(await hall.drawUp(projectPaper('口袋公园选址票决', 5, 3)));
  await vote(opened, few, (at) => approving(...(at < 40 ? ['P01'] : ['P02', 'P03'])));
  await hall.finish(few);
  await expect(operator.getByRole('button', { name: '为余下名额再次投票' })).toBeVisible();
  await both('shortfall');

  const again = await hall.openVote(papers.projects);
  void again;
});
