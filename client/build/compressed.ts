import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const text = /\.(?:js|css|svg|html)$/;

/** Puts `.br` and `.gz` beside every file of text: compressed once at the build, not for each of three hundred tablets. */
export function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      for (const output of Object.values(bundle)) {
        if (!text.test(output.fileName)) continue;
        const file = join(dir!, output.fileName);
        const content = Buffer.from(output.type === 'chunk' ? output.code : output.source);
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
        writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
