import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { buildId } from './client/build/build-id.ts';
import { bundleFigures } from './client/build/bundle-figures.ts';
import { compressed } from './client/build/compressed.ts';
import { withoutJsonSchema } from './client/build/without-json-schema.ts';
import { withoutUnusedParts } from './client/build/without-unused-parts.ts';

const libraries = 'react|react-dom|scheduler|socket.io-\\w+|engine.io-\\w+|@socket.io';
const ours = 'trying|lazy|trusted-scripts|i18n/kept-language|i18n/format-of|design/Button';
/** What the public page shares with the screens of the hall: neither zod nor i18next may get in here. */
const everyPage = new RegExp(
  `/node_modules/(?:${libraries})/|/client/(?:${ours})\\.tsx?|/shared/visible\\.ts|vite/preload-helper`,
);

const hallLibraries = 'react-i18next|i18next|wouter|regexparam|zod|@noble|canonicalize';
const hallOurs =
  'api|session|sitting|connection|i18n/(?:format|time-zone)|i18n/language|design/(?:LineNotice|Notice|Plain|preferences|TopBar)';
/** What every screen of the hall loads. Each of the two compresses better in one file. */
const everyScreen = new RegExp(`/node_modules/(?:${hallLibraries})/|/client/(?:${hallOurs})\\.tsx?`);

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
    rolldownOptions: {
      input: ['client/index.html', 'client/gallery.html'],
      output: {
        codeSplitting: {
          groups: [
            { name: 'core', test: everyPage, priority: 2 },
            { name: 'base', test: everyScreen, priority: 1 },
          ],
        },
      },
    },
  },
  worker: { format: 'es', plugins: () => [withoutUnusedParts()] },
});
