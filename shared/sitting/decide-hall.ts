import { type DeputyId, derivedId, PaperId } from '../ids.ts';
import { attendance, isPresent } from '../roll.ts';
import type { Actor } from './commands.ts';
import { accept, type Decision, entitledDeputy, type Rules, refuse } from './decision.ts';
import { dutiesOf, excludedAsScrutineer } from './duties.ts';
import { type Sitting, stagesOver, stagesUnderWay, voteIn } from './state.ts';

/** Sitting, agenda, presence and papers. */
export const hallRules: Rules<
  | 'CreateSitting'
  | 'SetAgenda'
  | 'AdoptVotingRules'
  | 'ProposeScrutineers'
  | 'WithdrawScrutineerProposal'
  | 'AppointScrutineers'
  | 'SetExecutiveChair'
  | 'OpenSitting'
  | 'CloseSitting'
  | 'CheckIn'
  | 'CheckOut'
  | 'CheckInByCode'
  | 'LeaveHall'
  | 'SetLeave'
  | 'DrawUpPaper'
  | 'WithdrawPaper'
> = {
  CreateSitting(sitting, { title, body, totalMembership }) {
    if (sitting.version > 0) return refuse('sitting-exists', 'sittingId');
    return accept({ type: 'SittingCreated', title, body, totalMembership });
  },

  SetAgenda(sitting, { items }) {
    const unknown = (paperId: PaperId) => sitting.papers.get(paperId)?.withdrawn !== false;
    const at = items.findIndex(({ paperId }) => paperId && unknown(paperId));
    if (at >= 0) return refuse('paper-unknown', `command.items.${at}.paperId`);
    return accept({ type: 'AgendaSet', items });
  },

  AdoptVotingRules(_sitting, { rules }) {
    return accept({ type: 'VotingRulesAdopted', rules });
  },

  ProposeScrutineers(sitting, { scrutineers, chief }) {
    return (
      whyNotScrutineers(sitting, scrutineers, chief) ??
      accept({ type: 'ScrutineersProposed', scrutineers, chief })
    );
  },

  WithdrawScrutineerProposal(sitting) {
    if (!sitting.scrutineerProposal) return refuse('scrutineers-not-proposed');
    return accept({ type: 'ScrutineerProposalWithdrawn' });
  },

  // The presidium proposes, the sitting adopts: nobody makes the scrutineer who confirms alone.
  AppointScrutineers(sitting, { scrutineers, chief }, { actor }) {
    const proposal = sitting.scrutineerProposal;
    if (!proposal) return refuse('scrutineers-not-proposed');
    if (proposal.chief !== chief || proposal.scrutineers.join() !== scrutineers.join())
      return refuse('proposal-changed', 'command.scrutineers');
    if ('accountId' in actor && actor.accountId === proposal.by) return refuse('proposed-by-same-person');
    return (
      whyNotScrutineers(sitting, scrutineers, chief) ??
      accept({ type: 'ScrutineersAppointed', scrutineers, chief, proposedBy: proposal.by })
    );
  },

  SetExecutiveChair(sitting, { deputyId }) {
    // From the opening on the vote bears the name of the chair who opened it.
    if (voteIn(sitting, stagesHeld)) return refuse('vote-under-way');
    if (deputyId !== null) {
      const refused = entitledDeputy(sitting, deputyId, 'command.deputyId');
      if (refused) return refused;
      if (sitting.scrutineers.has(deputyId))
        return refuse('scrutineer-is-executive-chair', 'command.deputyId');
    }
    return accept({ type: 'ExecutiveChairSet', deputyId });
  },

  OpenSitting(sitting) {
    if (sitting.stage !== 'planned') return refuse('wrong-stage');
    const { entitledCount } = attendance(sitting.roll.values());
    if (entitledCount === 0) return refuse('roll-empty');
    return accept({ type: 'SittingOpened', entitledCount });
  },

  CloseSitting(sitting, _command, { inquiryUnfinished }) {
    // One that was planned and never held is closed too: else its roll could never be deleted.
    if (voteIn(sitting, stagesUnderWay)) return refuse('vote-under-way');
    // Its page would go on taking questions that nobody puts.
    if (inquiryUnfinished) return refuse('inquiry-not-ended');
    return accept({ type: 'SittingClosed' });
  },

  CheckIn(sitting, { deputyId }) {
    return whyNotCheckIn(sitting, deputyId) ?? accept({ type: 'DeputyCheckedIn', deputyId, how: 'staff' });
  },

  CheckOut(sitting, { deputyId }) {
    return checkOut(sitting, deputyId);
  },

  CheckInByCode(sitting, _command, { actor, hallCode = 'wrong' }) {
    const { deputyId } = actor as DeputyActor;
    const refused = whyNotCheckIn(sitting, deputyId);
    if (refused) return refused;
    if (hallCode === 'too-many') return refuse('too-many-codes', 'command.code');
    if (hallCode === 'wrong') return refuse('code-wrong', 'command.code');
    return accept({ type: 'DeputyCheckedIn', deputyId, how: 'code' });
  },

  LeaveHall(sitting, _command, { actor }) {
    // Only a tablet whose ballot is cast leaves the paper: the log would tell by when that deputy had voted.
    if (voteIn(sitting, ['open'])) return refuse('vote-under-way');
    return checkOut(sitting, (actor as DeputyActor).deputyId);
  },

  SetLeave(sitting, { deputyId, onLeave }) {
    if (!sitting.roll.has(deputyId)) return refuse('deputy-unknown', 'command.deputyId');
    return accept({ type: 'LeaveSet', deputyId, onLeave });
  },

  DrawUpPaper(_sitting, { paper }, { commandId }) {
    const paperId = PaperId.parse(derivedId(commandId, 'paper'));
    return accept({ type: 'PaperDrawnUp', paperId, paper, round: 1, follows: null });
  },

  WithdrawPaper(sitting, { paperId }) {
    if (sitting.papers.get(paperId)?.withdrawn !== false) return refuse('paper-unknown', 'command.paperId');
    const held = [...sitting.votes.values()].some(
      (vote) => vote.paperId === paperId && !(vote.rehearsal && stagesOver.includes(vote.stage)),
    );
    if (held) return refuse('wrong-stage', 'command.paperId');
    return accept({ type: 'PaperWithdrawn', paperId });
  },
};

