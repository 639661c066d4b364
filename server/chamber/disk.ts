import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiskState } from '../../shared/disk.ts';

const MEGABYTE = 1024 * 1024;
/** For the log of a vote from its close to its result, and for what SQLite needs besides. */
const LOG_RESERVE = 4 * MEGABYTE;
const LOOK_EVERY_MS = 5000;

/** Below `warn` megabytes of free space the staff are told, below `min` no vote is prepared or opened. */
export interface DiskLimits {
  warn: number;
  min: number;
}

/**
 * The free space under the data folder, and a reserve in it. Votes are not opened on a disk that is almost full; should it fill up all
 * the same, the reserve is given up so that an open vote can be closed, sealed and counted.
 */
export class Disk {
  readonly #folder: string;
  readonly #limits: DiskLimits;
  readonly #reserve: string;
  readonly #onlookers = new Set<(state: DiskState) => void>();
  readonly #timer: NodeJS.Timeout;
  #state: DiskState;

  constructor(folder: string, limits: DiskLimits) {
    this.#folder = folder;
    this.#limits = limits;
    this.#reserve = join(folder, 'reserve');
    this.#state = { level: 'fine', freeMegabytes: limits.warn, minMegabytes: limits.min };
    this.#timer = setInterval(() => void this.look().catch(() => {}), LOOK_EVERY_MS).unref();
  }

  /** As it was seen last. */
  get state(): DiskState {
    return this.#state;
  }

  /** Looks now, and tells onlookers when it is another level, or another figure of a level that is not fine. */
  async look(): Promise<DiskState> {
    const { bavail, bsize } = await statfs(this.#folder);
    const { warn, min } = this.#limits;
    const freeMegabytes = Math.floor((bavail * bsize) / MEGABYTE);
    const level = freeMegabytes < min ? 'almostFull' : freeMegabytes < warn ? 'low' : 'fine';
    const before = this.#state;
    this.#state = { level, freeMegabytes, minMegabytes: min };
    const changed = level !== 'fine' && freeMegabytes !== before.freeMegabytes;
    if (level !== before.level || changed) for (const tell of this.#onlookers) tell(this.#state);
    return this.#state;
  }

  watch(tell: (state: DiskState) => void): void {
    this.#onlookers.add(tell);
  }

  /** Whether a vote may be prepared or opened: there is room, and a reserve for its log and a seal of `sealBytes` is held. */
  async hasRoomFor(sealBytes: number): Promise<boolean> {
    await this.#hold(LOG_RESERVE + sealBytes);
    const { level } = await this.look();
    return level !== 'almostFull' && existsSync(this.#reserve);
  }

  /** Gives the reserve up, for what must be written now. The next vote takes it again. */
  async release(): Promise<void> {
    await rm(this.#reserve, { force: true });
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Noise: a file system that compresses would give zeros no room. On a full disk there is no reserve. */
  async #hold(bytes: number): Promise<void> {
    if (existsSync(this.#reserve) && (await stat(this.#reserve)).size >= bytes) return;
    try {
      const handle = await open(this.#reserve, 'w', 0o600);
      try {
        for (let left = bytes; left > 0; left -= MEGABYTE) {
          await handle.writeFile(randomBytes(Math.min(left, MEGABYTE)));
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
    } catch {
      await this.release();
    }
  }
}
