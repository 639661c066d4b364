import { expect, test } from 'vitest';
import { lanzhou, runSitting } from './sitting.ts';

const whole = { lost: 0, duplicated: 0, leaks: 0, verified: 1, votes: 3 };

test('[B20][B25][B28][B34] Lanzhou: 304 of 336, killed twice in each vote, every ballot counted once', async () => {
  const run = await runSitting({ ...lanzhou, seed: 834 });
  expect(run).toMatchObject({ ...whole, kills: 6 });
  expect(run.returned).toBe(run.acked);
  expect(run.invalid).toBeGreaterThan(0);
  expect(run.reissued).toBeGreaterThan(0);
}, 240_000);
