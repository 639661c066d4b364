import type { Page } from '@playwright/test';
import { inquiryStaff } from '../server/inquiry-fixture.ts';
import { expectAccessible } from './accessible.ts';
import { expect, type House, test } from './house.ts';
import { qrIn } from './qr.ts';

const title = '全市饮水安全专题询问';
const water = '农村饮水的水质多久检测一次\uff0c结果向谁公布\uff1f';
const school = '学校的直饮水设备由谁维护\uff0c经费从哪里来\uff1f';
const pipes = '老旧管网改造今年完成多少公里\uff1f';

/** A page of one of the people that the fixture has made. */
async function pageOf(house: House, loginName: string, path = '/'): Promise<Page> {
  const page = await house.page('desk', 'about:blank');
  const data = { loginName, password: `demo-${loginName}-2026` };
  const answer = await page.request.post('/api/staff/sign-in', { data, maxRetries: 2 });
  expect(answer.ok()).toBe(true);
  await page.goto(path);
  return page;
}

/** Lets a test keep from a page what the server tells of an inquiry, as a bad line does for a while. */
async function hearing(page: Page): Promise<{ deaf: boolean }> {
  const state = { deaf: false };
  await page.routeWebSocket(/\/api\/socket/, (route) => {
    const server = route.connectToServer();
    server.onMessage((message) => {
      if (!state.deaf || !String(message).includes('"inquiry:tick"')) route.send(message);
    });
  });
  return state;
}

const section = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const rows = (page: Page) => page.getByRole('region', { name: /^提问顺序/ }).getByRole('listitem');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
async function confirm(page: Page, name: string): Promise<void> {
  await press(page, name);
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
}

async function plan(operator: Page): Promise<void> {
  await press(operator, '策划专题询问');
  await press(operator, '建立专题询问');
  await expect(operator.getByRole('alert')).toContainText('处需要修改');
  await operator.getByLabel('询问题目').fill(title);
  await operator.getByLabel('开始时间').fill('2030-05-20T09:00');
  await operator.getByLabel('部门名称').fill('市水务局');
  await operator.getByLabel('应询人').fill('吴江\uff0c局长\n郑河\uff0c总工程师');
  await operator.getByLabel('由谁书面答复').selectOption({ label: '市水务局' });
  await press(operator, '添加部门');
  await operator.getByLabel('部门名称').last().fill('市教育局');
  await press(operator, '添加询问人');
  await operator.getByLabel('名册上的人员').fill('代表4');
  await operator.keyboard.press('Enter');
  await operator.reload();
  await expect(operator.getByLabel('姓名', { exact: true })).toHaveValue('代表4');
  await expectAccessible(operator);
  await press(operator, '建立专题询问');
  await expect(operator.getByRole('heading', { name: title })).toBeVisible();
}

async function prepare(operator: Page): Promise<void> {
  await section(operator, '预备问题').click();
  await operator.getByLabel('问题', { exact: true }).fill(water);
  await operator.getByLabel('应询部门').selectOption({ label: '市水务局' });
  await press(operator, '添加这个问题');
  await expect(operator.getByRole('heading', { name: '预备问题\uff081 个\uff09' })).toBeVisible();
  await press(operator, '粘贴多个问题');
  await operator
    .getByLabel('从表格或文档粘贴')
    .fill(`李委员\t${school}\t市教育局\n王委员\t${pipes}\t市水务局\n赵委员\t没有这个部门的问题\t市城管局`);
  await expect(operator.getByText(/第 3 行不能添加.*市城管局/)).toBeVisible();
  await press(operator, '添加 2 个问题');
  await expect(operator.getByRole('heading', { name: '预备问题\uff083 个\uff09' })).toBeVisible();
  await expect(operator.getByLabel('从表格或文档粘贴')).toHaveValue(/^赵委员/);
  await operator.getByLabel('从表格或文档粘贴').fill('');
  await press(operator, '把 3 个问题排入提问顺序');
  await expect(operator.getByText('已排入\uff0c第 3 位')).toBeVisible();
  await expectAccessible(operator);
}

