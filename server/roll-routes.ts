import type { Router } from 'express';
import { MAX_ROLL_FILE } from '../shared/roll-preview.ts';
import type { Admission } from './chamber/admission.ts';
import type { Contacts } from './chamber/contacts/contract.ts';
import type { Sittings } from './chamber/sittings.ts';
import { file, get, isRefused, post, refuse } from './declared-routes.ts';
import { RollDesk } from './roll-desk.ts';

/** Files and changes of the roll: the operator's alone, telephone numbers are in all of them. */
export function rollRoutes(
  router: Router,
  { admission, sittings, contacts }: { admission: Admission; sittings: Sittings; contacts: Contacts },
): void {
  const desk = new RollDesk(sittings, contacts);
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
  get(router, admission, 'GET /api/sittings/:sittingId/contacts', async ({ session, sittingId }) => {
    if (session.actor.role !== 'operator') return refuse('not-allowed');
    const phones = await desk.phones(sittingId);
    return { phones: [...phones].map(([deputyId, phone]) => ({ deputyId, phone })) };
  });
}
