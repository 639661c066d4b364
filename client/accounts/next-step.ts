import type { AccountView } from '../../shared/accounts.ts';
import { twoPeopleRoles } from '../../shared/roles.ts';

/**
 * What an account waits for. `approval`: of any administrator but its proposer and its owner; `mine`: of whoever looks; `owner`: to
 * come in by the link that is out; `link`: for another one, since that has expired.
 */
export type Waiting = 'nothing' | 'approval' | 'mine' | 'owner' | 'link';

export function waitingFor({ accountId, invitation }: AccountView, me: string, now: number): Waiting {
  if (!invitation) return 'nothing';
  if (invitation.approved) return (invitation.expiresAt ?? 0) <= now ? 'link' : 'owner';
  return invitation.proposedBy === me || accountId === me ? 'approval' : 'mine';
}

export function isPaused({ pausedUntil }: AccountView, now: number): boolean {
  return pausedUntil !== null && pausedUntil > now;
}

export type AccountAct =
  | 'approve'
  | 'newLink'
  | 'newCode'
  | 'withdraw'
  | 'reset'
  | 'liftPause'
  | 'endSessions'
  | 'close';

/** What an administrator can do to an account now, the likeliest first. The server decides; this offers nothing that it refuses. */
export function actsOn(account: AccountView, me: string, now: number): AccountAct[] {
  const { accountId, role, standing, invitation } = account;
  if (standing === 'closed') return [];
  const own = accountId === me;
  const two = twoPeopleRoles.includes(role);
  const mayApprove = two && invitation !== null && invitation.proposedBy !== me && !own;
  const acts: (AccountAct | false)[] = [
    mayApprove && (invitation.approved ? 'newLink' : 'approve'),
    // A code is its proposer's; for a role that one person grants there is a link instead.
    invitation !== null && !own && (two ? invitation.proposedBy === me && 'newCode' : 'newLink'),
    isPaused(account, now) && 'liftPause',
    invitation === null && !own && 'reset',
    invitation !== null && 'withdraw',
    standing === 'active' && !own && 'endSessions',
    standing === 'active' && !own && 'close',
  ];
  return acts.filter((act) => act !== false);
}

export interface Group {
  name: 'mine' | 'proposed' | 'invited' | 'paused' | 'active' | 'closed';
  accounts: AccountView[];
}

/** Each account once: what waits for whoever looks comes first. */
export function grouped(accounts: readonly AccountView[], me: string, now: number): Group[] {
  const groupOf = (account: AccountView): Group['name'] => {
    if (waitingFor(account, me, now) === 'mine') return 'mine';
    return account.standing === 'active' && isPaused(account, now) ? 'paused' : account.standing;
  };
  return (['mine', 'proposed', 'invited', 'paused', 'active', 'closed'] as const)
    .map((name) => ({ name, accounts: accounts.filter((account) => groupOf(account) === name) }))
    .filter(({ accounts: found }) => found.length > 0);
}
