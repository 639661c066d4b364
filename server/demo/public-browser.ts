import type { z } from 'zod';
import { GalleryRefusal } from '../../shared/inquiry/gallery-protocol.ts';
import { newAddress } from './address.ts';

/** Longest that a browser waits for an answer, milliseconds. */
export const ANSWER_MS = 5000;

/** What a browser of the public's keeps, and how it asks: a cookie, an address, HTTP. Every byte that comes is told to `hear`. */
export class PublicBrowser {
  readonly #url: string;
  readonly #hear: (path: string, text: string) => void;
  readonly #address = newAddress();
  #cookie: string | null = null;

  constructor(url: string, hear: (path: string, text: string) => void) {
    this.#url = url;
    this.#hear = hear;
  }

  /** The signed cookie of the gallery; null before the first visit. */
  get cookie(): string | null {
    return this.#cookie;
  }

  get headers(): Record<string, string> {
    return { 'x-forwarded-for': this.#address, ...(this.#cookie && { cookie: this.#cookie }) };
  }

  /** Throws NoAnswer. */
  async post(path: string, body: unknown, signal?: AbortSignal): Promise<string> {
    const { response, text } = await request(this.#url + path, {
      method: 'POST',
      headers: { ...this.headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    });
    const set = response.headers.getSetCookie()[0];
    if (set) this.#cookie ??= set.split(';')[0]!;
    this.#hear(path, text);
    return text;
  }

  /** Throws NoAnswer. */
  async get(path: string, etag: string | null = null): Promise<{ response: Response; text: string }> {
    const headers = { ...this.headers, ...(etag && { 'if-none-match': etag }) };
    const { response, text } = await request(this.#url + path, { headers });
    this.#hear(path, text);
    return { response, text };
  }
}

export function answerOf<S extends z.ZodType>(
  shape: S,
  text: string,
): { ok: z.output<S> } | { refused: GalleryRefusal } {
  const answer = JSON.parse(text);
  if ('refused' in answer) return { refused: GalleryRefusal.parse(answer.refused) };
  return { ok: shape.parse(answer) };
}

/** The network has failed, or the server has no time. */
export class NoAnswer extends Error {}

async function request(url: string, about: RequestInit): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(url, { ...about, signal: about.signal ?? AbortSignal.timeout(ANSWER_MS) });
    return { response, text: await response.text() };
  } catch (cause) {
    throw new NoAnswer(url, { cause });
  }
}
