import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { insist, snapshot } from '../commit/worker.ts';
import { type DataFolder, type StoreName, storeNames } from '../data-folder.ts';
import { BackupFailed, type BackupMade, type BackupOrder, makeBackup } from './make.ts';

/** A backup of a folder that no server is using. No server can start on it until the backup is made. */
export async function backUpOffline(data: DataFolder, order: BackupOrder, now: number): Promise<BackupMade> {
  const opened = new Map<StoreName, DatabaseSync>();
  try {
    for (const name of storeNames) opened.set(name, lock(data.store(name)));
    return await makeBackup(data, (name, file) => snapshot(opened.get(name)!, file), order, now);
  } finally {
    for (const db of opened.values()) db.close();
  }
}

function lock(file: string): DatabaseSync {
  if (!existsSync(file)) throw new BackupFailed(`${file} is missing: this is no data folder`);
  const db = new DatabaseSync(file);
  try {
    insist(db, 'locking_mode', 'exclusive');
    db.exec('BEGIN IMMEDIATE; COMMIT');
    return db;
  } catch (error) {
    db.close();
    const why = (error as Error).message;
    throw new BackupFailed(
      /locked/.test(why) ? `${file} is in use, and its server does not answer; try again` : `${file}: ${why}`,
    );
  }
}
