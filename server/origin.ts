import type { IncomingMessage } from 'node:http';

/** Under which addresses people reach this server, as far as it was told. */
export interface Reach {
  /** `https://host[:port]`, the first one told to people. Empty: any host name is taken, as on a developer's machine. */
  origins: readonly string[];
  /** Whether this server speaks TLS itself. */
  tls: boolean;
}

/**
 * Whether the Host header names one of our addresses. A name of somebody else's that was made to lead here (DNS rebinding)
 * shares no cookie with ours, but could still try codes from inside the hall's network.
 */
export function isOwnHost({ headers }: IncomingMessage, { origins }: Reach): boolean {
  return (
    origins.length === 0 || origins.some((origin) => new URL(origin).host === headers.host?.toLowerCase())
  );
}

/**
 * Whether a browser sent this for the page of another origin. A browser names the page that asks in `Origin` whenever
 * something may be changed, and says in `Sec-Fetch-Site` how far away it is; each that is there must say "our own".
 * Programs send neither (Node's fetch sends `Sec-Fetch-Mode` alone): they have no cookies of somebody else's to lose.
 */
export function isForeign(request: IncomingMessage, reach: Reach): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (!isOwnHost(request, reach)) return true;
  if (origin !== undefined && !isOwnOrigin(origin, request, reach)) return true;
  // `none`: typed into the address bar, or opened from a bookmark.
  return site !== undefined && site !== 'same-origin' && !(site === 'none' && request.method === 'GET');
}

function isOwnOrigin(origin: string, { headers }: IncomingMessage, { origins, tls }: Reach): boolean {
  if (!URL.canParse(origin)) return false;
  const { host, protocol } = new URL(origin);
  if (host !== headers.host?.toLowerCase()) return false;
  if (origins.length > 0) return origins.includes(origin);
  return protocol === 'https:' || (protocol === 'http:' && !tls);
}
