import { expect, test } from 'vitest';
import { runSitting } from './sitting.ts';

const whole = { lost: 0, duplicated: 0, leaks: 0, verified: 1, votes: 3 };

test.each([11, 12, 13])(
  '[B20][B28] a small sitting with many kills, seed %i',
  async (seed) => {
    const run = await runSitting({ seed, entitled: 60, present: 48, projects: 9, seats: 4, kills: 4 });
    expect(run).toMatchObject({ ...whole, kills: 12 });
    expect(run.returned).toBe(run.acked);
  },
  240_000,
);
