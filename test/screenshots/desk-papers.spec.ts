import { demoPapers, drawUpAgenda } from '../../server/demo/papers.ts';
import type { Paper } from '../../shared/ballot/paper.ts';
import { expect, test } from '../journeys/house.ts';
import { closeDialog, main, mainLarge, press, staffAt, town, wide } from './desk-and-hall.ts';
import { shoot } from './shots.ts';

test('desk: the papers and their builders', async ({ house }) => {
  const opened = await house(town);
  const operator = await staffAt(opened, 'operator', '/papers');
  const back = () => press(operator, /返回表决票列表/);
  await expect(operator.getByText('还没有表决票')).toBeVisible();
  await shoot(operator, 'desk/papers-none', main);

  await press(operator, /新建项目票决票/);
  await shoot(operator, 'desk/builder-projects-empty', main);
  await press(operator, /保存表决票/);
  await shoot(operator, 'desk/builder-projects-faults', wide);
  await operator.getByLabel('标题').fill(demoPapers.projects.title);
  await operator.getByLabel('应选数').fill('10');
  await press(operator, /从电子表格粘贴/);
  const { items } = demoPapers.projects as Extract<Paper, { kind: 'project' }>;
  const rows = items.map(({ title, description, investment, department, finishDate }) =>
    [title, description, (investment ?? 0) / 10_000, department, finishDate].join('\t'),
  );
  const lines = operator.getByLabel('把表格中的行');
  await lines.fill([...rows, '改造老旧小区\t\t约三百万\t市住建局'].join('\n'));
  await expect(operator.getByText('暂时不能采用')).toBeVisible();
  await shoot(operator, 'desk/builder-projects-pasted', wide);
  await press(operator, /采用 \d+ 行/);
  await shoot(operator, 'desk/builder-projects-filled', mainLarge);
  await operator.getByLabel('名称').first().fill('');
  await operator.getByLabel('投资（万元）').nth(1).fill('三百');
  await press(operator, /保存表决票/);
  await shoot(operator, 'desk/builder-projects-wrong', { viewports: ['desk'], inSight: true });
  await back();
  await shoot(operator, 'desk/papers-draft', main);

  await press(operator, /新建议案表决票/);
  await shoot(operator, 'desk/builder-motion-empty', main);
  await operator.getByLabel('标题').fill(demoPapers.motion.title);
  await operator.getByLabel('正文').fill('会议听取了报告和审查结果报告，决定批准2026年市级财政决算。');
  await shoot(operator, 'desk/builder-motion-filled', wide);
  await back();
  await press(operator, /新建测评票/);
  await shoot(operator, 'desk/builder-appraisal-empty', main);
  await operator.getByLabel('标题').fill(demoPapers.appraisal.title);
  for (const [at, { title, office }] of (
    demoPapers.appraisal as Extract<Paper, { kind: 'appraisal' }>
  ).items.entries()) {
    if (at > 0) await press(operator, /添加对象/);
    await operator.getByLabel('姓名或名称').nth(at).fill(title);
    await operator
      .getByLabel('职务')
      .nth(at)
      .fill(office ?? '');
  }
  const { name } = town.roll[0]!;
  await operator.getByLabel('名册上的代表').first().fill(name);
  await operator.getByTitle(new RegExp(name)).first().click();
  await shoot(operator, 'desk/builder-appraisal-filled', main);
  await back();
  await press(operator, /选择文件/);
  await shoot(operator, 'desk/pabulib', wide);
  const file = { name: '项目.pb', mimeType: 'text/plain', buffer: Buffer.from('no such thing') };
  await operator.getByLabel('Pabulib 文件').setInputFiles(file);
  await press(operator, /导入为表决票/);
  await expect(operator.getByText('line 1').first()).toBeVisible();
  await shoot(operator, 'desk/pabulib-refused', main);
  await back();
  const { motion } = await drawUpAgenda(opened.hall);
  await opened.hall.openVote(motion);
  await shoot(operator, 'desk/papers', main);
  const line = (title: string) => operator.getByRole('listitem', { name: title });
  await line(demoPapers.appraisal.title).getByRole('button', { name: '撤回' }).click();
  await shoot(operator, 'desk/papers-withdraw-dialog', wide);
  await press(operator, /取消/);
  await line(demoPapers.projects.title).getByRole('button', { name: '预览' }).click();
  await expect(operator.locator('iframe')).toBeVisible();
  await shoot(operator, 'desk/paper-preview', main);
  await shoot(await staffAt(opened, 'chair', '/papers'), 'desk/papers-chair', wide);
});

test('desk: rules and scrutineers', async ({ house }) => {
  const opened = await house(town);
  const operator = await staffAt(opened, 'operator', '/rules');
  const chair = await staffAt(opened, 'chair', '/rules');
  for (const page of [operator, chair]) {
    await expect(page.getByRole('heading', { name: '监票人', exact: true })).toBeVisible();
  }
  await shoot(operator, 'desk/rules-operator', wide);
  await shoot(chair, 'desk/rules-chair', main);
  await press(chair, /修改票决办法/);
  const motion = chair.getByRole('region', { name: '议案表决' });
  await motion.getByRole('radio', { name: '其他比例' }).check();
  await motion.getByLabel('分子').fill('5');
  await motion.getByLabel('分母').fill('4');
  await shoot(chair, 'desk/rules-editor-wrong', wide);
  await motion.getByRole('radio', { name: '三分之二以上' }).check();
  await shoot(chair, 'desk/rules-editor', mainLarge);
  await press(chair, /通过第 2 版/);
  await shoot(chair, 'desk/rules-adopt-dialog', wide);
  await closeDialog(chair);
  await chair.reload();
  const { hall } = opened;
  await hall.operator.command({ type: 'SetExecutiveChair', deputyId: hall.seats[4]!.deputyId });
  await press(operator, /提出更换监票人/);
  await shoot(operator, 'desk/scrutineers', main);
  await operator.getByRole('button', { name: /^移除/ }).first().click();
  await shoot(operator, 'desk/scrutineers-no-chief', wide);
  const scrutineers = hall.seats.slice(5, 8).map(({ deputyId }) => deputyId);
  await hall.operator.command({ type: 'ProposeScrutineers', scrutineers, chief: scrutineers[1]! });
  await press(operator, /取消/);
  await shoot(operator, 'desk/scrutineers-proposed', main);
  await expect(chair.getByRole('button', { name: '确定监票人' })).toBeVisible();
  await shoot(chair, 'desk/scrutineers-to-appoint', main);
});
