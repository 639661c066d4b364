import { join, resolve } from 'node:path';

/**
 * The SQLite stores of a data folder, each `NAME.sqlite`; a new store is one more name. A backup copies them in this order:
 * what a log has taken in already may still wait in an older copy of the crowd, where it is known again, but never the other way
 * round; an inquiry belongs to a sitting that is there; what the others know may be newer than the journal but never older.
 */
export const storeNames = ['crowd', 'inquiries', 'journal', 'access', 'accounts', 'contacts'] as const;
export type StoreName = (typeof storeNames)[number];

/** Everything the server keeps is in one folder. One server per folder. */
export class DataFolder {
  readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  store(name: StoreName): string {
    return join(this.root, `${name}.sqlite`);
  }
  /** Private keys of votes that are prepared or open. Never in a backup. */
  get keys(): string {
    return join(this.root, 'keys');
  }
  /** Urns of votes that are not sealed. Never in a backup. */
  get urns(): string {
    return join(this.root, 'urns');
  }
  get sealed(): string {
    return join(this.root, 'sealed');
  }
  /** What PINs are hashed with: without it no deputy's PIN is known again. */
  get pinKey(): string {
    return join(this.root, 'pin-key');
  }
  /** What viewers' cookies are signed with: without it everybody in the gallery is new. */
  get viewerKey(): string {
    return join(this.root, 'viewer-key');
  }
  /** Results of sittings whose personal data is gone. */
  get archive(): string {
    return join(this.root, 'archive');
  }
  /** UNIX socket of the running server, for whoever may write in the folder. */
  get control(): string {
    return join(this.root, 'control.sock');
  }
  /** Written by a restore, consumed by the next start. */
  get restored(): string {
    return join(this.root, 'restored.json');
  }
  /** There while a restore is under way: the folder is half of something. */
  get halfRestored(): string {
    return join(this.root, 'restore-unfinished');
  }
}
