import type { Page } from '@playwright/test';
import { demoPapers } from '../../server/demo/papers.ts';
import { expect, test } from '../journeys/house.ts';
import { everySize, everyTablet, shoot } from './shots.ts';
import { letVote, openTown } from './small-town.ts';

const main = { viewports: everySize };
const usual = { viewports: everyTablet };
const press = (page: Page, name: string) => page.getByRole('button', { name }).first().click();

test('two scrutineers, one of them the chief', async ({ house }) => {
  const { opened, papers } = await openTown(house, { inBrowsers: 3 });
  const { hall, simulated } = opened;
  const [chiefSeat, otherSeat, stranger] = opened.inBrowsers;
  await hall.appointScrutineers([chiefSeat!, otherSeat!, simulated[0]!]);
  const chief = await opened.tabletPage(chiefSeat!);
  await expect(chief.getByRole('link', { name: '前往监票页' })).toBeVisible();
  await shoot(chief, 'tablet/waiting-scrutineer', usual);
  await chief.getByRole('link', { name: '前往监票页' }).click();
  const other = await opened.tabletPage(otherSeat!, 'tablet', '/scrutineer');
  await expect(chief.getByText('还没有表决')).toBeVisible();
  await shoot(chief, 'scrutineer/none', usual);
  const nobody = await opened.tabletPage(stranger!, 'phone', '/scrutineer');
  await expect(nobody.getByRole('heading', { name: '您不是本次会议的监票人' })).toBeVisible();
  await shoot(nobody, 'scrutineer/not-a-scrutineer', usual);

  const voteId = await hall.openVote(papers.projects);
  await expect(chief.getByText('请先投票', { exact: true })).toBeVisible();
  await shoot(chief, 'scrutineer/open', main);
  const lost = simulated.at(-1)!;
  await lost.tablet.fillIn((await lost.tablet.sheets(voteId))[0]!, () => ({}));
  await hall.replaceTablet(lost);
  const { deputyId } = lost;
  await hall.operator.command({
    type: 'RequestReissue',
    voteId,
    deputyId,
    reason: '平板跌落损坏，屏幕无法操作，工作人员已核对本人身份',
  });
  await expect(chief.getByText('平板跌落损坏').first()).toBeVisible();
  await shoot(chief, 'scrutineer/open-reissue', main);
  await chief.getByRole('button', { name: /^批准/ }).click();
  await expect(chief.getByText(/^已补发/)).toBeVisible();
  await shoot(chief, 'scrutineer/open-reissued', usual);

  await letVote(opened, voteId);
  await hall.chair.command({ type: 'CloseVote', voteId });
  await hall.inStage(voteId, 'sealed');
  await expect(chief.getByRole('button', { name: '报告收回情况' })).toBeVisible();
  await shoot(chief, 'scrutineer/sealed-chief', main);
  await shoot(other, 'scrutineer/sealed', usual);
  await press(chief, '报告收回情况');
  await expect(chief.getByText('收回情况已报告')).toBeVisible();
  await shoot(chief, 'scrutineer/reported', usual);

  await other.route('**/audit-bundle', async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const at = text.indexOf('"signature":"') + 20;
    const body = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
    await route.fulfill({ response, body });
  });
  let holding = true;
  await chief.route('**/audit-bundle', async (route) => {
    while (holding) await new Promise((done) => setTimeout(done, 200));
    await route.continue();
  });
  await hall.chair.command({ type: 'DeclareVote', voteId, verdict: 'valid' });
  await expect(chief.getByText('正在取得审计包')).toBeVisible();
  await shoot(chief, 'scrutineer/fetching', { viewports: ['tablet', 'phone'] });
  holding = false;
  await expect(chief.getByText('全部 14 项核验通过')).toBeVisible();
  await shoot(chief, 'scrutineer/verified', main);
  await chief.getByText('查看每一项核验').click();
  await shoot(chief, 'scrutineer/verified-checks', usual);
  await expect(other.getByText('核验未通过').first()).toBeVisible();
  await shoot(other, 'scrutineer/failed', main);

  await press(other, '提出异议');
  await shoot(other, 'scrutineer/objection', {
    viewports: ['tablet', 'phone', 'smallest', 'tabletLarge'],
    inSight: true,
  });
  const dialog = other.getByRole('dialog');
  await dialog.getByLabel('理由').fill('本机核验有一项未通过，选票签名与审计包不一致，请先查明原因。');
  await dialog.getByRole('button', { name: '提出异议' }).click();
  await expect(other.getByText('您已提出异议', { exact: true })).toBeVisible();
  await shoot(other, 'scrutineer/objected', usual);
  await press(chief, '确认结果并签字');
  await expect(chief.getByText('您已签字', { exact: true })).toBeVisible();
  await shoot(chief, 'scrutineer/signed', usual);
  await press(chief, '下载审计包');
  await shoot(chief, 'scrutineer/files-warning', { viewports: ['tablet', 'phone'], inSight: true });
  await chief.getByRole('button', { name: '取消' }).click();

  await other.unroute('**/audit-bundle');
  await press(other, '重新核验');
  await press(other, '撤回异议并签字');
  await hall.audit(simulated[0]!.tablet.device, voteId);
  await hall.publish(voteId);
  await expect(chief.getByText('感谢您的监票工作')).toBeVisible();
  await expect(chief.getByRole('link', { name: '打开计票结果报告单' })).toBeVisible();
  await shoot(chief, 'scrutineer/published', main);
});

test('an appraisal has figures for each subject', async ({ house }) => {
  const { opened, papers } = await openTown(house);
  const { hall, simulated } = opened;
  await hall.appointScrutineers([opened.inBrowsers[0]!, ...simulated.slice(0, 2)]);
  const page = await opened.tabletPage(opened.inBrowsers[0]!, 'tablet', '/scrutineer');
  const aborted = await hall.openVote(papers.motion, true);
  await hall.chair.command({ type: 'AbortVote', voteId: aborted, reason: '试投结束' });
  await expect(page.getByText('试投结束')).toBeVisible();
  await shoot(page, 'scrutineer/aborted', usual);
  const voteId = await hall.openVote(papers.appraisal);
  await letVote(opened, voteId);
  await hall.chair.command({ type: 'CloseVote', voteId });
  await hall.inStage(voteId, 'sealed');
  await expect(page.getByRole('button', { name: '报告收回情况' })).toBeVisible();
  await shoot(page, 'scrutineer/appraisal-sealed', main);
  await press(page, '报告收回情况');
  await hall.inStage(voteId, 'reported');
  await hall.chair.command({ type: 'DeclareVote', voteId, verdict: 'valid' });
  await expect(page.getByText('全部 14 项核验通过')).toBeVisible();
  await shoot(page, 'scrutineer/appraisal-verified', main);
  expect(demoPapers.appraisal.items).toHaveLength(3);
});
