import type { Socket } from 'socket.io';
import type { InquiryId, ViewerId } from '../../shared/ids.ts';
import type { Snapshot } from '../../shared/inquiry/feed.ts';
import { Packet } from './connection.ts';
import type { GalleryExchange } from './exchange/contract.ts';
import type { Poster } from './intake.ts';
import type { Limits } from './limits.ts';
import { type Answered, refuse } from './refusing.ts';
import { Room } from './room.ts';
import { Snapshots } from './snapshot.ts';
import { Watching } from './watching.ts';

/** What one inquiry has in this process. */
export interface Place {
  readonly room: Room;
  readonly watching: Watching;
  readonly snapshots: Snapshots;
  /** Keeps a viewer's socket, to be told of what is the viewer's own. Returns how to leave. */
  own(viewerId: ViewerId | null, socket: Socket): () => void;
  /** The view, for whoever has missed a number. */
  snapshot(poster: Poster): Promise<Answered<Snapshot>>;
}

interface Parts {
  exchange: GalleryExchange;
  /** Of this process. */
  galleryId: string;
  /** How often the exchange is told who is watching, milliseconds. */
  presentEveryMs: number;
  limits: Limits;
  now: () => number;
}

/** Inquiries that have somebody in this process, and the feed on its way to them. */
export class Places {
  readonly #exchange: GalleryExchange;
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #places = new Map<InquiryId, KeptPlace>();
  readonly #ends: (() => void)[];

  constructor({ exchange, galleryId, presentEveryMs, limits, now }: Parts) {
    this.#exchange = exchange;
    this.#limits = limits;
    this.#now = now;
    const unfollow = exchange.follow({
      onTick: (inquiryId, channel, tick) => {
        if (channel === 'live') this.#places.get(inquiryId)?.room.tick(tick);
      },
      onOpen: (inquiryId, channel) => {
        if (channel === 'live') this.#places.get(inquiryId)?.room.startAnew();
      },
      onOwn: (inquiryId, viewerId) => this.#places.get(inquiryId)?.tellOwn(viewerId),
    });
    const present = setInterval(() => {
      for (const [inquiryId, place] of this.#places) {
        exchange.present(inquiryId, galleryId, place.watching.count(now()));
      }
    }, presentEveryMs);
    this.#ends = [unfollow, () => clearInterval(present)];
  }

  /** Whether there is such an inquiry. */
  has(inquiryId: InquiryId): boolean {
    return this.#exchange.snapshot(inquiryId, 'live') !== null;
  }

  /** Only of an inquiry that there is. */
  of(inquiryId: InquiryId): Place {
    const known = this.#places.get(inquiryId);
    if (known) return known;
    const place = new KeptPlace(inquiryId, this.#exchange, this.#limits, this.#now);
    this.#places.set(inquiryId, place);
    return place;
  }

  close(): void {
    for (const end of this.#ends) end();
    for (const { room } of this.#places.values()) room.close();
  }
}

class KeptPlace implements Place {
  readonly room: Room;
  readonly watching = new Watching();
  readonly snapshots: Snapshots;
  readonly #limits: Limits;
  readonly #sockets = new Map<ViewerId, Set<Socket>>();
  #packet: { json: string; packet: Packet } | null = null;

  constructor(inquiryId: InquiryId, exchange: GalleryExchange, limits: Limits, now: () => number) {
    this.snapshots = new Snapshots(inquiryId, exchange, now);
    this.#limits = limits;
    this.room = new Room(() => this.#snapshotPacket(), now);
  }

  own(viewerId: ViewerId | null, socket: Socket): () => void {
    if (!viewerId) return () => {};
    const sockets = this.#sockets.get(viewerId) ?? new Set();
    this.#sockets.set(viewerId, sockets.add(socket));
    return () => {
      sockets.delete(socket);
      if (sockets.size === 0) this.#sockets.delete(viewerId);
    };
  }

  tellOwn(viewerId: ViewerId): void {
    for (const socket of this.#sockets.get(viewerId) ?? []) socket.emit('gallery:own', {});
  }

  async snapshot({ viewerId, block }: Poster): Promise<Answered<Snapshot>> {
    const enough = await this.#limits.refuses('read', viewerId, block);
    if (enough) return { refused: enough };
    return this.snapshots.snapshot() ?? refuse('not-found');
  }

  #snapshotPacket(): Packet | null {
    const live = this.snapshots.live();
    if (!live) return null;
    if (this.#packet?.json !== live.json) {
      this.#packet = { json: live.json, packet: new Packet('gallery:snapshot', live.json) };
    }
    return this.#packet.packet;
  }
}
