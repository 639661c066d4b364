import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import { io } from 'socket.io-client';
import { newCommandId } from '../../server/demo/device.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { SOCKET_PATH } from '../../server/sockets.ts';
import { firstBrokenAct } from '../../shared/acts-chain.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol.ts';
import { expectAccessible } from './accessible.ts';
import { viewports } from './browser.ts';
import { expect, hearViolations, test } from './house.ts';

const people = {
  ma: { name: '马丽', loginName: 'Ma.Li', password: '马丽 只有本人知道的一句话' },
  bai: { name: '白云', loginName: 'bai', password: '白云 只有本人知道的一句话' },
  chen: { name: '陈山', loginName: 'chen', password: '陈山 只有本人知道的一句话' },
} as const;
type Person = (typeof people)[keyof typeof people];

/** A server that nobody has set up, and browsers with cookies of their own. */
async function newHouse(browser: Browser) {
  const dataDir = mkdtempSync(join(tmpdir(), 'yishi-journey-'));
  const server = await ServerProcess.start(dataDir, { LOG_LEVEL: 'warn' });
  const pages: Page[] = [];
  const violations: string[] = [];
  return {
    server,
    violations,
    page: async (viewport: keyof typeof viewports, path: string) => {
      const context = await browser.newContext({ viewport: viewports[viewport], baseURL: server.url });
      hearViolations(context, violations);
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      pages.push(page);
      await page.goto(path);
      return page;
    },
    close: async () => {
      for (const page of pages) await page.context().close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const tag = (page: Page, text: string) => page.getByText(text, { exact: true });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const pressInDialog = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

/** By keyboard alone, from field to field. */
async function setUp(page: Page, summary: string, codeLabel: string, code: string, who: Person) {
  await page.getByText(summary).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel(codeLabel).focus();
  for (const text of [code, who.name, who.loginName, who.password]) {
    await page.keyboard.insertText(text);
    await page.keyboard.press('Tab');
  }
  // Past the box that shows the password, to the field that asks for it again.
  await page.keyboard.press('Tab');
  await page.keyboard.insertText(who.password);
  await page.keyboard.press('Enter');
}

/** Where the form is folded away it is opened first. */
async function signIn(page: Page, { loginName }: Person, password: string): Promise<void> {
  const folded = page.locator('details', { hasText: '工作人员登录' });
  await expect(folded).toBeVisible();
  if ((await folded.getAttribute('open')) === null) await page.getByText('工作人员登录').click();
  await page.getByLabel('登录名').first().fill(loginName);
  const secret = page.getByLabel('密码', { exact: true }).first();
  await secret.fill(password);
  await secret.press('Enter');
}

async function choosePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('设置密码').fill(password);
  await page.getByLabel('再输入一次密码').fill(password);
}

async function codeShown(page: Page): Promise<string> {
  const text = await page
    .getByRole('dialog')
    .getByText(/^\d{4} \d{4}$/)
    .innerText();
  return text.replace(' ', '');
}

/** What a session's cookie alone is worth. */
async function stolen(url: string, cookie: string, sittingId: string) {
  const headers = { cookie };
  const answer = await fetch(`${url}/api/me`, { headers });
  const socket = io(url, {
    path: SOCKET_PATH,
    transports: ['websocket'],
    reconnection: false,
    extraHeaders: headers,
    auth: { sittingId, protocolVersion: PROTOCOL_VERSION },
  });
  const line = await new Promise<string>((done) => {
    socket.on('sitting:view', () => done('open'));
    socket.on('connect_error', ({ message }) => done(message));
  });
  socket.disconnect();
  return { http: answer.status, line };
}

const cookieOf = async (page: Page) =>
  (await page.context().cookies(new URL('/api/me', page.url()).href))
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');

/** What the screen itself says; names are their owners', and a title is its sitting's. */
async function saysOnlyEnglish(page: Page): Promise<void> {
  const words = (await page.locator('body').ariaSnapshot()).replaceAll(/马丽|白云|陈山|第四次会议|中文/g, '');
  expect(words.split('\n').filter((line) => /[\u3400-\u9fff]/.test(line))).toEqual([]);
}

test('[B43][B55][B56][B57][B58][B59][B60][B61] two administrators make a chair, whose sign-in is kept, ended and replaced, and the log tells all of it', async ({
  browser,
}) => {
  const house = await newHouse(browser);
  try {
    const { setupCodes, url } = house.server;
    const ma = await house.page('desk', '/accounts');
    await expect(ma.getByRole('heading', { name: '请先登录' })).toBeVisible();
    await expectAccessible(ma);
    await setUp(ma, '首次启用', '启用码', setupCodes[0]!, people.ma);
    // Back on the page that was asked for.
    await expect(ma.getByText('还缺 1 位管理员')).toBeVisible();
    const bai = await house.page('desk', '/?lang=en');
    await saysOnlyEnglish(bai);
    await setUp(bai, 'First use', 'Setup code', setupCodes[1]!, people.bai);
    await expect(bai).toHaveURL(/\/desk$/);
    await bai.getByRole('link', { name: 'Accounts' }).click();
    await expect(bai.getByRole('heading', { name: 'In use' })).toBeVisible();

    // One proposes and cannot approve; the other approves.
    await ma.getByLabel('姓名').fill(people.chen.name);
    await ma.getByLabel('登录名').fill(people.chen.loginName);
    await ma.getByRole('radio', { name: /执行主席/ }).press('Space');
    await expectAccessible(ma);
    await ma.getByLabel('登录名').press('Enter');
    const code = await codeShown(ma);
    await expectAccessible(ma);
    await pressInDialog(ma, '已经交代，关闭');
    await expect(ma.getByText('马丽提出，需要另一位管理员同意。')).toBeVisible();
    await expect(ma.getByText('还缺 1 位管理员')).toHaveCount(0);
    await expect(ma.getByRole('button', { name: '同意' })).toHaveCount(0);
    const { accounts } = await (await ma.request.get('/api/accounts')).json();
    const { accountId } = accounts.find(({ name }: { name: string }) => name === people.chen.name);
    const own = await ma.request.post('/api/accounts/approve', { data: { accountId } });
    expect((await own.json()).refused.code).toBe('second-person-needed');
    await press(bai, 'Refresh the list');
    await press(bai, 'Approve the invitation of 陈山');
    await expect(bai.getByRole('dialog')).toContainText('马丽 proposes 陈山 as Executive chair');
    await saysOnlyEnglish(bai);
    await pressInDialog(bai, 'Approve');
    const link = await bai.getByLabel('Invitation link', { exact: true }).inputValue();
    await expectAccessible(bai);
    await saysOnlyEnglish(bai);
    await pressInDialog(bai, 'Done, close');
    await expect(bai.getByText(/陈山 has to open the link/)).toBeVisible();

    // The chair needs what both hand on, and the secret does not stay in the address.
    const chen = await house.page('tablet', link);
    await expect(chen).toHaveURL(`${url}/invitation`);
    await chen.reload();
    await expect(chen.getByText('管理员马丽请您担任执行主席')).toBeVisible();
    await expectAccessible(chen);
    await chen.getByLabel('邀请码').fill(code === '0'.repeat(8) ? '1'.repeat(8) : '0'.repeat(8));
    await choosePassword(chen, people.chen.password);
    await press(chen, '设置密码并登录');
    await expect(chen.getByRole('alert')).toContainText('邀请码不对');
    await chen.getByLabel('邀请码').fill(`${code.slice(0, 4)} ${code.slice(4)}`);
    await chen.getByLabel('邀请码').press('Enter');
    await expect(chen).toHaveURL(/\/desk$/);
    await chen.goto('/accounts');
    await expect(chen).toHaveURL(/\/desk$/);

    // A wrong password, then the right one; and the same person at a second desk, which shows a sitting.
    await press(chen, '退出登录');
    await signIn(chen, people.chen, `${people.chen.password}?`);
    await expect(chen.getByRole('alert')).toContainText('登录名或密码不对');
    await signIn(chen, people.chen, people.chen.password);
    await expect(chen).toHaveURL(/\/desk$/);
    const founded = await ma.request.post('/api/sittings', {
      data: { commandId: newCommandId(), title: '第四次会议', body: 'congress', totalMembership: 12 },
      // A connection that was kept may just have been closed; the same command again is carried out once.
      maxRetries: 2,
    });
    const { sittingId } = await founded.json();
    const elsewhere = await house.page('desk', `/desk/${sittingId}`);
    await signIn(elsewhere, people.chen, people.chen.password);
    await expect(elsewhere.getByText('已连接')).toBeVisible();
    await elsewhere.getByRole('link', { name: /陈山/ }).click();
    await expect(elsewhere.getByRole('heading', { name: '验证器' })).toBeVisible();
    await elsewhere.goBack();
    await expect(elsewhere.getByText('已连接')).toBeVisible();

    // An authenticator, asked for at the next sign-in; a code works once.
    await chen.goto('/account');
    await press(chen, '开启验证器');
    const secret = (await chen.locator('li code').innerText()).replaceAll(' ', '');
    const authenticator = new TOTP({ secret });
    const first = authenticator.generate();
    await expectAccessible(chen);
    await chen.getByLabel('6 位数字').fill(first);
    await chen.getByLabel('6 位数字').press('Enter');
    await expect(tag(chen, '已开启')).toBeVisible();
    await expectAccessible(chen);
    await press(chen, '退出登录');
    await signIn(chen, people.chen, people.chen.password);
    await chen.getByLabel('6 位数字').fill(first);
    await chen.getByLabel('6 位数字').press('Enter');
    await expect(chen.getByRole('alert')).toContainText('验证码不对或已经用过');
    await chen.getByLabel('6 位数字').fill(authenticator.generate({ timestamp: Date.now() + 30_000 }));
    await chen.getByLabel('6 位数字').press('Enter');
    await expect(chen).toHaveURL(/\/desk$/);

    // Out everywhere: the other desk hears of it at once, and a cookie that was copied before opens nothing.
    const copied = [await cookieOf(chen), await cookieOf(elsewhere)];
    for (const cookie of copied)
      expect(await stolen(url, cookie, sittingId)).toEqual({ http: 200, line: 'open' });
    await chen.goto('/account');
    await press(chen, '在所有设备上退出登录');
    await expect(elsewhere.getByRole('alert')).toContainText('本机的登录已失效');
    for (const cookie of copied)
      expect(await stolen(url, cookie, sittingId)).toEqual({ http: 401, line: 'not-signed-in' });
    await expect(chen).toHaveURL(`${url}/`);

    // Both passwords and the authenticator are lost: again two people, the other way round.
    await press(bai, 'Refresh the list');
    await press(bai, 'Set up the sign-in of 陈山 again');
    await pressInDialog(bai, 'Set up sign-in again');
    const secondCode = await codeShown(bai);
    await saysOnlyEnglish(bai);
    await pressInDialog(bai, 'Done, close');
    await press(ma, '刷新列表');
    await press(ma, '同意陈山的邀请');
    await pressInDialog(ma, '同意');
    const secondLink = await ma.getByLabel('邀请链接', { exact: true }).inputValue();
    await pressInDialog(ma, '已经交代，关闭');
    await chen.goto(secondLink);
    await chen.getByLabel('邀请码').fill(secondCode);
    await choosePassword(chen, '陈山 又想好了一句别的话');
    // The server carries it out, and its answer is lost.
    await chen.route(
      '**/api/staff/accept',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await press(chen, '设置密码并登录');
    await expect(chen).toHaveURL(/\/desk$/);

    await readLog(ma, chen);
    await bai.getByRole('link', { name: 'Log' }).click();
    await expect(bai.getByText(/This browser checked all 19 lines/)).toBeVisible();
    await bai.getByLabel('Which log').selectOption('第四次会议');
    await expect(bai.locator('tbody td:last-child')).toHaveText(['马丽 created the sitting: 第四次会议']);
    await saysOnlyEnglish(bai);
    expect(house.violations).toEqual([]);
  } finally {
    await house.close();
  }
});

/** Oldest first. */
const told = [
  '马丽用启用码成为管理员',
  '白云用启用码成为管理员',
  '马丽提出为陈山建立账户：执行主席',
  '白云同意陈山的邀请，并生成了链接',
  '陈山凭邀请登录，设置了自己的密码',
  '陈山退出登录',
  '陈山的登录没有成功：密码或验证码不对',
  '陈山登录',
  '陈山登录',
  '陈山开启了验证器',
  '陈山退出登录',
  '陈山的登录没有成功：密码或验证码不对',
  '陈山登录',
  '陈山在所有设备上退出登录',
  '白云提出让陈山重新设置登录',
  '马丽同意陈山的邀请，并生成了链接',
  '陈山凭邀请登录，设置了自己的密码',
  '陈山登录',
];

/** An administrator reads and exports it; a chair may read it too. */
async function readLog(ma: Page, chen: Page): Promise<void> {
  await ma.getByRole('link', { name: '操作日志' }).click();
  const sentences = ma.locator('tbody td:last-child');
  await expect(sentences).toHaveText([...told].reverse());
  await expect(ma.getByText(`本机核对了全部 ${told.length} 行`)).toBeVisible();
  await expectAccessible(ma);
  await ma.getByLabel('类别', { exact: true }).selectOption({ label: '密码与验证器' });
  await expect(sentences).toHaveText(['陈山开启了验证器']);
  await ma.getByLabel('类别', { exact: true }).selectOption('');
  await ma.getByLabel('人员', { exact: true }).selectOption({ label: '白云' });
  await expect(sentences).toHaveCount(3);
  const download = ma.waitForEvent('download');
  await press(ma, '导出全部（JSON，可核对）');
  const file = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  expect(file.acts).toHaveLength(told.length + 1);
  expect(firstBrokenAct(file.acts)).toBeNull();
  expect(file.acts.at(-1).link).toBe(file.head);

  await chen.getByRole('link', { name: '操作日志' }).click();
  await expect(chen.locator('tbody td:last-child').first()).toHaveText('马丽导出了这份日志');
}
