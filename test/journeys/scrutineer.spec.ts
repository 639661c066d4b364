import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { eachOf, projectPaper, type Seat } from '../../server/demo/hall.ts';
import type { Marking } from '../../server/demo/tablet.ts';
import { readPabulib } from '../../server/imports/pabulib.ts';
import type { Paper } from '../../shared/ballot/paper.ts';
import { sha256Hex } from '../../shared/bytes.ts';
import type { VoteId } from '../../shared/ids.ts';
import { cellsOf } from '../rules/unzipped.ts';
import { expectAccessible } from './accessible.ts';
import { expect, type House, test } from './house.ts';

const motion: Paper = {
  kind: 'motion',
  title: '关于批准预算的决议',
  items: [{ itemId: 'M1' as Paper['items'][number]['itemId'], title: '关于批准预算的决议' }],
};
const approveAll: Marking = (sheet) =>
  Object.fromEntries(sheet.paper.items.map(({ itemId }) => [itemId, ['approve'] as const]));
/** P01 and P02 by all nine, P03 by the first three of them: 7 of 12 are needed. */
const chosen =
  (at: number): Marking =>
  () => ({
    P01: ['approve'],
    P02: ['approve'],
    ...(at < 3 && { P03: ['approve'] }),
  });

/** The last deputy is chief scrutineer and sits before a real browser; two others watch from simulated tablets. */
class Watch {
  readonly house: House;
  readonly page: Page;
  readonly others: readonly Seat[];
  private constructor(house: House, page: Page, others: readonly Seat[]) {
    this.house = house;
    this.page = page;
    this.others = others;
  }

  static async begin(house: House): Promise<Watch> {
    const chief = house.inBrowsers[0]!;
    const others = house.simulated.slice(0, 2);
    await house.hall.appointScrutineers([chief, ...others]);
    const page = await house.tabletPage(chief, 'tablet', '/scrutineer');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('监票');
    return new Watch(house, page, others);
  }

  async open(paper: Paper): Promise<VoteId> {
    return this.house.hall.openVote(await this.house.hall.drawUp(paper));
  }

  async cast(voteId: VoteId, marking: (at: number) => Marking): Promise<void> {
    const voters = this.house.simulated.map((seat, at) => ({ seat, at }));
    await eachOf(voters, async ({ seat, at }) => void (await seat.tablet.vote(voteId, marking(at))));
  }

  /** From the close to the count; the chief reports in the browser. */
  async count(voteId: VoteId): Promise<void> {
    const { hall } = this.house;
    await hall.chair.command({ type: 'CloseVote', voteId });
    await this.page.getByRole('button', { name: '报告收回情况' }).click();
    await hall.inStage(voteId, 'reported');
    await hall.chair.command({ type: 'DeclareVote', voteId, verdict: 'valid' });
  }

  async othersConfirm(voteId: VoteId): Promise<void> {
    for (const { tablet } of this.others) {
      const digest = await tablet.device.until(
        (view) => view.votes.find((vote) => vote.voteId === voteId)?.digests?.auditDigest,
      );
      await tablet.device.command({ type: 'ConfirmResult', voteId, digest });
    }
  }

  async download(button: string, confirm?: string): Promise<{ name: string; bytes: Buffer }> {
    const saved = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: button }).click();
    if (confirm) await this.page.getByRole('dialog').getByRole('button', { name: confirm }).click();
    const file = await saved;
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  }
}

const figure = (page: Page, name: string) =>
  page.locator('dl > div').filter({ hasText: name }).locator('dd').first();

