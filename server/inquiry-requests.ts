import type { Server, Socket } from 'socket.io';
import type { InquiryId, SittingId } from '../shared/ids.ts';
import type { InquiryAudience } from '../shared/inquiry/views.ts';
import type { Principal } from '../shared/protocol.ts';
import { type Refusal, refusal } from '../shared/sitting/refusals.ts';
import type { On } from './answering.ts';
import type { Session } from './chamber/admission.ts';
import type { Inquiries } from './chamber/inquiries/inquiries.ts';

interface Joined {
  session: Session;
  sittingId: SittingId;
}

const audiences: Readonly<Record<Principal['role'], InquiryAudience>> = {
  administrator: 'desk',
  operator: 'desk',
  chair: 'desk',
  moderator: 'desk',
  noteTaker: 'desk',
  department: 'department',
  hallScreen: 'hall',
  deputy: 'members',
};

/** As whom somebody follows an inquiry. */
export function audienceOf({ role }: Pick<Principal, 'role'>): InquiryAudience {
  return audiences[role];
}

const audienceRoom = (inquiryId: InquiryId, audience: InquiryAudience) => `inquiry/${inquiryId}/${audience}`;
const lineRoom = (sittingId: SittingId) => `line/${sittingId}`;

/** One room per inquiry and audience: a tick is encoded once, however many are in it, and made only while somebody is. */
export class InquiryRooms {
  readonly #io: Server;
  readonly #inquiries: Inquiries;
  readonly #followed = new Map<string, NonNullable<ReturnType<Inquiries['follow']>>>();

  constructor(io: Server, inquiries: Inquiries) {
    this.#io = io;
    this.#inquiries = inquiries;
    io.of('/').adapter.on('delete-room', (room: string) => {
      this.#followed.get(room)?.stop();
      this.#followed.delete(room);
    });
    inquiries.watchLines((sittingId, inquiry) =>
      io.to(lineRoom(sittingId)).emit('sitting:inquiry', { inquiry }),
    );
  }

  /** Answers what concerns inquiries of the sitting that the socket is in; who may do what is the rules'. */
  answer(on: On, socket: Socket, { session, sittingId }: Joined): void {
    const elsewhere = (inquiryId: InquiryId): { refused: Refusal } | null =>
      this.#inquiries.sittingOf(inquiryId) === sittingId
        ? null
        : { refused: refusal('not-found', 'inquiryId') };
    on('inquiry:follow', async ({ inquiryId }) => {
      const refused = elsewhere(inquiryId);
      if (refused) return refused;
      const audience = audienceOf(session.principal);
      const room = audienceRoom(inquiryId, audience);
      const followed =
        this.#followed.get(room) ??
        this.#inquiries.follow(inquiryId, audience, (tick) =>
          this.#io.to(room).emit('inquiry:tick', { inquiryId, tick }),
        );
      if (!followed) return { refused: refusal('not-found', 'inquiryId') };
      this.#followed.set(room, followed);
      socket.join(room);
      return { audience, snapshot: followed.snapshot() };
    });
    on('inquiry:command', async ({ inquiryId, commandId, command }) => {
      const refused = elsewhere(inquiryId);
      return refused ?? this.#inquiries.submit(inquiryId, session.actor, { commandId, command });
    });
  }

  /** Tells the socket which inquiry of its sitting is on, or comes next, now and whenever that changes. */
  enterLine(socket: Socket, sittingId: SittingId): void {
    socket.join(lineRoom(sittingId));
    socket.emit('sitting:inquiry', { inquiry: this.#inquiries.lineOf(sittingId) });
  }
}
