import { expect, test } from '../journeys/house.ts';
import { InquiryHouse } from '../journeys/inquiry-house.ts';
import { shoot } from './shots.ts';

const texts = [
  '我们小区的自来水每天早上都有一股很重的漂白粉味，水务局有没有检测过？结果能不能公开？',
  '自来水早上有很重的漂白粉味道，检测过吗？',
  '农村小学的饮水机多久换一次滤芯，谁来负责？',
  '请问城北水厂的扩建工程什么时候能完工？现在一到夏天五楼以上就没有水压，老人用水很困难。',
  '我家在柳树巷 12 号，水管爆了三次没人修，请打我电话 138 1234 5678，身份证 11010519491231002X',
  '水价调整听证会的代表是怎么选出来的？',
  '城北水厂扩建什么时候完工，夏天高层没有水',
  '学校饮水安全的检测报告在哪里可以查到？',
  '二次供水设施由谁维护，物业和水务局互相推，怎么办？',
  '消防栓漏水两个月了',
];

test('moderation: the desk at work', async ({ house }) => {
  const inquiry = await InquiryHouse.open(await house({ title: '云岭市第十九届人大常委会第四次会议' }), {
    title: '全市饮水安全专题询问',
  });
  const asked = await inquiry.asked(texts);
  const more = await inquiry.viewer();
  for (let at = 1; at <= 5; at++) await more.ask(`还想问一下老旧管网改造第 ${at} 期的范围？`).catch(() => {});
  const id = (n: number) => asked[n]!.question.questionId;
  const { operator } = inquiry;
  await operator.command({ type: 'ApproveQuestions', questionIds: [id(0), id(3), id(7)] });
  for (const n of [1, 2, 4, 5, 6]) await asked[n]!.viewer.support(id(0));
  for (const n of [0, 2, 6]) await asked[n]!.viewer.support(id(3));
  await operator.command({ type: 'LabelQuestions', questionIds: [id(0), id(3)], label: '水质', on: true });
  await operator.command({
    type: 'AssignQuestions',
    questionIds: [id(0), id(3)],
    departmentId: 'department-water' as never,
  });
  await operator.command({ type: 'RejectQuestions', questionIds: [id(9)], reason: '与本次询问的议题无关' });
  const page = await inquiry.desk('moderator1');
  await expect(page.getByRole('heading', { name: '第 2 号问题' })).toBeVisible();
  await shoot(page, 'moderation/desk', {
    viewports: ['desk', 'tablet', 'deskLarge', 'phone'],
    inSight: true,
  });
  await page.keyboard.press('n');
  const other = await inquiry.desk('moderator2');
  await expect(other.getByText('钱审核 正在处理').first()).toBeVisible();
  await shoot(other, 'moderation/claimed', { viewports: ['desk'], inSight: true, languages: ['zh-CN'] });
  await page.getByRole('button', { name: /我家在柳树巷/ }).click();
  await shoot(page, 'moderation/personal-data', { viewports: ['desk'], inSight: true, languages: ['zh-CN'] });
  await page.keyboard.press('e');
  await shoot(page, 'moderation/editor', { viewports: ['desk'], inSight: true, languages: ['zh-CN'] });
  await page.keyboard.press('Escape');
  await page.keyboard.press('m');
  await expect(page.getByRole('heading', { name: '原来的文字' })).toBeVisible();
  await page.keyboard.press('h');
  await expect(page.getByText('修改了第 5 号问题的文字')).toBeVisible();
  await shoot(page, 'moderation/masked', {
    viewports: ['desk', 'tablet'],
    inSight: true,
    languages: ['zh-CN'],
  });
  await page.keyboard.press('r');
  await shoot(page, 'moderation/reject', { viewports: ['desk', 'tablet'], inSight: true });
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /城北水厂扩建什么时候完工/ })
    .first()
    .click();
  await page.keyboard.press('g');
  await page
    .getByRole('button', { name: /一起合并/ })
    .first()
    .click();
  await expect(page.getByText(/合并后共有/)).toBeVisible();
  await shoot(page, 'moderation/merge', { viewports: ['desk', 'tablet'], inSight: true });
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await shoot(page, 'moderation/labels', { viewports: ['desk'], inSight: true, languages: ['zh-CN'] });
  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  await shoot(page, 'moderation/department', { viewports: ['desk'], inSight: true, languages: ['zh-CN'] });
  await page.keyboard.press('Escape');
  await page.keyboard.press('*');
  await shoot(page, 'moderation/batch', { viewports: ['desk'], inSight: true });
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await shoot(page, 'moderation/keys', { viewports: ['desk', 'tablet'], inSight: true });
  await page.keyboard.press('Escape');
  for (const part of ['settings', 'log', 'record'] as const) {
    await page.goto(`/moderation/${inquiry.inquiryId}/${part}`);
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await shoot(page, `moderation/${part}`, { viewports: ['desk', 'phone'], inSight: part === 'log' });
  }
  inquiry.leave();
});
