import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import { chmod, constants, copyFile, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes names in a folder durable: a new, renamed or removed file is only so once its folder is on disk. */
export async function syncFolder(folder: string): Promise<void> {
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

/** Copies a file under a name that is not taken and makes its content durable; its folder is left to the caller. */
export async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL);
  await chmod(to, 0o600);
  await syncFile(to);
}

export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}

/** SHA-256 of a file, hex, and its size in bytes. */
export async function measureFile(file: string): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { sha256: hash.digest('hex'), size };
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
