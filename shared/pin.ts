import { z } from 'zod';

/** What a deputy types: printed on the card at first, then the deputy's own. */
export const PIN_LENGTH = 6;
export const Pin = z.string().regex(/^[0-9]{6}$/, 'must be 6 digits');

/** Wrong ones in a row until the card is locked. */
export const PIN_TRIES = 5;

export type PinFault = 'pin-as-printed' | 'pin-repeats' | 'pin-sequence';

/** Why a PIN of six digits is none to choose, or null. `printed` is the one on the card, where it is at hand. */
export function pinFault(pin: string, printed?: string): PinFault | null {
  if (pin === printed) return 'pin-as-printed';
  const digits = [...pin].map(Number);
  const half = pin.slice(0, PIN_LENGTH / 2);
  // 111111, 121212, 112112, 112211 are each made of two digits or of a half that comes again.
  if (new Set(digits).size < 3 || pin === half + half) return 'pin-repeats';
  const steps = new Set(digits.slice(1).map((digit, at) => (digit - digits[at]! + 10) % 10));
  // 123456, 890123, 987654, 135791: always the same way on.
  return steps.size === 1 ? 'pin-sequence' : null;
}
