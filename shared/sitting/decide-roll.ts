import type { z } from 'zod';
import type { DeputyId } from '../ids.ts';
import type { Deputy } from '../roll.ts';
import type { ChangeRoll } from '../roll-change.ts';
import { enteredId, faultsOf, type RollFault, rollAfter } from '../roll-change.ts';
import { accept, type Decision, type Rules, refuse } from './decision.ts';
import { dutiesOf } from './duties.ts';
import type { RefusalCode } from './refusals.ts';
import { type Sitting, stagesUnderWay, voteIn } from './state.ts';

type Change = z.output<typeof ChangeRoll>;

const faultCodes: Readonly<Record<RollFault['kind'], RefusalCode>> = {
  seat: 'seat-taken',
  number: 'number-taken',
  tooMany: 'roll-too-large',
};
/** From the opening to the end: the opening record holds the hash of the roll. A prepared vote has not taken it yet. */
const stagesThatHoldTheRoll = stagesUnderWay.filter((stage) => stage !== 'prepared');

/** The roll, fixed in who is on it once the sitting is open. */
export const rollRules: Rules<'ChangeRoll'> = {
  ChangeRoll(sitting, change, { commandId }) {
    if (change.rollVersion !== sitting.rollVersion) return refuse('roll-changed');
    const { changed, restored, removed } = change;
    const added = change.added.map((entry, at) => ({ ...entry, deputyId: enteredId(commandId, at) }));
    if (added.length + changed.length + restored.length + removed.length === 0) return accept();
    const place = new Map<DeputyId, string>();
    for (const [list, ids] of [
      ['added', added.map(idOf)],
      ['changed', changed.map(idOf)],
      ['restored', restored.map(idOf)],
      ['removed', removed],
    ] as const) {
      for (const [at, deputyId] of ids.entries()) {
        const field = `${list}.${at}`;
        if (place.has(deputyId)) return refuse('malformed', field);
        place.set(deputyId, field);
        const there = list === 'restored' ? sitting.removed : sitting.roll;
        if (list !== 'added' && !there.has(deputyId)) return refuse('deputy-unknown', field);
      }
    }
    const roll = [...sitting.roll.values()].map(({ deputy }) => deputy);
    return (
      whyFrozen(sitting, change) ??
      whyNeeded(sitting, change) ??
      whyFaulty(rollAfter(roll, change, added), sitting.totalMembership, place) ??
      accept({ type: 'RollChanged', added, changed, restored, removed })
    );
  },
};

const idOf = ({ deputyId }: Deputy) => deputyId;

/** Once the sitting is open, a name, delegation, seat or number can be put right between votes; who is on the roll cannot. */
function whyFrozen(sitting: Sitting, { added, changed, restored, removed }: Change): Decision | null {
  if (sitting.stage === 'planned') return null;
  if (added.length + restored.length + removed.length > 0) return refuse('roll-frozen');
  const at = changed.findIndex(
    ({ deputyId, standing }) => sitting.roll.get(deputyId)!.deputy.standing !== standing,
  );
  if (at >= 0) return refuse('roll-frozen', `changed.${at}.standing`);
  return voteIn(sitting, stagesThatHoldTheRoll) ? refuse('vote-under-way') : null;
}

/** Who has a part in the sitting is not taken away by the desk alone: others appoint, and a paper is withdrawn first. */
function whyNeeded(sitting: Sitting, { changed, removed }: Change): Decision | null {
  const duties = dutiesOf(sitting);
  const proposed = sitting.scrutineerProposal?.scrutineers ?? [];
  const gone = removed.findIndex((deputyId) => duties.has(deputyId) || proposed.includes(deputyId));
  if (gone >= 0) return refuse('deputy-has-part', `removed.${gone}`);
  // The chair appoints by name: whose name it is must not change under the list that was looked at.
  const renamed = changed.findIndex(
    ({ deputyId, name }) => proposed.includes(deputyId) && sitting.roll.get(deputyId)?.deputy.name !== name,
  );
  if (renamed >= 0) return refuse('deputy-has-part', `changed.${renamed}.name`);
  const acts = (deputyId: DeputyId) =>
    proposed.includes(deputyId) || duties.get(deputyId)?.some(({ duty }) => duty !== 'candidate');
  const at = changed.findIndex(({ deputyId, standing }) => standing === 'nonVoting' && acts(deputyId));
  return at >= 0 ? refuse('deputy-has-part', `changed.${at}.standing`) : null;
}

/** `place` is where the command names a person; of two with one seat the later one is at fault. */
function whyFaulty(
  roll: readonly Deputy[],
  totalMembership: number,
  place: ReadonlyMap<DeputyId, string>,
): Decision | null {
  const fault = faultsOf(roll, totalMembership)[0];
  if (!fault) return null;
  const named = fault.kind === 'tooMany' ? undefined : fault.of.findLast((one) => place.has(one.deputyId));
  return refuse(
    faultCodes[fault.kind],
    named && fault.kind !== 'tooMany' ? `${place.get(named.deputyId)}.${fault.kind}` : 'added',
  );
}
