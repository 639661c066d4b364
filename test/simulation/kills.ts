import { expect, test } from 'vitest';
import { phases, runCrashes } from './crash.ts';

/** A file each, so that they run side by side: together two hundred kills, half of them in a sequence of its own. */
const KILLS = 100;

export function killsUndoNothing(seed: number): void {
  test(`[B27] [B28] [B31] [B32] [B42] ${KILLS} kills over every phase of a vote undo nothing that was acknowledged, seed ${seed}`, async () => {
    const figures = await runCrashes({ seed, kills: KILLS });
    console.log(`seed ${seed}: ${JSON.stringify(figures)}`);
    const sum = Object.values(figures.kills).reduce((all, kills) => all + kills, 0);
    expect(sum, `seed ${seed}`).toBe(KILLS);
    for (const phase of phases)
      expect(figures.kills[phase], `seed ${seed}: kills in ${phase}`).toBeGreaterThan(10);
    expect(figures, `seed ${seed}`).toMatchObject({ lost: 0, duplicated: 0, undone: 0, unfounded: 0 });
    expect(figures.counted, `seed ${seed}`).toBe(figures.acknowledged);
  }, 1_200_000);
}
