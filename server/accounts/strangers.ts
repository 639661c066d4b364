import { createHash } from 'node:crypto';
import type { AccountId } from '../../shared/ids.ts';
import type { Account } from './contract.ts';
import { afterWrong, normalised } from './rules.ts';

/** What is known of whoever is tried: how often it was wrong, and until when nobody may try. */
export type Tried = Pick<Account, 'accountId' | 'wrong' | 'pausedUntil'>;

const MOST = 10_000;

/**
 * Login names that no account has. They pause like real ones, so that a pause does not tell which names there are; in memory,
 * by a hash, the oldest forgotten.
 */
export class Strangers {
  readonly #tried = new Map<AccountId, Tried>();

  of(loginName: string): Tried {
    const accountId = createHash('sha256').update(normalised(loginName)).digest('hex') as AccountId;
    return this.#tried.get(accountId) ?? { accountId, wrong: 0, pausedUntil: null };
  }

  wrong(loginName: string, now: number): void {
    const after = afterWrong({ now }, this.of(loginName));
    this.#tried.delete(after.accountId);
    this.#tried.set(after.accountId, after);
    const oldest = this.#tried.keys().next().value;
    if (this.#tried.size > MOST && oldest !== undefined) this.#tried.delete(oldest);
  }
}
