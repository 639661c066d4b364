import { z } from 'zod';
import { Arithmetic, VotingRules } from './ballot/rules.ts';
import { AccountId, BallotId, DeputyId, Digest, ItemId, PaperId, SittingId, VoteId } from './ids.ts';
import { attendance, attendanceByDelegation, Body, Deputy, isPresent, quorum } from './roll.ts';
import { AgendaItem } from './sitting/commands.ts';
import { Duty, dutiesOf } from './sitting/duties.ts';
import { attendedCount } from './sitting/figures.ts';
import { type Sitting, stagesOver, type Vote, VoteStage } from './sitting/state.ts';
import { BallotResult, SealedFigures } from './sitting/vote-records.ts';

export const Audience = z.enum(['host', 'scrutineer', 'tablet', 'hallScreen']);
export type Audience = z.output<typeof Audience>;

const figure = z.int().min(0);

const Named = z.strictObject({ deputyId: DeputyId, name: z.string() });
const Scrutineer = Named.extend({ chief: z.boolean() });

export const VoteView = z.strictObject({
  voteId: VoteId,
  paperId: PaperId,
  kind: z.enum(['project', 'motion', 'appraisal']),
  title: z.string(),
  round: z.int(),
  rehearsal: z.boolean(),
  stage: VoteStage,
  ballots: z.array(
    z.strictObject({
      ballotId: BallotId,
      /** The subject, where there is one sheet per subject. */
      itemId: ItemId.nullable(),
      paperHash: Digest,
      keyFingerprint: Digest,
    }),
  ),
  openedAt: z.int().nullable(),
  closedAt: z.int().nullable(),
  /** Announced when the vote opened. */
  presentCount: figure.nullable(),
  /** While it is open: everyone with a vote who has been in the hall since the opening, also who left or came late. */
  attendedCount: figure.nullable(),
  /** Returned ballots while the vote is open, in steps of time; the largest over the sheets of an appraisal. */
  turnout: figure.nullable(),
  sealed: z.array(SealedFigures).nullable(),
  reason: z.string().nullable(),
  /** Deputies whose lost tablet was replaced: named with the result, before it to desk and scrutineers only. */
  reissued: z.array(Named),
  /** The profile that was adopted when the vote was prepared. */
  rules: z.strictObject({ title: z.string(), version: z.int() }),
  /** Scrutineers who have signed: named with the result, before it to desk and scrutineers only. */
  confirmedBy: z.array(Named),
  /** Scrutineers who will not sign, for desk and scrutineers only. */
  objections: z.array(Named.extend({ reason: z.string() })),
  /** Who watched over this vote, from its opening on. */
  scrutineers: z.array(Scrutineer),
  /** 执行主席 when it opened, where one was named. */
  executiveChair: Named.nullable(),
  /** For scrutineers from the count on; for everyone with the result. */
  digests: z.strictObject({ auditDigest: Digest, publicDigest: Digest, chainHead: Digest }).nullable(),
  /** The count is done with its bundles made: it can be verified, signed and published. */
  bundlesMade: z.boolean(),
  /** null until the chair publishes, for every audience. */
  results: z.array(BallotResult).nullable(),
});
export type VoteView = z.output<typeof VoteView>;

const RollLine = z.strictObject({
  deputy: Deputy,
  present: z.boolean(),
  onLeave: z.boolean(),
  duties: z.array(Duty),
  /** A sign-in card was issued. */
  card: z.boolean(),
});

const ScrutineerCard = Named.extend({
  /** Issued by two people: its holder may act as a scrutineer. */
  byTwo: z.boolean(),
  /** The operator asks for one, the chair issues it. */
  requested: z.boolean(),
});

const Attendance = z.strictObject({
  entitledCount: figure,
  presentCount: figure,
  onLeaveCount: figure,
  absentCount: figure,
});

