import type { Page } from '@playwright/test';
import type { Seat } from '../../server/demo/hall.ts';
import { demoPapers } from '../../server/demo/papers.ts';
import { statutoryRules } from '../../shared/ballot/rules.ts';
import { viewports } from '../journeys/browser.ts';
import { expect, test } from '../journeys/house.ts';
import { everySize, everyTablet, shoot } from './shots.ts';
import { letVote, openTown } from './small-town.ts';

const main = { viewports: everySize };
const usual = { viewports: everyTablet };

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const boxes = (page: Page) => page.getByRole('checkbox');
const choose = async (page: Page, from: number, to: number) => {
  for (let at = from; at < to; at++) await boxes(page).nth(at).click();
};

test('the waiting room', async ({ house }) => {
  const { opened } = await openTown(house, { inBrowsers: 3 });
  const { hall } = opened;
  const [seat, broken, old] = opened.inBrowsers as [Seat, Seat, Seat];
  const page = await opened.tabletPage(seat);
  await expect(page.getByText('本机可以正常投票')).toBeVisible();
  await shoot(page, 'tablet/waiting', main);
  await page.locator('summary').click();
  await shoot(page, 'tablet/waiting-checks', usual);
  await press(page, '提前阅读：票决2027年民生实事项目');
  await expect(heading(page, demoPapers.projects.title)).toBeVisible();
  await shoot(page, 'tablet/read-ahead', usual);

  const absent = await opened.tabletPage(hall.seats[36]!);
  await expect(absent.getByText('您还没有签到')).toBeVisible();
  await shoot(absent, 'tablet/waiting-not-checked-in', usual);
  const guest = await opened.tabletPage(hall.seats[39]!);
  await expect(guest.getByText('您列席本次会议')).toBeVisible();
  await shoot(guest, 'tablet/waiting-non-voting', usual);

  const unfit = await opened.tabletPage(broken);
  await unfit.addInitScript("Object.defineProperty(window, 'indexedDB', { value: undefined })");
  await unfit.reload();
  await expect(unfit.getByText('本机不能保存选票').first()).toBeVisible();
  await shoot(unfit, 'tablet/waiting-unfit', usual);

  const outdated = await opened.tabletPage(old);
  await outdated.routeWebSocket(/\/api\/socket/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) =>
      server.send(String(message).replace(/"protocolVersion":\d+/, '"protocolVersion":0')),
    );
  });
  await outdated.reload();
  await expect(outdated.getByText('系统已更新').first()).toBeVisible();
  await shoot(outdated, 'tablet/outdated-from-the-start', usual);

  await opened.server.kill();
  await expect(page.getByText('连接中断，正在重连').first()).toBeVisible();
  await press(page, '返回等候页');
  await shoot(page, 'tablet/waiting-line-lost', usual);
  await opened.server.start();
});

