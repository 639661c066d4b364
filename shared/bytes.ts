import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

export { bytesToHex, concatBytes, hexToBytes, sha256, utf8ToBytes };

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const sextet = new Map([...alphabet].map((letter, value) => [letter, value]));

/** Base64url without padding, RFC 4648 section 5. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = Math.min(bytes.length - at, 3) + 1;
    for (let k = 0; k < letters; k++) text += alphabet[(group >> (18 - 6 * k)) & 63];
  }
  return text;
}

/**
 * Decodes base64url and accepts exactly one spelling per value: no padding, no foreign letters, and
 * unused trailing bits zero (RFC 4648 section 3.5). Two spellings of one ballot would be two ballots.
 * Returns null for anything else.
 */
export function fromBase64Url(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let pending = 0;
  let bits = 0;
  let at = 0;
  for (const letter of text) {
    const value = sextet.get(letter);
    if (value === undefined) return null;
    pending = ((pending << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (pending >> bits) & 0xff;
    }
  }
  return (pending & ((1 << bits) - 1)) === 0 ? bytes : null;
}

export function bytesEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** The one spelling of a JSON value (RFC 8785); what is hashed and what is written to a bundle. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error(`no JSON spelling for ${typeof value}`);
  return text;
}

export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** SHA-256 of the canonical JSON, 64 hex digits. */
export function canonicalHash(value: unknown): string {
  return sha256Hex(utf8ToBytes(canonicalJson(value)));
}
