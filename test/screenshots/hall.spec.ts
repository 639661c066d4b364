import type { Page } from '@playwright/test';
import { newCommandId } from '../../server/demo/device.ts';
import { Dice } from '../../server/demo/dice.ts';
import { projectPaper } from '../../server/demo/hall.ts';
import { demoPapers, drawUpAgenda } from '../../server/demo/papers.ts';
import { inventedTown } from '../../server/demo/people.ts';
import { Paper } from '../../shared/ballot/paper.ts';
import type { VoteId } from '../../shared/ids.ts';
import { expect, type House, test } from '../journeys/house.ts';
import { approving, prepare, town, vote } from './desk-and-hall.ts';
import { shoot } from './shots.ts';

const wall = { viewports: ['hall'], inSight: true } as const;
const wallLarge = { viewports: ['hall', 'hall4k'], inSight: true } as const;
/** The bars have grown to their length. */
async function still(page: Page): Promise<void> {
  const lengths = () =>
    page
      .locator('svg rect')
      .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width).join());
  let before = '';
  await expect(async () => {
    const now = await lengths();
    const same = now === before;
    before = now;
    expect(same).toBe(true);
  }).toPass({ intervals: [700] });
}
async function take(page: Page, name: string, plan: Parameters<typeof shoot>[2]): Promise<void> {
  await still(page);
  await shoot(page, name, plan);
}
const says = (page: Page, words: string | RegExp) => expect(page.getByRole('main')).toContainText(words);

async function wallOf(house: House): Promise<Page> {
  const page = await house.screenPage();
  await expect(page.locator('aside[data-idle="true"]')).toBeAttached();
  return page;
}

test('hall: before the vote', async ({ house }) => {
  const opened = await house({ ...town, present: 38 });
  const { hall } = opened;
  const about = {
    title: '云岭市第二十届人民代表大会第一次会议',
    body: 'congress',
    totalMembership: 336,
  } as const;
  const planned = await hall.operator.post('POST /api/sittings', { commandId: newCommandId(), ...about });
  const page = await wallOf(opened);
  await page.goto(`/hall/${planned.sittingId}`);
  await says(page, '会议即将开始');
  await take(page, 'hall/planned', wallLarge);
  await page.goto(`/hall/${hall.sittingId}`);
  await says(page, '距法定人数还差');
  await take(page, 'hall/quorum-missed', wallLarge);
  await hall.checkIn(hall.seats.slice(38, 54));
  await says(page, '已达到法定人数');
  await take(page, 'hall/quorum-met', wall);
  const papers = await drawUpAgenda(hall);
  await says(page, '票决2027年民生实事项目');
  await take(page, 'hall/agenda', wallLarge);
  const rehearsal = await prepare(opened, papers.projects, true);
  await says(page, '试投');
  await take(page, 'hall/rehearsal-prepared', wall);
  await hall.chair.command({ type: 'OpenVote', voteId: rehearsal });
  await says(page, '正在投票');
  await take(page, 'hall/rehearsal-open', wall);
  await hall.chair.command({ type: 'AbortVote', voteId: rehearsal, reason: '试投完毕' });
  await says(page, '投票已中止');
  await take(page, 'hall/aborted', wall);
  await prepare(opened, papers.projects);
  await says(page, '即将表决');
  await take(page, 'hall/prepared', wallLarge);
  await prepare(opened, papers.motion);
  await take(page, 'hall/prepared-motion', wall);
});

test('hall: 304 of 336 vote on thirteen projects', async ({ house }) => {
  const roll = inventedTown(336, new Dice(1));
  const opened = await house({ entitled: 336, present: 304, inBrowsers: 0, roll, title: town.title });
  const { hall } = opened;
  const page = await wallOf(opened);
  await says(page, '已达到法定人数');
  await take(page, 'hall/quorum-336', wall);
  const { projects } = await drawUpAgenda(hall);
  const voteId = await hall.openVote(projects);
  await says(page, '正在投票');
  await take(page, 'hall/open-none', wall);
  await vote(opened, voteId, undefined, [0, 152]);
  await expect(page.getByRole('figure')).toContainText('152');
  await take(page, 'hall/open-half', wallLarge);
  await vote(opened, voteId, undefined, [152, 304]);
  await expect(page.getByRole('figure')).toContainText('304');
  await take(page, 'hall/open-full', wall);
  await ceremony(opened, page, voteId, '');
  await take(page, 'hall/published-projects', wallLarge);
  await opened.server.kill();
  await says(page, '画面停在');
  await page.screenshot({ path: 'screenshots/hall/stale-zh-CN-hall.png' });
});

