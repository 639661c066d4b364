import { parseArgs } from 'node:util';
import { restoreBackup } from './backup/restore.ts';
import { readConfig } from './config.ts';

/**
 * `npm run restore -- --from BACKUP [--data DIR]`: into DATA_DIR, unless a folder is given. Ends with 0 when it is done, 1 when it
 * is not, 2 when it was called wrongly.
 */
const USAGE = 'usage: npm run restore -- --from BACKUP [--data DIR]';

async function restore(): Promise<number> {
  const { values } = parseArgs({ options: { from: { type: 'string' }, data: { type: 'string' } } });
  if (values.from === undefined) {
    console.error(USAGE);
    return 2;
  }
  process.umask(0o077);
  const to = values.data ?? readConfig(process.env).DATA_DIR;
  const { madeAt, files } = await restoreBackup(values.from, to);
  console.log(`restored=${to} files=${files.length} made=${new Date(madeAt).toISOString()}`);
  console.log('At its next start the server ends all sessions and aborts the votes that were not sealed.');
  return 0;
}

try {
  process.exitCode = await restore();
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  const wrongUse = code?.startsWith('ERR_PARSE_ARGS') ?? false;
  console.error(wrongUse ? `${message}\n${USAGE}` : `not restored: ${message}`);
  process.exitCode = wrongUse ? 2 : 1;
}
