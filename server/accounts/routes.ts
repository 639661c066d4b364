import type { Response, Router } from 'express';
import type { ActBy } from '../../shared/accounts.ts';
import type { AccountId } from '../../shared/ids.ts';
import type { Principal } from '../../shared/protocol.ts';
import { AccountRole, deskRoles, type StaffRole } from '../../shared/roles.ts';
import type { Admission } from '../chamber/admission.ts';
import { type Answered, type Asked, get, isRefused, open, post, refuse } from '../declared-routes.ts';
import { giveSession } from '../session-cookie.ts';
import type { Accounts, CameIn } from './accounts.ts';
import { SignInPace } from './pace.ts';

interface Parts {
  accounts: Accounts;
  admission: Admission;
}

/** The account behind a session; hall screens and deputies have none. */
export function accountOf(principal: Principal): AccountId | null {
  return AccountRole.safeParse(principal.role).success && 'accountId' in principal
    ? (principal.accountId as AccountId)
    : null;
}

/** Sign-in by password, invitations, one's own account, and the accounts of everyone. Every rule is elsewhere. */
export function accountRoutes(router: Router, parts: Parts): void {
  const pace = new SignInPace();
  const paced: Paced = ({ req }, work) => pace.keep(req.ip ?? '', work);
  comingIn(router, parts, paced);
  ownAccount(router, parts, paced);
  administration(router, parts);
  hallScreens(router, parts);
  actLog(router, parts);
}

type Paced = <T>(
  response: Response,
  work: () => Promise<T>,
) => ReturnType<typeof SignInPace.prototype.keep<T>>;

function comingIn(router: Router, { accounts, admission }: Parts, paced: Paced): void {
  const enter = async (response: Response, came: Answered<CameIn>, anew = false) => {
    if (isRefused(came)) return came;
    const { accountId, role, name } = came.account;
    // Who comes in with a new password puts out whoever was in with the old one.
    if (anew) await admission.endSessionsOf(accountId);
    const principal = { role, accountId, label: name };
    const token = await admission.startSession(principal);
    // It was closed, or got another password, after this one was compared: who ended its sessions could not end this one yet.
    if (!accounts.stillLetsIn(came)) {
      await admission.signOut(admission.session(token)!);
      return refuse('credentials-wrong', 'password');
    }
    await giveSession(response, admission, token);
    return { principal };
  };
  open(router, 'POST /api/setup', ({ setupCode, ...about }, response) =>
    paced(response, async () => enter(response, await accounts.setUp(setupCode, about))),
  );
  open(router, 'POST /api/staff/sign-in', ({ loginName, password, code }, response) =>
    paced(response, async () => enter(response, await accounts.signIn(loginName, password, code))),
  );
  open(router, 'POST /api/staff/invitation', async ({ link }) => {
    const invited = accounts.invitation(link);
    if (isRefused(invited)) return invited;
    const { account, ...about } = invited;
    const { loginName, name, role, standing } = account;
    return { loginName, name, role, anew: standing === 'active', ...about };
  });
  open(router, 'POST /api/staff/accept', ({ link, code, password }, response) =>
    paced(response, async () => enter(response, await accounts.accept(link, code, password), true)),
  );
}

function ownAccount(router: Router, { accounts, admission }: Parts, paced: Paced): void {
  const own = <T>({ session }: Asked, work: (accountId: AccountId) => T) => {
    const accountId = accountOf(session.principal);
    return accountId ? work(accountId) : refuse('not-allowed');
  };
  get(router, admission, 'GET /api/staff/me', async (asked) =>
    own(asked, (accountId) => ({ account: accounts.view(accountId)! })),
  );
  post(router, admission, 'POST /api/staff/sign-out-everywhere', 'small', async (_body, asked) =>
    own(asked, async (accountId) => {
      await admission.endSessionsOf(accountId);
      await accounts.record(accounts.by(accountId), { type: 'SignedOutEverywhere', accountId });
      return {};
    }),
  );
  post(router, admission, 'POST /api/staff/password', 'small', async ({ old, next }, asked, response) =>
    own(asked, (accountId) =>
      paced(response, async () => {
        const changed = await accounts.changePassword(accountId, old, next);
        if (!isRefused(changed)) await admission.endSessionsOf(accountId, asked.session);
        return changed;
      }),
    ),
  );
  post(router, admission, 'POST /api/staff/totp/begin', 'small', async (_body, asked) =>
    own(asked, (accountId) => accounts.beginTotp(accountId)),
  );
  post(router, admission, 'POST /api/staff/totp/confirm', 'small', async ({ code }, asked, response) =>
    own(asked, (accountId) => paced(response, () => accounts.confirmTotp(accountId, code))),
  );
  post(router, admission, 'POST /api/staff/totp/remove', 'small', async ({ password }, asked, response) =>
    own(asked, (accountId) => paced(response, () => accounts.removeTotp(accountId, password))),
  );
}

