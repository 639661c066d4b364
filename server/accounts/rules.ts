import type { AccountStanding, AccountView, Act } from '../../shared/accounts.ts';
import type { AccountId } from '../../shared/ids.ts';
import { type AccountRole, twoPeopleRoles } from '../../shared/roles.ts';
import { type Refusal, type RefusalCode, refusal } from '../../shared/sitting/refusals.ts';
import type { Account } from './contract.ts';

const HOUR = 3_600_000;
export const INVITATION_LIFE = 72 * HOUR;
/** Wrong passwords before the first pause; each further one doubles it. */
export const FREE_TRIES = 5;
const FIRST_PAUSE = 30_000;
const LONGEST_PAUSE = 15 * 60_000;
const CODE_TRIES = 5;

/** What becomes of one account, with the act that tells of it. */
export type Ruling = { account: Account; act: Act } | { refused: Refusal };
const refuse = (code: RefusalCode, field?: string) => ({ refused: refusal(code, field) });

export function needsTwo(role: AccountRole): boolean {
  return twoPeopleRoles.includes(role);
}

export function isActive(account: Account): boolean {
  return !account.closed && account.password !== null;
}

/** NFKC and lower case: names that look alike are one. */
export function normalised(loginName: string): string {
  return loginName.normalize('NFKC').toLowerCase();
}

export function standingOf({ closed, password, invitation }: Account): AccountStanding {
  if (closed) return 'closed';
  if (password !== null) return 'active';
  return invitation?.approvedBy ? 'invited' : 'proposed';
}

export function viewOf(account: Account): AccountView {
  const { accountId, loginName, name, role, invitation } = account;
  return {
    accountId,
    loginName,
    name,
    role,
    standing: standingOf(account),
    invitation: invitation && {
      proposedBy: invitation.proposedBy,
      approved: invitation.approvedBy !== null,
      expiresAt: invitation.expiresAt,
    },
    totp: account.totp !== null,
    pausedUntil: account.pausedUntil,
  };
}

export interface Grants {
  accounts: ReadonlyMap<AccountId, Account>;
  now: number;
}

const isAdministrator = (by: Account) => isActive(by) && by.role === 'administrator';

/** A new account. Where two people are needed it waits with the code of its proposer, else a link goes out at once. */
export function propose(
  { accounts, now }: Grants,
  by: Account,
  about: { accountId: AccountId; loginName: string; name: string; role: AccountRole },
  secrets: { codeHash: string; linkHash: string },
): Ruling {
  if (!isAdministrator(by)) return refuse('not-allowed');
  const loginName = normalised(about.loginName);
  const taken = [...accounts.values()].some((one) => !one.closed && one.loginName === loginName);
  if (taken) return refuse('login-name-taken', 'loginName');
  const { accountId, name, role } = about;
  return {
    account: {
      ...about,
      loginName,
      password: null,
      totp: null,
      invitation: invitationBy(by, role, now, secrets),
      wrong: 0,
      pausedUntil: null,
      closed: false,
    },
    act: { type: 'AccountProposed', accountId, name, role },
  };
}

/** A new way in for who has lost the password or the authenticator; the old one works until the new one is used. */
export function proposeReset(
  { now }: Grants,
  by: Account,
  account: Account,
  secrets: { codeHash: string; linkHash: string },
): Ruling {
  if (!isAdministrator(by)) return refuse('not-allowed');
  if (account.closed) return refuse('account-closed', 'accountId');
  if (account.accountId === by.accountId) return refuse('not-yourself', 'accountId');
  const { accountId, role } = account;
  return {
    account: { ...account, invitation: invitationBy(by, role, now, secrets) },
    act: { type: 'ResetProposed', accountId },
  };
}

function invitationBy(
  by: Account,
  role: AccountRole,
  now: number,
  { codeHash, linkHash }: { codeHash: string; linkHash: string },
) {
  const two = needsTwo(role);
  return {
    proposedBy: by.accountId,
    approvedBy: two ? null : by.accountId,
    codeHash: two ? codeHash : null,
    linkHash: two ? null : linkHash,
    expiresAt: two ? null : now + INVITATION_LIFE,
    wrongCodes: 0,
  };
}