const stagesHeld = stagesUnderWay.filter((stage) => stage !== 'prepared');

/** Scrutineers are entitled deputies, no candidates and not the chair; while a vote is under way they stay who they are. */
function whyNotScrutineers(
  sitting: Sitting,
  scrutineers: readonly DeputyId[],
  chief: DeputyId,
): Decision | null {
  if (voteIn(sitting, stagesUnderWay)) return refuse('vote-under-way');
  if (!scrutineers.includes(chief)) return refuse('deputy-unknown', 'command.chief');
  const duties = dutiesOf(sitting);
  for (const [at, deputyId] of scrutineers.entries()) {
    const field = `command.scrutineers.${at}`;
    const refused = entitledDeputy(sitting, deputyId, field);
    if (refused) return refused;
    const excluded = excludedAsScrutineer(duties.get(deputyId) ?? []);
    if (excluded) return refuse(excluded, field);
  }
  return null;
}

type DeputyActor = Extract<Actor, { role: 'deputy' }>;

function whyNotCheckIn(sitting: Sitting, deputyId: DeputyId): Decision | null {
  if (sitting.stage !== 'open') return refuse('sitting-not-open');
  const seated = sitting.roll.get(deputyId);
  if (!seated) return refuse('deputy-unknown', 'command.deputyId');
  return isPresent(seated.stays) ? refuse('already-present', 'command.deputyId') : null;
}

function checkOut(sitting: Sitting, deputyId: DeputyId): Decision {
  const seated = sitting.roll.get(deputyId);
  if (!seated) return refuse('deputy-unknown', 'command.deputyId');
  if (!isPresent(seated.stays)) return refuse('deputy-not-present', 'command.deputyId');
  return accept({ type: 'DeputyCheckedOut', deputyId });
}
