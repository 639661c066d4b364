import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, statfs, unlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { DataFolder } from '../data-folder.ts';
import { copyDurably, measureFile, syncFolder, writeDurably } from '../files.ts';
import { MANIFEST, Manifest } from './manifest.ts';

/** A restore that was not done. The message is for whoever asked for it. */
export class RestoreFailed extends Error {
  override name = 'RestoreFailed';
}

/** Left by a restore for the next start, which aborts the votes that lost urn and key and ends all sessions. */
export const Restored = z.strictObject({
  format: z.literal('yishi-restored-1'),
  /** When the backup was made. Milliseconds since 1970. */
  madeAt: z.int(),
});
export type Restored = z.output<typeof Restored>;

/**
 * Puts a backup into an empty or missing folder, after every file was found as its manifest says. A restore that breaks off
 * leaves a folder that no server starts on.
 */
export async function restoreBackup(from: string, to: string): Promise<Manifest> {
  const data = new DataFolder(to);
  if (existsSync(data.root) && (await readdir(data.root)).length > 0) {
    throw new RestoreFailed(
      `${data.root} is not empty: a backup is restored into an empty or missing folder`,
    );
  }
  const manifest = await readManifest(from);
  await expectWhole(from, manifest);
  await mkdir(data.root, { recursive: true, mode: 0o700 });
  await expectRoom(data.root, manifest);
  await writeDurably(data.halfRestored, '');
  for (const folder of [data.sealed, data.archive]) await mkdir(folder, { mode: 0o700 });
  for (const { path, sha256 } of manifest.files) {
    await copyDurably(join(from, path), join(data.root, path));
    // What was read a second time may have changed under the first.
    if ((await measureFile(join(data.root, path))).sha256 !== sha256) {
      throw new RestoreFailed(`${path} was not copied as it is; remove ${data.root} and try again`);
    }
  }
  for (const folder of [data.sealed, data.archive]) await syncFolder(folder);
  const { madeAt } = manifest;
  await writeDurably(
    data.restored,
    JSON.stringify({ format: 'yishi-restored-1', madeAt } satisfies Restored),
  );
  await unlink(data.halfRestored);
  await syncFolder(data.root);
  return manifest;
}

async function readManifest(from: string): Promise<Manifest> {
  const file = join(from, MANIFEST);
  if (!existsSync(file)) throw new RestoreFailed(`${from} has no ${MANIFEST}: it is no finished backup`);
  const manifest = Manifest.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!manifest.success) throw new RestoreFailed(`${file}: ${z.prettifyError(manifest.error)}`);
  return manifest.data;
}

/** Every file that the manifest names is there with its bytes, and no other. */
async function expectWhole(from: string, { files }: Manifest): Promise<void> {
  const there = (await readdir(from, { recursive: true, withFileTypes: true })).filter(
    (entry) => !entry.isDirectory(),
  );
  const known = new Set([MANIFEST, ...files.map(({ path }) => path)]);
  for (const { parentPath, name } of there) {
    const path = relative(from, join(parentPath, name));
    if (!known.has(path)) throw new RestoreFailed(`${path} is in the backup and not in its manifest`);
  }
  for (const { path, size, sha256 } of files) {
    if (!existsSync(join(from, path))) throw new RestoreFailed(`${path} is missing from the backup`);
    const found = await measureFile(join(from, path));
    if (found.size !== size || found.sha256 !== sha256) {
      throw new RestoreFailed(`${path} is not as the manifest says: the backup is damaged`);
    }
  }
}

async function expectRoom(root: string, { files }: Manifest): Promise<void> {
  const needed = files.reduce((sum, { size }) => sum + size, 0);
  const { bavail, bsize } = await statfs(root);
  if (bavail * bsize < needed) throw new RestoreFailed(`not enough room in ${root} for ${needed} bytes`);
}