/** A second administrator agrees and gets the link. Again, by the same one: another link, the one before is dead. */
export function approve({ now }: Grants, by: Account, account: Account, linkHash: string): Ruling {
  const { accountId, invitation } = account;
  if (!isAdministrator(by)) return refuse('not-allowed');
  const spoiled = (invitation?.wrongCodes ?? 0) >= CODE_TRIES;
  if (account.closed || !invitation?.codeHash || spoiled) return refuse('nothing-to-approve', 'accountId');
  if (invitation.proposedBy === by.accountId) return refuse('second-person-needed', 'accountId');
  if (accountId === by.accountId) return refuse('not-yourself', 'accountId');
  return {
    account: {
      ...account,
      invitation: { ...invitation, approvedBy: by.accountId, linkHash, expiresAt: now + INVITATION_LIFE },
    },
    act: { type: 'InvitationApproved', accountId },
  };
}

/** Takes a proposal or reset back; an account that nobody has come in with yet is closed. */
export function withdraw(by: Account, account: Account): Ruling {
  if (!isAdministrator(by)) return refuse('not-allowed');
  if (account.closed || !account.invitation) return refuse('nothing-to-approve', 'accountId');
  const { accountId } = account;
  return {
    account: { ...account, invitation: null, closed: account.password === null },
    act: { type: 'InvitationWithdrawn', accountId },
  };
}

/** Why this invitation lets nobody in, or null. */
export function invitationFault({ now }: Grants, account: Account | undefined): Refusal | null {
  const invitation = account?.invitation;
  if (!account || account.closed || !invitation?.linkHash) return refusal('link-unknown', 'link');
  if ((invitation.expiresAt ?? 0) <= now) return refusal('link-expired', 'link');
  return null;
}

/** After a wrong code: one try less, and after the last the invitation is worth nothing. */
export function afterWrongCode(account: Account): { account: Account; spoiled: boolean } {
  const invitation = account.invitation!;
  const wrongCodes = invitation.wrongCodes + 1;
  const spoiled = wrongCodes >= CODE_TRIES;
  return {
    account: {
      ...account,
      invitation: { ...invitation, wrongCodes, ...(spoiled && { linkHash: null, approvedBy: null }) },
    },
    spoiled,
  };
}

/** The invited person has come in with a password of their own. An authenticator that may be lost is forgotten. */
export function activate(account: Account, password: string): { account: Account; act: Act } {
  return {
    account: { ...account, password, totp: null, invitation: null, wrong: 0, pausedUntil: null },
    act: { type: 'AccountActivated', accountId: account.accountId },
  };
}

/** For good. Two administrators stay: with one alone the next start would print a code for whoever reads it. */
export function close({ accounts }: Grants, by: Account, account: Account): Ruling {
  if (!isAdministrator(by)) return refuse('not-allowed');
  if (account.closed) return refuse('account-closed', 'accountId');
  if (account.accountId === by.accountId) return refuse('not-yourself', 'accountId');
  const others = [...accounts.values()].filter((one) => one !== account && isAdministrator(one));
  if (isAdministrator(account) && others.length < 2) return refuse('administrators-too-few', 'accountId');
  return {
    account: { ...account, closed: true, invitation: null },
    act: { type: 'AccountClosed', accountId: account.accountId },
  };
}

/** The owner's devices may be in other hands. Nothing of the account itself changes. */
export function endSessions(by: Account, account: Account): Ruling {
  if (!isAdministrator(by)) return refuse('not-allowed');
  return { account, act: { type: 'SessionsEnded', accountId: account.accountId } };
}

export function liftPause(by: Account, account: Account): Ruling {
  if (!isAdministrator(by)) return refuse('not-allowed');
  if (account.pausedUntil === null) return refuse('not-paused', 'accountId');
  return {
    account: { ...account, wrong: 0, pausedUntil: null },
    act: { type: 'PauseLifted', accountId: account.accountId },
  };
}

/** One wrong password or code more, and from the fifth on a pause that doubles: 30 s, 1 min, 2 min, … 15 min. */
export function afterWrong<T extends Pick<Account, 'wrong' | 'pausedUntil'>>(
  { now }: Pick<Grants, 'now'>,
  account: T,
): T {
  const wrong = account.wrong + 1;
  const over = wrong - FREE_TRIES;
  const pause = Math.min(FIRST_PAUSE * 2 ** Math.max(0, over), LONGEST_PAUSE);
  return { ...account, wrong, pausedUntil: over < 0 ? null : now + pause };
}
