import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, test as base, type Page } from '@playwright/test';
import { z } from 'zod';
import { viewports } from './browser.ts';
import { enterPins, expect } from './house.ts';
import { qrIn } from './qr.ts';

const main = fileURLToPath(new URL('../../server/demo/main.ts', import.meta.url));

/** The demo as a newcomer starts it, and the links that it prints, in their order. */
class Demo {
  readonly #child: ChildProcess;
  readonly links: string[] = [];
  /** Of the inquiry: public page, moderation, note-taker, department. */
  readonly inquiryLinks: string[] = [];
  /** Of the tablets, as printed before their links. */
  readonly pins: string[] = [];
  /** Of the desks, as printed after their links. */
  readonly staff: { loginName: string; password: string }[] = [];
  #printed: () => void = () => {};

  constructor() {
    this.#child = spawn(process.execPath, [main, '--fast'], { stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface(this.#child.stdout!).on('line', (line) => {
      const link = line.match(/http:\S+/)?.[0];
      if (link) (/\/(?:in#|desk\/)/.test(link) ? this.links : this.inquiryLinks).push(link);
      const pin = line.match(/PIN (\d{6})/)?.[1];
      if (pin) this.pins.push(pin);
      const [, loginName, password] = line.match(/login name (\S+) .* password (\S+)/) ?? [];
      if (loginName && password) this.staff.push({ loginName, password });
      if (line.includes('Ctrl+C')) this.#printed();
    });
  }

  ready(): Promise<void> {
    return new Promise((printed, failed) => {
      this.#printed = printed;
      this.#child.once('exit', (code) => failed(new Error(`the demo stopped with ${code}`)));
    });
  }

  /** As Ctrl+C does; resolves with how it ended. */
  async interrupt(): Promise<number | null> {
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGINT');
    return (await exited)[0] as number | null;
  }
}

const test = base.extend<{ demo: Demo }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are asked for.
  demo: async ({}, use) => {
    const demo = new Demo();
    await demo.ready();
    await use(demo);
    expect(await demo.interrupt()).toBe(0);
  },
});

const ownPin = '248613';
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();

