import { z } from 'zod';
import { CommandId, DeputyId } from './ids.ts';
import { MAX_ROLL, RollEntry } from './roll.ts';
import { ChangeRoll } from './roll-change.ts';
import { Phone, PhoneNote } from './roll-plan.ts';
import { RollPreview, Unreadable } from './roll-preview.ts';

const Contacts = z.strictObject({
  phones: z.array(z.strictObject({ deputyId: DeputyId, phone: Phone })),
});

/** What the operator's desk asks about the roll, by HTTP. Apart from protocol.ts: no tablet has to load it. */
export const rollHttp = {
  /**
   * A file, CSV or xlsx, compared with the roll; nothing is changed. The body is the file itself, as
   * `application/octet-stream`. A file that is no roll is an answer too: it says what was found instead.
   */
  'POST /api/sittings/:sittingId/roll/preview': {
    reply: z.strictObject({ read: z.union([RollPreview, z.strictObject({ unreadable: Unreadable })]) }),
  },
  /** Telephone numbers go to a store of their own: neither the log nor any view has them. */
  'POST /api/sittings/:sittingId/roll/changes': {
    body: ChangeRoll.omit({ type: true }).extend({
      commandId: CommandId,
      added: z.array(RollEntry.extend({ phone: Phone.optional() })).max(MAX_ROLL),
      phones: z.array(PhoneNote).max(MAX_ROLL),
    }),
    reply: z.strictObject({ version: z.int().min(0) }),
  },
  /** For the operator's roll. */
  'GET /api/sittings/:sittingId/contacts': {
    reply: Contacts,
  },
  /** The same for a file that leaves the house, which is put down in the log of staff acts. */
  'POST /api/sittings/:sittingId/roll/export': { body: z.strictObject({}), reply: Contacts },
} as const;
