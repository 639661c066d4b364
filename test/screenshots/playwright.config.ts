import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { browser } from '../journeys/browser.ts';

/** Pictures of every screen in every state, for people to look at; they end up in `screenshots/`. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: join(tmpdir(), 'yishi-screenshots'),
  workers: 1,
  forbidOnly: true,
  timeout: 600_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: browser,
});
