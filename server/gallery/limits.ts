import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { ViewerId } from '../../shared/ids.ts';
import type { GalleryRefusal } from '../../shared/inquiry/gallery-protocol.ts';

/** What one person may do in a minute, with both hands. */
const ofViewer = { ask: 6, support: 60, like: 90, visit: 30, read: 240 } as const;
export type Act = keyof typeof ofViewer;
/**
 * Of what one person may do, so much is reckoned for each of the many who share a block of addresses: not all of them are busy
 * in the same minute.
 */
const SHARE = 1 / 10;
const MINUTE = 60;

/**
 * Who has had enough for now. A block is what one party has of the internet at the least: 256 addresses of version 4, a /48 of
 * version 6. Behind one address of a mobile network there can be thousands, so `viewersPerBlock` is large; it
 * stops a program, not a crowd.
 */
export class Limits {
  readonly #ofViewer: Record<Act, RateLimiterMemory>;
  readonly #ofBlock: Record<Act, RateLimiterMemory>;

  constructor(viewersPerBlock: number) {
    const limiters = (points: (act: Act) => number) =>
      Object.fromEntries(
        Object.keys(ofViewer).map((act) => [
          act,
          new RateLimiterMemory({ points: Math.ceil(points(act as Act)), duration: MINUTE }),
        ]),
      ) as Record<Act, RateLimiterMemory>;
    this.#ofViewer = limiters((act) => ofViewer[act]);
    this.#ofBlock = limiters((act) => ofViewer[act] * viewersPerBlock * SHARE);
  }

  /** Counts the act, and says no when it is one too many. Who is nobody yet counts for the block alone. */
  async refuses(act: Act, viewerId: ViewerId | null, block: string): Promise<GalleryRefusal | null> {
    try {
      if (viewerId) await this.#ofViewer[act].consume(viewerId);
      await this.#ofBlock[act].consume(block);
      return null;
    } catch (enough) {
      if (!(enough instanceof RateLimiterRes)) throw enough;
      return { code: 'busy', retryMs: Math.max(1000, enough.msBeforeNext) };
    }
  }
}

/** Says in which block of addresses a request comes from; behind a proxy that is trusted, what that proxy says. */
export function blocksBehind(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const isTrusted = proxyAddr.compile([...trustedProxies]);
  return (request) => blockOf(proxyAddr(request, isTrusted));
}

/** The first 24 bits of an address of version 4, the first 48 of one of version 6. */
export function blockOf(address: string | undefined): string {
  if (address === undefined || !isIP(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  const bytes = parsed.toByteArray();
  return bytes.slice(0, bytes.length === 4 ? 3 : 6).join('.');
}
