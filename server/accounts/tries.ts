import type { AccountId } from '../../shared/ids.ts';
import { hashOf } from '../chamber/secrets.ts';
import type { Account } from './contract.ts';
import { afterWrong, FREE_TRIES, normalised } from './rules.ts';

/** What is known of whoever is tried: how often it was wrong, and until when nobody may try. */
type Tried = Pick<Account, 'accountId' | 'wrong' | 'pausedUntil'>;

const MOST_STRANGERS = 10_000;

/** Who may have a password compared now. What is kept of accounts lies in them; the rest is in memory. */
export class Tries {
  /** Passwords that are being compared, by account: each counts as a wrong one until it is right. */
  readonly #underWay = new Map<AccountId, number>();
  /**
   * Login names that no account has, by a hash, the oldest forgotten. They pause like real ones, so that a pause does not tell
   * which names there are.
   */
  readonly #strangers = new Map<AccountId, Tried>();

  /** After five wrong ones nobody may until the pause is over, and then one at a time. */
  mayTry({ accountId, pausedUntil, wrong }: Tried, now: number): boolean {
    if (pausedUntil !== null && pausedUntil > now) return false;
    const underWay = this.#underWay.get(accountId) ?? 0;
    return pausedUntil === null ? wrong + underWay < FREE_TRIES : underWay === 0;
  }

  /** Many at once get no more tries than one after the other. */
  async during<T>(accountId: AccountId, work: () => Promise<T>): Promise<T> {
    this.#underWay.set(accountId, (this.#underWay.get(accountId) ?? 0) + 1);
    try {
      return await work();
    } finally {
      const others = this.#underWay.get(accountId)! - 1;
      if (others > 0) this.#underWay.set(accountId, others);
      else this.#underWay.delete(accountId);
    }
  }

  stranger(loginName: string): Tried {
    const accountId = hashOf(normalised(loginName)) as AccountId;
    return this.#strangers.get(accountId) ?? { accountId, wrong: 0, pausedUntil: null };
  }

  strangerWasWrong(loginName: string, now: number): void {
    const after = afterWrong({ now }, this.stranger(loginName));
    this.#strangers.delete(after.accountId);
    this.#strangers.set(after.accountId, after);
    const oldest = this.#strangers.keys().next().value;
    if (this.#strangers.size > MOST_STRANGERS && oldest !== undefined) this.#strangers.delete(oldest);
  }
}