/** Every stage from the close to the announced result. */
async function ceremony({ hall }: House, page: Page, voteId: VoteId, of: string): Promise<void> {
  await hall.chair.command({ type: 'CloseVote', voteId });
  await says(page, /投票结束|选票已封存/);
  await hall.inStage(voteId, 'sealed');
  await says(page, '请总监票人报告收回情况');
  await take(page, `hall/sealed${of}`, wall);
  await hall.scrutineers[0]!.tablet.device.command({ type: 'ReportReturn', voteId });
  await says(page, '总监票人已报告');
  await take(page, `hall/reported${of}`, wall);
  await hall.chair.command({ type: 'DeclareVote', voteId, verdict: 'valid' });
  await says(page, '监票人正在核验');
  await take(page, `hall/counted${of}`, wall);
  await hall.confirm(voteId);
  await hall.publish(voteId);
  await says(page, '结果已宣布');
  await says(page, '公开核验包摘要');
}

test('hall: results of every kind', async ({ house }) => {
  const opened = await house(town);
  const { hall } = opened;
  const page = await wallOf(opened);
  const papers = await drawUpAgenda(hall);
  const appraisal = await hall.openVote(papers.appraisal);
  await says(page, '正在投票');
  await vote(opened, appraisal, undefined, [0, 20]);
  await expect(page.getByRole('figure')).toContainText('20');
  await take(page, 'hall/open-appraisal', wallLarge);
  await vote(opened, appraisal, undefined, [20, 54]);
  await ceremony(opened, page, appraisal, '-appraisal');
  await take(page, 'hall/published-appraisal', wallLarge);

  const hold = async (name: string, paper: Paper, marking: Parameters<typeof vote>[2]) => {
    const voteId = await hall.openVote(await hall.drawUp(paper));
    await vote(opened, voteId, marking);
    await hall.finish(voteId);
    await says(page, '公开核验包摘要');
    await take(page, `hall/published-${name}`, wall);
  };
  const carried = (at: number) => (at < 41 ? 'approve' : at < 48 ? 'oppose' : 'abstain');
  await hold('motion', demoPapers.motion, (at) => () => ({ motion: [carried(at)] }));
  const lost = (at: number) => (at < 30 ? 'approve' : at < 48 ? 'oppose' : 'abstain');
  await hold('motion-lost', demoPapers.motion, (at) => () => ({ motion: [lost(at)] }));
  await hold('tie', titled('街道办事处选址票决', 4, 2, 3), (at) =>
    approving('P01', ...(at < 45 ? ['P02', 'P03'] : [])),
  );
  await hold('shortfall', titled('口袋公园选址票决', 5, 3), (at) =>
    approving(...(at < 40 ? ['P01'] : ['P02', 'P03'])),
  );
  await hold('forty', titled('2027年民生实事项目票决', 40, 20), undefined);
  const eight = Array.from({ length: 8 }, (_, at) => ({
    itemId: `S${at + 1}`,
    title: [
      '周明远',
      '李秀兰',
      '马建国',
      '市发展和改革委员会',
      '欧阳文博',
      '市市场监督管理局',
      '陈静',
      '王志强',
    ][at]!,
    office: '市人民政府副秘书长、市大数据管理局局长',
  }));
  await hold(
    'appraisal-eight',
    Paper.parse({ kind: 'appraisal', title: '部门工作评议', items: eight }),
    undefined,
  );

  const voided = await hall.openVote(await hall.drawUp(titled('街道办事处选址票决', 4, 2)));
  await vote(opened, voided);
  await hall.chair.command({ type: 'CloseVote', voteId: voided });
  await hall.inStage(voided, 'sealed');
  await hall.chair.command({
    type: 'DeclareVote',
    voteId: voided,
    verdict: 'void',
    reason: '会场断电，部分代表未能投票',
  });
  await says(page, '表决无效');
  await take(page, 'hall/void', wall);
  await hall.chair.command({ type: 'CloseSitting' });
  await says(page, '本次会议已结束');
  await take(page, 'hall/closed', wall);
});

const places = [
  '河湾街',
  '南山路',
  '城隍庙',
  '滨河东路',
  '火车站',
  '大学城',
  '五里铺',
  '安宁堡',
  '雁滩',
  '盐场堡',
];
function titled(title: string, projects: number, seats: number, maxMarks = seats): Paper {
  const paper = projectPaper(title, projects, seats, maxMarks);
  const items = paper.items.map((item, at) => ({
    ...item,
    title: `${places[at % 10]}${['便民服务中心', '口袋公园', '停车场改造', '社区卫生服务站'][Math.floor(at / 10)]}`,
  }));
  return { ...paper, items };
}
