import type { Page } from '@playwright/test';
import { followed } from '../../server/demo/inquiry-setup.ts';
import { DepartmentId } from '../../shared/ids.ts';
import { expect, test } from '../journeys/house.ts';
import { InquiryHouse } from '../journeys/inquiry-house.ts';
import { shoot } from './shots.ts';
import { letVote, openTown } from './small-town.ts';

const departments = [
  ['水务局', '吴江', '郑河'],
  ['教育局', '周文'],
  ['卫生健康委员会', '冯康'],
  ['住房和城乡建设局', '陈建'],
  ['财政局', '褚衡'],
  ['农业农村局', '卫禾'],
  ['生态环境局', '蒋青'],
  ['市场监督管理局', '沈正'],
  ['民政局', '韩宁'],
  ['自然资源局', '杨林'],
  ['应急管理局', '朱安'],
  ['乡村振兴局', '秦兴'],
].map(([name, ...people], at) => ({
  departmentId: DepartmentId.parse(`department-${String(at).padStart(2, '0')}`),
  name: `云岭市${name}`,
  officials: people.map((one, place) => ({ name: one, office: place === 0 ? '局长' : '总工程师' })),
  accountId: null,
}));
const [water, schools] = departments.map(({ departmentId }) => departmentId) as [DepartmentId, DepartmentId];

const texts = [
  '我们小区的自来水每天早上都有一股很重的漂白粉味，水务局有没有检测过？结果能不能公开？',
  '农村小学的饮水机多久换一次滤芯，谁来负责？',
  '请问城北水厂的扩建工程什么时候能完工？现在一到夏天五楼以上就没有水压，老人用水很困难。',
  '水价调整听证会的代表是怎么选出来的？',
  '学校饮水安全的检测报告在哪里可以查到？',
  '二次供水设施由谁维护？物业和水务局互相推，居民不知道该找谁。',
  '山里几个村到了冬天水管就冻住，有没有办法深埋？',
  'Is the water from the village wells tested as often as the water in town? My parents live in Liushu.',
];
const regretted = '我的邻居天天浇花浪费水，请你们去管一管他。';

const rules =
  '请就饮水安全提问，一次只问一件事。\n请勿填写电话号码、身份证号等个人信息。\n提问经审核后公开，未采用的会告诉您理由。';
