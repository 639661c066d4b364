import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { newCommandId } from '../../server/demo/device.ts';
import { Paper } from '../../shared/ballot/paper.ts';
import { expectAccessible } from './accessible.ts';
import { expect, type House, signInStaff, test } from './house.ts';

/** A staff member's page at a part of the desk; what the console says against it ends the test. */
async function desk(house: House, role: 'operator' | 'chair', part: 'papers' | 'rules', language = 'zh-CN') {
  const page = await house.page('desk', '/');
  page.on('console', (message) => {
    if (message.type() === 'warning') throw new Error(message.text());
  });
  page.on('pageerror', (error) => {
    throw error;
  });
  await signInStaff(page, role);
  await page.goto(`/desk/${house.hall.sittingId}/${part}?lang=${language}`);
  return page;
}

const noAxeFaults = (page: Page) => expectAccessible(page, { for: 'serious', within: 'main' });

/** On a narrow desk the preview stands behind a button. */
async function toPreview(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  if (await button.isVisible()) await button.click();
}

const tablet = (page: Page) => page.frameLocator('iframe');

test('a project ballot is built from pasted lines, and nothing of it is lost', async ({ house }) => {
  const opened = await house();
  const page = await desk(opened, 'operator', 'papers');
  await expect(page.getByText('还没有表决票')).toBeVisible();
  await noAxeFaults(page);
  await page.getByRole('button', { name: '新建项目票决票' }).click();
  await expect(page.getByRole('heading', { level: 2, name: '项目票决' })).toBeFocused();

  await page.getByLabel('标题').fill('2027年民生实事项目票决');
  await page.getByLabel('应选数').fill('2');
  await expect(page.getByLabel('最多可选')).toHaveValue('2');
  await page.getByRole('button', { name: '从电子表格粘贴…' }).click();
  const lines = [
    '项目名称\t投资（万元）\t责任单位\t完成时间\t备注',
    '新建幼儿园 20 所\t48,000\t市教育局\t2027年11月\t',
    '改造老旧小区\t约三百万\t市住建局\t2027年10月\t',
    '新增停车泊位\t12000.5\t市城管委\t2027年12月\t',
  ];
  await page.getByLabel('把表格中的行').fill(lines.join('\n'));
  await expect(page.getByText('第 3 行“改造老旧小区”')).toBeVisible();
  await expect(page.getByText('投资：不是能读懂的金额', { exact: false })).toBeVisible();
  await expect(page.getByText('不采用：备注')).toBeVisible();
  await noAxeFaults(page);
  await page.getByRole('button', { name: '采用 2 行' }).click();
  await expect(page.getByRole('heading', { name: '候选项目（2 个）' })).toBeVisible();
  await expect(page.getByLabel('把表格中的行')).toHaveValue(/改造老旧小区\t约三百万/);

  await page.reload();
  await expect(page.getByLabel('标题')).toHaveValue('2027年民生实事项目票决');
  await expect(page.getByLabel('名称').nth(1)).toHaveValue('新增停车泊位');
  await page.getByLabel('把表格中的行').fill('改造老旧小区\t\t300\t市住建局\t2027年10月');
  await page.getByRole('button', { name: '采用 1 行' }).click();

  await page.getByRole('button', { name: '项目 3：上移' }).click();
  await expect(page.getByRole('button', { name: '项目 2：上移' })).toBeFocused();
  await expect(page.getByLabel('名称').nth(1)).toHaveValue('改造老旧小区');

  await page.getByLabel('应选数').fill('4');
  await page.getByLabel('投资（万元）').nth(1).fill('300.00001');
  await page.getByLabel('名称').first().fill('');
  await page.getByRole('button', { name: '保存表决票' }).click();
  await expect(page.getByText('还有 2 处需要修改', { exact: false })).toBeVisible();
  const first = page.getByLabel('名称').first();
  await expect(first).toBeFocused();
  await expect(first).toHaveAccessibleDescription(/请填写/);
  await expect(page.getByLabel('投资（万元）').nth(1)).toHaveAccessibleDescription(/不是能读懂的金额/);
  await first.fill('新建幼儿园 20 所');
  await page.getByLabel('投资（万元）').nth(1).fill('300');
  await expect(page.getByLabel('应选数')).toHaveAccessibleDescription(/不能多于候选项目的个数/);
  await page.getByLabel('应选数').fill('2');
  await toPreview(page, '预览');
  await expect(tablet(page).getByText('2027年民生实事项目票决')).toBeVisible();
  await page.getByRole('button', { name: '竖放' }).click();
  await noAxeFaults(page);
  for (const item of await tablet(page).getByRole('checkbox').all()) await item.click();
  await expect(tablet(page).getByText('最多选 2 个，您已经选满了')).toBeVisible();
  await tablet(page).getByRole('button', { name: '下一步：核对' }).click();
  await expect(tablet(page).getByRole('heading', { name: '您选择了 2 项' })).toBeVisible();
  await tablet(page).getByRole('button', { name: '投出选票' }).click();
  await expect(tablet(page).getByText('已选 0 / 2')).toBeVisible();

  await page.getByRole('button', { name: '保存表决票' }).click();
  await expect(page.getByText('已保存：2027年民生实事项目票决')).toBeVisible();
  const { papers } = opened.hall.operator.view!;
  await expect(page.getByRole('listitem').filter({ hasText: '尚未准备表决' })).toHaveCount(papers.length);
  const paper = JSON.parse(
    await opened.hall.operator.fetch(`/api/sittings/${opened.hall.sittingId}/papers/${papers[0]!.paperId}`),
  ).paper;
  expect(paper.seats).toBe(2);
  expect(paper.maxMarks).toBe(2);
  expect(
    paper.items.map((item: { itemId: string; investment: number }) => [item.itemId, item.investment]),
  ).toEqual([
    ['P01', 480_000_000],
    ['P02', 3_000_000],
    ['P03', 120_005_000],
  ]);
});

