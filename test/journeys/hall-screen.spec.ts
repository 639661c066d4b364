import type { Page } from '@playwright/test';
import { projectPaper } from '../../server/demo/hall.ts';
import type { Marking } from '../../server/demo/tablet.ts';
import { Paper } from '../../shared/ballot/paper.ts';
import type { VoteId } from '../../shared/ids.ts';
import type { VoteView } from '../../shared/views.ts';
import { expectAccessible } from './accessible.ts';
import { expect, type House, test } from './house.ts';

const approving =
  (...itemIds: string[]): Marking =>
  () =>
    Object.fromEntries(itemIds.map((itemId) => [itemId, ['approve']]));

/** Everybody on a simulated tablet votes; `marking` is told the place among them. */
async function everybodyVotes(house: House, voteId: VoteId, marking: (at: number) => Marking): Promise<void> {
  await Promise.all(house.simulated.map((seat, at) => seat.tablet.vote(voteId, marking(at))));
}

const noGraveFaults = (page: Page) => expectAccessible(page, { for: 'serious' });

type TextLike = { nodeType: number; textContent: string | null };

/** No scroll bars, no word outside of the screen, none cut off where it stands. */
async function expectNothingCut(page: Page): Promise<void> {
  const cut = await page.locator('html, main *:not(.visually-hidden)').evaluateAll(([html, ...elements]) => {
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = html!;
    const found = scrollWidth > clientWidth || scrollHeight > clientHeight ? ['the page scrolls'] : [];
    for (const element of elements) {
      const ownText = Array.from<TextLike>(element.childNodes).some(
        (node) => node.nodeType === 3 && node.textContent?.trim(),
      );
      if (!ownText) continue;
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const outside = left < 0 || top < 0 || right > clientWidth + 1 || bottom > clientHeight + 1;
      const { overflowY } = element.ownerDocument.defaultView!.getComputedStyle(element);
      const clipped = overflowY === 'hidden' && element.scrollHeight > element.clientHeight * 1.15;
      if (outside || clipped) found.push(`${element.className}: ${element.textContent}`);
    }
    return found;
  });
  expect(cut).toEqual([]);
}

test('[B20][B50][B96] the hall screen follows a vote from the quorum to the announced result, and knows no tally before', async ({
  house,
}) => {
  const opened = await house({ entitled: 12, present: 7, inBrowsers: 0 });
  const { hall } = opened;
  const wall = await opened.page('hall');
  const frames: string[] = [];
  wall.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))));
  await wall.goto(`/in#${await hall.screenLink()}`);

  const main = wall.getByRole('main');
  await expect(main).toContainText('距法定人数还差 1 人');
  await noGraveFaults(wall);
  await hall.signIn(hall.seats[7]!);
  await hall.checkIn([hall.seats[7]!]);
  await expect(main).toContainText('已达到法定人数');

  const paperId = await hall.drawUp(projectPaper('民生实事项目票决', 4, 2));
  await hall.operator.command({ type: 'PrepareVote', paperId, rehearsal: false });
  await expect(main).toContainText('即将表决');
  await expect(main).toContainText(/候选项目 4 项.最多选 2 项/);
  const isPrepared = (vote: VoteView) => vote.paperId === paperId && vote.stage === 'prepared';
  const { voteId } = await hall.chair.until((view) => view.votes.find(isPrepared));
  await hall.chair.command({ type: 'OpenVote', voteId });
  await expect(main).toContainText('正在投票');
  await expect(main).toContainText('无记名投票');
  const { keyFingerprint } = (await hall.inStage(voteId, 'open')).ballots[0]!;
  await expect(main).toContainText(keyFingerprint.slice(0, 16).match(/.{4}/g)!.join(' '));
  await everybodyVotes(opened, voteId, (at) => approving('P01', at < 4 ? 'P02' : 'P03'));
  await expect(main.getByRole('figure')).toContainText('7');
  await noGraveFaults(wall);

  await hall.closeAndDeclare(voteId);
  await hall.inStage(voteId, 'counted');
  await expect(main).toContainText('监票人正在核验');
  await hall.confirm(voteId);
  await expect(main).not.toContainText(/入选|过半数|候选项目 \d|赞成/);
  expect(frames.join('\n')).not.toMatch(/"(?:tally|outcome|counts|elected)"|"results":\[/);
  expect(frames.join('\n')).toContain('"results":null');

  await hall.publish(voteId);
  await expect(main).toContainText('结果已宣布');
  await expect(main).toContainText('入选 1 项');
  await expect(main.getByRole('listitem').filter({ hasText: '候选项目 1' })).toContainText('✓ 入选');
  await expect(wall.getByRole('status').filter({ hasText: '结果已宣布' })).toHaveCount(1);
  await noGraveFaults(wall);
  await expectNothingCut(wall);
  await wall.setViewportSize({ width: 3840, height: 2160 });
  await expectNothingCut(wall);

  // The desk puts it out: nothing is left on it.
  const desk = await opened.staffPage('operator');
  const own = desk.getByRole('listitem').filter({ hasText: '已连接' });
  await expect(own).toHaveCount(2);
  await own.last().getByRole('button', { name: '让大屏幕“大屏幕”退出' }).focus();
  await desk.keyboard.press('Enter');
  await expectAccessible(desk);
  await desk.getByRole('dialog').getByRole('button', { name: '让它退出' }).click();
  await expect(wall.getByText('本机的登录已失效').first()).toBeVisible();
  await expect(main).not.toContainText('结果已宣布');
  await expect(own).toHaveCount(1);
});