const poster = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900"><rect width="1600" height="900" fill="#5a4634"/>
<rect y="620" width="1600" height="280" fill="#3c2f24"/><g fill="#8b6f4e">${Array.from({ length: 14 }, (_, at) => `<rect x="${40 + at * 112}" y="560" width="88" height="90" rx="8"/>`).join('')}</g>
<rect x="560" y="180" width="480" height="300" fill="#a61b1b"/><circle cx="800" cy="330" r="80" fill="#e7b84b"/></svg>`;

const small = ['smallest', 'phone', 'tabletUpright', 'desk'] as const;

async function opened(page: Page): Promise<void> {
  await page
    .context()
    .route('https://stream.example.org/**', (route) =>
      route.request().url().endsWith('.svg')
        ? route.fulfill({ contentType: 'image/svg+xml', body: poster })
        : route.abort(),
    );
}

test('the public page from the code to the record', async ({ house }) => {
  const { opened: town, papers } = await openTown(house);
  const inquiry = await InquiryHouse.open(town, {
    title: '关于全市饮水安全工作情况的专题询问',
    topic: '农村饮水与学校饮水：水源保护、水质检测、管网改造与收费。',
    departments,
    rules,
    startsAt: Date.UTC(2026, 10, 26, 1, 0),
    streamUrl: 'https://stream.example.org/live.m3u8',
    posterUrl: 'https://stream.example.org/poster.svg',
  });
  const { hall } = town;
  const { operator, inquiryId } = inquiry;
  const chair = await followed(hall.chair, hall, inquiryId);
  const { code } = await operator.until('desk', (view) => view);

  const page = await town.page('phone', '/g');
  await opened(page);
  await shoot(page, 'gallery/code', { viewports: small });
  await page.getByRole('textbox').fill('123456');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await shoot(page, 'gallery/code-unknown', { viewports: ['phone'] });

  await page.goto(`/g/${code}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await shoot(page, 'gallery/planned', { viewports: small });

  // Asking, step by step.
  const ask = () => page.getByRole('button', { name: /^(我要提问|Ask a question)$/ });
  await ask().click();
  await shoot(page, 'gallery/ask-empty', { viewports: ['phone', 'desk'], inSight: true });
  await page.getByRole('textbox').fill(regretted);
  await page.getByRole('button', { name: '提交' }).click();
  await expect(page.getByText('已收到，等待审核。').first()).toBeVisible();
  await shoot(page, 'gallery/ask-received', { viewports: ['smallest', 'phone'], inSight: true });
  await page.getByRole('button', { name: '关闭' }).click();

  const asked = await inquiry.asked(texts);
  const id = (n: number) => asked[n]!.question.questionId;
  await operator.command({ type: 'ApproveQuestions', questionIds: asked.map((_, at) => id(at)) });
  const prepared = '农村饮水的水质多久检测一次，结果向谁公布？';
  await operator.command({
    type: 'PrepareQuestion',
    text: prepared,
    name: '李委员',
    deputyId: null,
    departmentId: water,
  });
  const first = await inquiry.question(({ text }) => text === prepared);
  for (const at of [1, 2, 3, 4, 5]) await asked[at]!.viewer.support(id(0));
  for (const at of [0, 1, 5]) await asked[at]!.viewer.support(id(2));
  await asked[4]!.viewer.support(id(5));
  const mine = await inquiry.question(({ text }) => text === regretted);
  await operator.command({
    type: 'RejectQuestions',
    questionIds: [mine.questionId],
    reason: '邻里纠纷不属于本次询问的议题，请联系社区居委会。',
  });
  await operator.command({ type: 'AssignQuestions', questionIds: [id(1), id(4)], departmentId: schools });
  await operator.command({ type: 'LabelQuestions', questionIds: [id(0), id(4)], label: '水质', on: true });
  await operator.command({
    type: 'QueueQuestions',
    questionIds: [first.questionId, id(2), id(5), id(0)],
  });
  await chair.command({ type: 'StartInquiry' });
  await chair.command({ type: 'SetStreamStart', at: Date.now() - 61_000 });
  await chair.command({ type: 'SetSegment', segment: 'questions' });
  await chair.command({ type: 'PutQuestion', questionId: first.questionId });
  await expect(page.getByRole('heading', { name: '正在提问' })).toBeVisible();
  await expect(page.getByText('未采用', { exact: true })).toBeVisible();
  await shoot(page, 'gallery/live', { viewports: small });
  await shoot(page, 'gallery/live-sight', { viewports: small, inSight: true });

  await ask().click();
  await page.getByRole('textbox').fill('农村小学的饮水机滤芯多久换一次？');
  await shoot(page, 'gallery/ask', { viewports: ['smallest', 'phone', 'desk'], inSight: true });
  await page.getByRole('button', { name: '提交' }).click();
  await expect(page.getByText('已有人提过相似的问题')).toBeVisible();
  await shoot(page, 'gallery/similar', { viewports: ['smallest', 'phone', 'desk'], inSight: true });
  await page.getByRole('button', { name: '返回修改' }).click();
  await page.getByRole('textbox').fill('水'.repeat(512));
  await shoot(page, 'gallery/ask-long', { viewports: ['phone'], inSight: true });
  await page.getByRole('textbox').fill('');
  await page.getByRole('button', { name: '关闭' }).click();

  // Somebody reads the list, and more comes.
  await page.getByRole('button', { name: /^最新/ }).click();
  await page.getByText(texts[6]!).scrollIntoViewIfNeeded();
  const more = await inquiry.asked(['井水能喝吗？', '安装净水器有没有补贴？']);
  await operator.command({
    type: 'ApproveQuestions',
    questionIds: more.map(({ question }) => question.questionId),
  });
  await expect(page.getByRole('button', { name: '2 个新问题，点此显示' })).toBeVisible();
  await shoot(page, 'gallery/pill', { viewports: ['smallest', 'phone'], inSight: true });
  await page.getByRole('button', { name: '2 个新问题，点此显示' }).click();

  await chair.command({ type: 'BeginAnswer', respondent: { departmentId: water, official: '吴江' } });
  await expect(page.getByRole('heading', { name: '正在答复' })).toBeVisible();
  const likes = page.getByRole('button', { name: /^点赞/ });
  for (let at = 0; at < 3; at++) await likes.click();
  await page.getByRole('article').first().getByRole('button', { name: /支持/ }).click();
  await shoot(page, 'gallery/answer', { viewports: ['phone', 'desk'] });
  await page.getByRole('button', { name: '播放视频' }).click();
  await shoot(page, 'gallery/stream', { viewports: ['phone'], inSight: true });

  // Sockets blocked, then nothing at all.
  const blocked = await town.page('phone', 'about:blank');
  await opened(blocked);
  await blocked.routeWebSocket(/gallery\/socket/, (socket) => socket.close());
  await blocked.goto(`/g/${code}`);
  await expect(blocked.getByText('每几秒更新一次')).toBeVisible();
  await shoot(blocked, 'gallery/polling', { viewports: ['phone'], inSight: true });
  await blocked.context().setOffline(true);
  await expect(blocked.getByText(/连接已断开/).first()).toBeVisible();
  await shoot(blocked, 'gallery/offline', { viewports: ['smallest', 'phone'], inSight: true });

  // Words of what was said, a written answer, a merge, a vote, and the end.
  const turns = (await inquiry.question((one) => one.questionId === first.questionId)).turns!;
  const answer = turns.find(({ kind }) => kind === 'answer')!;
  await operator.command({
    type: 'WriteTurn',
    questionId: first.questionId,
    turnId: answer.turnId,
    text: '农村集中供水工程每季度检测一次，今年起结果在市政府网站和村务公开栏公布。未达标的 17 处年底前完成改造。',
  });
  await chair.command({ type: 'FinishQuestion', outcome: 'answered' });
  await operator.command({ type: 'MergeQuestions', into: id(0), questionIds: [id(4)] });
  await operator.command({
    type: 'ReferQuestions',
    questionIds: [id(3)],
    reason: '转市发展和改革委员会，十五日内书面答复。',
  });
  await chair.command({ type: 'PutQuestion', questionId: id(2) });
  await page.getByRole('button', { name: /^提问与答复/ }).click();
  await shoot(page, 'gallery/done', { viewports: ['phone', 'desk'] });
  await chair.command({ type: 'BeginAnswer', respondent: { departmentId: water, official: '郑河' } });
  await chair.command({ type: 'FinishQuestion', outcome: 'answered' });
  for (const paperId of [papers.motion, papers.appraisal, papers.projects]) {
    const voteId = await hall.openVote(paperId);
    await letVote(town, voteId);
    await hall.finish(voteId);
  }
  await chair.command({ type: 'EndInquiry' });
  await expect(page.getByText(/以下是本次询问的全部记录/)).toBeVisible();
  await expect(page.getByRole('heading', { name: '下载记录' })).toBeVisible();
  await shoot(page, 'gallery/ended', { viewports: small });
  for (const one of await page.locator('section[aria-labelledby="votes-title"] summary').all())
    await one.click();
  await expect(page.getByRole('table').nth(2)).toBeVisible();
  await shoot(page, 'gallery/results', { viewports: ['smallest', 'phone', 'desk'] });
  inquiry.leave();
});
