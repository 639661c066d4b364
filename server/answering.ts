import type { Socket } from 'socket.io';
import type { z } from 'zod';
import { inquiryRequests } from '../shared/inquiry/protocol.ts';
import { type Answer, requests } from '../shared/protocol.ts';
import { malformed, type Refusal, refusal } from '../shared/sitting/refusals.ts';
import type { Session } from './chamber/admission.ts';
import type { Gate } from './gate.ts';
import type { Operations } from './operations.ts';
import { refusalOf } from './refusal-status.ts';

/** Every request that the chamber's socket knows. */
const declared = { ...requests, ...inquiryRequests };
export type ChamberRequest = keyof typeof declared;
type PayloadOf<N extends ChamberRequest> = z.output<(typeof declared)[N]['payload']>;
type ReplyOf<N extends ChamberRequest> = z.output<(typeof declared)[N]['reply']>;

/** Answers one request by its name, on the socket that it comes from. */
export type On = <N extends ChamberRequest>(
  name: N,
  handle: (payload: PayloadOf<N>) => Promise<ReplyOf<N> | { refused: Refusal }>,
) => void;

export type AnsweredSocket = Socket & { data: { session: Session; underWay: number } };

/** Requests of one socket that may be under way together. */
const MAX_UNDER_WAY = 16;

/** Parses the payload, calls the handler and replies exactly once, whatever happens. */
export function answering(
  socket: AnsweredSocket,
  { gate, operations }: { gate: Gate; operations: Operations },
): On {
  return (name, handle) => {
    socket.on(name as string, async (...sent: unknown[]) => {
      const reply = sent.at(-1);
      if (typeof reply !== 'function') return;
      const send = reply as (answer: Answer<object>) => void;
      const [payload, ...more] = sent.slice(0, -1);
      if (more.length > 0) return send({ refused: refusal('malformed', '', 'one payload is expected') });
      if (socket.data.underWay >= MAX_UNDER_WAY) return send({ refused: refusal('busy') });
      const parsed = declared[name].payload.safeParse(payload);
      if (!parsed.success) return send({ refused: malformed(parsed.error as z.ZodError) });
      socket.data.underWay++;
      try {
        const refused = await gate.refuses(socket.data.session);
        if (refused) return send({ refused });
        const result: object = await handle(parsed.data as PayloadOf<typeof name>);
        send('refused' in result ? { refused: result.refused as Refusal } : { ok: result });
      } catch (error) {
        send({ refused: refusalOf(error, operations) });
      } finally {
        socket.data.underWay--;
      }
    });
  };
}

/** Somebody who has no part in these is told so. */
export function refuseAll(on: On, names: readonly ChamberRequest[]): void {
  for (const name of names) on(name, async () => ({ refused: refusal('not-allowed') }));
}

export function refuseUnknownEvents(socket: Socket): void {
  socket.onAny((name: string, ...rest: unknown[]) => {
    if (Object.hasOwn(declared, name)) return;
    const reply = rest.at(-1);
    if (typeof reply === 'function') reply({ refused: refusal('malformed', 'event', 'unknown event') });
  });
}
