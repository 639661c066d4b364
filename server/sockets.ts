import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { RequestHandler } from 'express';
import { Server, type Socket } from 'socket.io';
import { toBase64Url } from '../shared/bytes.ts';
import type { DeputyId, SittingId } from '../shared/ids.ts';
import { broadcasts, Handshake, type RequestName, requests } from '../shared/protocol.ts';
import { deskRoles } from '../shared/roles.ts';
import { malformed, type Refusal, refusal } from '../shared/sitting/refusals.ts';
import type { Audience } from '../shared/views.ts';
import { type AnsweredSocket, answering, refuseAll, refuseUnknownEvents } from './answering.ts';
import { type CardHolder, personOf } from './chamber/access/contract.ts';
import type { Admission, Session } from './chamber/admission.ts';
import type { Cards } from './chamber/cards.ts';
import { Devices } from './chamber/devices.ts';
import type { Disk } from './chamber/disk.ts';
import type { Inquiries } from './chamber/inquiries/inquiries.ts';
import type { Sittings } from './chamber/sittings.ts';
import { reachesInquiries, reachesSittings } from './declared-routes.ts';
import { answerDesk, answerTablet } from './device-requests.ts';
import { Gate } from './gate.ts';
import { InquiryRooms } from './inquiry-requests.ts';
import type { Operations } from './operations.ts';
import { isForeign, type Reach } from './origin.ts';
import { sessionOf } from './session-cookie.ts';

export const SOCKET_PATH = '/api/socket';
const MAX_PACKET = 16 * 1024;
/** Sockets of one session: a tablet that lost its network may leave a few behind. */
const MAX_SOCKETS = 8;
/** Every desk of every sitting, to be told of the machine. */
const DESKS = 'desks';

interface Joined {
  session: Session;
  sittingId: SittingId;
}
type ChamberSocket = AnsweredSocket & { data: Joined };
interface Parts {
  admission: Admission;
  cards: Cards;
  sittings: Sittings;
  inquiries: Inquiries;
  disk: Disk;
  operations: Operations;
  reach: Reach;
  headers: RequestHandler;
  /** The build of the screens that this server gives out. */
  build: string;
  openStepMs: number;
}

