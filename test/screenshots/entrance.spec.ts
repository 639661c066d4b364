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

  const unknown = await opened.page('phone', `/in#${'x'.repeat(24)}`);
  await expect(unknown.getByRole('alert')).toBeVisible();
  await shoot(unknown, 'entrance/link-unknown', { viewports: everyTablet });

  const seat = opened.inBrowsers[0]!;
  const tablet = await opened.page('tablet', `/in#${seat.card}`);
  const pin = (step: string) => tablet.locator(`form[data-step="${step}"] input`);
  const type = async (step: string, digits: string) => {
    await pin(step).fill(digits);
    await tablet.keyboard.press('Enter');
  };
  await expect(pin('printed')).toBeFocused();
  await shoot(tablet, 'entrance/card-printed', { viewports: everySize });
  await type('printed', seat.printedPin === '975310' ? '975311' : '975310');
  await expect(tablet.getByRole('alert')).toBeVisible();
  await shoot(tablet, 'entrance/card-wrong', { viewports: everySize });
  await type('printed', seat.printedPin);
  await type('choose', '123456');
  await expect(tablet.getByRole('alert')).toBeVisible();
  await shoot(tablet, 'entrance/card-weak', { viewports: everySize });
  await type('choose', seat.ownPin);
  await pin('repeat').pressSequentially('248');
  await shoot(tablet, 'entrance/card-repeat', { viewports: everySize });
  await type('repeat', seat.ownPin);
  await expect(tablet).toHaveURL(/tablet$/);
  const other = await opened.page('tablet', `/in#${seat.card}`);
  await other.locator('form[data-step="own"] input').waitFor();
  await shoot(other, 'entrance/card-elsewhere', { viewports: everySize });
  await other.locator('form[data-step="own"] input').fill(seat.ownPin);
  await other.keyboard.press('Enter');
  await expect(tablet.getByRole('alert')).toBeVisible();
  await shoot(other, 'entrance/card-waiting', { viewports: everySize });
  await shoot(tablet, 'entrance/takeover-asked', { viewports: everySize });

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
