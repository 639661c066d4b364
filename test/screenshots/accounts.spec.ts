import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Device } from '../../server/demo/device.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { administrators, grant, invented } from '../../server/demo/staff.ts';
import { expect, signInStaff, test } from '../journeys/house.ts';
import { main, mainLarge, wide } from './desk-and-hall.ts';
import { shoot } from './shots.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('accounts, invitations and the log', async ({ browser }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'yishi-screenshots-'));
  const server = await ServerProcess.start(dataDir, { LOG_LEVEL: 'warn' });
  const context = async () => browser.newContext({ baseURL: server.url });
  const opened = [await context(), await context(), await context()] as const;
  const [first, second, guest] = await Promise.all(opened.map((each) => each.newPage()));
  try {
    const both = await administrators(server.url, server.setupCodes);
    await grant(both, 'chair', invented.chair, new Device(server.url));
    await grant(both, 'operator', invented.operator, new Device(server.url));
    await signInStaff(first!, 'administrator');
    await signInStaff(second!, 'secondAdministrator');

    await first!.goto('/accounts');
    await expect(first!.getByRole('heading', { name: '使用中' })).toBeVisible();
    await shoot(first!, 'accounts/list', main);
    await first!.getByLabel('姓名').fill('赵明远');
    await first!.getByLabel('登录名').fill('zhao.mingyuan');
    await first!.getByRole('radio', { name: /执行主席/ }).click();
    await press(first!, '提出新账户');
    const code = (
      await first!
        .getByRole('dialog')
        .getByText(/^\d{4} \d{4}$/)
        .innerText()
    ).replace(' ', '');
    await shoot(first!, 'accounts/code', main);
    await press(first!, '已经交代，关闭');
    await press(first!, '让王操作重新设置登录');
    await shoot(first!, 'accounts/reset-dialog', main);
    await first!.getByRole('dialog').getByRole('button', { name: '重新设置登录' }).click();
    await press(first!, '已经交代，关闭');
    await first!.getByLabel('姓名').fill('孙记录');
    await first!.getByLabel('登录名').fill('sun');
    await first!.getByRole('radio', { name: /记录员/ }).click();
    await press(first!, '提出新账户');
    await expect(first!.getByLabel('邀请链接', { exact: true })).toBeVisible();
    await shoot(first!, 'accounts/link-one-person', wide);
    await press(first!, '已经交代，关闭');
    await press(first!, '撤回孙记录的邀请');
    await first!.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
    await first!.getByText('已关闭的账户').click();
    for (let tries = 0; tries < 5; tries++)
      await guest!.request.post('/api/staff/sign-in', { data: { loginName: 'chair', password: 'wrong' } });
    await press(first!, '刷新列表');
    await expect(first!.getByText('暂停登录到')).toBeVisible();
    await shoot(first!, 'accounts/every-standing', mainLarge);

    await second!.goto('/accounts');
    await expect(second!.getByRole('heading', { name: '等您同意' })).toBeVisible();
    await shoot(second!, 'accounts/waiting-for-me', main);
    await press(second!, '同意赵明远的邀请');
    await shoot(second!, 'accounts/approve-dialog', wide);
    await second!.getByRole('dialog').getByRole('button', { name: '同意' }).click();
    const link = await second!.getByLabel('邀请链接', { exact: true }).inputValue();
    await shoot(second!, 'accounts/link', main);

    await guest!.goto(link);
    await expect(guest!.getByText('请您担任执行主席')).toBeVisible();
    await shoot(guest!, 'accounts/invitation', { viewports: ['desk', 'tablet', 'phone', 'phoneLarge'] });
    await guest!.getByLabel('邀请码').fill(code);
    await guest!.getByLabel('设置密码').fill('short');
    await guest!.getByLabel('再输入一次密码').fill('short');
    await press(guest!, '设置密码并登录');
    await expect(guest!.getByRole('alert')).toBeVisible();
    await shoot(guest!, 'accounts/invitation-short', { viewports: ['phone'] });
    await guest!.getByLabel('设置密码').fill('赵明远的一句话，只有自己知道');
    await guest!.getByLabel('再输入一次密码').fill('赵明远的一句话，只有自己知道');
    await press(guest!, '设置密码并登录');
    await expect(guest!).toHaveURL(/\/desk$/);
    await guest!.goto('/account');
    await expect(guest!.getByRole('heading', { name: '验证器' })).toBeVisible();
    await shoot(guest!, 'accounts/own', mainLarge);
    await press(guest!, '开启验证器');
    await expect(guest!.locator('li code')).toBeVisible();
    await shoot(guest!, 'accounts/own-authenticator', main);
    await guest!.goto(link);
    await expect(guest!.getByRole('alert')).toBeVisible();
    await shoot(guest!, 'accounts/invitation-used', { viewports: ['desk', 'phone'] });

    await first!.goto('/acts');
    await expect(first!.getByText('本机核对了全部')).toBeVisible();
    await shoot(first!, 'accounts/acts', mainLarge);
  } finally {
    for (const each of opened) await each.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
