import { projectPaper } from '../../server/demo/hall.ts';
import { drawUpAgenda } from '../../server/demo/papers.ts';
import { expect, test } from '../journeys/house.ts';
import {
  approving,
  bothDesks,
  closeDialog,
  main,
  mainLarge,
  prepare,
  press,
  staffAt,
  town,
  vote,
  wide,
} from './desk-and-hall.ts';
import { shoot } from './shots.ts';

test('desk: the ceremony of a vote', async ({ house }) => {
  const opened = await house({ ...town, present: 53 });
  const { hall } = opened;
  const operator = await staffAt(opened, 'operator');
  const chair = await staffAt(opened, 'chair');
  const both = bothDesks(operator, chair);
  await both('nothing-yet');
  const { projects } = await drawUpAgenda(hall);
  await expect(operator.getByRole('button', { name: '准备表决' })).toBeVisible();
  await both('paper-waits', main);
  await press(operator, /编辑议程/);
  await shoot(operator, 'desk/agenda-editor', main);
  await hall.operator.command({
    type: 'SetAgenda',
    items: [...hall.operator.view!.agenda, { title: '其他事项' }],
  });
  await expect(operator.getByText('议程已被他人更改')).toBeVisible();
  await shoot(operator, 'desk/agenda-editor-changed', wide);
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
  await shoot(chair, 'desk/open-dialog', main);
  await press(chair, /取消/);
  await press(chair, /中止表决/);
  await shoot(chair, 'desk/abort-dialog', wide);
  await press(chair, /取消/);
  await hall.chair.command({ type: 'OpenVote', voteId });
  await expect(operator.getByText('等待第一批选票')).toBeVisible();
  await both('open-none');
  await vote(opened, voteId, undefined, [0, 31]);
  await expect(operator.getByText(/投票率 5/).first()).toBeVisible();
  await both('open-half', mainLarge);
  await press(operator, /申请补发选票/);
  await shoot(operator, 'desk/reissue-dialog', wide);
  await operator.getByLabel('查找代表').fill('云岭区');
  await operator.getByRole('radio').first().check();
  await operator.getByLabel('理由').fill('平板掉在地上，屏幕碎裂');
  await shoot(operator, 'desk/reissue-dialog-filled', main);
  await press(operator, /提交申请/);
  await expect(chair.getByText('补发申请')).toBeVisible();
  await both('reissue-waiting');
  await vote(opened, voteId, undefined, [31, 53]);
  await expect(operator.getByText(/投票率 100/)).toBeVisible();
  await press(chair, /宣布投票结束/);
  await shoot(chair, 'desk/close-dialog', wide);
  await press(chair, /取消/);
  await hall.chair.command({ type: 'CloseVote', voteId });
  await hall.inStage(voteId, 'sealed');
  await expect(operator.getByText('等待总监票人报告收回情况')).toBeVisible();
  await both('sealed', main);
  await hall.scrutineers[0]!.tablet.device.command({ type: 'ReportReturn', voteId });
  await expect(chair.getByRole('button', { name: '宣布表决是否有效' })).toBeEnabled();
  await both('reported');
  await press(chair, /宣布表决是否有效/);
  await shoot(chair, 'desk/declare-dialog', main);
  await chair.getByRole('radio').last().check();
  await shoot(chair, 'desk/declare-dialog-void', wide);
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
  });
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
  await shoot(chair, 'desk/publish-dialog', wide);
  await press(chair, /取消/);
  await hall.publish(second);
  await expect(operator.getByText('结果已宣布').first()).toBeVisible();
  await both('published', main);

  await opened.server.kill();
  await expect(operator.getByText(/连接已于|连接中断/).first()).toBeVisible();
  await shoot(operator, 'desk/line-lost', main);
});

test('desk: further rounds, results and the end', async ({ house }) => {
  const opened = await house(town);
  const { hall } = opened;
  const papers = await drawUpAgenda(hall);
  const operator = await staffAt(opened, 'operator');
  const chair = await staffAt(opened, 'chair');
  const both = bothDesks(operator, chair);
  const motion = await hall.openVote(papers.motion);
  await vote(opened, motion);
  await hall.finish(motion);
  const appraisal = await hall.openVote(papers.appraisal);
  await expect(operator.getByRole('heading', { name: '对被任命人员开展履职满意度测评' })).toBeVisible();
  await shoot(operator, 'desk/appraisal-open', wide);
  await vote(opened, appraisal);
  await hall.closeAndDeclare(appraisal);
  await expect(operator.getByText('等待监票人签字').first()).toBeVisible();
  await shoot(operator, 'desk/appraisal-counted', wide);
  await hall.confirm(appraisal);
  await hall.publish(appraisal);
  const aborted = await hall.openVote(papers.projects);
  await hall.chair.command({ type: 'AbortVote', voteId: aborted, reason: '会场断电，部分平板无法使用' });
  await expect(operator.getByText('会场断电').first()).toBeVisible();
  await both('aborted');
  const tie = await hall.drawUp(projectPaper('街道办事处选址票决', 4, 2, 3));
  const tied = await hall.openVote(tie);
  await vote(opened, tied, (at) => approving('P01', ...(at < 45 ? ['P02', 'P03'] : [])));
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

  await hall.operator.command({ type: 'PrepareNextRound', voteId: aborted });
  const { paperId } = await hall.operator.until((view) =>
    view.papers.find(({ follows }) => follows === aborted),
  );
  const projects = await hall.openVote(paperId);
  await vote(opened, projects);
  await hall.finish(projects);
  await operator.getByRole('link', { name: '结果', exact: true }).click();
  await expect(operator.getByRole('navigation', { name: '全部表决' })).toBeVisible();
  for (const [title, name] of [
    [/2027年民生实事项目票决.*结果已宣布/, 'projects'],
    [/2027年民生实事项目票决.*已中止/, 'aborted'],
    [/履职满意度测评/, 'appraisal'],
    [/财政决算/, 'motion'],
    [/街道办事处/, 'tie'],
    [/口袋公园/, 'shortfall'],
  ] as const) {
    await press(operator, title);
    await expect(operator.getByText('正在载入结果')).toHaveCount(0);
    await shoot(operator, `desk/results-${name}`, name === 'projects' ? mainLarge : main);
  }
  await press(chair, /宣布会议结束/);
  await shoot(chair, 'desk/close-sitting-dialog', wide);
  await press(chair, /取消/);
  await hall.chair.command({ type: 'CloseSitting' });
  await operator.goto(`/desk/${hall.sittingId}`);
  await expect(operator.getByText('会议已经结束').first()).toBeVisible();
  await both('closed', main);
});
