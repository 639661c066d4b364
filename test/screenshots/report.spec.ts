import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { demoPapers } from '../../server/demo/papers.ts';
import { type Paper, Paper as PaperSchema } from '../../shared/ballot/paper.ts';
import type { PaperId } from '../../shared/ids.ts';
import { expect, type House, test } from '../journeys/house.ts';
import { everySize, everyTablet, shoot } from './shots.ts';
import { letVote, openTown } from './small-town.ts';

const districts = ['云岭区', '安河区', '东川区', '西固区', '清源区', '永和县', '榆阳县', '南屏县'];

/** A long paper: each district's part of five of the demo's projects. */
const forty: Paper = PaperSchema.parse({
  kind: 'project',
  title: '2027年市级与区县民生实事项目票决',
  maxMarks: 25,
  seats: 25,
  items: districts.flatMap((name, at) =>
    demoPapers.projects.items.slice(0, 5).map((item, place) => ({
      ...item,
      itemId: `P${String(at * 5 + place + 1).padStart(2, '0')}`,
      title: `${name}：${item.title}`,
    })),
  ),
});

/** Votes on a paper, and gives the address of its report. */
async function publish(opened: House, paperId: PaperId): Promise<string> {
  const { hall } = opened;
  const voteId = await hall.openVote(paperId);
  await letVote(opened, voteId);
  await hall.finish(voteId);
  return `/report/${hall.sittingId}/${voteId}`;
}

/** The pages as they leave the printer. */
async function print(page: Page, name: string): Promise<void> {
  mkdirSync('screenshots/report', { recursive: true });
  const pdf = `screenshots/report/${name}.pdf`;
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  execFileSync('pdftoppm', ['-png', '-r', '70', pdf, pdf.slice(0, -4)]);
}

test('tally reports on the screen and on paper', async ({ house }) => {
  const { opened, papers } = await openTown(house);
  const page = await opened.staffPage('operator');
  await expect(page).toHaveURL(/\/desk/);
  const all: [string, PaperId][] = [
    ['projects', papers.projects],
    ['forty', await opened.hall.drawUp(forty)],
    ['motion', papers.motion],
    ['appraisal', papers.appraisal],
  ];
  for (const [name, paperId] of all) {
    await page.goto(await publish(opened, paperId));
    await expect(page.getByRole('heading', { name: '计票结果报告单' })).toBeVisible();
    const viewports = name === 'projects' ? everySize : everyTablet;
    await shoot(page, `report/${name}`, { viewports: ['desk', ...viewports] });
    await print(page, `${name}-zh-CN-paper`);
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.locator('html[lang="en"]')).toBeAttached();
    await print(page, `${name}-en-paper`);
    await page.getByRole('button', { name: '中文' }).click();
  }
});

test('a report that is not there yet', async ({ house }) => {
  const { opened, papers } = await openTown(house);
  const page = await opened.staffPage('chair');
  await expect(page).toHaveURL(/\/desk/);
  const { hall } = opened;
  await page.goto(`/report/${hall.sittingId}/nonesuch`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await shoot(page, 'report/none', { viewports: ['desk', 'phone'] });
  const voteId = await hall.openVote(papers.motion);
  await page.goto(`/report/${hall.sittingId}/${voteId}`);
  await expect(page.getByRole('heading', { name: '结果尚未宣布' })).toBeVisible();
  await shoot(page, 'report/not-yet', { viewports: ['desk', 'phone'] });
});
