import { DeputyId, derivedId, PaperId } from '../ids.ts';
import { attendance, isPresent } from '../roll.ts';
import { accept, type Decision, entitledDeputy, type Rules, refuse } from './decision.ts';
import { dutiesOf, excludedAsScrutineer } from './duties.ts';
import { type Sitting, stagesOver, stagesUnderWay, voteIn } from './state.ts';

/** Sitting, roll, agenda, presence and papers. */
export const hallRules: Rules<
  | 'CreateSitting'
  | 'ImportRoll'
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
  | 'SetLeave'
  | 'DrawUpPaper'
  | 'WithdrawPaper'
> = {
  CreateSitting(sitting, { title, body, totalMembership }) {
    if (sitting.version > 0) return refuse('sitting-exists', 'sittingId');
    return accept({ type: 'SittingCreated', title, body, totalMembership });
  },

  ImportRoll(sitting, { deputies }, { commandId }) {
    if (sitting.stage !== 'planned') return refuse('roll-frozen');
    const entitled = deputies.filter((deputy) => deputy.standing === 'entitled').length;
    if (entitled > sitting.totalMembership) return refuse('roll-too-large', 'deputies');
    const seats = new Set<string>();
    for (const [at, { seat }] of deputies.entries()) {
      if (seats.has(seat)) return refuse('seat-taken', `deputies.${at}.seat`);
      seats.add(seat);
    }
    return accept({
      type: 'RollImported',
      deputies: deputies.map((entry, at) => ({
        ...entry,
        deputyId: DeputyId.parse(derivedId(commandId, 'deputy', at)),
      })),
    });
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

  CloseSitting(sitting) {
    if (sitting.stage !== 'open') return refuse('sitting-not-open');
    if (voteIn(sitting, stagesUnderWay)) return refuse('vote-under-way');
    return accept({ type: 'SittingClosed' });
  },

  CheckIn(sitting, { deputyId }) {
    const seated = sitting.roll.get(deputyId);
    if (sitting.stage !== 'open') return refuse('sitting-not-open');
    if (!seated) return refuse('deputy-unknown', 'command.deputyId');
    if (isPresent(seated.stays)) return refuse('already-present', 'command.deputyId');
    return accept({ type: 'DeputyCheckedIn', deputyId });
  },

  CheckOut(sitting, { deputyId }) {
    const seated = sitting.roll.get(deputyId);
    if (!seated) return refuse('deputy-unknown', 'command.deputyId');
    if (!isPresent(seated.stays)) return refuse('deputy-not-present', 'command.deputyId');
    return accept({ type: 'DeputyCheckedOut', deputyId });
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
