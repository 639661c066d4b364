import type { Router } from 'express';
import { deskRoles } from '../shared/roles.ts';
import type { Accounts } from './accounts/accounts.ts';
import { accountOf } from './accounts/routes.ts';
import type { Admission } from './chamber/admission.ts';
import type { Archives } from './chamber/archive.ts';
import type { Retention } from './chamber/retention.ts';
import type { Sittings } from './chamber/sittings.ts';
import { type Answered, type Asked, get, post, refuse } from './declared-routes.ts';

export interface RetentionRouteParts {
  accounts: Accounts;
  admission: Admission;
  sittings: Sittings;
  archives: Archives;
  retention: Retention;
}

/** Archived sittings for the desk, and an operator's order to remove personal data before its time. */
export function retentionRoutes(router: Router, parts: RetentionRouteParts): void {
  const { accounts, admission, sittings, archives, retention } = parts;
  get(router, admission, 'GET /api/sittings/:sittingId/archive', async ({ session, sittingId }) => {
    if (!deskRoles.includes(session.principal.role as (typeof deskRoles)[number]))
      return refuse('not-allowed');
    return archives.get(sittingId) ?? refuse('not-found', 'sittingId');
  });
  post(router, admission, 'POST /api/sittings/:sittingId/forget', 'small', async ({ title }, asked) => {
    const by = asked.session.principal.role === 'operator' ? accountOf(asked.session.principal) : null;
    if (!by) return refuse('not-allowed');
    const known = sittings.list().find(({ sittingId }) => sittingId === asked.sittingId);
    if (known && known.title !== title.trim()) return refuse('confirmation-differs', 'title');
    const erased = await retention.erase(asked.sittingId, accounts.by(by));
    return 'refused' in erased ? erased : {};
  });
}

/** What is read of a sitting that is archived: its public bundles; that there is no audit bundle any more is said. */
export async function archivedBundle(
  archives: Archives,
  { sittingId, voteId }: Asked,
  which: 'audit' | 'public',
): Promise<Answered<{ text: string }>> {
  if (which === 'audit') return refuse('sitting-archived', 'sittingId');
  const text = await archives.publicBundle(sittingId, voteId);
  return text === null ? refuse('vote-unknown', 'voteId') : { text };
}
