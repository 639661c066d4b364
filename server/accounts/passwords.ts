import { timingSafeEqual } from 'node:crypto';
import { dictionary } from '@zxcvbn-ts/language-common';
import { PASSWORD_LENGTH } from '../../shared/accounts.ts';
import { type Refusal, refusal } from '../../shared/sitting/refusals.ts';
import { argon2id, COST, newNonce } from '../argon2id.ts';

const common = new Set(dictionary['passwords-common']);

/** Two keyboards that compose a letter differently give one password. */
export function asTyped(password: string): string {
  return password.normalize('NFC');
}

/**
 * Why a password cannot be chosen, or null. By length and by what everybody chooses, never by kinds of characters (NIST SP
 * 800-63B, 3.1.1.2).
 */
export function passwordFault(password: string, field: string, ...names: readonly string[]): Refusal | null {
  const characters = [...asTyped(password)].length;
  if (characters < PASSWORD_LENGTH.min) return refusal('password-too-short', field);
  if (characters > PASSWORD_LENGTH.max) return refusal('password-too-long', field);
  const plain = asTyped(password).toLowerCase();
  const oneThing = /^(.{1,4}?)\1+$/u.test(plain);
  if (oneThing || common.has(plain) || names.some((name) => plain === name.toLowerCase()))
    return refusal('password-too-common', field);
  return null;
}

/** `argon2id$memory$passes$nonce$tag`, the last two in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = newNonce();
  const tag = await argon2id(asTyped(password), nonce);
  return ['argon2id', COST.memory, COST.passes, nonce.toString('base64url'), tag.toString('base64url')].join(
    '$',
  );
}

/** Takes as long where there is no account: nobody learns from the clock which names exist. */
export async function passwordFits(password: string, encoded: string | null): Promise<boolean> {
  const [, , , nonce = '', tag = ''] = encoded?.split('$') ?? [];
  const expected = Buffer.from(tag, 'base64url');
  const got = await argon2id(asTyped(password), encoded ? Buffer.from(nonce, 'base64url') : newNonce());
  return encoded !== null && expected.length === got.length && timingSafeEqual(expected, got);
}
