import { expect, test } from 'vitest';
import { runInquiry } from './inquiry.ts';

test('[B160] [B161] [B162] [B163] an inquiry before 150 viewers, with lost answers, racing moderators and two kills', async () => {
  const seed = 5;
  const run = await runInquiry({ seed, viewers: 150, acts: 6, paceMs: 900, kills: 2, galleryTickMs: 300 });
  console.log(`seed ${seed}: ${JSON.stringify(run)}`);
  expect(run).toMatchObject({ viewers: 150, kills: 2, lost: 0, doubled: 0, mismatches: 0, unapproved: 0 });
  // Something was there to be lost, shown too early or fought over.
  expect(Math.min(run.asked, run.public, run.supports, run.likes, run.overtaken)).toBeGreaterThan(20);
  expect(run.views).toBeGreaterThan(150);
}, 240_000);
