import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes names in a folder durable: a new, renamed or removed file is only so once its folder is on disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Ends the name under which a file is written; a crash may leave it. */
export const UNFINISHED = '.new';

/** Writes the whole file or nothing: beside it, fsync, rename, fsync of the folder. */
export async function writeDurably(file: string, content: string | Uint8Array): Promise<void> {
  const beside = file + UNFINISHED;
  const handle = await open(beside, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
  await syncFolder(dirname(file));
}

/** Overwrites a file with noise and removes it, durably; nothing to do when it is gone already. */
export async function destroyFile(file: string): Promise<void> {
  try {
    const handle = await open(file, 'r+');
    try {
      const { size } = await handle.stat();
      await handle.write(randomBytes(size), 0, size, 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await unlink(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await syncFolder(dirname(file));
}

/** Names of the files in a folder that end in `ending`, without it. */
export function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length));
}
