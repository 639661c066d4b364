import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { parseCookie } from 'cookie';
import { ViewerId } from '../../shared/ids.ts';
import { writeDurably } from '../files.ts';

/** `__Host-`: over HTTPS or on this machine itself, for this very host. */
export const viewerCookie = '__Host-yishi-viewer';
/** Longest that browsers keep one. */
const KEPT_MS = 400 * 24 * 3_600_000;
/** `lax`: whoever follows a link to the page from elsewhere is still the same viewer. */
export const viewerCookieOptions = {
  httpOnly: true,
  secure: true,
  sameSite: 'lax',
  path: '/',
  maxAge: KEPT_MS,
} as const;
const KEY_BYTES = 32;

/**
 * Who is who in the gallery: an id that this server has signed, in a cookie. It is no session: it opens nothing but one's own
 * questions, and nobody knows who is behind it.
 */
export class Viewers {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    if (key.length !== KEY_BYTES) throw new Error(`the viewers' key has ${key.length} bytes`);
    this.#key = key;
  }

  /** With the key in this file, made at the first start. */
  static async open(file: string): Promise<Viewers> {
    if (!existsSync(file)) await writeDurably(file, randomBytes(KEY_BYTES));
    return new Viewers(readFileSync(file));
  }

  /** Null for a browser that was never here, and for a cookie that this server has not made. */
  viewerOf({ headers }: IncomingMessage): ViewerId | null {
    const [said, seal] = parseCookie(headers.cookie ?? '')[viewerCookie]?.split('.') ?? [];
    const viewerId = ViewerId.safeParse(said);
    if (!viewerId.success || seal === undefined) return null;
    const [given, right] = [Buffer.from(seal, 'base64url'), this.#hash('viewer', viewerId.data)];
    return given.length === right.length && timingSafeEqual(given, right) ? viewerId.data : null;
  }

  cookieOf(viewerId: ViewerId): string {
    return `${viewerId}.${this.#hash('viewer', viewerId).toString('base64url')}`;
  }

  /**
   * Who comes for the first time. The id is made of the visit's own key, which the device has drawn: if the answer is lost, the
   * visit that is sent again is by the same viewer.
   */
  newcomer(visitKey: string): ViewerId {
    return ViewerId.parse(this.#hash('newcomer', visitKey).subarray(0, 16).toString('base64url'));
  }

  /** What is kept of a visit's key: with the key itself somebody could become that viewer. */
  keptKey(visitKey: string): string {
    return this.#hash('visit', visitKey).subarray(0, 16).toString('base64url');
  }

  #hash(what: 'viewer' | 'newcomer' | 'visit', text: string): Buffer {
    return createHmac('sha256', this.#key).update(`yishi-${what}\n${text}`).digest();
  }
}