test('a project paper from its opening to the result', async ({ house }) => {
  const { opened, papers } = await openTown(house, { inBrowsers: 6 });
  const { hall } = opened;
  const [seat, silent, late, twice, wrong, unfit] = opened.inBrowsers as [Seat, Seat, Seat, Seat, Seat, Seat];
  const page = await opened.tabletPage(seat);
  const idle = await opened.tabletPage(silent);
  const slow = await opened.tabletPage(late);
  const first = await opened.tabletPage(twice);
  const absent = await opened.tabletPage(hall.seats[36]!);
  const guest = await opened.tabletPage(hall.seats[39]!);
  const mismatch = await opened.tabletPage(wrong);
  await mismatch.route('**/sheets', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('480000000', '481000000') });
  });
  const weak = await opened.tabletPage(unfit);
  await weak.addInitScript("Object.defineProperty(window, 'indexedDB', { value: undefined })");
  await weak.reload();
  await expect(weak.getByText('本机不能保存选票').first()).toBeVisible();
  const voteId = await hall.openVote(papers.projects);

  await expect(heading(page, demoPapers.projects.title)).toBeVisible();
  await shoot(page, 'tablet/paper-empty', main);
  await shoot(page, 'tablet/paper-empty-in-sight', { viewports: everySize, inSight: true });
  await choose(page, 0, 7);
  await shoot(page, 'tablet/paper-seven', main);
  await page.setViewportSize(viewports.phone);
  await page
    .getByRole('button', { name: /^展开详情/ })
    .first()
    .click();
  await shoot(page, 'tablet/paper-unfolded', { viewports: ['phone', 'smallest'] });
  await page.setViewportSize(viewports.tablet);
  await choose(page, 7, 11);
  await expect(page.getByRole('alert')).toBeVisible();
  await shoot(page, 'tablet/paper-one-too-many', { viewports: everySize, inSight: true });
  await opened.server.kill();
  await expect(page.getByText('连接中断，正在重连').first()).toBeVisible();
  await shoot(page, 'tablet/paper-line-lost', { viewports: everyTablet, inSight: true });
  await opened.server.start();
  await expect(page.getByText('已连接')).toBeVisible();
  await press(page, '下一步：核对');
  await shoot(page, 'tablet/review', main);
  await press(idle, '下一步：核对');
  await shoot(idle, 'tablet/review-nothing', usual);

  await expect(heading(absent, demoPapers.projects.title)).toBeVisible();
  await shoot(absent, 'tablet/stop-not-checked-in', usual);
  await shoot(guest, 'tablet/open-non-voting', usual);
  await expect(mismatch.getByRole('alert')).toBeVisible();
  await shoot(mismatch, 'tablet/stop-mismatch', usual);
  await expect(weak.getByRole('alert')).toBeVisible();
  await shoot(weak, 'tablet/stop-unfit', usual);

  let holding = true;
  await page.context().route('/urn/casts', async (route) => {
    while (holding) await new Promise((done) => setTimeout(done, 200));
    await route.abort();
  });
  await press(page, '投出选票');
  await expect(heading(page, '正在发送选票')).toBeVisible();
  await shoot(page, 'tablet/sending', { viewports: ['tablet', 'phone'] });
  holding = false;
  await expect(heading(page, '尚未得到确认')).toBeVisible();
  await shoot(page, 'tablet/unconfirmed', usual);
  await page.context().unroute('/urn/casts');
  await expect(heading(page, '选票已收到')).toBeVisible();
  await shoot(page, 'tablet/received', main);
  await press(page, '返回等候页');
  await shoot(page, 'tablet/waiting-while-open', usual);

  await choose(slow, 2, 6);
  await press(slow, '下一步：核对');
  await slow.context().route('/urn/casts', (route) => route.abort());
  await press(slow, '投出选票');

  // The credential has gone to the first of this deputy's two tablets.
  const issued = await hall.operator.until((view) => view.votes.find((vote) => vote.voteId === voteId));
  expect(issued.stage).toBe('open');
  await choose(first, 0, 2);
  await hall.renewCard(twice);
  const second = await opened.tabletPage(twice);
  await expect(second.getByRole('alert')).toContainText('您的选票已发到另一台平板');
  await shoot(second, 'tablet/stop-elsewhere', usual);
  await expect(first.getByText('本机的登录已失效').first()).toBeVisible();
  await shoot(first, 'tablet/session-ended', usual);

  await letVote(opened, voteId);
  await hall.closeAndDeclare(voteId);
  await expect(heading(idle, '投票已结束')).toBeVisible();
  await shoot(idle, 'tablet/closed-without-a-ballot', usual);
  await slow.context().unroute('/urn/casts');
  await expect(heading(slow, '选票没有计入')).toBeVisible();
  await shoot(slow, 'tablet/refused', usual);
  await press(page, '查看我的选票情况');
  await shoot(page, 'tablet/received-closed', usual);
  await hall.confirm(voteId);
  await hall.publish(voteId);
  await expect(heading(page, '核对我的回执')).toBeVisible();
  await expect(page.getByText('入选').first()).toBeVisible();
  await shoot(page, 'tablet/published', main);
  await press(page, '核对我的回执');
  await expect(page.getByText('您的选票已计入')).toBeVisible();
  await shoot(page, 'tablet/published-checked', usual);
  await press(guest, '查看结果');
  await expect(guest.getByText('入选').first()).toBeVisible();
  await shoot(guest, 'tablet/published-non-voting', usual);
});

