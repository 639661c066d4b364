import type { IncomingMessage } from 'node:http';
import { parseCookie } from 'cookie';
import type { Admission, Session } from './chamber/admission.ts';
import { SESSION_LIFE } from './chamber/admission.ts';

export const cookieName = 'yishi_session';

/** Only under /api: a browser never sends the session along with a ballot. */
export const COOKIE_PATH = '/api';
export const cookieOptions = {
  httpOnly: true,
  sameSite: 'strict',
  path: COOKIE_PATH,
  maxAge: SESSION_LIFE,
} as const;

export function sessionOf(request: IncomingMessage, admission: Admission): Session | null {
  return admission.session(parseCookie(request.headers.cookie ?? '')[cookieName]);
}

/** A browser names the page that asks; one of another origin is refused. Programs that name none have no cookies to lose. */
export function fromOwnOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
