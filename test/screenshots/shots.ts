import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { viewports } from '../journeys/browser.ts';

/** Further sizes: the smallest phone, and text at 200 %. */
const sizes = {
  ...viewports,
  smallest: { width: 320, height: 640 },
  tabletLarge: { ...viewports.tablet, textScale: 2 },
  phoneLarge: { ...viewports.phone, textScale: 2 },
  deskLarge: { ...viewports.desk, textScale: 2 },
  hall4k: { width: 3840, height: 2160 },
} as const;
export type Size = keyof typeof sizes;

const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

export const everyTablet: readonly Size[] = ['tablet', 'tabletUpright', 'phone'];
/** For the screens that most people stand before. */
export const everySize: readonly Size[] = [...everyTablet, 'smallest', 'tabletLarge'];

interface Shots {
  viewports: readonly Size[];
  languages?: readonly Language[];
  /** Only what is in sight, as on a screen that nobody scrolls; otherwise the whole page. */
  inSight?: boolean;
}

/** `name` is `<room>/<state>`: saves `screenshots/<room>/<state>-<language>-<viewport>.png`, and leaves the page as it was. */
export async function shoot(page: Page, name: string, plan: Shots): Promise<void> {
  const before = page.viewportSize()!;
  const spoken = (await languageOf(page)) as Language;
  for (const language of plan.languages ?? languages) {
    await speak(page, language);
    for (const size of plan.viewports) {
      const { width, height, ...rest } = sizes[size];
      await page.setViewportSize({ width, height });
      await scaleText(page, 'textScale' in rest ? rest.textScale : null);
      // A screen as tall as its page: what sticks to the lower edge covers nothing then.
      if (!plan.inSight) await page.setViewportSize({ width, height: await heightOf(page, height) });
      const path = join('screenshots', `${name}-${language}-${size}.png`);
      await page.screenshot({ path, animations: 'disabled' });
    }
    await scaleText(page, null);
  }
  await page.setViewportSize(before);
  await speak(page, spoken);
}

async function heightOf(page: Page, atLeast: number): Promise<number> {
  return Math.max(atLeast, await page.evaluate<number>('document.documentElement.scrollHeight'));
}

function languageOf(page: Page): Promise<string> {
  return page.evaluate<string>('document.documentElement.lang');
}

/** By the switch where the screen has one, which keeps what is half done on it; by a reload elsewhere. */
async function speak(page: Page, language: Language): Promise<void> {
  if ((await languageOf(page)) === language) return;
  const button = page.locator(`button[lang="${language}"]`).first();
  if ((await button.count()) > 0) await button.dispatchEvent('click');
  else {
    await page.evaluate(`localStorage.setItem('yishi.language', '${language}')`);
    await page.reload();
  }
  await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached', timeout: 15_000 });
}

/** Null: as this device has it. */
async function scaleText(page: Page, scale: number | null): Promise<void> {
  const kept = "Number(localStorage.getItem('yishi.textSize') ?? 100) / 100";
  await page.evaluate(`document.documentElement.style.setProperty('--text-scale', String(${scale ?? kept}))`);
}
