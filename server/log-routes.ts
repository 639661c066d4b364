import type { Router } from 'express';
import type { AccountId } from '../shared/ids.ts';
import { deskRoles, type StaffRole } from '../shared/roles.ts';
import type { Accounts } from './accounts/accounts.ts';
import { accountOf } from './accounts/routes.ts';
import type { Admission } from './chamber/admission.ts';
import type { Archives } from './chamber/archive.ts';
import type { Sittings } from './chamber/sittings.ts';
import { type Asked, get, post, refuse } from './declared-routes.ts';

interface Parts {
  accounts: Accounts;
  admission: Admission;
  sittings: Sittings;
  archives: Archives;
}

/** A sitting's own log for everyone with a desk; with the personal data of a sitting it is gone. */
export function logRoutes(router: Router, { accounts, admission, sittings, archives }: Parts): void {
  const nameOf = (accountId: AccountId) => accounts.view(accountId)?.name ?? accountId;
  const reads = <T>({ session: { principal }, sittingId }: Asked, work: (by: AccountId) => T) => {
    const by = accountOf(principal);
    if (!by || !deskRoles.includes(principal.role as StaffRole)) return refuse('not-allowed');
    return archives.get(sittingId) ? refuse('sitting-archived', 'sittingId') : work(by);
  };
  get(router, admission, 'GET /api/sittings/:sittingId/log?after=:after', async (asked, { after }) =>
    reads(
      asked,
      async () =>
        (await sittings.log(asked.sittingId, Number(after), nameOf)) ?? refuse('not-found', 'sittingId'),
    ),
  );
  post(router, admission, 'POST /api/sittings/:sittingId/log/export', 'small', async (_body, asked) =>
    reads(asked, async (by) => {
      const { sittingId } = asked;
      if (!sittings.roll(sittingId)) return refuse('not-found', 'sittingId');
      await accounts.record(accounts.by(by), { type: 'SittingLogExported', sittingId });
      return {};
    }),
  );
}
