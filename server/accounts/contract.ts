import type { ChainedAct } from '../../shared/accounts.ts';
import type { AccountId } from '../../shared/ids.ts';
import type { AccountRole } from '../../shared/roles.ts';
import type { Store } from '../commit/queue.ts';

/** A way in that waits: for a new account, or for a person who has lost the password. Times in milliseconds. */
export interface Invitation {
  proposedBy: AccountId;
  /** Null while a second administrator is waited for. */
  approvedBy: AccountId | null;
  /** SHA-256 of the code that the proposer holds; null for a role that one person grants. */
  codeHash: string | null;
  /** SHA-256 of the link that the approver holds. */
  linkHash: string | null;
  expiresAt: number | null;
  wrongCodes: number;
}

export interface Account {
  accountId: AccountId;
  /** Normalised; unique among accounts that are not closed. */
  loginName: string;
  name: string;
  role: AccountRole;
  /** Encoded argon2id hash; null until its owner has come in for the first time. */
  password: string | null;
  /** `lastStep`: of the code that was used last; a code works once (RFC 6238, 5.2). */
  totp: { secret: string; lastStep: number } | null;
  invitation: Invitation | null;
  /** Wrong passwords and codes since the last right one. */
  wrong: number;
  pausedUntil: number | null;
  closed: boolean;
}

/** Accounts and the log of staff acts. A change and the act that tells of it are one commit, durable when it resolves. */
export interface AccountBook extends Store {
  accounts(): Promise<Account[]>;
  acts(): Promise<ChainedAct[]>;
  save(accounts: readonly Account[], acts: readonly ChainedAct[]): Promise<void>;
}
