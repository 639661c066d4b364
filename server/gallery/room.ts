import type { Tick } from '../../shared/inquiry/feed.ts';
import { type Connection, cutOff, Packet, queuedBytes } from './connection.ts';

/** Past so many bytes that a viewer has not read, ticks are dropped. */
export const MAX_QUEUED = 256 * 1024;
/** Who has not caught up after so long is closed: the device connects again when it can. */
const MAX_BEHIND_MS = 30_000;
const CATCH_UP_MS = 250;
/** Snapshots that are handed out in one go. */
const AT_ONCE = 500;

interface Follower {
  readonly connection: Connection;
  /** Since when its ticks are dropped; null while it keeps up. */
  behindSince: number | null;
}

/**
 * Everybody who follows one inquiry by socket. A tick is encoded once; what a viewer costs is one write. Whoever reads too slowly
 * gets no ticks, and one fresh snapshot when everything that was sent has been read.
 */
export class Room {
  readonly #snapshot: () => Packet | null;
  readonly #now: () => number;
  readonly #followers = new Set<Follower>();
  readonly #behind = new Set<Follower>();
  #catchingUp: NodeJS.Timeout | null = null;

  constructor(snapshot: () => Packet | null, now: () => number) {
    this.#snapshot = snapshot;
    this.#now = now;
  }

  get size(): number {
    return this.#followers.size;
  }

  /** Sends the snapshot, and every tick from then on. Returns how to leave. */
  enter(connection: Connection): () => void {
    const follower: Follower = { connection, behindSince: null };
    this.#followers.add(follower);
    this.#snapshot()?.writeTo(connection);
    return () => {
      this.#followers.delete(follower);
      this.#behind.delete(follower);
    };
  }

  tick(tick: Tick): void {
    if (this.#followers.size === 0) return;
    const packet = new Packet('gallery:tick', JSON.stringify(tick));
    for (const follower of this.#followers) {
      if (follower.behindSince !== null) continue;
      if (queuedBytes(follower.connection) > MAX_QUEUED) this.#fallBehind(follower);
      else packet.writeTo(follower.connection);
    }
  }

  /** A new epoch: nobody's view is good any more. */
  startAnew(): void {
    for (const follower of this.#followers) this.#fallBehind(follower);
  }

  close(): void {
    if (this.#catchingUp) clearInterval(this.#catchingUp);
  }

  #fallBehind(follower: Follower): void {
    follower.behindSince ??= this.#now();
    this.#behind.add(follower);
    this.#catchingUp ??= setInterval(() => this.#catchUp(), CATCH_UP_MS);
  }

  #catchUp(): void {
    const packet = this.#snapshot();
    let handed = 0;
    for (const follower of this.#behind) {
      const { connection, behindSince } = follower;
      if (packet && queuedBytes(connection) === 0) {
        if (++handed > AT_ONCE) break;
        packet.writeTo(connection);
        follower.behindSince = null;
        this.#behind.delete(follower);
      } else if (this.#now() - behindSince! > MAX_BEHIND_MS) {
        this.#behind.delete(follower);
        cutOff(connection);
      }
    }
    if (this.#behind.size > 0 || !this.#catchingUp) return;
    clearInterval(this.#catchingUp);
    this.#catchingUp = null;
  }
}
