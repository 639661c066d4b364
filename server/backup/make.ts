import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import product from '../../package.json' with { type: 'json' };
import { PROTOCOL_VERSION } from '../../shared/protocol.ts';
import { sealedIn } from '../chamber/journal/sealed-files.ts';
import { type DataFolder, type StoreName, storeNames } from '../data-folder.ts';
import { copyDurably, measureFile, syncFile, syncFolder, writeDurably } from '../files.ts';
import { MANIFEST, type Manifest } from './manifest.ts';

/** A backup that was not made; nothing of it is left. The message is for whoever asked for it. */
export class BackupFailed extends Error {
  override name = 'BackupFailed';
}

export interface BackupOrder {
  /** The folder in which each backup gets a folder of its own. */
  to: string;
  /** Of the finished backups in there so many are kept, the newest; all, where it is left out. */
  keep?: number | undefined;
}
export interface BackupMade {
  folder: string;
  files: number;
  /** Of all files together. */
  bytes: number;
}

/** Copies one store as it is at one moment into a new file. */
export type Snapshot = (store: StoreName, file: string) => Promise<void>;

const HALF = '.unfinished';
const backupName = /^yishi-\d{8}T\d{6}Z$/;
/** Leftovers of a crash; a younger one may belong to a backup that is being made. */
const LEFTOVER_MS = 24 * 3_600_000;
const MEGABYTE = 1024 * 1024;

/**
 * Makes a backup of a data folder: its stores, the sealed ballots that the copied journal refers to, the archive. Open urns and
 * keys are left out. It is written under another name, its manifest last, and renamed when it is whole and on disk.
 */
export async function makeBackup(
  data: DataFolder,
  snapshot: Snapshot,
  { to, keep }: BackupOrder,
  now: number,
): Promise<BackupMade> {
  const collection = resolve(to);
  if (`${collection}${sep}`.startsWith(`${data.root}${sep}`)) {
    throw new BackupFailed(`${collection} is in the data folder and would be lost with it`);
  }
  const folder = join(collection, `yishi-${new Date(now).toISOString().replace(/\.\d+|[-:]/g, '')}`);
  const half = folder + HALF;
  try {
    await mkdir(collection, { recursive: true, mode: 0o700 });
    await removeLeftovers(collection, now);
    await expectRoom(data, collection);
    if (existsSync(folder)) throw new BackupFailed(`${folder} is there already`);
    await mkdir(half, { mode: 0o700 });
  } catch (error) {
    throw asFailure(error);
  }
  try {
    const files = await copyAll(data, snapshot, half);
    const versions = { yishi: product.version, node: process.version, protocol: PROTOCOL_VERSION };
    const manifest: Manifest = { format: 'yishi-backup-1', versions, madeAt: now, files };
    await writeDurably(join(half, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    await rename(half, folder);
    await syncFolder(collection);
    if (keep !== undefined) await removeOlder(collection, keep);
    return { folder, files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    throw asFailure(error);
  }
}

async function copyAll(data: DataFolder, snapshot: Snapshot, half: string): Promise<Manifest['files']> {
  const files: Manifest['files'] = [];
  const note = async (path: string) => void files.push({ path, ...(await measureFile(join(half, path))) });
  for (const store of storeNames) {
    const path = basename(data.store(store));
    await snapshot(store, join(half, path));
    await syncFile(join(half, path));
    await note(path);
  }
  // After the journal: a sealed file is on disk before its log speaks of it.
  for (const folder of ['sealed', 'archive'] as const) await mkdir(join(half, folder), { mode: 0o700 });
  for (const { ballotId, sealDigest } of sealedIn(join(half, basename(data.store('journal'))))) {
    const path = `sealed/${ballotId}.json`;
    await copyDurably(join(data.sealed, `${ballotId}.json`), join(half, path));
    await note(path);
    if (files.at(-1)!.sha256 !== sealDigest) {
      throw new BackupFailed(`${path} is not what the log says of it: the data folder is damaged`);
    }
  }
  // The server has them from its first start on; a folder that none was started on has no PINs and no viewers.
  for (const key of [data.pinKey, data.viewerKey].filter(existsSync)) {
    const path = basename(key);
    await copyDurably(key, join(half, path));
    await note(path);
  }
  for (const name of await namesIn(data.archive)) {
    await copyDurably(join(data.archive, name), join(half, 'archive', name));
    await note(`archive/${name}`);
  }
  for (const folder of ['sealed', 'archive']) await syncFolder(join(half, folder));
  return files;
}

/** Finished files of a folder, none where it is not there. */
async function namesIn(folder: string): Promise<string[]> {
  return existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith('.json')) : [];
}

/** Asked before anything is written, so that a disk which the server shares is not filled for nothing. */
async function expectRoom(data: DataFolder, collection: string): Promise<void> {
  const sizes = async (files: string[]) =>
    (await Promise.all(files.map(async (file) => (existsSync(file) ? (await stat(file)).size : 0)))).reduce(
      (sum, size) => sum + size,
      0,
    );
  const inFolder = async (folder: string) => sizes((await namesIn(folder)).map((name) => join(folder, name)));
  const stores = storeNames.map((name) => data.store(name));
  const needed =
    (await sizes([...stores, ...stores.map((file) => `${file}-wal`)])) +
    (await inFolder(data.sealed)) +
    (await inFolder(data.archive));
  const { bavail, bsize } = await statfs(collection);
  if (bavail * bsize < needed + MEGABYTE) throw noRoom(needed, bavail * bsize);
}

function noRoom(needed: number, free: number): BackupFailed {
  const megabytes = (bytes: number) => Math.ceil(bytes / MEGABYTE);
  return new BackupFailed(
    `not enough room for a backup: ${megabytes(needed) + 1} MB are needed, ${Math.floor(free / MEGABYTE)} MB are free`,
  );
}

function asFailure(error: unknown): BackupFailed {
  if (error instanceof BackupFailed) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  // SQLite has no code of the system's.
  if (code === 'ENOSPC' || /disk is full/.test(message)) {
    return new BackupFailed('the disk of the backup is full; nothing was left on it');
  }
  return new BackupFailed(message);
}

async function removeLeftovers(collection: string, now: number): Promise<void> {
  for (const name of await readdir(collection)) {
    if (!name.endsWith(HALF) || !backupName.test(name.slice(0, -HALF.length))) continue;
    const { mtimeMs } = await stat(join(collection, name));
    if (now - mtimeMs > LEFTOVER_MS) await rm(join(collection, name), { recursive: true });
  }
}

async function removeOlder(collection: string, keep: number): Promise<void> {
  const made = (await readdir(collection)).filter((name) => backupName.test(name)).sort();
  for (const name of made.slice(0, Math.max(0, made.length - keep))) {
    await rm(join(collection, name), { recursive: true });
  }
}