export const View = z.strictObject({
  audience: Audience,
  sittingId: SittingId,
  title: z.string(),
  body: Body,
  stage: z.enum(['planned', 'open', 'closed']),
  totalMembership: figure,
  attendance: Attendance,
  quorum: Arithmetic,
  /** For desk and hall screen, in the order of the roll. */
  delegations: z.array(Attendance.extend({ delegation: z.string() })).nullable(),
  agenda: z.array(AgendaItem),
  rules: VotingRules.nullable(),
  scrutineers: z.array(Scrutineer),
  executiveChair: Named.nullable(),
  /** For the desk alone: who waits for the chair's appointment, and who proposed them. */
  scrutineerProposal: z.strictObject({ scrutineers: z.array(Scrutineer), by: AccountId }).nullable(),
  papers: z.array(
    z.strictObject({
      paperId: PaperId,
      kind: z.enum(['project', 'motion', 'appraisal']),
      title: z.string(),
      round: z.int(),
      follows: VoteId.nullable(),
    }),
  ),
  /**
   * All votes; those under way and the latest that is over with their details. An earlier one keeps its line, its details
   * are asked for by HTTP: a view must not grow with the votes of a long sitting.
   */
  votes: z.array(VoteView),
  /** For the desk alone. */
  roll: z.array(RollLine).nullable(),
  /** For the desk alone: who was taken off the roll and can come back. */
  removedFromRoll: z.array(Deputy).nullable(),
  /** Of the roll: what is changed is changed on this one. */
  rollVersion: figure,
  /** For the desk: how the cards stand of scrutineers and of those who are proposed. */
  scrutineerCards: z.array(ScrutineerCard).nullable(),
  /** For desk and scrutineers: asked for, not yet approved. */
  reissueRequests: z
    .array(z.strictObject({ voteId: VoteId, deputyId: DeputyId, name: z.string(), reason: z.string() }))
    .nullable(),
});
export type View = z.output<typeof View>;

/** What a deputy's own tablet knows of its deputy. Never whether a ballot was cast: the server does not know. */
export const Self = z.strictObject({
  deputy: Deputy,
  present: z.boolean(),
  scrutineer: z.boolean(),
  chief: z.boolean(),
  /** Two people made the card: without that a scrutineer votes and has no say as one. */
  cardByTwo: z.boolean(),
});
export type Self = z.output<typeof Self>;

/** What an audience may know. Made once per audience and change, never per device. */
export function viewFor(sitting: Sitting, audience: Audience, turnout: ReadonlyMap<VoteId, number>): View {
  const desk = audience === 'host';
  const figures = attendance(sitting.roll.values());
  const named = namedIn(sitting);
  const votes = [...sitting.votes.values()];
  const latest = votes
    .filter(isOver)
    .sort((a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0))
    .at(-1);
  return {
    audience,
    sittingId: sitting.sittingId,
    title: sitting.title,
    body: sitting.body,
    stage: sitting.stage,
    totalMembership: sitting.totalMembership,
    attendance: figures,
    quorum: quorum(sitting.body, figures.presentCount, sitting.totalMembership),
    delegations: desk || audience === 'hallScreen' ? attendanceByDelegation(sitting.roll.values()) : null,
    agenda: [...sitting.agenda],
    rules: sitting.rules,
    scrutineers: [...sitting.scrutineers].map((deputyId) => ({
      ...named(deputyId),
      chief: deputyId === sitting.chiefScrutineer,
    })),
    executiveChair: sitting.executiveChair && named(sitting.executiveChair),
    scrutineerProposal: desk ? proposalIn(sitting) : null,
    papers: [...sitting.papers.values()]
      .filter(({ withdrawn }) => !withdrawn)
      .map(({ paperId, paper, round, follows }) => ({
        paperId,
        kind: paper.kind,
        title: paper.title,
        round,
        follows,
      })),
    votes: votes.map((vote) => {
      const whole = voteView(vote, sitting, audience, turnout.get(vote.voteId) ?? null);
      return isOver(vote) && vote !== latest
        ? { ...whole, ballots: [], sealed: null, digests: null, results: null }
        : whole;
    }),
    roll: desk ? rollIn(sitting) : null,
    removedFromRoll: desk ? [...sitting.removed.values()] : null,
    rollVersion: sitting.rollVersion,
    scrutineerCards: desk ? scrutineerCardsIn(sitting) : null,
    reissueRequests:
      desk || audience === 'scrutineer'
        ? votes.flatMap((vote) =>
            [...vote.reissueRequests].map(([deputyId, reason]) => ({
              voteId: vote.voteId,
              ...named(deputyId),
              reason,
            })),
          )
        : null,
  };
}

