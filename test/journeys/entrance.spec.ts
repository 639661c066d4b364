import { expect, test } from './house.ts';

test('a deputy comes in by the link of a card, and a used link says what to do', async ({ house }) => {
  const opened = await house();
  const seat = opened.inBrowsers[0]!;
  const tablet = await opened.tabletPage(seat);
  await expect(tablet).toHaveURL(/\/tablet$/);
  const stranger = await opened.page('phone', `/in#${seat.link}`);
  await expect(stranger.getByRole('alert')).toContainText('已在另一台设备上用过');
});
