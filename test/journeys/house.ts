import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf, Hall, inventedRoll, type Seat } from '../../server/demo/hall.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { invented } from '../../server/demo/staff.ts';
import type { VotingRules } from '../../shared/ballot/rules.ts';
import type { RollEntry } from '../../shared/roll.ts';
import { viewports } from './browser.ts';

export interface Plan {
  entitled?: number;
  /** Checked in; the last of them get a tablet in a browser, the others a simulated one. */
  present?: number;
  /** Deputies who use a real browser: counted from the end of those present. */
  inBrowsers?: number;
  rules?: VotingRules;
  /** Otherwise one with numbers for names. */
  roll?: readonly RollEntry[];
  title?: string;
  /** Of the server's environment. */
  env?: Record<string, string>;
  /** The host name by which browsers open it. */
  host?: string;
}

/**
 * A real server with a sitting that is open: some deputies on simulated tablets, which use the public API, the others and
 * the staff in browsers of their own. `hall.seats[0..2]` are the scrutineers, the first their chief.
 */
export class House {
  readonly server: ServerProcess;
  readonly hall: Hall;
  readonly #browser: Browser;
  readonly #pages: Page[] = [];
  /** What a page's content security policy has stopped, on any of them. */
  readonly violations: string[] = [];
  readonly #plan: Required<Pick<Plan, 'entitled' | 'present' | 'inBrowsers' | 'host'>>;

  constructor(server: ServerProcess, hall: Hall, browser: Browser, plan: House['plan']) {
    this.server = server;
    this.hall = hall;
    this.#browser = browser;
    this.#plan = plan;
  }

  get plan() {
    return this.#plan;
  }
  /** Deputies without a simulated tablet: a test opens their links in a browser. */
  get inBrowsers(): Seat[] {
    const { present, inBrowsers } = this.#plan;
    return this.hall.seats.slice(present - inBrowsers, present);
  }
  get simulated(): Seat[] {
    return this.hall.seats.slice(0, this.#plan.present - this.#plan.inBrowsers);
  }

  /** Where browsers find it. */
  get origin(): string {
    const { protocol, port } = new URL(this.server.url);
    return `${protocol}//${this.#plan.host}:${port}`;
  }

  /** A page with storage and cookies of its own. */
  async page(viewport: keyof typeof viewports, path = '/'): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport: viewports[viewport],
      baseURL: this.origin,
    });
    hearViolations(context, this.violations);
    const page = await context.newPage();
    this.#pages.push(page);
    await page.goto(path);
    return page;
  }

  /** A desk in a browser of its own, signed in; at the desk's start unless another page is named. */
  async staffPage(
    role: keyof typeof invented,
    next = '/desk',
    viewport: keyof typeof viewports = 'desk',
  ): Promise<Page> {
    const page = await this.page(viewport, 'about:blank');
    await signInStaff(page, role);
    await page.goto(next);
    return page;
  }

  async screenPage(next = '/hall'): Promise<Page> {
    return this.page('hall', `/in#${await this.hall.screenLink()}&next=${next}`);
  }

  /** A deputy's tablet in a browser. A seat signs in once: its simulated tablet must not be in use. */
  async tabletPage(seat: Seat, viewport: keyof typeof viewports = 'tablet', next?: string): Promise<Page> {
    const page = await this.page(viewport);
    await signInByCard(page, seat, next);
    return page;
  }

  async close(): Promise<void> {
    for (const page of this.#pages) await page.context().close();
    this.hall.leave();
    await this.server.stop();
    rmSync(this.server.dataDir, { recursive: true, force: true });
  }
}

/** Puts down what the content security policy stops on the pages of a context. */
export function hearViolations(context: BrowserContext, violations: string[]): void {
  context.on('console', (message) => {
    if (/Content.Security.Policy|Trusted(?:HTML|Script)/.test(message.text()))
      violations.push(`${message.page()?.url()}: ${message.text()}`);
  });
}

/** As the form does it, without its page: a journey that is about something else need not wait for it. */
export async function signInStaff(page: Page, role: keyof typeof invented): Promise<void> {
  const { loginName, password } = invented[role];
  const answer = await page.request.post('/api/staff/sign-in', {
    data: { loginName, password },
    maxRetries: 2,
  });
  if (!answer.ok()) throw new Error(`${role}: ${await answer.text()}`);
}

/** From a card's address through its PINs to the screen behind them, by keyboard. */
export async function signInByCard(
  page: Page,
  card: Pick<Seat, 'card' | 'printedPin' | 'ownPin'>,
  next?: string,
): Promise<void> {
  await page.goto(`/in#${card.card}${next ? `&next=${next}` : ''}`);
  await enterPins(page, card);
}

/** The printed PIN, then the own one twice. */
export async function enterPins(page: Page, card: Pick<Seat, 'printedPin' | 'ownPin'>): Promise<void> {
  for (const [step, pin] of [
    ['printed', card.printedPin],
    ['choose', card.ownPin],
    ['repeat', card.ownPin],
  ] as const) {
    await page.locator(`form[data-step="${step}"] input`).fill(pin);
    await page.keyboard.press('Enter');
  }
  await page.waitForURL((url) => url.pathname !== '/in');
}

export async function openHouse(browser: Browser, plan: Plan = {}): Promise<House> {
  const {
    entitled = 12,
    present = 10,
    inBrowsers = 1,
    rules,
    roll = inventedRoll(plan.entitled ?? 12),
    title = '第十九届人民代表大会第四次会议',
    env = {},
    host = '127.0.0.1',
  } = plan;
  const dataDir = mkdtempSync(join(tmpdir(), 'yishi-journey-'));
  const server = await ServerProcess.start(dataDir, { LOG_LEVEL: 'warn', ...env });
  const about = { title, body: 'congress', totalMembership: entitled, roll } as const;
  const hall = await Hall.open(
    server.url,
    server.setupCodes,
    { ...about, ...(rules && { rules }) },
    new Dice(7),
  );
  const house = new House(server, hall, browser, { entitled, present, inBrowsers, host });
  await eachOf(house.simulated, (seat) => hall.signIn(seat));
  await hall.checkIn(hall.seats.slice(0, present));
  return house;
}

/** `house(plan)` opens one, closed after the test. */
export const test = base.extend<{ house: (plan?: Plan) => Promise<House> }>({
  house: async ({ browser }, use) => {
    const opened: House[] = [];
    await use(async (plan) => {
      const house = await openHouse(browser, plan);
      opened.push(house);
      return house;
    });
    for (const house of opened) await house.close();
    expect(
      opened.flatMap(({ violations }) => violations),
      '[V3.4.3] every page keeps to its policy',
    ).toEqual([]);
  },
});
export { expect };