function rollIn(sitting: Sitting): z.output<typeof RollLine>[] {
  const duties = dutiesOf(sitting);
  return [...sitting.roll.values()].map(({ deputy, stays, onLeave }) => ({
    deputy,
    present: isPresent(stays),
    onLeave,
    duties: [...(duties.get(deputy.deputyId) ?? [])],
    card: sitting.cards.has(deputy.deputyId),
  }));
}

function scrutineerCardsIn(sitting: Sitting): z.output<typeof ScrutineerCard>[] {
  const proposed = sitting.scrutineerProposal?.scrutineers ?? [];
  const named = namedIn(sitting);
  return [...new Set([...sitting.scrutineers, ...proposed])].map((deputyId) => ({
    ...named(deputyId),
    byTwo: sitting.cards.get(deputyId)?.byTwo ?? false,
    requested: sitting.cardRequests.has(deputyId),
  }));
}

function proposalIn(sitting: Sitting): View['scrutineerProposal'] {
  if (!sitting.scrutineerProposal) return null;
  const { scrutineers, chief, by } = sitting.scrutineerProposal;
  const named = namedIn(sitting);
  return {
    scrutineers: scrutineers.map((deputyId) => ({ ...named(deputyId), chief: deputyId === chief })),
    by,
  };
}

function namedIn(sitting: Sitting): (deputyId: DeputyId) => { deputyId: DeputyId; name: string } {
  return (deputyId) => ({ deputyId, name: sitting.roll.get(deputyId)?.deputy.name ?? '' });
}

function isOver(vote: Vote): boolean {
  return stagesOver.includes(vote.stage);
}

/** One vote with all its details, as far as the audience may know them. */
export function voteView(vote: Vote, sitting: Sitting, audience: Audience, turnout: number | null): VoteView {
  const paper = sitting.papers.get(vote.paperId)!;
  const published = vote.stage === 'published';
  const named = namedIn(sitting);
  const staff = audience === 'host' || audience === 'scrutineer';
  return {
    voteId: vote.voteId,
    paperId: vote.paperId,
    kind: paper.paper.kind,
    title: paper.paper.title,
    round: paper.round,
    rehearsal: vote.rehearsal,
    stage: vote.stage,
    ballots: vote.ballots.map(({ ballotId, sheet, paperHash, keyFingerprint }) => ({
      ballotId,
      itemId: sheet.paper.kind === 'appraisal' ? sheet.paper.items[0]!.itemId : null,
      paperHash,
      keyFingerprint,
    })),
    openedAt: vote.opening?.at ?? null,
    closedAt: vote.closedAt,
    presentCount: vote.opening?.presentCount ?? null,
    attendedCount:
      vote.stage === 'open' && vote.opening ? attendedCount(sitting, vote.opening.at, vote.closedAt) : null,
    turnout: vote.stage === 'open' ? turnout : null,
    sealed: vote.sealed,
    reason: vote.reason,
    reissued: published || staff ? [...vote.reissues.keys()].map(named) : [],
    rules: vote.rules,
    confirmedBy: published || staff ? [...vote.confirmations.keys()].map(named) : [],
    objections: staff
      ? [...vote.objections].map(([deputyId, reason]) => ({ ...named(deputyId), reason }))
      : [],
    scrutineers: vote.scrutineers.map(({ deputyId, chief }) => ({ ...named(deputyId), chief })),
    executiveChair: vote.executiveChair && named(vote.executiveChair),
    digests: published || audience === 'scrutineer' ? vote.digests : null,
    bundlesMade: vote.digests !== null,
    results: published && vote.results ? [...vote.results] : null,
  };
}

export function selfOf(sitting: Sitting, deputyId: DeputyId): Self | null {
  const seated = sitting.roll.get(deputyId);
  if (!seated) return null;
  return {
    deputy: seated.deputy,
    present: isPresent(seated.stays),
    scrutineer: sitting.scrutineers.has(deputyId),
    chief: sitting.chiefScrutineer === deputyId,
    cardByTwo: sitting.cards.get(deputyId)?.byTwo ?? false,
  };
}
