import { expect, test } from '../journeys/house.ts';
import { everySize, everyTablet, shoot } from './shots.ts';

test('the entrance', async ({ house }) => {
  const opened = await house({ entitled: 5, present: 4 });
  const stranger = await opened.page('desk', '/');
  await expect(stranger.getByRole('heading', { level: 1 })).toBeVisible();
  await shoot(stranger, 'entrance/sign-in-needed', { viewports: ['desk', ...everySize] });
  await stranger.getByText('工作人员登录').click();
  await shoot(stranger, 'entrance/staff', { viewports: ['desk', 'tablet', 'phone'] });
  await stranger.getByLabel('登录名').first().fill('nobody');
  await stranger.getByLabel('密码', { exact: true }).first().fill('这不是任何人的密码');
  await stranger.getByRole('button', { name: '登录', exact: true }).click();
  await expect(stranger.getByRole('alert')).toBeVisible();
  await shoot(stranger, 'entrance/staff-wrong', { viewports: ['desk', 'phone', 'smallest'] });
  await stranger.getByText('工作人员登录').click();
  await stranger.getByText('首次启用').click();
  await shoot(stranger, 'entrance/setup', { viewports: ['desk', 'phone', 'smallest'] });

  const used = await opened.page('phone', `/in#${opened.simulated[0]!.link}`);
  await expect(used.getByRole('alert')).toBeVisible();
  // Its secret has left the address: it has to be opened anew in the other language.
  await shoot(used, 'entrance/link-used', { viewports: everyTablet });

  const lost = await opened.staffPage('operator');
  await expect(lost).toHaveURL(/\/desk/);
  await lost.goto('/tablet/nowhere');
  await expect(lost.getByRole('heading', { name: '没有这个页面' })).toBeVisible();
  await shoot(lost, 'entrance/not-found', { viewports: ['desk', 'phone'] });

  const waiting = await opened.page('phone', '/no-such-file.txt');
  await waiting.route('**/api/**', (route) => route.abort());
  await waiting.goto('/');
  await expect(waiting.getByText('暂时连接不上服务器')).toBeVisible();
  await shoot(waiting, 'entrance/no-server', { viewports: ['tablet', 'phone'], languages: ['zh-CN'] });
});
