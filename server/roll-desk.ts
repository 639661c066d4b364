import type { z } from 'zod';
import type { DeputyId, SittingId } from '../shared/ids.ts';
import { enteredId } from '../shared/roll-change.ts';
import { planRoll } from '../shared/roll-plan.ts';
import type { RollPreview, Unreadable } from '../shared/roll-preview.ts';
import type { rollHttp } from '../shared/roll-protocol.ts';
import type { Actor } from '../shared/sitting/commands.ts';
import { type Refusal, refusal } from '../shared/sitting/refusals.ts';
import { personOf } from './chamber/access/contract.ts';
import type { Admission } from './chamber/admission.ts';
import type { Contacts } from './chamber/contacts/contract.ts';
import type { Outcome } from './chamber/live.ts';
import type { Sittings } from './chamber/sittings.ts';
import { RollReader } from './imports/roll/reader.ts';

type Changes = z.output<(typeof rollHttp)['POST /api/sittings/:sittingId/roll/changes']['body']>;
type Refused = { refused: Refusal };

/** Brings together the roll, which the log has, and the telephone numbers, which it must not have. */
export class RollDesk {
  readonly #sittings: Sittings;
  readonly #contacts: Contacts;
  readonly #admission: Admission;
  readonly #reader = new RollReader();

  constructor(sittings: Sittings, contacts: Contacts, admission: Admission) {
    this.#admission = admission;
    this.#sittings = sittings;
    this.#contacts = contacts;
  }

  /** What the file would make of the roll. Changes nothing. */
  async preview(
    sittingId: SittingId,
    file: Uint8Array,
  ): Promise<RollPreview | { unreadable: Unreadable } | Refused> {
    const read = await this.#reader.read(file);
    if (!read) return { refused: refusal('busy') };
    if ('reason' in read) return { unreadable: read };
    const { rows, ...about } = read;
    const phones = await this.#contacts.phones(sittingId);
    const asItIs = this.#sittings.roll(sittingId);
    if (!asItIs) return { refused: refusal('not-found', 'sittingId') };
    const plan = about.bad.length > 0 ? null : planRoll({ ...asItIs, phones }, rows);
    return { ...about, rollVersion: asItIs.rollVersion, plan };
  }

  /**
   * Changes the roll in one command, then the numbers. A repeated request writes the numbers again: whoever was not
   * answered asks until both are there.
   */
  async change(sittingId: SittingId, actor: Actor, changes: Changes): Promise<Outcome> {
    const { commandId, phones, ...rest } = changes;
    const known = this.#known(sittingId);
    const stranger = phones.findIndex(({ deputyId }) => !known.has(deputyId));
    if (stranger >= 0) return { refused: refusal('deputy-unknown', `phones.${stranger}.deputyId`) };
    const added = rest.added.map(({ phone: _, ...entry }) => entry);
    const command = { type: 'ChangeRoll', ...rest, added } as const;
    const outcome = await this.#sittings.submit(sittingId, actor, { commandId, command });
    if ('refused' in outcome) return outcome;
    // Who is no longer on the roll is out, on the open line too.
    for (const deputyId of rest.removed)
      await this.#admission.endSessionsOf(personOf({ sittingId, deputyId }));
    const notes = [
      ...phones,
      ...rest.added.flatMap(({ phone }, at) =>
        phone === undefined ? [] : [{ deputyId: enteredId(commandId, at), phone }],
      ),
      // Who is no longer expected need not be called.
      ...rest.removed.map((deputyId) => ({ deputyId, phone: null })),
    ];
    if (notes.length > 0) await this.#contacts.put(sittingId, notes);
    return outcome;
  }

  phones(sittingId: SittingId): Promise<ReadonlyMap<DeputyId, string>> {
    return this.#contacts.phones(sittingId);
  }

  #known(sittingId: SittingId): ReadonlySet<DeputyId> {
    const { roll = [], removed = [] } = this.#sittings.roll(sittingId) ?? {};
    return new Set([...roll, ...removed].map(({ deputyId }) => deputyId));
  }
}
