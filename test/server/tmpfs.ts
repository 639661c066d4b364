import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A small disk of so many megabytes for the time of `work`. Fails where this user may not mount one: it is never left out. */
export async function withTmpfs<T>(megabytes: number, work: (folder: string) => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0)
    throw new Error('this test mounts a small disk and needs root: run it as CI does');
  const folder = mkdtempSync(join(tmpdir(), 'yishi-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', folder]);
  try {
    return await work(folder);
  } finally {
    execFileSync('umount', [folder]);
    rmdirSync(folder);
  }
}
