import type { Router } from 'express';
import type { SittingId } from '../shared/ids.ts';
import { MAX_ROLL_FILE } from '../shared/roll-preview.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { Admission } from './chamber/admission.ts';
import type { Contacts } from './chamber/contacts/contract.ts';
import type { Sittings } from './chamber/sittings.ts';
import { file, get, isRefused, post, refuse } from './declared-routes.ts';
import { RollDesk } from './roll-desk.ts';

interface Parts {
  accounts: Accounts;
  admission: Admission;
  sittings: Sittings;
  contacts: Contacts;
}

/** Files and changes of the roll: the operator's alone, telephone numbers are in all of them. */
export function rollRoutes(router: Router, { accounts, admission, sittings, contacts }: Parts): void {
  const desk = new RollDesk(sittings, contacts, admission);
  const preview = 'POST /api/sittings/:sittingId/roll/preview';
  file(
    router,
    admission,
    preview,
    { role: 'operator', bytes: MAX_ROLL_FILE },
    async (bytes, { sittingId }) => {
      const read = await desk.preview(sittingId, bytes);
      return isRefused(read) ? read : { read };
    },
  );
  const changes = 'POST /api/sittings/:sittingId/roll/changes';
  post(router, admission, changes, 'large', async (body, { session, sittingId }) =>
    session.actor.role === 'operator' ? desk.change(sittingId, session.actor, body) : refuse('not-allowed'),
  );
  const contactsOf = async (sittingId: SittingId) => ({
    phones: [...(await desk.phones(sittingId))].map(([deputyId, phone]) => ({ deputyId, phone })),
  });
  get(router, admission, 'GET /api/sittings/:sittingId/contacts', async ({ session, sittingId }) =>
    session.actor.role === 'operator' ? contactsOf(sittingId) : refuse('not-allowed'),
  );
  const exporting = 'POST /api/sittings/:sittingId/roll/export';
  post(router, admission, exporting, 'small', async (_body, { session, sittingId }) => {
    if (session.actor.role !== 'operator') return refuse('not-allowed');
    if (!sittings.roll(sittingId)) return refuse('not-found', 'sittingId');
    const { accountId } = session.actor;
    await accounts.record(accounts.by(accountId), { type: 'RollExported', sittingId });
    return contactsOf(sittingId);
  });
}
