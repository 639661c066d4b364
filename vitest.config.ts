import { defineConfig, mergeConfig } from 'vitest/config';
import { LongFirst } from './test/long-first.ts';
import builds from './vite.config.ts';

export default mergeConfig(
  builds,
  defineConfig({
    root: '.',
    test: {
      include: ['test/**/*.test.ts'],
      pool: 'forks',
      maxWorkers: 2,
      sequence: { sequencer: LongFirst },
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  }),
);
