import { createPublicKey, randomBytes } from 'node:crypto';
import { sha384 } from '@noble/hashes/sha2.js';
import { concatBytes, fromBase64Url } from '../../shared/bytes.ts';

/**
 * The tablet's half of RFC 9474, for simulated tablets: the suite's arithmetic on BigInt takes a millisecond where a
 * browser's library takes eighty. It is not constant in time, which matters on a real tablet and not here. A test holds it
 * against that library and against the vectors of the RFC.
 */
export interface RsaPublic {
  n: bigint;
  e: bigint;
  /** Bytes of the modulus. */
  size: number;
}

export function rsaPublic(issuerKey: string): RsaPublic {
  const key = createPublicKey({ key: Buffer.from(fromBase64Url(issuerKey)!), format: 'der', type: 'spki' });
  const { n, e } = key.export({ format: 'jwk' });
  const modulus = toBigInt(Buffer.from(n!, 'base64url'));
  return { n: modulus, e: toBigInt(Buffer.from(e!, 'base64url')), size: Math.ceil(bitLength(modulus) / 8) };
}

/** Blind: the message to show to the issuer, and the inverse that takes the blinding off again. */
export function blind(
  key: RsaPublic,
  message: Uint8Array,
  salt: Uint8Array = new Uint8Array(),
  r = randomUnit(key.n),
): { blindedMessage: Uint8Array; inverse: bigint } {
  const encoded = toBigInt(emsaPss(message, bitLength(key.n) - 1, salt));
  const blinded = (encoded * power(r, key.e, key.n)) % key.n;
  return { blindedMessage: toBytes(blinded, key.size), inverse: inverseOf(r, key.n) };
}

/** Finalize: the issuer's answer without its blinding. Throws when it is no signature on the message. */
export function finalize(
  key: RsaPublic,
  message: Uint8Array,
  blindSignature: Uint8Array,
  inverse: bigint,
  salt: Uint8Array = new Uint8Array(),
): Uint8Array {
  const signature = (toBigInt(blindSignature) * inverse) % key.n;
  const signed = power(signature, key.e, key.n);
  if (signed !== toBigInt(emsaPss(message, bitLength(key.n) - 1, salt)))
    throw new Error('the issuer signed something else');
  return toBytes(signature, key.size);
}

export function inverseOf(value: bigint, modulus: bigint): bigint {
  let [r0, r1, s0, s1] = [modulus, value % modulus, 0n, 1n];
  while (r1 > 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [s0, s1] = [s1, s0 - quotient * s1];
  }
  if (r0 !== 1n) throw new Error('no inverse');
  return ((s0 % modulus) + modulus) % modulus;
}

export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function toBytes(value: bigint, size: number): Uint8Array {
  return new Uint8Array(Buffer.from(value.toString(16).padStart(size * 2, '0'), 'hex'));
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function randomUnit(modulus: bigint): bigint {
  for (;;) {
    const drawn = toBigInt(randomBytes(Math.ceil(bitLength(modulus) / 8)));
    if (drawn > 1n && drawn < modulus) return drawn;
  }
}

/** EMSA-PSS-ENCODE with SHA-384 and MGF1 (RFC 8017, 9.1.1). */
function emsaPss(message: Uint8Array, emBits: number, salt: Uint8Array): Uint8Array {
  const emLength = Math.ceil(emBits / 8);
  const hash = sha384(concatBytes(new Uint8Array(8), sha384(message), salt));
  const db = new Uint8Array(emLength - hash.length - 1);
  db[db.length - salt.length - 1] = 1;
  db.set(salt, db.length - salt.length);
  const mask = mgf1(hash, db.length);
  const masked = db.map((byte, at) => byte ^ mask[at]!);
  masked[0]! &= 0xff >> (8 * emLength - emBits);
  return concatBytes(masked, hash, Uint8Array.of(0xbc));
}

function mgf1(seed: Uint8Array, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 48) }, (_, counter) =>
    sha384(concatBytes(seed, Uint8Array.of(counter >>> 24, counter >>> 16, counter >>> 8, counter))),
  );
  return concatBytes(...blocks).slice(0, length);
}
