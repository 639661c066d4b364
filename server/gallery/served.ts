import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';

const compressors = {
  // Quality 4: a hundred kilobytes in a few milliseconds, and hardly larger than at 11.
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
};
type Coding = keyof typeof compressors;
/** What is smaller is sent as it is. */
const LEAST = 1024;

/** One JSON answer for many: serialised once, and compressed once for each way that somebody asks for. */
export class Served {
  /** In quotes, as the header has it. */
  readonly etag: string;
  readonly #body: Buffer;
  readonly #compressed = new Map<Coding, Promise<Buffer>>();

  constructor(etag: string, json: string) {
    this.etag = `"${etag}"`;
    this.#body = Buffer.from(json);
  }

  /** Answers 304 where the asker has it. Caches on the way may keep it for a second. */
  async send(request: Request, response: Response): Promise<void> {
    response.setHeader('ETag', this.etag);
    response.setHeader('Cache-Control', 'public, max-age=1');
    response.setHeader('Vary', 'Accept-Encoding');
    if (has(request.headers['if-none-match'], this.etag)) return void response.status(304).end();
    response.type('json');
    const coding = this.#body.length < LEAST ? undefined : smallestOf(request);
    if (!coding) return void response.end(this.#body);
    const body = await this.#in(coding);
    response.setHeader('Content-Encoding', coding);
    response.end(body);
  }

  #in(coding: Coding): Promise<Buffer> {
    const known = this.#compressed.get(coding) ?? compressors[coding](this.#body);
    this.#compressed.set(coding, known);
    return known;
  }
}

/** Browsers name the smaller one last. */
function smallestOf(request: Request): Coding | undefined {
  return (['br', 'gzip'] as const).find((coding) => request.acceptsEncodings(coding));
}

/** RFC 9110, 13.1.2: the comparison is weak. */
function has(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((one) => [etag, '*'].includes(one.trim().replace(/^W\//, '')));
}