test('[B140] [B141] [B143] [B144] [B145] [B146] an inquiry from its plan to its close, by everyone who has a part in it', async ({
  house,
}) => {
  test.setTimeout(180_000);
  const opened = await house({ present: 5, entitled: 6, inBrowsers: 1 });
  const { hall } = opened;
  await inquiryStaff(hall);
  const desk = `/desk/${hall.sittingId}/inquiry`;
  const operator = await opened.staffPage('operator', desk);
  await plan(operator);
  await prepare(operator);

  // The public page's address, on the desk and on paper.
  await section(operator, '公众页面').click();
  const address = await operator.getByLabel('公众页面的地址').inputValue();
  expect(address).toMatch(new RegExp(`^${opened.origin}/g/\\d{6}$`));
  await press(operator, '打印海报');
  await expect(operator.getByRole('article')).toContainText(title);
  expect(qrIn(await operator.getByRole('article').getByRole('img').screenshot())).toBe(address);
  await press(operator, '关闭');
  await section(operator, '现场主持').click();

  // The chair begins; the operator's desk, the hall and a tablet follow.
  const chair = await opened.page('desk', 'about:blank');
  const ear = await hearing(chair);
  await chair.request.post('/api/staff/sign-in', {
    data: { loginName: 'chair', password: 'demo-chair-2026' },
  });
  await chair.goto(desk);
  const screen = await opened.screenPage();
  const tablet = await opened.tabletPage(opened.inBrowsers[0]!);
  await confirm(chair, '宣布询问开始');
  await expect(screen.getByText('扫码观看、提问').first()).toBeVisible();
  await expect(tablet.getByRole('heading', { name: title })).toBeVisible();
  await expect(tablet.getByText(pipes)).toBeVisible();

  // The queue by keyboard alone; an order made of an old queue is refused in words, and the new one is there.
  await rows(chair)
    .nth(2)
    .getByRole('button', { name: /^第 3 位/ })
    .focus();
  await chair.keyboard.press('Alt+ArrowUp');
  await expect(rows(chair).nth(1)).toContainText('管网');
  await expect(
    rows(chair)
      .nth(1)
      .getByRole('button', { name: /^第 2 位/ }),
  ).toBeFocused();
  await expect(rows(operator).nth(1)).toContainText('管网');
  ear.deaf = true;
  await operator.getByRole('button', { name: '跳过第 2 位' }).click();
  await expect(rows(operator)).toHaveCount(2);
  await chair.keyboard.press('Alt+ArrowDown');
  await expect(chair.getByRole('alert')).toContainText('提问顺序刚被别人改动');
  ear.deaf = false;
  await operator.getByRole('button', { name: '下移第 1 位' }).click();
  await expect(rows(chair)).toHaveCount(2);
  await expect(rows(chair).nth(0)).toContainText('学校');
  await rows(operator).nth(1).dragTo(rows(operator).nth(0));
  await expect(rows(chair).nth(0)).toContainText('水质');

  // A question is put, answered, followed up, and every screen says who speaks.
  await chair.getByRole('button', { name: '请 代表4 提问' }).click();
  await expect(screen.getByText(water)).toBeVisible();
  await expect(screen.getByText('代表4')).toBeVisible();
  await chair.getByLabel('应询人', { exact: true }).selectOption({ label: '总工程师 郑河' });
  await press(chair, '开始答复');
  await expect(screen.getByText('市水务局\u3000总工程师 郑河')).toBeVisible();
  await expectAccessible(chair);
  const notes = await pageOf(opened, 'notes');
  await notes.getByRole('link', { name: new RegExp(title) }).click();
  await notes.getByLabel(/^答复/).fill('每季度检测一次\uff0c在政府网站公布。');
  await notes.reload();
  await expect(notes.getByText('草稿存在本机')).toBeVisible();
  await notes.getByLabel(/^答复/).press('Control+Enter');
  await expect(notes.getByText('已保存')).toBeVisible();
  await expectAccessible(notes);
  await press(chair, '追问');
  await expect(screen.getByText('追问').first()).toBeVisible();
  await press(chair, '答复完毕');
  await expect(chair.getByRole('button', { name: '请 李委员 提问' })).toBeVisible();

  // A member asks to speak, and is taken.
  await tablet.getByLabel(/^想问什么/).fill('村里的水塔多久清洗一次\uff1f');
  await tablet.reload();
  await press(tablet, '举手申请');
  await expect(tablet.getByText('已举手')).toBeVisible();
  await section(operator, '代表 1').click();
  await operator.getByRole('button', { name: /^把.*水塔.*最前$/ }).click();
  await expect(tablet.getByText('第 1 位')).toBeVisible();
  await chair.getByRole('button', { name: '请 代表5 提问' }).click();
  await expect(tablet.getByText('请您发言')).toBeVisible();
  await expectAccessible(tablet);
  await confirmReferral(chair);

  // What was skipped is answered in writing.
  const department = await pageOf(opened, 'water');
  await department.getByRole('link', { name: new RegExp(title) }).click();
  await department.getByRole('button', { name: /^写书面答复.*管网/ }).click();
  await department.getByLabel(/^书面答复.*管网/).fill('今年完成 38 公里。');
  await department.reload();
  await press(department, '提交答复');
  await expect(department.getByRole('heading', { name: '已答复\uff082 个\uff09' })).toBeVisible();
  await expectAccessible(department);

  // The ballot on the spot takes the wall while it is open, and gives it back.
  await press(chair, '满意度测评');
  await press(operator, '按应询部门拟定测评票');
  await expect(operator.getByText('已选用')).toBeVisible();
  const paper = await hall.operator.until((view) => view.papers.find(({ kind }) => kind === 'appraisal'));
  const voteId = await hall.openVote(paper.paperId);
  await expect(screen.getByText('正在投票')).toBeVisible();
  await expect(tablet.getByRole('heading', { name: title, exact: true })).toHaveCount(0);
  await hall.chair.command({ type: 'AbortVote', voteId, reason: '试过了' });
  await expect(screen.getByText('投票已中止').first()).toBeVisible();
  await chair.goto(desk);
  await press(chair, '现场询问');

  // After a restart everything is as it was, and the wall comes back without a hand.
  await opened.server.kill();
  await opened.server.start();
  await expect(screen.getByText(school)).toBeVisible({ timeout: 30_000 });
  await expect(operator.getByText('已连接', { exact: true })).toBeVisible({ timeout: 30_000 });
  await operator.goto(`${desk}?lang=en`);
  await expect(operator.getByRole('button', { name: '李委员 has the floor' })).toBeVisible();
  await expectAccessible(operator);
  await confirm(operator, 'Close the inquiry');
  await expect(operator.getByText(/^The inquiry ended at/)).toBeVisible();
});

/** The question on the floor is passed on, with where to. */
async function confirmReferral(chair: Page): Promise<void> {
  await press(chair, '转办…');
  await chair.getByLabel('转给谁、为什么').fill('转乡镇供水站 10 日内答复');
  await chair.getByRole('dialog').getByRole('button', { name: '转办', exact: true }).click();
  await expect(chair.getByRole('dialog')).toHaveCount(0);
}
