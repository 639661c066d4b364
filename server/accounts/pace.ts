import ipaddr from 'ipaddr.js';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { refusal } from '../../shared/sitting/refusals.ts';

/** Passwords that are compared in so many seconds: each costs 40 ms and 19 MiB. One block of addresses gets half of them. */
const PACE = { everyone: 120, block: 60, seconds: 30 } as const;

/**
 * What one household, office or attacker has of addresses: an IPv4 address alone, of IPv6 the 64 bits that a network gets.
 * Whatever is no address stays as it is.
 */
export function addressBlock(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  const bytes = parsed.toByteArray();
  return parsed.kind() === 'ipv4' ? bytes.join('.') : Buffer.from(bytes.slice(0, 8)).toString('hex');
}

/**
 * Stands before every comparison of a password. What an address block has too much of is refused before it counts for
 * everyone: one machine that floods the server does not shut the others out. In memory, for as long as the pace lasts.
 */
export class SignInPace {
  readonly #blocks = new RateLimiterMemory({ points: PACE.block, duration: PACE.seconds });
  readonly #everyone = new RateLimiterMemory({ points: PACE.everyone, duration: PACE.seconds });

  /** Does the work, or answers `busy` where this address or everyone together has asked too often. */
  async keep<T>(
    address: string,
    work: () => Promise<T>,
  ): Promise<T | { refused: ReturnType<typeof refusal> }> {
    const inTime = await this.#blocks
      .consume(addressBlock(address))
      .then(() => this.#everyone.consume('everyone'))
      .then(
        () => true,
        () => false,
      );
    return inTime ? work() : { refused: refusal('busy') };
  }
}
