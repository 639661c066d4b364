import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { bundleFigures } from './client/build/bundle-figures.ts';
import { withoutJsonSchema } from './client/build/without-json-schema.ts';

export default defineConfig({
  root: process.env['VITEST'] ? '.' : 'client',
  plugins: [react(), withoutJsonSchema(), bundleFigures()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Tablets of some years ago: Chrome 110, iPad Safari 16.
    target: ['chrome110', 'safari16'],
    cssTarget: ['chrome110', 'safari16'],
    chunkSizeWarningLimit: 2000,
  },
  worker: { format: 'es' },
  server: {
    proxy: { '/api': { target: 'http://127.0.0.1:3000', ws: true }, '/urn': 'http://127.0.0.1:3000' },
  },
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
