import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/**
 * Writes into the page which build it is of. Built files are named by their content, so that their names tell builds apart:
 * the same sources give the same id, wherever they are built.
 */
export function buildId(): Plugin {
  return {
    name: 'build-id',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const names = Object.keys(bundle ?? {}).sort();
        const id = createHash('sha256').update(names.join()).digest('hex').slice(0, 16);
        return [{ tag: 'meta', attrs: { name: 'build', content: id }, injectTo: 'head' }];
      },
    },
  };
}
