import { expect, signInByCard, test } from './house.ts';

test('[B62] the card opened again in one browser, and an address that leads elsewhere, stay at home', async ({
  house,
}) => {
  const opened = await house();
  const seat = opened.inBrowsers[0]!;
  const tablet = await opened.page('tablet');
  await signInByCard(tablet, seat, '/\\example.org/');
  const second = await tablet.context().newPage();
  await second.goto(`/in#${seat.card}&next=/\\example.org/`);
  for (const page of [tablet, second]) {
    await expect(page).toHaveURL(`${opened.server.url}/tablet`);
    await expect(page.getByText('您已签到')).toBeVisible();
  }
});

test('[B43] a card that is none says what to do', async ({ house }) => {
  const opened = await house();
  const stranger = await opened.page('phone', `/in#${'x'.repeat(24)}`);
  await expect(stranger.getByRole('alert')).toContainText('请联系工作人员');
});