test('motion and appraisal are drawn up, copied, imported and withdrawn, in English', async ({ house }) => {
  const opened = await house();
  const page = await desk(opened, 'operator', 'papers', 'en');
  await page.getByRole('button', { name: 'New motion' }).click();
  await page.getByLabel('Title').fill(`A${'n'.repeat(300)}`);
  await expect(page.getByText('Too long: 300 characters at most.')).toBeVisible();
  await page.getByLabel('Title').fill('Final accounts');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Save the paper' }).click();
  await expect(page.getByText('Not confirmed yet', { exact: false })).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText('Saved: Final accounts')).toBeVisible();
  await expect(page.getByRole('listitem', { name: 'Final accounts' })).toHaveCount(1);

  await page.getByRole('button', { name: 'New appraisal' }).click();
  await page.getByLabel('Title').fill('Officials');
  await page.getByLabel('Name', { exact: true }).fill('Zhou');
  await page.getByLabel('Deputy on the roll').fill('代表1 1-1');
  await page.getByTitle('代表1 (第1代表团, 1-1)').click();
  await expect(page.getByText('代表1 is a scrutineer now', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Add a subject' }).click();
  await expect(page.getByLabel('Name', { exact: true }).nth(1)).toBeFocused();
  await page.getByLabel('Name', { exact: true }).nth(1).fill('Li');
  await noAxeFaults(page);
  await page.getByRole('button', { name: 'Save the paper' }).click();
  await expect(page.getByText('Saved: Officials')).toBeVisible();

  const officials = page.getByRole('listitem', { name: 'Officials' });
  await officials.getByRole('button', { name: 'Preview' }).click();
  await expect(tablet(page).getByText('Officials').first()).toBeVisible();
  await noAxeFaults(page);
  await page.getByRole('button', { name: 'Back to the papers' }).click();
  await officials.getByRole('button', { name: 'Copy as new' }).click();
  await expect(page.getByLabel('Name', { exact: true }).nth(1)).toHaveValue('Li');
  await page.getByRole('button', { name: 'Back to the papers' }).click();
  await expect(page.getByText('Unsaved draft: Officials')).toBeVisible();

  await officials.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await expect(officials).toHaveCount(0);
  await expect(page.getByText('Withdrawn: Officials')).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Papers' })).toBeFocused();

  await page.getByRole('button', { name: 'Choose a file' }).click();
  const file = page.getByLabel('Pabulib file');
  await file.setInputFiles({ name: 'x.pb', mimeType: 'text/plain', buffer: Buffer.from('no such thing') });
  await page.getByRole('button', { name: 'Import as a paper' }).click();
  await expect(page.getByText('line 1: expected META, PROJECTS or VOTES')).toBeVisible();
  await file.setInputFiles(fileURLToPath(new URL('../fixtures/village.pb', import.meta.url)));
  await page.getByRole('button', { name: 'Import as a paper' }).click();
  await expect(page.getByRole('listitem', { name: 'A made-up village, 2026' })).toBeVisible();
});

test('[B79][B80][B81] the chair adopts rules; scrutineers are proposed by one person and appointed by another', async ({
  house,
}) => {
  const opened = await house();
  await opened.hall.drawUp(
    Paper.parse({
      kind: 'appraisal',
      title: '履职测评',
      items: [{ itemId: 'S01', title: '代表7', deputyId: opened.hall.seats[6]!.deputyId }],
    }),
  );
  const operator = await desk(opened, 'operator', 'rules');
  const chair = await desk(opened, 'chair', 'rules');
  await expect(operator.getByText('由执行主席通过。')).toBeVisible();
  await expect(operator.getByRole('button', { name: '修改票决办法' })).toHaveCount(0);
  await expect(operator.getByText('全体代表 12：须得 7 票').first()).toBeVisible();
  await noAxeFaults(operator);

  await chair.getByRole('button', { name: '修改票决办法' }).click();
  const motion = chair.getByRole('region', { name: '议案表决' });
  await motion.getByRole('radio', { name: '三分之二以上' }).check();
  await motion.getByRole('radio', { name: '到会代表' }).check();
  await expect(motion.getByText('不少于到会代表的 2/3')).toBeVisible();
  await expect(motion.getByText('现在到会 10：须得 7 票', { exact: false })).toBeVisible();
  const project = chair.getByRole('region', { name: '项目票决' });
  await project.getByRole('radio', { name: '其他比例' }).check();
  await project.getByLabel('分子').fill('5');
  await project.getByLabel('分母').fill('4');
  await expect(project.getByLabel('分子')).toHaveAccessibleDescription(/谁也达不到/);
  await noAxeFaults(chair);
  await project.getByRole('radio', { name: /^过半数/ }).check();
  await chair.getByRole('button', { name: '通过第 2 版…' }).click();
  await noAxeFaults(chair);
  await chair.getByRole('dialog').getByRole('button', { name: '会议已决定，通过' }).click();
  await expect(operator.getByText('不少于到会代表的 2/3')).toBeVisible();
  await expect(operator.getByText('《票决办法》第 2 版')).toBeVisible();

  // 代表1 is chief. The chair alone cannot change that: the operator proposes, and the chair appoints exactly that.
  const appoint = chair.getByRole('button', { name: '确定监票人' });
  await expect(chair.getByText('两步须由两人分别办理')).toBeVisible();
  await expect(chair.getByRole('button', { name: '提出更换监票人' })).toHaveCount(0);
  await expect(appoint).toHaveCount(0);
  const pick = async (label: string, name: string) => {
    await operator.getByLabel(label).fill(name);
    await operator.getByTitle(`${name}（第1代表团，1-${name.slice(2)}）`).click();
  };
  await pick('从名册选择执行主席', '代表1');
  await expect(operator.getByText('代表1是监票人，不能担任执行主席')).toBeVisible();
  await pick('从名册选择执行主席', '代表5');
  await operator.getByRole('button', { name: '登记为执行主席' }).click();
  const presiding = chair.getByRole('list', { name: '执行主席' });
  await expect(presiding.getByText('代表5')).toBeVisible();

  await operator.getByRole('button', { name: '提出更换监票人' }).click();
  await operator.getByRole('button', { name: '移除代表1', exact: true }).click();
  await expect(operator.getByText('请选定一名总监票人')).toBeVisible();
  await pick('添加监票人', '代表9');
  await operator
    .getByRole('listitem')
    .filter({ hasText: '代表9' })
    .getByRole('radio', { name: '总监票人' })
    .check();
  await pick('添加监票人', '代表7');
  await pick('添加监票人', '代表5');
  await expect(operator.getByText('代表7是《履职测评》的测评对象')).toBeVisible();
  await expect(operator.getByText('代表5是执行主席，不能担任监票人')).toBeVisible();
  await expect(operator.getByRole('button', { name: '提出名单' })).toBeDisabled();
  await noAxeFaults(operator);
  await operator.getByRole('button', { name: '移除代表7' }).click();
  await operator.getByRole('button', { name: '移除代表5' }).click();
  await operator.getByRole('button', { name: '提出名单' }).click();
  await expect(operator.getByText('等待执行主席确定')).toBeVisible();
  await expect(operator.getByRole('button', { name: '确定监票人' })).toHaveCount(0);

  const waiting = chair.getByRole('list', { name: '待确定的监票人名单' }).getByRole('listitem');
  await expect(waiting.filter({ hasText: '代表9' })).toContainText('总监票人');
  await noAxeFaults(chair);
  // A list that changed under the chair's hand is refused and shown anew.
  await chair.context().setOffline(true);
  await appoint.click();
  await expect(chair.getByText('尚未得到确认', { exact: false })).toBeVisible();
  await operator.getByRole('button', { name: '修改名单' }).click();
  await operator.getByRole('button', { name: '移除代表3', exact: true }).click();
  await operator.getByRole('button', { name: '提出名单' }).click();
  await expect(operator.getByRole('list', { name: '待确定的监票人名单' }).getByRole('listitem')).toHaveCount(
    2,
  );
  await chair.context().setOffline(false);
  await expect(chair.getByText('监票人名单已有变动')).toBeVisible();
  await expect(waiting).toHaveCount(2);
  await appoint.click();
  await expect(chair.getByText('监票人已确定')).toBeVisible();
  for (const page of [operator, chair]) {
    const inOffice = page.getByRole('list', { name: '监票人', exact: true }).getByRole('listitem');
    await expect(inOffice).toHaveCount(2);
    await expect(inOffice.filter({ hasText: '代表9' })).toContainText('总监票人');
    await expect(page.getByRole('list', { name: '待确定的监票人名单' })).toHaveCount(0);
  }

  await chair.getByRole('link', { name: '名册与签到' }).click();
  for (const [name, badge] of [
    ['代表9', '总监票人'],
    ['代表5', '执行主席'],
    ['代表7', '测评对象：履职测评'],
  ] as const) {
    await expect(chair.getByRole('group', { name, exact: true }).getByText(badge)).toBeVisible();
  }
});

test('a new sitting says what is missing, and its chair adopts the first rules', async ({ house }) => {
  const opened = await house();
  const { hall } = opened;
  const { sittingId } = await hall.operator.post('POST /api/sittings', {
    commandId: newCommandId(),
    title: '新的会议',
    body: 'congress',
    totalMembership: 336,
  });
  const chair = await opened.staffPage('chair', `/desk/${sittingId}/rules`);
  await expect(chair.getByText('会议还没有通过票决办法。请按', { exact: false })).toBeVisible();
  await expect(chair.getByText('还没有监票人', { exact: false })).toBeVisible();
  await expect(chair.getByText('全体代表 336：须得 169 票').first()).toBeVisible();
  await chair.getByRole('button', { name: '通过第 1 版…' }).click();
  await chair.getByRole('dialog').getByRole('button', { name: '会议已决定，通过' }).click();
  await expect(chair.getByRole('heading', { name: '《票决办法》第 1 版', exact: true })).toBeVisible();
  await expect(chair.getByRole('heading', { name: '票决办法', exact: true })).toBeFocused();
});

test('a vote under way keeps its rules and its scrutineers', async ({ house }) => {
  const opened = await house();
  const { hall } = opened;
  const paperId = await hall.drawUp(
    Paper.parse({ kind: 'motion', title: '决算表决', items: [{ itemId: 'M1', title: '决算' }] }),
  );
  await hall.openVote(paperId);
  const chair = await desk(opened, 'chair', 'rules');
  await expect(chair.getByText('“决算表决”正在进行，仍按', { exact: false })).toBeVisible();
  const operator = await desk(opened, 'operator', 'rules');
  await expect(operator.getByRole('button', { name: '提出更换监票人' })).toBeDisabled();
  await expect(operator.getByText('结束之前不能更换执行主席', { exact: false })).toBeVisible();
  await operator.context().close();
  await chair.goto(`/desk/${hall.sittingId}/papers`);
  const line = chair.getByRole('listitem', { name: '决算表决' });
  await expect(line.getByText('正在投票')).toBeVisible();
  await expect(line.getByRole('button')).toHaveText(['预览']);
});
