import { exceedsIssued } from '../ballot/outcome.ts';
import { type Paper, paperHash, sheetsOf } from '../ballot/paper.ts';
import { type DeputyId, derivedId, PaperId, VoteId } from '../ids.ts';
import { attendance, quorum, rollHash } from '../roll.ts';
import type { Actor, RecordCommand } from './commands.ts';
import { accept, type Decision, entitledDeputy, type Rules, refuse } from './decision.ts';
import { refusal } from './refusals.ts';
import { type Sitting, stagesOver, type Vote, type VoteStage, voteIn } from './state.ts';

/** The course of a vote, from the prepared keys to the published result. */
export const voteRules: Rules<
  | 'PrepareVote'
  | 'OpenVote'
  | 'CloseVote'
  | 'AbortVote'
  | 'RequestReissue'
  | 'ApproveReissue'
  | 'ReportReturn'
  | 'DeclareVote'
  | 'ConfirmResult'
  | 'ObjectToResult'
  | 'PublishResult'
  | 'PrepareNextRound'
  | RecordCommand['type']
> = {
  PrepareVote(sitting, { paperId, rehearsal }, { diskAlmostFull }) {
    const refused = whyNotPrepare(sitting, paperId, rehearsal);
    return refused ?? (diskAlmostFull ? refuse('disk-almost-full') : accept());
  },

  RecordVotePrepared(sitting, { vote }, { commandId }) {
    const refused = whyNotPrepare(sitting, vote.paperId, vote.rehearsal);
    if (refused) return refused;
    // The keys took a while: other rules may have been adopted since, and the paper is not what was adopted.
    const { paper, round } = sitting.papers.get(vote.paperId)!;
    const hashes = sheetsOf(paper, sitting.rules!, round, vote.rehearsal).map(paperHash);
    if (hashes.join() !== vote.ballots.map((ballot) => ballot.paperHash).join())
      return refuse('rules-changed');
    return accept({ type: 'VotePrepared', voteId: VoteId.parse(derivedId(commandId, 'vote')), ...vote });
  },

  OpenVote(sitting, { voteId }, { diskAlmostFull }) {
    return inStage(sitting, voteId, ['prepared'], (vote) => {
      if (sitting.stage !== 'open') return refuse('sitting-not-open');
      if (voteIn(sitting, ['open'])) return refuse('vote-under-way');
      const { entitledCount, presentCount } = attendance(sitting.roll.values());
      if (!vote.rehearsal) {
        if (!quorum(sitting.body, presentCount, sitting.totalMembership).met) return refuse('quorum-not-met');
        if (sitting.scrutineers.size === 0) return refuse('scrutineers-missing');
      }
      if (diskAlmostFull) return refuse('disk-almost-full');
      return accept({
        type: 'VoteOpened',
        voteId,
        rollHash: rollHash([...sitting.roll.values()].map(({ deputy }) => deputy)),
        totalMembership: sitting.totalMembership,
        entitledCount,
        presentCount,
      });
    });
  },

  CloseVote(sitting, { voteId }) {
    return inStage(sitting, voteId, ['open'], () => accept({ type: 'VoteClosed', voteId }));
  },

  AbortVote(sitting, { voteId, reason }) {
    return inStage(sitting, voteId, ['prepared', 'open'], () =>
      accept({ type: 'VoteAborted', voteId, reason }),
    );
  },

  RequestReissue(sitting, { voteId, deputyId, reason }, { credentialIssued }) {
    return inStage(sitting, voteId, ['open'], () => {
      const refused = entitledDeputy(sitting, deputyId, 'command.deputyId');
      if (refused) return refused;
      if (!credentialIssued) return refuse('nothing-issued', 'command.deputyId');
      return accept({ type: 'ReissueRequested', voteId, deputyId, reason });
    });
  },

  ApproveReissue(sitting, { voteId, deputyId }, { actor }) {
    return inStage(sitting, voteId, ['open'], (vote) => {
      if (!vote.reissueRequests.has(deputyId)) return refuse('reissue-not-requested', 'command.deputyId');
      if (deputyOf(actor) === deputyId) return refuse('not-allowed', 'command.deputyId');
      return accept({ type: 'ReissueApproved', voteId, deputyId });
    });
  },

  RecordVoteAborted(sitting, { voteId, reason }) {
    // Also one that was closed: until the seal its ballots are in the urn alone.
    return inStage(sitting, voteId, ['prepared', 'open', 'closed'], () =>
      accept({ type: 'VoteAborted', voteId, reason }),
    );
  },

  RecordBallotsSealed(sitting, { sealed }) {
    return inStage(sitting, sealed.voteId, ['closed'], () => accept({ type: 'BallotsSealed', ...sealed }));
  },

  ReportReturn(sitting, { voteId }) {
    return inStage(sitting, voteId, ['sealed'], () => accept({ type: 'ReturnReported', voteId }));
  },

  DeclareVote(sitting, { voteId, verdict, reason }) {
    return inStage(sitting, voteId, ['sealed', 'reported', 'counted'], (vote) => {
      const { stage, sealed, rehearsal } = vote;
      // A rehearsal may be held before there are scrutineers to report. Where nobody reports, the way out is void.
      if (stage === 'sealed' && verdict === 'valid' && !rehearsal)
        return refuse('wrong-stage', 'command.voteId');
      // Where scrutineers will not sign, too; what they have signed can no longer be thrown away.
      const signed = confirmed(sitting, vote) && vote.objections.size === 0;
      if (stage === 'counted' && (verdict === 'valid' || signed))
        return refuse('wrong-stage', 'command.voteId');
      const tooMany = sealed!.some((box) => exceedsIssued(box.returned, box.deputiesIssued));
      if (verdict === 'valid' && tooMany) return refuse('returned-exceeds-issued', 'command.verdict');
      if (verdict === 'void' && !reason) return refuse('reason-missing', 'command.reason');
      return accept({ type: 'VoteDeclared', voteId, verdict, reason: reason ?? null });
    });
  },

  RecordBallotsCounted(sitting, { counted }) {
    return inStage(sitting, counted.voteId, ['valid'], () => accept({ type: 'BallotsCounted', ...counted }));
  },

  RecordBundlesMade(sitting, { bundles }) {
    // Once only: scrutineers have put their names to these digests.
    return inStage(sitting, bundles.voteId, ['counted'], (vote) =>
      vote.digests ? refuse('wrong-stage', 'command.voteId') : accept({ type: 'BundlesMade', ...bundles }),
    );
  },

  ConfirmResult(sitting, { voteId, digest }, { actor }) {
    return inStage(sitting, voteId, ['counted'], (vote) => {
      if (digest !== vote.digests?.auditDigest) return refuse('digest-differs', 'command.digest');
      if (vote.confirmations.has(deputyOf(actor))) return refuse('already-said');
      return accept({ type: 'ResultConfirmed', voteId, scrutineer: deputyOf(actor), digest });
    });
  },

  ObjectToResult(sitting, { voteId, reason }, { actor }) {
    return inStage(sitting, voteId, ['counted'], (vote) =>
      vote.objections.has(deputyOf(actor))
        ? refuse('already-said')
        : accept({ type: 'ResultObjected', voteId, scrutineer: deputyOf(actor), reason }),
    );
  },

  PublishResult(sitting, { voteId }) {
    return inStage(sitting, voteId, ['counted'], (vote) => {
      if (!vote.digests) return refuse('wrong-stage', 'command.voteId');
      if (vote.objections.size > 0) return refuse('objection-stands');
      if (!vote.rehearsal && !confirmed(sitting, vote)) return refuse('not-all-confirmed');
      return accept({ type: 'ResultPublished', voteId });
    });
  },

  PrepareNextRound(sitting, { voteId }, { commandId }) {
    return inStage(sitting, voteId, stagesOver, (vote) => {
      const drawn = sitting.papers.get(vote.paperId)!;
      const paper = nextPaper(vote, drawn.paper);
      const followed = [...sitting.papers.values()].some(
        ({ follows, withdrawn }) => follows === voteId && !withdrawn,
      );
      if (!paper || followed || vote.rehearsal) return refuse('no-further-round', 'command.voteId');
      const paperId = PaperId.parse(derivedId(commandId, 'paper'));
      return accept({ type: 'PaperDrawnUp', paperId, paper, round: drawn.round + 1, follows: voteId });
    });
  },
};