test('[B32] the hall screen says that its line is lost, and follows again when the server is back', async ({
  house,
}) => {
  const opened = await house({ inBrowsers: 0, present: 8 });
  const { hall, server } = opened;
  const wall = await opened.screenPage();
  const main = wall.getByRole('main');
  const voteId = await hall.openVote(await hall.drawUp(projectPaper('民生实事项目票决', 3, 1)));
  await expect(main).toContainText('正在投票');
  const [first, ...others] = opened.simulated;
  await first!.tablet.vote(voteId, approving('P01'));
  await expect(main.getByRole('figure')).toContainText('1');

  await server.kill();
  await expect(main).toContainText('画面停在');
  await expect(main).toContainText('正在投票');
  await server.start();
  await expect(main).not.toContainText('画面停在');
  await Promise.all(others.map((seat) => seat.tablet.vote(voteId, approving('P01'))));
  await expect(main.getByRole('figure')).toContainText('8');
  await hall.chair.command({ type: 'CloseVote', voteId });
  await expect(main).toContainText('选票已封存');
  await hall.inStage(voteId, 'sealed');
  await hall.chair.command({ type: 'DeclareVote', voteId, verdict: 'void', reason: '会场断电' });
  await expect(main).toContainText('表决无效');
  await expect(main).toContainText('会场断电');
});

test('ties, appraisals and motions are told in words, one after the other', async ({ house }) => {
  const opened = await house({ entitled: 9, present: 8, inBrowsers: 0 });
  const { hall } = opened;
  const wall = await opened.screenPage();
  const main = wall.getByRole('main');
  const hold = async (paper: Paper, marking: (at: number) => Marking) => {
    const voteId = await hall.openVote(await hall.drawUp(Paper.parse(paper)));
    await expect(main).toContainText('正在投票');
    await everybodyVotes(opened, voteId, marking);
    await hall.finish(voteId);
    await expect(main).toContainText('结果已宣布');
    await expect(main).toContainText('公开核验包摘要');
    await expectNothingCut(wall);
  };

  const pairs = [
    ['P02', 'P03'],
    ['P02', 'P04'],
    ['P03', 'P04'],
  ] as const;
  await hold(projectPaper('民生实事项目票决', 4, 3), (at) => approving('P01', ...pairs[Math.floor(at / 3)]!));
  await expect(main).toContainText('入选 2 项');
  await expect(main).toContainText(/2 项票数相等.须再次投票选出 1 项/);
  await expect(main.getByRole('listitem').filter({ hasText: '= 票数相等' })).toHaveCount(2);

  const subjects = ['周明远', '李秀兰'].map((title, at) => ({ itemId: `S${at}`, title, office: '局长' }));
  const grades = (at: number) => (at < 4 ? 'satisfied' : at < 6 ? 'basicallySatisfied' : 'dissatisfied');
  await hold(Paper.parse({ kind: 'appraisal', title: '履职测评', items: subjects }), (at) => (sheet) => ({
    [sheet.paper.items[0]!.itemId]: [grades(at)],
  }));
  for (const title of ['周明远', '李秀兰']) {
    const row = main.getByRole('listitem').filter({ hasText: title });
    for (const words of ['满意 4', '基本满意 2', '不满意 2', '50.0%', '75.0%', '○ 基本满意']) {
      await expect(row).toContainText(words);
    }
  }

  const motion = {
    kind: 'motion',
    title: '关于预算的决议',
    items: [{ itemId: 'm', title: '关于预算的决议' }],
  };
  const choices = (at: number) => (at < 5 ? 'approve' : at < 7 ? 'oppose' : 'abstain');
  await hold(Paper.parse(motion), (at) => () => ({ m: [choices(at)] }));
  await expect(main).toContainText('✓ 通过');
  await expect(main).toContainText('过半数 5 票');
  await expect(main.getByRole('listitem')).toHaveText(['赞成5', '反对2', '弃权1']);
});

test('forty projects come in pages, and all at once where nothing may move', async ({ house }) => {
  const opened = await house({ entitled: 6, present: 5, inBrowsers: 0 });
  const { hall } = opened;
  const wall = await opened.screenPage();
  const main = wall.getByRole('main');
  const voteId = await hall.openVote(await hall.drawUp(projectPaper('民生实事项目票决', 40, 20)));
  await everybodyVotes(opened, voteId, () => approving('P01', 'P40'));
  await hall.finish(voteId);
  await expect(main).toContainText(/第 1 页.共 \d 页/);
  await expectNothingCut(wall);
  await wall.emulateMedia({ reducedMotion: 'reduce' });
  await expect(main.getByRole('listitem')).toHaveCount(40);
  await expectNothingCut(wall);
});
