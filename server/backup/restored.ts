import { existsSync } from 'node:fs';
import { readFile, unlink } from 'node:fs/promises';
import type { DataFolder } from '../data-folder.ts';
import { syncFolder } from '../files.ts';
import { Restored } from './restore.ts';

/** What the last restore left to do in a folder; null where there was none. Throws on a folder that is half restored. */
export async function readRestored(data: DataFolder): Promise<Restored | null> {
  if (existsSync(data.halfRestored)) {
    throw new Error(`a restore into ${data.root} broke off: empty the folder and restore again`);
  }
  if (!existsSync(data.restored)) return null;
  return Restored.parse(JSON.parse(await readFile(data.restored, 'utf8')));
}

/** Once everything is done that a restore asks for: from now on a missing urn is damage. */
export async function forgetRestored(data: DataFolder): Promise<void> {
  await unlink(data.restored);
  await syncFolder(data.root);
}