test('[B53] the chief scrutineer approves a reissue, reports, verifies, signs, and takes the report home', async ({
  house,
}) => {
  const watch = await Watch.begin(await house());
  const { page } = watch;
  const { hall, simulated } = watch.house;
  const voteId = await watch.open(projectPaper('民生实事项目', 4, 2, 3));
  await expect(page.getByText('请先投票', { exact: true })).toBeVisible();

  const lost = simulated.at(-1)!;
  await lost.tablet.fillIn((await lost.tablet.sheets(voteId))[0]!, chosen(9));
  await hall.replaceTablet(lost);
  const { deputyId } = lost;
  await hall.operator.command({ type: 'RequestReissue', voteId, deputyId, reason: '平板摔坏' });
  await expect(page.getByText('理由：平板摔坏')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '批准给代表9补发' }).click();
  await expect(page.getByText('已补发：代表9')).toBeVisible();
  await watch.cast(voteId, chosen);

  await watch.count(voteId);
  await expect(figure(page, '发出选票')).toHaveText('9');
  await expect(figure(page, '发出凭证')).toHaveText('10');
  await expect(figure(page, '收回选票')).toHaveText('9');
  await expect(page.getByText('全部 14 项核验通过')).toBeVisible();
  await expect(figure(page, '有效票')).toHaveText('9');
  await page.getByText('查看每一项核验').click();
  await expect(page.getByText('重新清点全部选票，得到相同的票数')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '确认结果并签字' }).click();
  await expect(page.getByText('您已签字', { exact: true })).toBeVisible();

  const bundle = await watch.download('下载审计包', '我知道，下载');
  const { digests } = await hall.inStage(voteId, 'counted');
  expect(digests).toBeNull();
  const withBallots = readPabulib(
    (await watch.download('下载含选票', '我知道，下载')).bytes.toString('utf8'),
  );
  if ('wrong' in withBallots) throw new Error(withBallots.wrong);
  expect(withBallots.votes.map((vote) => vote.join()).sort()).toEqual([
    ...Array(6).fill('P01,P02'),
    ...Array(3).fill('P01,P02,P03'),
  ]);

  await watch.othersConfirm(voteId);
  const published = await hall.publish(voteId);
  expect(sha256Hex(bundle.bytes)).toBe(published.digests!.auditDigest);
  await expect(page.getByText('感谢您的监票工作')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: '打开计票结果报告单' }).click();
  await expect(page.getByRole('heading', { name: '计票结果报告单' })).toBeVisible();
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print' });
  const paper = await page.locator('body').innerText();
  for (const words of [
    '民生实事项目',
    '超过全体代表的半数',
    '全体代表 12，需 7 票；得 9 票，达到',
    '75.0%',
    '代表9',
    '执行主席',
  ])
    expect(paper).toContain(words);
  expect(paper).toContain(published.digests!.auditDigest.match(/.{4}/g)!.join(' '));
  expect(paper).not.toContain('下载');
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)!.length).toBeLessThanOrEqual(2);
  await page.emulateMedia({ media: 'screen' });

  const csv = await watch.download('CSV 表格');
  expect(csv.name).toBe('第十九届人民代表大会第四次会议-民生实事项目-计票结果.csv');
  const [first] = Papa.parse<Record<string, string>>(csv.bytes.toString('utf8').slice(1), {
    header: true,
  }).data;
  expect(first).toMatchObject({
    标识: 'P01',
    得票: '9',
    基数: '12',
    须得票数: '7',
    结果: '入选',
    发出凭证: '10',
  });
  const cells = cellsOf((await watch.download('Excel 工作簿')).bytes, 3);
  expect([cells.get('B2'), cells.get('D2'), cells.get('B4'), cells.get('D4')]).toEqual([
    'P01',
    '9',
    'P03',
    '3',
  ]);
  const json = JSON.parse((await watch.download('JSON 数据')).bytes.toString('utf8'));
  expect(json).toMatchObject({
    format: 'yishi-tally-report-1',
    vote: { voteId },
    digests: published.digests,
  });
  const pabulib = readPabulib((await watch.download('Pabulib 文件')).bytes.toString('utf8'));
  expect(pabulib).toMatchObject({
    votes: [],
    projects: [{ votes: 9 }, { votes: 9 }, { votes: 3 }, { votes: 0 }],
  });
});

test('an objection with its reason holds the result back until it is withdrawn', async ({ house }) => {
  const watch = await Watch.begin(await house());
  const { page } = watch;
  const { hall } = watch.house;
  const voteId = await watch.open(motion);
  await watch.cast(voteId, () => approveAll);
  await watch.count(voteId);
  await watch.othersConfirm(voteId);

  await page.getByRole('button', { name: '提出异议' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: '提出异议' })).toBeDisabled();
  await dialog.getByLabel('理由').fill('发出票数\n与登记表不符');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '提出异议' }).click();
  await expect(page.getByText('您已提出异议', { exact: true })).toBeVisible();
  await expect(page.getByText('理由：发出票数 与登记表不符').first()).toBeVisible();
  await expect(hall.chair.command({ type: 'PublishResult', voteId })).rejects.toThrow('objection-stands');

  await page.getByRole('button', { name: '撤回异议并签字' }).click();
  await expect(page.getByText('您已签字', { exact: true })).toBeVisible();
  await hall.publish(voteId);
  await expect(page.getByText('感谢您的监票工作')).toBeVisible();
});

test('[B53] a bundle with one letter changed fails its digest and cannot be signed', async ({ house }) => {
  const watch = await Watch.begin(await house());
  const { page } = watch;
  await page.route('**/audit-bundle', async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const at = text.indexOf('"signature":"') + 20;
    const body = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
    await route.fulfill({ response, body });
  });
  const voteId = await watch.open(motion);
  await watch.cast(voteId, () => approveAll);
  await watch.count(voteId);
  await expect(page.getByRole('alert')).toContainText('核验未通过');
  const failed = page.getByRole('listitem').filter({ hasText: '未通过' });
  await expect(failed.filter({ hasText: '审计包摘要与计票结果报告单一致' })).toBeVisible();
  await expect(failed.filter({ hasText: '每张选票的凭证和签名都真实有效' })).toBeVisible();
  await expect(page.getByRole('button', { name: '确认结果并签字' })).toBeDisabled();
  await expect(page.getByRole('heading', { name: '计票结果' })).toHaveCount(0);

  await page.unroute('**/audit-bundle');
  await page.getByRole('button', { name: '重新核验' }).click();
  await expect(page.getByText('全部 14 项核验通过')).toBeVisible();
  await expect(page.getByRole('button', { name: '确认结果并签字' })).toBeEnabled();
});

test('whoever is no scrutineer is told so, and before the announcement sees no report', async ({ house }) => {
  const opened = await house();
  const page = await opened.tabletPage(opened.inBrowsers[0]!, 'phone', '/scrutineer');
  await expect(page.getByRole('heading', { name: '您不是本次会议的监票人' })).toBeVisible();
  await expect(page.getByRole('link', { name: '返回我的选票' })).toHaveAttribute('href', '/tablet');
  const { hall } = opened;
  const voteId = await hall.openVote(await hall.drawUp(motion));
  await eachOf(opened.simulated, async ({ tablet }) => void (await tablet.vote(voteId, approveAll)));
  await hall.closeAndDeclare(voteId);
  await hall.confirm(voteId);
  await page.goto(`/report/${hall.sittingId}/${voteId}`);
  await expect(page.getByRole('heading', { name: '结果尚未宣布' })).toBeVisible();
  await hall.publish(voteId);
  await expect(page.getByRole('heading', { name: '计票结果报告单' })).toBeVisible();
  await expect(page.getByText('全体代表 12，需 7 票；得 9 票，达到')).toBeVisible();
});
