import { Secret, TOTP } from 'otpauth';

const PERIOD = 30;

const totp = (secret: string, label = '') =>
  new TOTP({ issuer: '议事 Yishi', label, secret: Secret.fromBase32(secret), period: PERIOD, digits: 6 });

/** A fresh secret of 160 bit, base32, and the address that an authenticator reads from a QR. */
export function newTotp(loginName: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, uri: totp(secret, loginName).toString() };
}

/** The step of time that the code belongs to, one step to either side allowed (RFC 6238, 5.2); null when none. */
export function totpStep(secret: string, code: string, now: number): number | null {
  const delta = totp(secret).validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD) + delta;
}
