import { expect, test } from './house.ts';

test('a deputy comes in by the link of a card, and a used link says what to do', async ({ house }) => {
  const opened = await house();
  const seat = opened.inBrowsers[0]!;
  const tablet = await opened.tabletPage(seat);
  await expect(tablet).toHaveURL(/\/tablet$/);
  const stranger = await opened.page('phone', `/in#${seat.link}`);
  await expect(stranger.getByRole('alert')).toContainText('已在另一台设备上用过');
});

test('the card opened in two tabs at once, and an address that leads elsewhere, stay at home', async ({
  house,
}) => {
  const opened = await house();
  const [seat] = opened.inBrowsers;
  const tablet = await opened.page('tablet');
  const second = await tablet.context().newPage();
  const away = `&next=/\\example.org/`;
  await Promise.all([tablet.goto(`/in#${seat!.link}`), second.goto(`/in#${seat!.link}${away}`)]);
  for (const page of [tablet, second]) {
    await expect(page).toHaveURL(`${opened.server.url}/tablet`);
    await expect(page.getByText('您已签到')).toBeVisible();
  }
});
