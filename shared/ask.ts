import type { z } from 'zod';
import { type Answer, type PayloadInput, type Reply, type RequestName, requests } from './protocol.ts';

/** The part of a socket.io client that `ask` needs. */
export interface Asking {
  emitWithAck(name: string, payload: unknown): Promise<unknown>;
}

/**
 * Asks the server once and types the answer by the request's name. Rejects when no answer comes (give a socket with a
 * timeout) or when the answer is none of this protocol.
 */
export async function ask<N extends RequestName>(
  socket: Asking,
  name: N,
  payload: PayloadInput<N>,
): Promise<Answer<Reply<N>>> {
  const answer = (await socket.emitWithAck(name, payload)) as Answer<unknown>;
  if ('refused' in answer) return answer;
  return { ok: (requests[name].reply as z.ZodType).parse(answer.ok) as Reply<N> };
}
