/** Where something that names one ballot, or one deputy, was found in a record. */
export interface Hit {
  kind: string;
  /** Whose it is: the place of the ballot's or the deputy's own seat. */
  seat: number;
  at: number;
}

interface Needle {
  kind: string;
  seat: number;
  bytes: Buffer;
}

/** Bytes of a needle that must not be the same in many of them. */
const HEAD = 8;
const SIEVE_BITS = 22;

/** Looks for very many byte strings in a file at once. */
export class Traces {
  readonly #byHead = new Map<number, Needle[]>();
  /** Marks what eight bytes some needle begins with; most places of a file are passed over by it. */
  readonly #sieve = new Uint8Array(1 << SIEVE_BITS);

  /** Bytes in every spelling in which they might be kept: raw, hex of either case, base64, base64url. */
  addBytes(kind: string, seat: number, bytes: Uint8Array): void {
    const raw = Buffer.from(bytes);
    const hex = raw.toString('hex');
    const base64 = raw.toString('base64').replace(/=+$/, '');
    const url = raw.toString('base64url');
    for (const text of new Set([hex, hex.toUpperCase(), base64, url]))
      this.#add(kind, seat, Buffer.from(text));
    this.#add(kind, seat, raw);
  }

  addText(kind: string, seat: number, text: string): void {
    this.#add(kind, seat, Buffer.from(text));
  }

  #add(kind: string, seat: number, bytes: Buffer): void {
    if (bytes.length < HEAD) throw new Error(`${kind} is too short to look for`);
    const head = headAt(bytes, 0);
    const same = this.#byHead.get(head) ?? [];
    this.#byHead.set(head, same);
    same.push({ kind, seat, bytes });
    this.#sieve[head >>> (32 - SIEVE_BITS)] = 1;
  }

  /** Every place where one of them stands, in the order of the file. */
  in(record: Buffer): Hit[] {
    const hits: Hit[] = [];
    for (let at = 0; at + HEAD <= record.length; at++) {
      const head = headAt(record, at);
      if (this.#sieve[head >>> (32 - SIEVE_BITS)] === 0) continue;
      for (const { kind, seat, bytes } of this.#byHead.get(head) ?? []) {
        if (record.subarray(at, at + bytes.length).equals(bytes)) hits.push({ kind, seat, at });
      }
    }
    return hits;
  }
}

/** A hash of the eight bytes at this place. */
function headAt(bytes: Buffer, at: number): number {
  const low = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  const high = bytes[at + 4]! | (bytes[at + 5]! << 8) | (bytes[at + 6]! << 16) | (bytes[at + 7]! << 24);
  return (Math.imul(low, 0x9e3779b1) ^ Math.imul(high ^ (low >>> 15), 0x85ebca6b)) >>> 0;
}
