import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { browser } from '../journeys/browser.ts';

/** The pictures of the README's guide, into docs/pictures. */
export default defineConfig({
  testDir: '.',
  testMatch: 'guide.ts',
  outputDir: join(tmpdir(), 'yishi-guide'),
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: browser,
});
