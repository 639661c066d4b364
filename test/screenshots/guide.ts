import { opinion } from '../../server/demo/crowd.ts';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf } from '../../server/demo/hall.ts';
import { drawUpAgenda } from '../../server/demo/papers.ts';
import { inventedTown } from '../../server/demo/people.ts';
import { expect, test } from '../journeys/house.ts';
import { liveInquiry } from './inquiry-hall.ts';

const picture = (name: string) => ({ path: `docs/pictures/${name}.png`, animations: 'disabled' as const });

test('the ballot of Yunling, step by step', async ({ house }) => {
  const [entitled, present] = [336, 304];
  const opened = await house({
    entitled,
    present,
    inBrowsers: 1,
    roll: inventedTown(entitled, new Dice(1)),
    title: '云岭市第十九届人民代表大会第四次会议',
  });
  const { hall } = opened;
  const { projects } = await drawUpAgenda(hall);
  const desk = await opened.staffPage('operator', `/desk/${hall.sittingId}`);
  await expect(desk.getByRole('button', { name: '准备表决' })).toBeVisible();
  await desk.screenshot(picture('desk'));

  const wall = await opened.screenPage();
  const tablet = await opened.tabletPage(opened.inBrowsers[0]!);
  const voteId = await hall.openVote(projects);
  const boxes = tablet.getByRole('checkbox');
  await expect(boxes).toHaveCount(13);
  for (const at of [0, 1, 3]) await boxes.nth(at).click();
  await tablet.screenshot(picture('tablet'));
  const dice = new Dice(5);
  await eachOf(opened.simulated.slice(0, 211), async (seat) => {
    await seat.tablet.vote(voteId, opinion(dice.fork()));
  });
  await expect(wall.getByText('211', { exact: true })).toBeVisible();
  await wall.screenshot(picture('hall-open'));

  await eachOf(opened.simulated.slice(211), async (seat) => {
    await seat.tablet.vote(voteId, opinion(dice.fork()));
  });
  await tablet.getByRole('button', { name: '下一步：核对' }).click();
  await tablet.getByRole('button', { name: '投出选票' }).click();
  await expect(tablet.getByRole('heading', { name: '选票已收到' })).toBeVisible();
  await tablet.screenshot(picture('receipt'));
  await hall.closeAndDeclare(voteId);
  await hall.confirm(voteId);
  await hall.publish(voteId);
  await expect(wall.getByText('过半数 169 票')).toBeVisible();
  await wall.screenshot(picture('hall-result'));
  await desk.goto(`/report/${hall.sittingId}/${voteId}`);
  await expect(desk.getByRole('heading', { name: '计票结果报告单' })).toBeVisible();
  await desk.screenshot(picture('report'));
});

test('the special inquiry of Yunling', async ({ house }) => {
  const opened = await house({
    entitled: 12,
    present: 10,
    inBrowsers: 0,
    roll: inventedTown(12, new Dice(1)),
    title: '云岭市第十九届人大常委会第四次会议',
  });
  const { hall } = opened;
  const { operator: line, find, code } = await liveInquiry(opened);
  const questionIds = [find('检测一次，检测').questionId, find('滤芯').questionId, find('发黄').questionId];
  await line.command({ type: 'StartInquiry' });
  await line.command({ type: 'QueueQuestions', questionIds });
  const desk = await opened.staffPage('operator', `/desk/${hall.sittingId}/inquiry`);
  const wall = await opened.screenPage();
  await line.command({ type: 'PutQuestion', questionId: questionIds[0]! });
  const { departmentId } = find('检测一次，检测');
  await line.command({ type: 'BeginAnswer', respondent: { departmentId: departmentId!, official: '吴江' } });
  await expect(wall.getByText('吴江')).toBeVisible();
  await wall.screenshot(picture('inquiry-hall'));
  await expect(desk.getByRole('button', { name: '答复完毕' })).toBeVisible();
  await desk.screenshot(picture('inquiry-desk'));
  const phone = await opened.page('phone', `/g/${code}`);
  await expect(phone.getByText('正在答复')).toBeVisible();
  await phone.screenshot(picture('gallery'));
});