test('a motion: rehearsed, aborted, void, carried', async ({ house }) => {
  const { opened, papers } = await openTown(house);
  const { hall } = opened;
  const page = await opened.tabletPage(opened.inBrowsers[0]!);
  const rehearsal = await hall.openVote(papers.motion, true);
  await expect(page.getByRole('radio').first()).toBeVisible();
  await shoot(page, 'tablet/motion-rehearsal', main);
  await hall.chair.command({ type: 'AbortVote', voteId: rehearsal, reason: '试投结束' });
  await expect(heading(page, '这次投票已中止')).toBeVisible();
  await shoot(page, 'tablet/aborted', usual);

  const voteId = await hall.openVote(papers.motion);
  await expect(page.getByRole('radio').first()).toBeEnabled();
  await shoot(page, 'tablet/motion', main);
  await press(page, '下一步：核对');
  await shoot(page, 'tablet/motion-review-nothing', usual);
  await press(page, '返回修改');
  await page.getByRole('radio', { name: '赞成' }).click();
  await shoot(page, 'tablet/motion-chosen', usual);
  await press(page, '下一步：核对');
  await shoot(page, 'tablet/motion-review', usual);
  await press(page, '投出选票');
  await expect(heading(page, '选票已收到')).toBeVisible();
  await letVote(opened, voteId);
  await hall.chair.command({ type: 'CloseVote', voteId });
  await hall.inStage(voteId, 'sealed');
  await hall.scrutineers[0]!.tablet.device.command({ type: 'ReportReturn', voteId });
  await hall.chair.command({ type: 'DeclareVote', voteId, verdict: 'void', reason: '投票期间有人误入会场' });
  await expect(heading(page, '这次表决无效')).toBeVisible();
  await shoot(page, 'tablet/void', usual);

  const again = await hall.openVote(await hall.drawUp(demoPapers.motion));
  await letVote(opened, again);
  await hall.finish(again);
  await expect(page.getByText('赞成').first()).toBeVisible();
  await shoot(page, 'tablet/motion-published', usual);
});

test('an appraisal', async ({ house }) => {
  const { opened, papers } = await openTown(house);
  const { hall } = opened;
  const page = await opened.tabletPage(opened.inBrowsers[0]!);
  const voteId = await hall.openVote(papers.appraisal);
  const grade = (name: string, choice: string) =>
    page
      .getByRole('radiogroup', { name: new RegExp(name) })
      .getByRole('radio', { name: choice, exact: true });
  await expect(grade('周明远', '满意')).toBeVisible();
  await shoot(page, 'tablet/appraisal-empty', main);
  await grade('周明远', '满意').click();
  await grade('李秀兰', '基本满意').click();
  await shoot(page, 'tablet/appraisal', main);
  await press(page, '下一步：核对');
  await shoot(page, 'tablet/appraisal-review', usual);
  await press(page, '投出选票');
  await expect(heading(page, '选票已收到')).toBeVisible();
  await shoot(page, 'tablet/appraisal-received', main);
  await letVote(opened, voteId);
  await hall.finish(voteId);
  await press(page, '核对我的回执');
  await expect(page.getByText('您的选票已计入')).toBeVisible();
  await shoot(page, 'tablet/appraisal-published', usual);
});

test('projects with for, against and abstain', async ({ house }) => {
  const { opened, papers } = await openTown(house, {
    rules: { ...statutoryRules, project: { ...statutoryRules.project, form: 'grade' } },
  });
  const { hall } = opened;
  const page = await opened.tabletPage(opened.inBrowsers[0]!);
  await hall.openVote(papers.projects);
  const radios = (choice: string) => page.getByRole('radio', { name: choice });
  await expect(radios('赞成').first()).toBeVisible();
  await shoot(page, 'tablet/grade-empty', main);
  for (let at = 0; at < 6; at++) await radios('赞成').nth(at).click();
  for (let at = 6; at < 9; at++) await radios('反对').nth(at).click();
  await radios('弃权').nth(9).click();
  await shoot(page, 'tablet/grade', usual);
  await press(page, '下一步：核对');
  await shoot(page, 'tablet/grade-review', usual);
});