/** Small commands by socket, and the views that follow. Parses, calls, replies exactly once; no rules. */
export function attachSockets(server: HttpServer | HttpsServer, parts: Parts): Server {
  const io = new Server(server, {
    path: SOCKET_PATH,
    transports: ['websocket'],
    perMessageDeflate: false,
    maxHttpBufferSize: MAX_PACKET,
    serveClient: false,
    connectTimeout: 5000,
    // A screen says within seconds that its line is dead, not after a minute.
    pingInterval: 8000,
    pingTimeout: 6000,
    allowRequest: (request, decide) => decide(null, !isForeign(request, parts.reach)),
  });
  // Its answers over plain HTTP, refusals all of them, pass by the app.
  io.engine.use(parts.headers);
  const rooms = new Rooms(io, parts.sittings);
  const inquiryRooms = new InquiryRooms(io, parts.inquiries);
  const gate = new Gate(parts.admission);
  const { admission, sittings, build } = parts;
  const deputies = (id: SittingId) => sittings.view(id, 'host')?.view.roll ?? [];
  const votes = (id: SittingId) => sittings.view(id, 'host')?.view.votes ?? [];
  const around = {
    deputies: (id: SittingId) => deputies(id).map(({ deputy }) => deputy.deputyId),
    signedIn: (id: SittingId) => admission.signedIn(id),
    isVoteOpen: (id: SittingId) => votes(id).some(({ stage }) => stage === 'open'),
  };
  const devices = new Devices(build, around, parts.openStepMs);
  parts.disk.watch((state) => io.to(DESKS).emit('server:disk', state));
  tellOfCards(io, parts);

  // Each line is one of its session's sockets: several that came together on one would not be counted.
  const taken = new WeakSet<Socket['conn']>();
  io.use((socket, next) => {
    const joined = admit(socket, parts);
    if ('refused' in joined)
      return next(Object.assign(new Error(joined.refused.code), { data: joined.refused }));
    const sockets = io.of('/').adapter.rooms.get(sessionRoom(joined.session.id))?.size ?? 0;
    if (sockets >= MAX_SOCKETS || taken.has(socket.conn)) {
      return next(Object.assign(new Error('busy'), { data: refusal('busy') }));
    }
    Object.assign(socket.data, joined, { underWay: 0 });
    taken.add(socket.conn);
    next();
  });

  io.on('connection', (plain) => {
    const socket = plain as ChamberSocket;
    const { session, sittingId } = socket.data;
    socket.join(sessionRoom(session.id));
    socket.on('disconnect', parts.admission.lineOpened(session.id));
    // A desk that is open is in use, whether or not somebody touches it.
    socket.conn.on('packet', () => parts.admission.seen(session.id));
    refuseUnknownEvents(socket);
    socket.emit('server:build', { build });
    const on = answering(socket, { gate, operations: parts.operations });
    inquiryRooms.answer(on, socket, socket.data);
    if (!reachesSittings(session.principal)) return refuseAll(on, Object.keys(requests) as RequestName[]);
    inquiryRooms.enterLine(socket, sittingId);
    on('sitting:command', ({ commandId, command }) =>
      parts.sittings.submit(sittingId, session.actor, {
        commandId,
        command,
        cardVersion: session.cardVersion,
      }),
    );
    const { principal } = session;
    const about = { io, devices, sittingId, isVoteOpen: around.isVoteOpen };
    answerDesk(on, socket, principal, about);
    answerTablet(on, socket, principal, about);
    if (principal.role !== 'deputy') {
      on('ballot:issue', async () => ({ refused: refusal('not-allowed') }));
      on('takeover:answer', async () => ({ refused: refusal('not-allowed') }));
      const audience = principal.role === 'hallScreen' ? 'hallScreen' : 'host';
      rooms.enter(socket, sittingId, audience);

      // The wall, and the desk that shows the wall.
      if (principal.role === 'hallScreen' || deskRoles.includes(principal.role))
        rooms.enterCode(socket, sittingId);
      if (audience === 'host') {
        socket.join(DESKS);
        socket.emit('server:disk', parts.disk.state);
        socket.emit('desk:cards', parts.cards.desk(sittingId));
      }
      return;
    }
    on('ballot:issue', async ({ ballotId, blindedMessage }) => {
      const issued = await parts.sittings.issue(sittingId, principal.deputyId, ballotId, blindedMessage);
      return 'refused' in issued ? issued : { blindSignature: toBase64Url(issued.blindSignature) };
    });
    on('takeover:answer', async ({ takeoverId, agree }) => {
      const own = parts.cards.askedOf(principal)?.takeoverId === takeoverId;
      return own
        ? parts.cards.answerTakeover(takeoverId, agree)
        : { refused: refusal('takeover-over', 'takeoverId') };
    });
    socket.join(deputyRoom(principal));
    socket.emit('takeover:asked', { takeover: parts.cards.askedOf(principal) });
    followDeputy(socket, sittingId, principal.deputyId, parts.sittings, rooms);
  });
  return io;
}

/** Sends the desk what it has to help with, and a deputy's own tablet who wants to take over from it. */
function tellOfCards(io: Server, { cards }: Parts): void {
  const pending = new Set<SittingId>();
  const tellDesk = (sittingId: SittingId) => {
    if (pending.has(sittingId)) return;
    pending.add(sittingId);
    // What changes together is told together: a new card for three hundred deputies is one message.
    setImmediate(() => {
      pending.delete(sittingId);
      io.to(roomOf(sittingId, 'host')).emit('desk:cards', cards.desk(sittingId));
    });
  };
  cards.onChange = (holder: CardHolder) => {
    tellDesk(holder.sittingId);
    io.to(deputyRoom(holder)).emit('takeover:asked', { takeover: cards.askedOf(holder) });
  };
}