function administration(router: Router, { accounts, admission }: Parts): void {
  const administers = <T>({ session: { principal } }: Asked, work: (by: AccountId) => T) =>
    principal.role === 'administrator' ? work(principal.accountId as AccountId) : refuse('not-allowed');
  get(router, admission, 'GET /api/accounts', async (asked) =>
    administers(asked, () => ({ accounts: accounts.list(), setupCodesOpen: accounts.setupCodes.length })),
  );
  post(router, admission, 'POST /api/accounts', 'small', async (about, asked) =>
    administers(asked, (by) => accounts.propose(by, about)),
  );
  post(router, admission, 'POST /api/accounts/reset', 'small', async ({ accountId }, asked) =>
    administers(asked, (by) => accounts.proposeReset(by, accountId)),
  );
  post(router, admission, 'POST /api/accounts/approve', 'small', async ({ accountId }, asked) =>
    administers(asked, (by) => accounts.approve(by, accountId)),
  );
  post(router, admission, 'POST /api/accounts/withdraw', 'small', async ({ accountId }, asked) =>
    administers(asked, (by) => accounts.withdraw(by, accountId)),
  );
  for (const [route, act] of [
    ['POST /api/accounts/close', 'close'],
    ['POST /api/accounts/end-sessions', 'endSessions'],
  ] as const) {
    post(router, admission, route, 'small', async ({ accountId }, asked) =>
      administers(asked, async (by) => {
        const done = await accounts[act](by, accountId);
        if (!isRefused(done)) await admission.endSessionsOf(accountId);
        return done;
      }),
    );
  }
  post(router, admission, 'POST /api/accounts/lift-pause', 'small', async ({ accountId }, asked) =>
    administers(asked, (by) => accounts.liftPause(by, accountId)),
  );
}

/** Who lets hall screens in sees which there are, and ends them. */
function hallScreens(router: Router, { accounts, admission }: Parts): void {
  const looksAfter = <T>({ session: { principal } }: Asked, work: (by: ActBy) => T) =>
    principal.role === 'administrator' || principal.role === 'operator'
      ? work(accounts.by(principal.accountId as AccountId))
      : refuse('not-allowed');
  get(router, admission, 'GET /api/hall-screens', async (asked) =>
    looksAfter(asked, () => ({ screens: admission.hallScreens() })),
  );
  post(router, admission, 'POST /api/hall-screens', 'small', async ({ label }, asked) =>
    looksAfter(asked, async (by) => {
      const link = await admission.hallScreenLink(label);
      await accounts.record(by, { type: 'HallScreenLetIn', label });
      return link;
    }),
  );
  post(router, admission, 'POST /api/hall-screens/end', 'small', async ({ screenId }, asked) =>
    looksAfter(asked, async (by) => {
      const label = await admission.endHallScreen(screenId);
      if (label === null) return refuse('not-found', 'screenId');
      await accounts.record(by, { type: 'HallScreenEnded', label });
      return {};
    }),
  );
}

/** Everyone with a desk reads what the others did: that is what makes a wrong act come out. */
function actLog(router: Router, { accounts, admission }: Parts): void {
  const log = () => ({ acts: [...accounts.acts], ...accounts.chain() });
  const reads = <T>({ session: { principal } }: Asked, work: (by: AccountId) => T) => {
    const by = accountOf(principal);
    return by && deskRoles.includes(principal.role as StaffRole) ? work(by) : refuse('not-allowed');
  };
  get(router, admission, 'GET /api/acts', async (asked) => reads(asked, log));
  post(router, admission, 'POST /api/acts/export', 'small', async (_body, asked) =>
    reads(asked, async (by) => {
      await accounts.record(accounts.by(by), { type: 'ActsExported' });
      return log();
    }),
  );
}
