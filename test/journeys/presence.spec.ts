import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import { projectPaper } from '../../server/demo/hall.ts';
import { expect, test } from './house.ts';

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const says = (page: Page, words: string | RegExp) => expect(page.getByRole('main')).toContainText(words);

async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

/** What a new version does to the folder: every file has another name, and the old ones are gone. */
function buildAnew(folder: string, mark: string): void {
  const assets = join(folder, 'assets');
  for (const name of readdirSync(folder)) if (/\.(?:br|gz)$/.test(name)) rmSync(join(folder, name));
  for (const name of readdirSync(assets)) if (/\.(?:br|gz)$/.test(name)) rmSync(join(assets, name));
  const names = readdirSync(assets);
  const stems = names.map((name) => name.replace(/\.\w+$/, '')).sort((a, b) => b.length - a.length);
  const renamed = (text: string) =>
    stems.reduce((rest, stem) => rest.replaceAll(`${stem}.`, `${stem}${mark}.`), text);
  for (const name of names) {
    const file = join(assets, name);
    writeFileSync(file, renamed(readFileSync(file, 'utf8')));
    renameSync(file, join(assets, name.replace(/(\.\w+)$/, `${mark}$1`)));
  }
  const page = join(folder, 'index.html');
  const text = renamed(readFileSync(page, 'utf8'));
  writeFileSync(page, text.replace(/(name="build" content="\w+)/, `$1${mark}`));
}

const codeOn = async (wall: Page) => (await wall.locator('[class*=digits]').innerText()).trim();
const hide = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate(`Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'))`);

test('[B73][B74][B75][B76][B77][B78] deputies come by the code, leave and return; tablets are seen as they are; a new version waits for the vote', async ({
  house,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'yishi-screens-'));
  cpSync(fileURLToPath(new URL('../../client/dist', import.meta.url)), folder, { recursive: true });
  const opened = await house({ entitled: 12, present: 7, inBrowsers: 0, env: { CLIENT_DIR: folder } });
  const { hall, server } = opened;
  const [seat, late] = [hall.seats[7]!, hall.seats[8]!];
  const wall = await opened.screenPage();
  const desk = await opened.staffPage('operator', `/desk/${hall.sittingId}`);
  const miniature = desk
    .locator('[class*=hall]')
    .filter({ has: desk.locator('[class*=digits]') })
    .last();

  // Checking in.
  const tablet = await opened.tabletPage(seat);
  await says(wall, '3 × 7 = 21 < 24 = 2 × 12');
  await expect(miniature).toContainText(await codeOn(wall));
  await expect(heading(tablet, '签到')).toBeVisible();
  await accessible(tablet);
  await accessible(wall);
  const code = await codeOn(wall);
  const wrong = String((Number(code) + 1111) % 10_000).padStart(4, '0');
  for (const digit of wrong) await tablet.getByRole('button', { name: digit, exact: true }).click();
  await expect(tablet.getByRole('alert')).toContainText('签到码不对');
  await expect(tablet.getByRole('textbox', { name: '签到码' })).toBeFocused();
  await tablet.keyboard.type(await codeOn(wall));
  await expect(tablet.getByText('您已签到').first()).toBeVisible();
  await expect(tablet.getByText('法定人数 8 人，实到 8 人，符合规定')).toBeVisible();
  await says(wall, '3 × 8 = 24 ≥ 24 = 2 × 12');
  await expect(wall.getByRole('listitem').filter({ hasText: '第1代表团' })).toContainText('8 / 12');
  await expect(miniature).toContainText('8 / 12');

  // Leaving and coming again.
  await press(tablet, '我要离开会场');
  await accessible(tablet);
  await tablet.getByRole('dialog').getByRole('button', { name: '离开会场' }).click();
  await expect(heading(tablet, '签到')).toBeVisible();
  await says(wall, '3 × 7 = 21 < 24 = 2 × 12');
  await tablet.getByRole('textbox', { name: '签到码' }).fill(await codeOn(wall));
  await says(wall, '已达到法定人数');

  // The list of tablets.
  await desk.getByRole('link', { name: '平板' }).click();
  const row = (name: string) => desk.getByRole('row', { name: new RegExp(`${name}\\b`) });
  await expect(row('代表8')).toContainText('可以投票');
  await expect(row('代表12')).toContainText('未登录');
  await accessible(desk);
  await hide(tablet, 'hidden');
  await expect(row('代表8')).toContainText('休眠');
  await hide(tablet, 'visible');
  await expect(row('代表8')).toContainText('可以投票');
  await tablet.context().setOffline(true);
  await expect(row('代表8')).toContainText('断线');
  await desk.getByRole('button', { name: /^断线/ }).click();
  await expect(desk.getByRole('row')).toHaveCount(2);
  await tablet.context().setOffline(false);
  await expect(desk.getByText('没有符合条件的平板')).toBeVisible();
  await desk.getByRole('button', { name: /^可以投票/ }).click();
  await desk.getByRole('button', { name: '闪示座位：代表8' }).click();
  await expect(tablet.getByRole('dialog')).toContainText('1-8');
  await accessible(tablet);
  await expect(desk.getByText('已显示在 1 台平板上，共 1 台。')).toBeVisible();
  await tablet.getByRole('button', { name: /点一下屏幕/ }).click();
  await expect(tablet.getByRole('dialog')).toBeHidden();

  // A new version while a vote is prepared: nothing is loaded anew, and what was not there yet is not needed.
  const paperId = await hall.drawUp(projectPaper('民生实事项目票决', 5, 3));
  await tablet.evaluate('window.samePage = true');
  const same = () => tablet.evaluate('window.samePage === true');
  const built = tablet.locator('meta[name=build]');
  const before = await built.getAttribute('content');
  await hall.operator.command({ type: 'PrepareVote', paperId, rehearsal: false });
  await hall.chair.until((view) => view.votes.find(({ stage }) => stage === 'prepared'));
  await server.stop();
  buildAnew(folder, 'b');
  await server.start();
  await expect(tablet.getByText('表决期间本机不更新')).toBeVisible();
  const { voteId } = await hall.chair.until((view) => view.votes.find(({ stage }) => stage === 'prepared'));
  await hall.chair.command({ type: 'OpenVote', voteId });
  const project = (page: Page, number: number) =>
    page.getByRole('checkbox', { name: `${number} 候选项目 ${number}`, exact: true });
  await project(tablet, 2).click();
  await server.kill();
  await server.start();
  await expect(tablet.getByText('已连接')).toBeVisible();
  await expect(row('代表8')).toContainText('旧版本');
  await expect(desk.getByRole('button', { name: '闪示座位：代表8' })).toBeDisabled();
  await expect(project(tablet, 2)).toBeChecked();
  await project(tablet, 3).click();

  // Who comes late gets in by the small code on the wall, and votes.
  const newcomer = await opened.tabletPage(late, 'phone');
  await expect(heading(newcomer, '正在投票，您还没有签到')).toBeVisible();
  await accessible(newcomer);
  await newcomer.keyboard.press('Tab');
  await newcomer.getByRole('textbox', { name: '签到码' }).fill(await codeOn(wall));
  await project(newcomer, 1).click();
  await says(wall, '投票期间在场 9 人');
  for (const page of [newcomer, tablet]) {
    await press(page, '下一步：核对');
    await press(page, '投出选票');
    await expect(heading(page, '选票已收到')).toBeVisible();
  }
  expect(await same()).toBe(true);
  await Promise.all(opened.simulated.map(({ tablet }) => tablet.vote(voteId, () => ({ P01: ['approve'] }))));
  await expect(wall.getByRole('figure')).toContainText(/9\s*投票期间在场 9 人/);
  const { published } = await hall.finish(voteId);
  expect(published.presentCount).toBe(8);
  expect(published.results![0]!.figures).toMatchObject({ presentCount: 9, deputiesIssued: 9 });
  await expect(heading(tablet, '核对我的回执')).toBeVisible();
  expect(await same()).toBe(true);
  await press(tablet, '返回等候页');
  await expect(built).toHaveAttribute('content', `${before}b`);
  expect(await same()).toBe(false);
  await expect(heading(tablet, '代表8')).toBeVisible();
  await expect(row('代表8')).not.toContainText('旧版本');
  rmSync(folder, { recursive: true, force: true });
});

test('[B78] a tablet that is too old for the protocol still brings its ballot home', async ({ house }) => {
  const opened = await house({ present: 8 });
  const { hall, server } = opened;
  const page = await opened.tabletPage(opened.inBrowsers[0]!);
  const voteId = await hall.openVote(await hall.drawUp(projectPaper('民生实事项目票决', 4, 2)));
  await page.getByRole('checkbox').first().click();
  await press(page, '下一步：核对');
  await failing(page.context());
  await press(page, '投出选票');
  await expect(heading(page, '尚未得到确认')).toBeVisible();
  await tooOld(page);
  await server.kill();
  await server.start();
  await expect(page.getByText('系统已更新').first()).toBeVisible();
  await page.context().unroute('/urn/casts');
  await expect(heading(page, '选票已收到')).toBeVisible();
  const { published } = await hall.finish(voteId);
  expect(published.results![0]!.tally.returned).toBe(1);
});

const failing = (context: BrowserContext) => context.route('/urn/casts', (route) => route.abort());

/** From its next connection on this page speaks a version that the server does not. */
const tooOld = (page: Page) =>
  page.evaluate(`(() => {
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) {
      const text = typeof data === 'string' ? data.replace(/"protocolVersion":\\d+/, '"protocolVersion":0') : data;
      return send.call(this, text);
    };
  })()`);
