import type { Page } from '@playwright/test';
import { expect, type House, test } from './house.ts';

/** Presses what is named by keyboard alone. */
async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await expect(button).toBeEnabled();
  await button.focus();
  await page.keyboard.press('Enter');
}
const chinese = /[\u3400-\u9fff]/;

/** What the screen itself says, in text and to screen readers; names and titles are the sitting's. */
async function saysOnlyEnglish(page: Page): Promise<void> {
  const words = await page.locator('body').ariaSnapshot();
  const own = words
    .replaceAll('第十九届人民代表大会第四次会议', '')
    .replaceAll('关于预算的决议', '')
    .replaceAll('票决办法', '')
    .replaceAll(/代表\d+|第\d+代表团|中文|王操作|李主席/g, '');
  expect(own.split('\n').filter((line) => chinese.test(line))).toEqual([]);
}

async function pages(opened: House) {
  const { hall } = opened;
  const desk = `/desk/${hall.sittingId}?lang=en`;
  const [chief, deputy] = opened.inBrowsers;
  await hall.appointScrutineers([chief!, ...opened.simulated.slice(0, 2)]);
  return {
    operator: await opened.staffPage('operator', desk),
    chair: await opened.staffPage('chair', desk),
    wall: await opened.screenPage('/hall?lang=en'),
    scrutineer: await opened.tabletPage(chief!, 'tablet', '/scrutineer?lang=en'),
    tablet: await opened.tabletPage(deputy!, 'phone', '/tablet?lang=en'),
  };
}

test('[B47][B54] a motion is held in English, by keyboard alone, from the preparation to the announced result', async ({
  house,
}) => {
  const opened = await house({ inBrowsers: 2 });
  const { hall } = opened;
  await hall.drawUp({
    kind: 'motion',
    title: '关于预算的决议',
    items: [{ itemId: 'motion' as never, title: '关于预算的决议' }],
  });
  const { operator, chair, wall, scrutineer, tablet } = await pages(opened);
  await press(operator, 'Prepare the vote');
  await press(chair, 'Open the vote');
  await expect(chair.getByRole('dialog')).toContainText('10');
  await chair.getByRole('dialog').getByRole('button', { name: 'Open the vote' }).press('Enter');

  await expect(wall.getByText('Voting is open', { exact: true })).toBeVisible();
  await expect(tablet.getByRole('heading', { name: '关于预算的决议' }).first()).toBeVisible();
  await tablet.getByRole('radio', { name: 'Against' }).press('Space');
  await saysOnlyEnglish(tablet);
  await press(tablet, 'Next: review');
  await saysOnlyEnglish(tablet);
  await press(tablet, 'Cast the ballot');
  await expect(tablet.getByRole('heading', { name: 'Ballot received' })).toBeVisible();
  await saysOnlyEnglish(tablet);
  const vote = (await hall.chair.until((view) => view.votes[0]))!;
  for (const { tablet: simulated } of opened.simulated) {
    await simulated.vote(vote.voteId, () => ({ motion: ['approve'] }));
  }

  await press(chair, 'Close the vote');
  await chair.getByRole('dialog').getByRole('button', { name: 'Close the vote' }).press('Enter');
  await press(scrutineer, 'Report the return');
  await press(chair, 'Declare valid or void');
  const declaring = chair.getByRole('dialog');
  await declaring.getByRole('radio', { name: 'Valid, begin the count' }).press('Space');
  await declaring.getByRole('button', { name: 'Declare valid' }).press('Enter');
  await expect(scrutineer.getByText('All 14 checks passed')).toBeVisible();
  await saysOnlyEnglish(scrutineer);
  await press(scrutineer, 'Confirm the result and sign');
  for (const { tablet: simulated } of opened.simulated.slice(0, 2))
    await hall.audit(simulated.device, vote.voteId);
  await press(chair, 'Publish the result');
  await chair.getByRole('dialog').getByRole('button', { name: 'Publish the result' }).press('Enter');

  await expect(wall.getByText('Result announced', { exact: true })).toBeVisible();
  await expect(wall.getByText('Carried').first()).toBeVisible();
  for (const page of [operator, chair, wall, tablet, scrutineer]) await saysOnlyEnglish(page);
  const { results } = await opened.hall.inStage(vote.voteId, 'published');
  expect(results![0]!.tally.items[0]!.counts).toEqual({ approve: 8, oppose: 1, abstain: 0 });
});
