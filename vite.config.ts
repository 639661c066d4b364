import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { buildId } from './client/build/build-id.ts';
import { bundleFigures } from './client/build/bundle-figures.ts';
import { compressed } from './client/build/compressed.ts';
import { withoutJsonSchema } from './client/build/without-json-schema.ts';
import { withoutUnusedParts } from './client/build/without-unused-parts.ts';

const libraries =
  'react|react-dom|scheduler|react-i18next|i18next|wouter|regexparam|zod|@noble|canonicalize|socket.io-\\w+|engine.io-\\w+|@socket.io';
const ours =
  'api|session|sitting|connection|i18n/format|i18n/language|design/(?:Button|LineNotice|Notice|Plain|preferences|TopBar)';
const everywhere = new RegExp(`/node_modules/(?:${libraries})/|/client/(?:${ours})\\.tsx?`);

export default defineConfig({
  root: 'client',
  plugins: [react(), withoutJsonSchema(), withoutUnusedParts(), buildId(), bundleFigures(), compressed()],
  // server/headers.ts writes a fresh one into every page.
  html: { cspNonce: 'one-per-response' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Tablets of some years ago: Chrome 110, iPad Safari 16.
    target: ['chrome110', 'safari16'],
    cssTarget: ['chrome110', 'safari16'],
    chunkSizeWarningLimit: 2000,
    // Only Safari 16 is without it, and waits a little longer for a screen.
    modulePreload: { polyfill: false },
    // What every screen loads compresses better in one file.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', test: everywhere }] } } },
  },
  worker: { format: 'es', plugins: () => [withoutUnusedParts()] },
});