function inStage(
  sitting: Sitting,
  voteId: VoteId,
  stages: readonly VoteStage[],
  rule: (vote: Vote) => Decision,
): Decision {
  const vote = sitting.votes.get(voteId);
  if (!vote) return refuse('vote-unknown', 'command.voteId');
  if (!stages.includes(vote.stage)) {
    return { refused: refusal('wrong-stage', 'command.voteId', `the vote is ${vote.stage}`) };
  }
  return rule(vote);
}

function whyNotPrepare(sitting: Sitting, paperId: PaperId, rehearsal: boolean): Decision | null {
  const drawn = sitting.papers.get(paperId);
  if (drawn?.withdrawn !== false) return refuse('paper-unknown', 'command.paperId');
  if (!sitting.rules) return refuse('rules-missing');
  const wrong = wrongSubject(sitting, drawn.paper);
  if (wrong) return wrong;
  // While a vote is under way nobody is appointed: found out at the opening, it would be too late.
  if (!rehearsal && sitting.scrutineers.size === 0) return refuse('scrutineers-missing');
  for (const vote of sitting.votes.values()) {
    if (vote.paperId !== paperId || vote.rehearsal !== rehearsal) continue;
    // A real vote on a paper is held once; another one is another round (PrepareNextRound).
    if (!rehearsal || !stagesOver.includes(vote.stage)) return refuse('wrong-stage', 'command.paperId');
  }
  return null;
}

