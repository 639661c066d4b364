import { createHash, randomBytes } from 'node:crypto';

/** 144 random bits in base64url: 24 letters. */
export function newSecret(): string {
  return randomBytes(18).toString('base64url');
}

/** SHA-256, hex: what is stored of a secret that is too long to be guessed. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
