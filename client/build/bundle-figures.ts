import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

interface Budget {
  /** The page that begins it. */
  page: 'index.html' | 'gallery.html';
  /** The screen's module and its words, loaded when its address is opened. */
  parts: readonly string[];
  workers?: RegExp;
  /** KB of script after gzip, everything that the screen loads before its work is done. */
  limit?: number;
}

const screenOf = (screen: string, ...words: string[]) =>
  ({
    page: 'index.html',
    parts: [screen, ...['common', 'ballot', ...words].map((room) => `i18n/zh-CN/${room}.ts`)],
  }) as const;

const budgets: Record<string, Budget> = {
  tablet: { ...screenOf('tablet/TabletScreen.tsx', 'tablet'), workers: /credential-worker/, limit: 150 },
  scrutineer: screenOf('scrutineer/ScrutineerScreen.tsx', 'scrutineer'),
  hall: { ...screenOf('hall-screen/HallScreen.tsx', 'hall'), limit: 250 },
  desk: screenOf('host/Desk.tsx', 'host'),
  // Before a stream is played and a result is opened.
  gallery: {
    page: 'gallery.html',
    parts: ['gallery/GalleryPage.tsx', 'gallery/words/zh-CN.ts'],
    limit: 100,
  },
};

type Bundle = Rolldown.OutputBundle;
const KB = 1000;
/** The one piece of syntax that no build target rewrites and that an old tablet cannot read. */
const lookbehind = /\(\?<[=!]/;

/** Prints what each screen loads, and fails the build that breaks a budget: an old tablet, or a weak phone, pays for every kilobyte. */
export function bundleFigures(): Plugin {
  return {
    name: 'bundle-figures',
    apply: 'build',
    generateBundle(_options, bundle) {
      const figures = Object.entries(budgets).map(([name, budget]) => {
        const kb = [...filesOf(bundle, budget)].reduce((sum, file) => sum + gzipped(bundle, file), 0) / KB;
        return { name, kb: Math.round(kb * 10) / 10, limit: budget.limit };
      });
      this.info(figures.map(({ name, kb }) => `${name}_gzip_kb=${kb}`).join(' '));
      const over = figures.find(({ kb, limit }) => limit !== undefined && kb > limit);
      const tooNew = ['tablet', 'gallery']
        .flatMap((name) => [...filesOf(bundle, budgets[name]!)])
        .find((file) => lookbehind.test(codeOf(bundle, file)));
      if (tooNew)
        this.error(
          `${tooNew} has a regular expression with lookbehind, over which Safari 16.0 stops the whole script`,
        );
      if (over) this.error(`${over.name} loads ${over.kb} KB of script, more than ${over.limit} KB`);
    },
  };
}

function filesOf(bundle: Bundle, { page, parts, workers }: Budget): Set<string> {
  const files = new Set<string>();
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
  const add = (file: string) => {
    const output = bundle[file];
    if (files.has(file) || output?.type !== 'chunk') return;
    files.add(file);
    for (const imported of output.imports) add(imported);
  };
  const holds = (path: string) =>
    chunks.filter(({ moduleIds }) => moduleIds.some((id) => id.split('?')[0]!.endsWith(`/client/${path}`)));
  for (const chunk of chunks)
    if (chunk.isEntry && chunk.facadeModuleId?.endsWith(`/client/${page}`)) add(chunk.fileName);
  for (const path of parts) {
    const found = holds(path);
    if (found.length === 0) throw new Error(`no chunk holds ${path}`);
    for (const chunk of found) add(chunk.fileName);
  }
  for (const name of Object.keys(bundle)) if (workers?.test(name) && name.endsWith('.js')) files.add(name);
  return files;
}

function codeOf(bundle: Bundle, file: string): string {
  const output = bundle[file]!;
  return output.type === 'chunk' ? output.code : String(output.source);
}

function gzipped(bundle: Bundle, file: string): number {
  return gzipSync(codeOf(bundle, file), { level: 9 }).length;
}
