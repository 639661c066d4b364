import { argon2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** OWASP's smallest setting for argon2id: 19 MiB, two passes, one lane. Some 40 ms on a small machine. */
export const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
/** Each takes a thread of the pool's four and 19 MiB; the others stay free for files. */
const AT_ONCE = 2;

export function newNonce(): Buffer {
  return randomBytes(16);
}

let underWay = 0;
const waiting: (() => void)[] = [];

/** Few at once and the others in the order in which they came, passwords and PINs together. `secret` keys the hash. */
export async function argon2id(message: string, nonce: Buffer, secret?: Buffer): Promise<Buffer> {
  if (underWay >= AT_ONCE) await new Promise<void>((turn) => waiting.push(turn));
  else underWay++;
  try {
    return await derive('argon2id', { ...COST, message, nonce, ...(secret && { secret }) });
  } finally {
    // Whoever waits longest takes the place that is left.
    const next = waiting.shift();
    if (next) next();
    else underWay--;
  }
}