/** Subjects that sit on the roll must be found there, and must not be scrutineers of their own vote. */
function wrongSubject(sitting: Sitting, paper: Paper): Decision | null {
  if (paper.kind !== 'appraisal') return null;
  const subjects = paper.items.flatMap(({ deputyId }) => (deputyId === undefined ? [] : [deputyId]));
  if (subjects.some((deputyId) => !sitting.roll.has(deputyId)))
    return refuse('deputy-unknown', 'command.paperId');
  const both = subjects.some((deputyId) => sitting.scrutineers.has(deputyId));
  return both ? refuse('scrutineer-is-candidate', 'command.paperId') : null;
}

/** The chief and more than half of the scrutineers have signed. */
function confirmed(sitting: Sitting, vote: Vote): boolean {
  const signed = [...vote.confirmations.keys()].filter((id) => sitting.scrutineers.has(id));
  const chief = sitting.chiefScrutineer;
  return chief !== null && signed.includes(chief) && 2 * signed.length > sitting.scrutineers.size;
}

/** A tie across the cut or open places: the items concerned. Void or aborted: the same paper again. */
function nextPaper(vote: Vote, paper: Paper): Paper | null {
  if (vote.stage !== 'published') return paper;
  const outcome = vote.results?.[0]?.outcome;
  if (paper.kind !== 'project' || outcome?.kind !== 'project') return null;
  const open = outcome.items.filter(({ standing }) => standing === 'notPassed').map(({ itemId }) => itemId);
  const again = outcome.runoff ?? (outcome.shortfall > 0 ? { among: open, seats: outcome.shortfall } : null);
  if (!again || again.among.length === 0) return null;
  const items = paper.items.filter(({ itemId }) => again.among.includes(itemId));
  const seats = Math.min(again.seats, items.length);
  return { ...paper, items, seats, maxMarks: seats };
}

function deputyOf(actor: Actor): DeputyId {
  if (actor.role !== 'deputy') throw new Error(`${actor.role} is no deputy`);
  return actor.deputyId;
}
