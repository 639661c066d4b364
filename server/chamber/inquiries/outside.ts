import type { AccountId, DeputyId, SittingId } from '../../../shared/ids.ts';
import type { AnyInquiryCommand } from '../../../shared/inquiry/commands.ts';
import type { InquiryPlan } from '../../../shared/inquiry/plan.ts';
import type { AccountRole } from '../../../shared/roles.ts';
import { type Refusal, refusal } from '../../../shared/sitting/refusals.ts';
import { papersOf } from '../sitting-facts.ts';
import type { Sittings } from '../sittings.ts';

/** What the chamber has to know of an account; null for one that is not there or closed. */
export type AccountOf = (accountId: AccountId) => { name: string; role: AccountRole } | null;

interface Around {
  sittings: Pick<Sittings, 'deputy' | 'read'>;
  accountOf: AccountOf;
}

/** Whether what a command names is there, of which the rules of an inquiry cannot know: papers, people on the roll, accounts. */
export function whyNotBy(
  command: AnyInquiryCommand,
  sittingId: SittingId,
  { sittings, accountOf }: Around,
): Refusal | null {
  const offRoll = (deputyId: DeputyId | null) =>
    deputyId !== null && sittings.deputy(sittingId, deputyId) === null;
  switch (command.type) {
    case 'SetBallot': {
      if (command.paperId === null) return null;
      const known = sittings.read(sittingId, (sitting) => papersOf(sitting, 'appraisal'));
      const there = known?.some(({ paperId }) => paperId === command.paperId);
      return there ? null : refusal('paper-unknown', 'command.paperId');
    }
    case 'PrepareQuestion':
      return offRoll(command.deputyId) ? refusal('deputy-unknown', 'command.deputyId') : null;
    case 'ChangePlan':
      return whyNotPlan(command.plan, 'command.plan', offRoll, accountOf);
    case 'PlanInquiry':
      return whyNotPlan(command.plan, 'plan', offRoll, accountOf);
    default:
      return null;
  }
}

function whyNotPlan(
  { departments, questioners }: InquiryPlan,
  field: string,
  offRoll: (deputyId: DeputyId | null) => boolean,
  accountOf: AccountOf,
): Refusal | null {
  const stranger = questioners.findIndex(({ deputyId }) => offRoll(deputyId));
  if (stranger >= 0) return refusal('deputy-unknown', `${field}.questioners.${stranger}.deputyId`);
  const unfit = departments.findIndex(
    ({ accountId }) => accountId !== null && accountOf(accountId)?.role !== 'department',
  );
  return unfit < 0 ? null : refusal('account-unknown', `${field}.departments.${unfit}.accountId`);
}
