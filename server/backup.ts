import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { askForBackup } from './backup/control.ts';
import { backUpOffline } from './backup/offline.ts';
import { readConfig } from './config.ts';
import { DataFolder } from './data-folder.ts';

/**
 * `npm run backup -- --to FOLDER [--keep N]`: asks the server that runs on DATA_DIR for a backup, or makes it by itself when none
 * runs. Ends with 0 when it is made, 1 when it is not, 2 when it was called wrongly.
 */
const USAGE = 'usage: npm run backup -- --to FOLDER [--keep N]';

async function backUp(): Promise<number> {
  const { values } = parseArgs({ options: { to: { type: 'string' }, keep: { type: 'string' } } });
  const keep = values.keep === undefined ? undefined : Number(values.keep);
  if (values.to === undefined || (keep !== undefined && !(Number.isInteger(keep) && keep > 0))) {
    console.error(USAGE);
    return 2;
  }
  process.umask(0o077);
  const data = new DataFolder(readConfig(process.env).DATA_DIR);
  const order = { to: resolve(values.to), keep };
  const made = (await askForBackup(data.control, order)) ?? (await backUpOffline(data, order, Date.now()));
  console.log(`backup=${made.folder} files=${made.files} bytes=${made.bytes}`);
  return 0;
}

try {
  process.exitCode = await backUp();
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  const wrongUse = code?.startsWith('ERR_PARSE_ARGS') ?? false;
  console.error(wrongUse ? `${message}\n${USAGE}` : `no backup was made: ${message}`);
  process.exitCode = wrongUse ? 2 : 1;
}
