import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** What the build writes wherever a page names its nonce. */
const NONCE_MARK = 'one-per-response';

interface PageNeeds {
  /** Origins from which the public page plays a stream and shows a poster: those of its inquiry, and no others. */
  streams?: readonly string[];
}

/**
 * Nothing but what this server sends itself. Styles that a library adds while the page runs (antd's) carry the page's
 * nonce. `'self'` covers the socket in browsers of today; Safari before 15.4 wants it by name.
 */
function policy(
  host: string | undefined,
  { nonce, streams = [] }: PageNeeds & { nonce?: string } = {},
): Record<string, string[]> {
  const self = "'self'";
  const sockets = host && /^[\w.-]+(?::\d+)?$|^\[[\da-f:]+\](?::\d+)?$/i.test(host) ? [`wss://${host}`] : [];
  return {
    'default-src': ["'none'"],
    'script-src': [self],
    'style-src': [self, ...(nonce ? [`'nonce-${nonce}'`] : [])],
    'img-src': [self, 'data:', 'blob:', ...streams],
    'connect-src': [self, ...sockets, ...streams],
    ...(streams.length > 0 && { 'media-src': ['blob:', ...streams] }),
    'worker-src': [self],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': [self],
    'frame-ancestors': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['default'],
  };
}

function headerOf(directives: Record<string, string[]>): string {
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}

/** What no page of ours asks a browser for; the tablet keeps its screen awake, the hall screen fills it. */
const permissions = [
  'camera=()',
  'microphone=()',
  'geolocation=()',
  'payment=()',
  'usb=()',
  'serial=()',
  'hid=()',
  'midi=()',
  'display-capture=()',
  'fullscreen=(self)',
  'screen-wake-lock=(self)',
  'clipboard-write=(self)',
].join(', ');

/**
 * The headers of every response. `hstsSeconds`: how long a browser keeps to HTTPS for this host after it was told so;
 * null where this server does not speak TLS, for the header means nothing over plain HTTP.
 */
export function securityHeaders({ hstsSeconds }: { hstsSeconds: number | null }): RequestHandler {
  const common = helmet({
    // Set below, for it names the host.
    contentSecurityPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: hstsSeconds === null ? false : { maxAge: hstsSeconds, includeSubDomains: false },
  });
  return (request, response, next) => {
    response.setHeader('Content-Security-Policy', headerOf(policy(request.headers.host)));
    response.setHeader('Permissions-Policy', permissions);
    common(request, response, next);
  };
}

/** Sends a page of ours, asked for anew every time, with a nonce of its own in place of the build's mark. */
export function sendPage(response: Response, html: string, needs: PageNeeds = {}): void {
  const nonce = randomBytes(16).toString('base64');
  response.setHeader(
    'Content-Security-Policy',
    headerOf(policy(response.req.headers.host, { ...needs, nonce })),
  );
  response.setHeader('Cache-Control', 'no-cache');
  response.type('html').send(html.replaceAll(NONCE_MARK, nonce));
}

/** What the build writes where the public page reads the hall's time zone, for it asks nobody who is there, and its streams. */
const ZONE_MARK = 'time-zone-of-the-hall';
const STREAMS_MARK = 'origins-of-its-streams';

/** Answers with the public page of the code in the address. `streamsOf`: the origins that its inquiry's stream and poster have. */
export function galleryPageOf(
  file: string,
  timeZone: string,
  streamsOf: (code: string) => readonly string[],
): RequestHandler {
  return async (request, response) => {
    const streams = streamsOf(request.path.split('/')[2] ?? '');
    const html = (await readFile(file, 'utf8'))
      .replace(ZONE_MARK, timeZone)
      .replace(STREAMS_MARK, streams.join(' '));
    sendPage(response, html, { streams });
  };
}

/** Answers with a built page. */
export function pageOf(file: string): RequestHandler {
  return async (_request, response) => sendPage(response, await readFile(file, 'utf8'));
}
