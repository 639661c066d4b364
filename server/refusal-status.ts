import type { ErrorRequestHandler, Response } from 'express';
import { type Refusal, type RefusalCode, refusal } from '../shared/sitting/refusals.ts';
import { StoreUnavailable } from './commit/queue.ts';
import type { Operations } from './operations.ts';

const status: Partial<Record<RefusalCode, number>> = {
  malformed: 400,
  'marks-malformed': 400,
  'not-signed-in': 401,
  'setup-code-wrong': 401,
  'link-unknown': 401,
  'link-expired': 401,
  'link-used': 401,
  'card-unknown': 401,
  'card-locked': 401,
  'pin-wrong': 401,
  'setup-done': 401,
  'credentials-wrong': 401,
  'totp-missing': 401,
  'totp-wrong': 401,
  'invitation-code-wrong': 401,
  'sign-in-paused': 429,
  'not-allowed': 403,
  'scrutineer-needs-two': 403,
  'scrutineer-card-needs-two': 403,
  'foreign-origin': 403,
  'credential-forged': 403,
  'signature-wrong': 403,
  'not-found': 404,
  'vote-unknown': 404,
  'ballot-unknown': 404,
  'too-large': 413,
  unavailable: 503,
  busy: 503,
};

/** Answers with the refusal. What is refused for the state of things is a conflict. */
export function sendRefusal(response: Response, refused: Refusal): void {
  const code = status[refused.code] ?? 409;
  if (code === 503) response.setHeader('Retry-After', '1');
  response.status(code).json({ refused });
}

/** Turns what was thrown into a refusal: bodies that do not parse, a store that cannot write, bugs. */
export function refusalOf(
  error: unknown,
  operations: Operations,
): Refusal & { code: 'too-large' | 'malformed' | 'unavailable' } {
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.too.large') return refusal('too-large');
  if (typeof status === 'number' && status >= 400 && status < 500) return refusal('malformed', '', type);
  if (error instanceof StoreUnavailable) operations.storeUnavailable(error);
  else operations.bug(error);
  return refusal('unavailable');
}

export function answerErrors(operations: Operations): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    sendRefusal(response, refusalOf(error, operations));
  };
}
