import { createHash, randomBytes } from 'node:crypto';
import type { AccountId } from '../../shared/ids.ts';

/** 192 random bits in base64url. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** 144 random bits, 24 letters: short enough for a QR code that an old camera reads from a small card. */
export function newCardSecret(): string {
  return randomBytes(18).toString('base64url');
}

/** Names an account of the staff, or a hall screen; no secret. */
export function newAccountId(): AccountId {
  return randomBytes(12).toString('hex') as AccountId;
}

/** SHA-256, hex: what is stored of a secret that is too long to be guessed. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
