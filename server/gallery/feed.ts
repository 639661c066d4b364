import { randomInt } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { RequestHandler } from 'express';
import { Server, type Socket } from 'socket.io';
import {
  type GalleryAnswer,
  GalleryHandshake,
  type GalleryPayload,
  type GalleryReply,
  type GalleryRequestName,
  galleryRequests,
} from '../../shared/inquiry/gallery-protocol.ts';
import type { Operations } from '../operations.ts';
import { isForeign, type Reach } from '../origin.ts';
import { type Admission, Full } from './admission.ts';
import { type Connection, cutOff, queuedBytes } from './connection.ts';
import type { Viewers } from './identity.ts';
import type { Intake, Poster } from './intake.ts';
import type { Places } from './places.ts';
import { type Answered, galleryRefusalOf, malformedFor, refuse } from './refusing.ts';
import { MAX_QUEUED } from './room.ts';

export const GALLERY_SOCKET_PATH = '/gallery/socket';
/** A question of 500 characters fits, whatever they are. */
const MAX_PACKET = 8 * 1024;
/** Requests of one socket that may be under way together. */
const MAX_UNDER_WAY = 8;
/**
 * What one line may send, from its first packet on: a page sends a handful. Even a no costs something, brackets within brackets
 * most of all, and the hall's own messages wait for it.
 */
const PACE = { packets: 150, characters: 48 * 1024, withinMs: 10_000 };
/** Sockets that have not said yet what they follow. */
const MAX_SILENT = 2000;

interface Parts {
  places: Places;
  viewers: Viewers;
  intake: Intake;
  admission: Admission;
  operations: Operations;
  reach: Reach;
  headers: RequestHandler;
}
type ViewerSocket = Socket & { data: { poster: Poster; underWay: number } };

/** The public's sockets: whoever connects gets the snapshot and then ticks, and may post. They share nothing with the chamber's. */
export function attachGallery(server: HttpServer | HttpsServer, parts: Parts): Server {
  const io = new Server(server, {
    path: GALLERY_SOCKET_PATH,
    transports: ['websocket'],
    perMessageDeflate: false,
    maxHttpBufferSize: MAX_PACKET,
    serveClient: false,
    connectTimeout: 5000,
    pingInterval: 25_000,
    pingTimeout: 20_000,
    // What is for nobody the chamber's server puts out.
    destroyUpgrade: false,
    allowRequest: (request, decide) => {
      const hasRoom = io.engine.clientsCount < parts.admission.maxViewers + MAX_SILENT;
      decide(null, hasRoom && !isForeign(request, parts.reach));
    },
  });
  io.engine.use(parts.headers);
  io.engine.on('connection', cutOffFlood);

  // Each line has one viewer: what the next of a line costs is not counted anywhere, and whose it is, is not known any more.
  const taken = new WeakSet<Connection>();
  io.use((socket, next) => {
    if (taken.has(socket.conn)) return next(refusedWith(refuse('malformed', { detail: 'one per line' })));
    const handshake = GalleryHandshake.safeParse(socket.handshake.auth);
    if (!handshake.success) return next(refusedWith(malformedFor(handshake.error)));
    const { inquiryId } = handshake.data;
    if (!parts.places.has(inquiryId)) return next(refusedWith(refuse('not-found', { field: 'inquiryId' })));
    const viewerId = parts.viewers.viewerOf(socket.request);
    const poster: Poster = { inquiryId, viewerId, block: parts.admission.blockOf(socket.request) };
    Object.assign(socket.data, { poster, underWay: 0 });
    taken.add(socket.conn);
    next();
  });

  io.on('connection', (plain) => enter(plain as ViewerSocket, parts));
  return io;
}

function enter(socket: ViewerSocket, { places, admission, intake, operations }: Parts): void {
  const { inquiryId, viewerId, block } = socket.data.poster;
  const entry = admission.enter(block);
  if (entry instanceof Full) {
    operations.galleryFull();
    // Spread, so that those who were sent away do not come back together.
    socket.emit('gallery:full', { retryMs: entry.retryMs + randomInt(entry.retryMs) });
    // It says so, and a client does not come back by itself.
    socket.disconnect(true);
    return;
  }
  // Of no use any more, and one of the larger things that a socket keeps.
  (socket.conn as { request: unknown }).request = null;
  const place = places.of(inquiryId);
  const leave = [
    entry.leave,
    place.room.enter(socket.conn),
    place.watching.enter(viewerId ?? socket.id),
    place.own(viewerId, socket),
  ];
  socket.on('disconnect', () => {
    for (const one of leave) one();
  });
  refuseUnknownEvents(socket);
  const posts = ['gallery:ask', 'gallery:support', 'gallery:like', 'gallery:own'] as const;
  for (const name of posts) {
    answer(socket, name, operations, (payload) => intake.take(name, socket.data.poster, payload));
  }
  answer(socket, 'gallery:snapshot', operations, async () => place.snapshot(socket.data.poster));
}

/** Parses the payload, calls the handler and replies exactly once, whatever happens. */
function answer<N extends GalleryRequestName>(
  socket: ViewerSocket,
  name: N,
  operations: Operations,
  handle: (payload: GalleryPayload<N>) => Promise<Answered<GalleryReply<N>>>,
): void {
  socket.on(name as string, async (...sent: unknown[]) => {
    // Who asks on and on and does not read the answers would fill the memory with them.
    if (queuedBytes(socket.conn) > MAX_QUEUED) return cutOff(socket.conn);
    const reply = sent.at(-1);
    if (typeof reply !== 'function') return;
    const send = reply as (answer: GalleryAnswer<GalleryReply<N>>) => void;
    const [payload, ...more] = sent.slice(0, -1);
    if (more.length > 0) return send(refuse('malformed', { detail: 'one payload is expected' }));
    if (socket.data.underWay >= MAX_UNDER_WAY) return send(refuse('busy', { retryMs: 1000 }));
    const parsed = galleryRequests[name].payload.safeParse(payload);
    if (!parsed.success) return send(malformedFor(parsed.error));
    socket.data.underWay++;
    try {
      const result = await handle(parsed.data as GalleryPayload<N>);
      send('refused' in result ? { refused: result.refused } : { ok: result });
    } catch (error) {
      send(galleryRefusalOf(error, operations));
    } finally {
      socket.data.underWay--;
    }
  });
}

function cutOffFlood(connection: Connection): void {
  let [since, packets, characters] = [performance.now(), 0, 0];
  connection.on('packet', ({ data }: { data?: string | Buffer }) => {
    if (performance.now() - since > PACE.withinMs) [since, packets, characters] = [performance.now(), 0, 0];
    packets++;
    characters += data?.length ?? 0;
    if (packets > PACE.packets || characters > PACE.characters) cutOff(connection);
  });
}

function refuseUnknownEvents(socket: Socket): void {
  socket.onAny((name: string, ...rest: unknown[]) => {
    if (Object.hasOwn(galleryRequests, name)) return;
    const reply = rest.at(-1);
    if (typeof reply === 'function') reply(refuse('malformed', { field: 'event', detail: 'unknown event' }));
  });
}

function refusedWith({ refused }: ReturnType<typeof refuse>): Error {
  return Object.assign(new Error(refused.code), { data: refused });
}
