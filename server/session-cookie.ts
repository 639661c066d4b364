import type { IncomingMessage } from 'node:http';
import { parseCookie } from 'cookie';
import type { Response } from 'express';
import type { Admission } from './chamber/admission.ts';
import { SESSION_LIFE, type Session } from './chamber/admission.ts';

/**
 * `__Host-`: browsers take it only over HTTPS (or on this machine itself), for this very host and for all of its paths, so
 * that no neighbour can plant one. A cast leaves it out by `credentials: 'omit'`.
 */
export const cookieName = '__Host-yishi';
/** What a browser must be told again to forget it. */
export const cookiePlace = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' } as const;
export const cookieOptions = { ...cookiePlace, maxAge: SESSION_LIFE } as const;

/** Puts the new session into the browser; whoever was signed in with it is so no longer. */
export async function giveSession(response: Response, admission: Admission, token: string): Promise<void> {
  const before = sessionOf(response.req, admission);
  if (before) await admission.signOut(before);
  response.cookie(cookieName, token, cookieOptions);
}

export function sessionOf(request: IncomingMessage, admission: Admission): Session | null {
  return admission.session(parseCookie(request.headers.cookie ?? '')[cookieName]);
}
