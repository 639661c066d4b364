import { expect, test } from '../journeys/house.ts';
import { staffAt, town, wide } from './desk-and-hall.ts';
import { liveInquiry } from './inquiry-hall.ts';
import { everyTablet, shoot } from './shots.ts';

const desk = { viewports: ['desk', 'tablet', 'phone'] } as const;
const hallSizes = { viewports: ['hall'], inSight: true } as const;
const room = { viewports: everyTablet } as const;

test('an inquiry at every screen', async ({ house }) => {
  const opened = await house({ ...town, inBrowsers: 1 });
  const { hall } = opened;
  const part = '/inquiry';
  const empty = await staffAt(opened, 'operator', part);
  await expect(empty.getByText('还没有专题询问')).toBeVisible();
  await shoot(empty, 'inquiry/none', wide);
  await empty.getByRole('button', { name: '策划专题询问' }).click();
  await empty.getByRole('button', { name: '建立专题询问' }).click();
  await shoot(empty, 'inquiry/plan-faults', wide);
  await empty.evaluate('localStorage.clear()');
  await empty.context().close();

  const { inquiryId, operator: line, find } = await liveInquiry(opened);
  const operator = await staffAt(opened, 'operator', part);
  await expect(operator.getByRole('button', { name: '宣布询问开始' })).toBeVisible();
  await shoot(operator, 'inquiry/planned', desk);
  for (const [name, file] of [
    ['预备问题', 'prepared'],
    ['方案', 'plan'],
    ['公众页面', 'public'],
  ] as const) {
    await operator.getByRole('button', { name, exact: true }).click();
    await expect(operator.getByRole('main').getByRole('heading', { level: 3 }).first()).toBeVisible();
    await shoot(operator, `inquiry/${file}`, desk);
  }
  await operator.getByRole('button', { name: '打印海报' }).click();
  await shoot(operator, 'inquiry/poster', { viewports: ['desk'], inSight: true });
  await operator.pdf({ path: 'screenshots/inquiry/poster.pdf', preferCSSPageSize: true });
  await operator.keyboard.press('Escape');
  await operator.getByRole('button', { name: '现场主持', exact: true }).click();

  const screen = await opened.screenPage();
  const tablet = await opened.tabletPage(opened.inBrowsers[0]!);
  await line.command({ type: 'StartInquiry' });
  await line.command({
    type: 'QueueQuestions',
    questionIds: [find('检测一次，检测').questionId, find('滤芯').questionId, find('发黄').questionId],
  });
  await line.command({ type: 'SetStreamStart', at: Date.now() - 60_000 });
  await expect(screen.getByText('扫码观看、提问').first()).toBeVisible();
  await shoot(screen, 'inquiry/hall-opening', hallSizes);
  await line.command({ type: 'SetSegment', segment: 'questions' });
  await expect(screen.getByText('等待下一个问题')).toBeVisible();
  await shoot(screen, 'inquiry/hall-between', hallSizes);
  await shoot(operator, 'inquiry/live-next', desk);
  await shoot(tablet, 'inquiry/tablet', room);

  const text = find('检测一次，检测');
  await line.command({ type: 'PutQuestion', questionId: text.questionId });
  await shoot(operator, 'inquiry/live-question', desk);
  await shoot(screen, 'inquiry/hall-question', hallSizes);
  const respondent = { departmentId: text.departmentId!, official: '吴江' };
  await line.command({ type: 'BeginAnswer', respondent });
  await expect(screen.getByText('吴江')).toBeVisible();
  await shoot(operator, 'inquiry/live-answer', desk);
  await shoot(screen, 'inquiry/hall-answer', hallSizes);
  await tablet.getByLabel(/^想问什么|^What you/).fill('村里的水塔多久清洗一次？');
  await tablet.getByRole('button', { name: '举手申请' }).click();
  await expect(tablet.getByText('已举手')).toBeVisible();
  await shoot(tablet, 'inquiry/tablet-raised', room);

  const notes = await opened.page('desk', 'about:blank');
  await notes.request.post('/api/staff/sign-in', {
    data: { loginName: 'notes', password: 'demo-notes-2026' },
  });
  await notes.goto('/');
  await expect(notes.getByRole('link', { name: /饮水/ })).toBeVisible();
  await shoot(notes, 'inquiry/list', desk);
  await notes.goto(`/notes/${inquiryId}`);
  await notes
    .getByLabel(/^答复/)
    .fill('全市 1,204 处农村供水工程每季度检测一次，结果在村务公开栏和政府网站公布。');
  await shoot(notes, 'inquiry/notes', desk);
  await notes.getByRole('button', { name: '保存' }).last().click();

  const department = await opened.page('desk', 'about:blank');
  await department.request.post('/api/staff/sign-in', {
    data: { loginName: 'water', password: 'demo-water-2026' },
  });
  await department.goto(`/department/${inquiryId}`);
  await department.getByRole('button', { name: /^写书面答复.*水压/ }).click();
  await department
    .getByLabel(/^书面答复.*水压/)
    .fill('高层住户的加压设备由物业负责，管网压力由自来水公司负责。');
  await shoot(department, 'inquiry/department', desk);
  await department.getByRole('button', { name: '提交答复' }).click();
  await line.command({ type: 'FollowUp' });
  await line.command({ type: 'FinishQuestion', outcome: 'referred', reason: '转乡镇供水站 10 日内答复' });
  await shoot(department, 'inquiry/department-answered', desk);

  // The longest question that there can be.
  const long = '关于饮水安全，我想问几个具体的问题。'.repeat(28).slice(0, 499);
  await line.command({
    type: 'PrepareQuestion',
    name: '欧阳文慧',
    text: `${long}？`,
    deputyId: null,
    departmentId: null,
  });
  const questionId = (await line.until('desk', () => find('几个具体的问题')))!.questionId;
  await line.command({ type: 'PutQuestion', questionId });
  await expect(screen.getByText('几个具体的问题')).toBeVisible();
  await shoot(screen, 'inquiry/hall-long', hallSizes);
  await shoot(operator, 'inquiry/live-long', wide);
  // Timers that warn, and that are over.
  const plan = JSON.parse(JSON.stringify(line.view('desk')!.plan));
  await line.command({
    type: 'ChangePlan',
    plan: { posterUrl: null, ...plan, questionSeconds: 60 },
  });
  await expect(operator.getByText(/还剩/).first()).toBeVisible({ timeout: 60_000 });
  await shoot(operator, 'inquiry/live-warning', { ...wide, languages: ['zh-CN'] });
  await shoot(screen, 'inquiry/hall-warning', { ...hallSizes, languages: ['zh-CN'] });
  await expect(operator.getByText(/已超时/).first()).toBeVisible({ timeout: 60_000 });
  await shoot(operator, 'inquiry/live-over', wide);
  await shoot(screen, 'inquiry/hall-over', hallSizes);
  await line.command({ type: 'ReturnQuestion' });
  await line.command({ type: 'SetSegment', segment: 'ballot' });
  await operator.getByRole('button', { name: '按应询部门拟定测评票' }).click();
  await expect(operator.getByText('已选用')).toBeVisible();
  await shoot(operator, 'inquiry/live-ballot', wide);
  // Another one of the same sitting.
  await operator.goto(`/desk/${hall.sittingId}/inquiry?new=plan`);
  await operator.getByLabel('询问题目').fill('优化营商环境专题询问');
  await operator.getByLabel('部门名称').fill('市行政审批局');
  await operator.getByRole('button', { name: '建立专题询问' }).click();
  await expect(operator.getByText('本次会议的专题询问')).toBeVisible();
  await shoot(operator, 'inquiry/two', wide);
  await operator.getByRole('link', { name: /饮水/ }).click();
  await line.command({ type: 'EndInquiry' });
  await expect(operator.getByText('询问已于')).toBeVisible();
  await shoot(operator, 'inquiry/ended', wide);
});