function deputyRoom(holder: CardHolder): string {
  return `deputy/${personOf(holder)}`;
}

function sessionRoom(sessionId: string): string {
  return `session/${sessionId}`;
}

/** Tells the devices of an ended session and closes their sockets. */
export function endSession(io: Server, sessionId: string): void {
  const room = io.to(sessionRoom(sessionId));
  room.emit('session:ended', broadcasts['session:ended'].parse({}));
  // A tablet that has just let another one take over still gets its answer.
  setImmediate(() => io.in(sessionRoom(sessionId)).disconnectSockets(true));
}

function admit(socket: Socket, { admission, sittings }: Parts): Joined | { refused: Refusal } {
  const session = sessionOf(socket.request, admission);
  if (!session) return { refused: refusal('not-signed-in') };
  const handshake = Handshake.safeParse(socket.handshake.auth);
  if (!handshake.success) return { refused: malformed(handshake.error) };
  const { sittingId } = handshake.data;
  const { principal } = session;
  if (principal.role === 'deputy' && principal.sittingId !== sittingId) {
    return { refused: refusal('not-allowed', 'sittingId') };
  }
  if (!reachesSittings(principal) && !reachesInquiries(principal))
    return { refused: refusal('not-allowed', 'sittingId') };
  const there = sittings.roll(sittingId);
  if (!there) return { refused: refusal('not-found', 'sittingId') };
  // Who was taken off the roll meanwhile is nobody here, whatever link or session is left.
  if (principal.role === 'deputy' && !there.roll.some(({ deputyId }) => deputyId === principal.deputyId))
    return { refused: refusal('deputy-unknown') };
  return { session, sittingId };
}

/** Sends a deputy's own standing, and the tablet's or the scrutineer's view as that standing says. */
function followDeputy(
  socket: ChamberSocket,
  sittingId: SittingId,
  deputyId: DeputyId,
  sittings: Sittings,
  rooms: Rooms,
): void {
  let audience: Audience | null = null;
  const stop = sittings.watchSelf(sittingId, deputyId, (versioned) => {
    socket.emit('sitting:self', versioned);
    const { scrutineer, cardByTwo } = versioned.self;
    const now = scrutineer && cardByTwo ? 'scrutineer' : 'tablet';
    if (now === audience) return;
    if (audience) rooms.leave(socket, sittingId, audience);
    audience = now;
    rooms.enter(socket, sittingId, now);
  });
  if (stop) socket.on('disconnect', stop);
}

/** One room per sitting and audience: a view is encoded once, however many are in it. */
class Rooms {
  readonly #io: Server;
  readonly #sittings: Sittings;
  readonly #watched = new Set<string>();

  constructor(io: Server, sittings: Sittings) {
    this.#io = io;
    this.#sittings = sittings;
  }

  enter(socket: Socket, sittingId: SittingId, audience: Audience): void {
    const room = roomOf(sittingId, audience);
    if (!this.#watched.has(room)) {
      this.#watched.add(room);
      this.#sittings.watch(sittingId, audience, (versioned) =>
        this.#io.to(room).emit('sitting:view', versioned),
      );
    }
    socket.join(room);
    socket.emit('sitting:view', this.#sittings.view(sittingId, audience));
  }

  /** Where the check-in code is shown. */
  enterCode(socket: Socket, sittingId: SittingId): void {
    const room = `code/${sittingId}`;
    if (!this.#watched.has(room)) {
      this.#watched.add(room);
      this.#sittings.hallCodes.watch(sittingId, (shown) => this.#io.to(room).emit('hall:code', shown));
    }
    socket.join(room);
    socket.emit('hall:code', this.#sittings.hallCodes.shown(sittingId));
  }

  leave(socket: Socket, sittingId: SittingId, audience: Audience): void {
    socket.leave(roomOf(sittingId, audience));
  }
}

function roomOf(sittingId: SittingId, audience: Audience): string {
  return `view/${sittingId}/${audience}`;
}
