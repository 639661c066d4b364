import type { Actor, AnyCommand } from './commands.ts';
import { cardRules, maySayAsScrutineer } from './decide-cards.ts';
import { hallRules } from './decide-hall.ts';
import { rollRules } from './decide-roll.ts';
import { voteRules } from './decide-vote.ts';
import { type By, type Decision, type Rule, type Rules, refuse } from './decision.ts';
import type { Sitting } from './state.ts';

const rules: Rules<AnyCommand['type']> = { ...hallRules, ...rollRules, ...cardRules, ...voteRules };

type Part = Actor['role'] | Office;
type Office = 'scrutineer' | 'chiefScrutineer';
const offices: readonly Part[] = ['scrutineer', 'chiefScrutineer'] satisfies Office[];

/** Operator, chair and scrutineer are different people; an operator alone can never publish a result. */
const parts: Readonly<Record<AnyCommand['type'], readonly Part[]>> = {
  CreateSitting: ['administrator', 'operator'],
  ChangeRoll: ['operator'],
  SetAgenda: ['operator'],
  AdoptVotingRules: ['chair'],
  ProposeScrutineers: ['operator'],
  WithdrawScrutineerProposal: ['operator'],
  AppointScrutineers: ['chair'],
  SetExecutiveChair: ['operator'],
  OpenSitting: ['chair'],
  CloseSitting: ['chair'],
  CheckIn: ['operator'],
  CheckOut: ['operator'],
  CheckInByCode: ['deputy'],
  LeaveHall: ['deputy'],
  SetLeave: ['operator'],
  IssueCards: ['operator', 'chair'],
  RequestCard: ['operator'],
  UnlockCard: ['operator'],
  ApproveTakeover: ['operator'],
  DrawUpPaper: ['operator'],
  WithdrawPaper: ['operator'],
  PrepareVote: ['operator'],
  RecordVotePrepared: ['operator'],
  OpenVote: ['chair'],
  CloseVote: ['chair'],
  AbortVote: ['chair'],
  RequestReissue: ['operator'],
  ApproveReissue: ['scrutineer'],
  RecordVoteAborted: ['system'],
  RecordBallotsSealed: ['system'],
  ReportReturn: ['chiefScrutineer'],
  DeclareVote: ['chair'],
  RecordBallotsCounted: ['system'],
  RecordBundlesMade: ['system'],
  ConfirmResult: ['scrutineer'],
  ObjectToResult: ['scrutineer'],
  PublishResult: ['chair'],
  PrepareNextRound: ['operator'],
};

function partsOf(sitting: Sitting, actor: Actor): readonly Part[] {
  if (actor.role !== 'deputy') return [actor.role];
  const second = sitting.scrutineers.has(actor.deputyId) ? (['scrutineer'] as const) : [];
  const third = sitting.chiefScrutineer === actor.deputyId ? (['chiefScrutineer'] as const) : [];
  return ['deputy', ...second, ...third];
}

/**
 * Every rule of a sitting: what a command by this actor brings about, or why it is refused. Pure; the caller
 * supplies who and when. `PrepareVote` is answered with no events when it may be done: the caller then
 * makes the keys and brings them with `RecordVotePrepared`.
 */
export function decide(sitting: Sitting, command: AnyCommand, by: By): Decision {
  const mine = partsOf(sitting, by.actor);
  const acting = parts[command.type].filter((part) => mine.includes(part));
  if (acting.length === 0) return refuse('not-allowed', 'command.type');
  if (command.type !== 'CreateSitting' && sitting.version === 0) return refuse('not-found', 'sittingId');
  if (sitting.stage === 'closed') return refuse('sitting-closed');
  if (acting.every((part) => offices.includes(part)) && !maySayAsScrutineer(sitting, by))
    return refuse('scrutineer-card-needs-two');
  return (rules[command.type] as Rule<typeof command.type>)(sitting, command as never, by);
}