test('[B52] a newcomer holds the project ballot of 304 deputies in one browser', async ({
  demo,
  browser,
}) => {
  test.setTimeout(300_000);
  const context = await browser.newContext({ viewport: viewports.desk });
  const watching = watchInquiry(context, demo);
  const open = async (link: string, viewport: keyof typeof viewports) => {
    const page = await context.newPage();
    await page.setViewportSize(viewports[viewport]);
    await page.goto(link);
    return page;
  };
  const [operatorLink, chairLink, hallLink, ...deputyLinks] = demo.links;
  const desk = async (link: string, { loginName, password }: (typeof demo.staff)[number]) => {
    const page = await open(link, 'desk');
    await page.getByRole('textbox', { name: '登录名' }).fill(loginName);
    const secret = page.getByLabel('密码', { exact: true }).first();
    await secret.fill(password);
    await secret.press('Enter');
    return page;
  };
  const operator = await desk(operatorLink!, demo.staff[0]!);
  const chair = await desk(chairLink!, demo.staff[1]!);
  const hall = await open(hallLink!, 'hall');
  const [chiefLink, scrutineerLink, ...otherLinks] = deputyLinks;
  const tablets: Page[] = [];
  for (const [at, link] of [chiefLink!, ...otherLinks].entries()) {
    const tablet = await open(link, at === 2 ? 'tabletUpright' : 'tablet');
    await enterPins(tablet, { printedPin: demo.pins[at]!, ownPin });
    tablets.push(tablet);
  }
  const scrutineer = await open(scrutineerLink!, 'tablet');
  for (const tablet of tablets) await expect(tablet.getByText('您已签到')).toBeVisible();

  await press(operator, '准备表决');
  await press(chair, '宣布开始投票');
  const announced = chair.getByRole('dialog');
  await expect(announced).toContainText('304');
  await announced.getByRole('button', { name: '宣布开始投票' }).click();
  await expect(hall.getByText('正在投票')).toBeVisible();

  const [, losing, broken] = tablets;
  const reloading = await replaced(broken!, { operator, scrutineer, open });
  tablets[2] = reloading;
  const receipts = [];
  for (const [index, tablet] of tablets.entries()) {
    await expect(tablet.getByRole('heading', { name: '2027年民生实事项目票决' })).toBeVisible();
    const projects = tablet.getByRole('checkbox');
    await expect(projects).toHaveCount(13);
    for (const at of [0, 1, 2]) await projects.nth(at).click();
    if (tablet === reloading) {
      await expect(tablet.getByText('已选 3 / 10')).toBeVisible();
      await tablet.reload();
      await expect(tablet.getByText('已选 3 / 10')).toBeVisible();
    }
    await projects.nth(3 + index).click();
    await press(tablet, '下一步：核对');
    if (tablet === losing) await tablet.route('**/urn/casts', (route) => route.abort());
    await press(tablet, '投出选票');
    if (tablet === losing) {
      await expect(tablet.getByRole('heading', { name: '尚未得到确认' })).toBeVisible();
      await tablet.unroute('**/urn/casts');
    }
    await expect(tablet.getByRole('heading', { name: '选票已收到' })).toBeVisible({ timeout: 30_000 });
    receipts.push(await tablet.locator('code').innerText());
  }
  expect(new Set(receipts).size).toBe(3);
  await expect(chair.getByText('304', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await expect(hall.getByText('304', { exact: true })).toBeVisible({ timeout: 60_000 });

  await press(chair, '宣布投票结束');
  await chair.getByRole('dialog').getByRole('button', { name: '宣布投票结束' }).click();
  await press(scrutineer, '报告收回情况');
  await press(chair, '宣布表决是否有效');
  await chair
    .getByRole('dialog')
    .getByRole('radio', { name: /有效，开始计票/ })
    .check();
  await chair.getByRole('dialog').getByRole('button', { name: '宣布有效' }).click();
  await expect(scrutineer.getByText('全部 14 项核验通过')).toBeVisible({ timeout: 60_000 });
  // What the scrutineer has seen, the hall has not.
  await expect(hall.getByText('入选')).toHaveCount(0);
  await press(scrutineer, '确认结果并签字');
  await press(chair, '宣布表决结果');
  await chair.getByRole('dialog').getByRole('button', { name: '宣布表决结果' }).click();

  await expect(hall.getByText('结果已宣布', { exact: true })).toBeVisible();
  await expect(hall.getByText('过半数 169 票')).toBeVisible();
  const result = await publishedResult(operator);
  expect(result.tally).toMatchObject({ returned: 304, valid: 304 });
  // The same figures wherever somebody looks.
  const report = await open(`${new URL(operator.url()).origin}${result.report}`, 'desk');
  for (const { votes } of result.outcome.items) {
    await expect(hall.getByText(String(votes), { exact: true }).first()).toBeVisible();
    for (const page of [...tablets, operator, chair, scrutineer]) {
      await expect(page.getByText(`${votes} 票`).first()).toBeAttached();
    }
    await expect(report.getByRole('cell', { name: String(votes), exact: true }).first()).toBeVisible();
  }
  for (const [index, tablet] of tablets.entries()) {
    await press(tablet, '核对我的回执');
    await expect(tablet.getByText('您的选票已计入')).toBeVisible();
    await expect(tablet.getByText(receipts[index]!).first()).toBeVisible();
  }
  await watching;
  await context.close();
});

/** Meanwhile the public page shows what a simulated viewer has asked and the simulated moderator has let through. */
async function watchInquiry(context: BrowserContext, { inquiryLinks }: Demo): Promise<void> {
  const rooms = inquiryLinks.map((link) => new URL(link).pathname.split('/')[1]);
  expect(rooms).toEqual(['g', 'moderation', 'notes', 'department']);
  const page = await context.newPage();
  await page.goto(inquiryLinks[0]!);
  await expect(page.getByRole('heading', { name: '关于民生实事办理情况的专题询问' })).toBeVisible();
  await expect(page.getByRole('article').first()).toContainText('？', { timeout: 120_000 });
  await page.close();
}

interface Staff {
  operator: Page;
  scrutineer: Page;
  open: (link: string, viewport: keyof typeof viewports) => Promise<Page>;
}

/** A tablet that broke with its credential on it: operator and scrutineer give its deputy another. */
async function replaced(broken: Page, { operator, scrutineer, open }: Staff): Promise<Page> {
  await expect(broken.getByRole('checkbox')).toHaveCount(13);
  const name = (await broken.getByRole('banner').innerText()).split(' ')[0]!.trim();
  await press(operator, '申请补发选票…');
  const asking = operator.getByRole('dialog');
  await asking.getByLabel('查找代表').fill(name);
  await asking.getByRole('radio', { name }).check();
  await asking.getByLabel('理由').fill('平板损坏');
  // Refused until the tablet has been given its credential, which comes by itself.
  await expect(async () => {
    await asking.getByRole('button', { name: '提交申请' }).click();
    await expect(asking).toBeHidden({ timeout: 2000 });
  }).toPass();
  await broken.close();
  await press(scrutineer, `批准给${name}补发`);
  await operator.getByRole('link', { name: '名册与签到' }).click();
  await operator.getByLabel('查找姓名').fill(name);
  await press(operator, `证卡：${name}`);
  await press(operator, '制作 1 张证卡');
  const card = operator.getByRole('article', { name });
  const link = new URL(qrIn(await card.locator('svg').screenshot()));
  const printedPin = (await card.locator('strong').innerText()).replace(' ', '');
  await press(operator, '已打印，关闭');
  await operator.getByRole('link', { name: '会议主持' }).click();
  link.hostname = 'tablet4.localhost';
  const tablet = await open(link.href, 'tabletUpright');
  await enterPins(tablet, { printedPin, ownPin });
  return tablet;
}

const Published = z.object({
  vote: z.object({
    results: z.tuple([
      z.object({
        tally: z.object({ returned: z.int(), valid: z.int() }),
        outcome: z.object({ items: z.array(z.object({ votes: z.int() })) }),
      }),
    ]),
  }),
});

/** As the page itself would ask for it, with its own session. */
async function publishedResult(desk: Page) {
  const link = await desk.locator('a[href^="/report/"]').first().getAttribute('href');
  const [, , sittingId, voteId] = link!.split('/');
  const text = await desk.evaluate(
    async (path) => (await fetch(path)).text(),
    `/api/sittings/${sittingId}/votes/${voteId}/result`,
  );
  return { report: link!, ...Published.parse(JSON.parse(text)).vote.results[0] };
}
