import { expect, signInByCard, test } from './house.ts';

test('[B63] a tablet whose card was replaced says so, and the new card comes in', async ({ house }) => {
  const opened = await house();
  const seat = opened.inBrowsers[0]!;
  const tablet = await opened.tabletPage(seat);
  await expect(tablet.getByText('已连接', { exact: true })).toBeVisible();
  await opened.hall.renewCard(seat);
  await expect(tablet.getByRole('alert').filter({ hasText: '本机的登录已失效' })).toBeVisible();
  const other = await opened.tabletPage(seat);
  await expect(other.getByText('已连接', { exact: true })).toBeVisible();
});

test('a page that is older than the server is told to load again, and loses nothing by itself', async ({
  house,
}) => {
  const opened = await house();
  const tablet = await opened.page('tablet');
  await tablet.routeWebSocket(/\/api\/socket/, (page) => {
    const server = page.connectToServer();
    page.onMessage((message) =>
      server.send(String(message).replace(/"protocolVersion":\d+/, '"protocolVersion":0')),
    );
  });
  await signInByCard(tablet, opened.inBrowsers[0]!);
  await expect(tablet.getByRole('alert').filter({ hasText: '系统已更新' })).toBeVisible();
  await expect(tablet.getByRole('button', { name: '刷新页面' })).toBeVisible();
});

test('a line that is lost is said with its time, and comes back without a hand', async ({ house }) => {
  const opened = await house();
  const desk = await opened.staffPage('operator');
  await desk.getByRole('link', { name: /第四次会议/ }).click();
  await expect(desk.getByText('已连接', { exact: true })).toBeVisible();
  await opened.server.kill();
  await expect(desk.getByText('连接中断，正在重连').first()).toBeVisible();
  await opened.server.start();
  await expect(desk.getByText('已连接', { exact: true })).toBeVisible({ timeout: 30_000 });
});
