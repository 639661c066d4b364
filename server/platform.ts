import type { Subtle } from '../shared/ballot/credential.ts';
import type { Platform } from '../shared/verifier/verify.ts';

/** What the verifier needs of this machine. */
export const platform: Platform = {
  subtle: crypto.subtle as Subtle,
  decode: (utf8) => Buffer.from(utf8).toString('utf8'),
};
