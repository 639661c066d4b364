import type { Tally } from './ballot/count.ts';
import type { Outcome, Rate, Standing } from './ballot/outcome.ts';
import { type Choice, choicesOf, type Paper } from './ballot/paper.ts';
import type { Arithmetic, Base, PaperRules, Threshold } from './ballot/rules.ts';
import type { BallotId, ItemId } from './ids.ts';
import type { Body } from './roll.ts';
import type { BallotResult, PreparedBallot } from './sitting/vote-records.ts';
import type { VoteView } from './views.ts';

/**
 * 计票结果报告单: every figure of a counted vote, computed once for every screen, print and file. Whole numbers and exact
 * shares only; how they are written is the screen's.
 */
export interface TallyReport {
  sitting: { title: string; body: Body };
  vote: Pick<VoteView, 'voteId' | 'kind' | 'title' | 'round' | 'rehearsal' | 'openedAt' | 'closedAt'>;
  rules: { title: string; version: number };
  attendance: {
    totalMembership: number;
    /** 应到 */
    entitledCount: number;
    /** 实到: announced when the vote opened. */
    presentCount: number;
    /** 缺席, on leave or not. */
    absentCount: number;
    /** In the hall at any moment between open and close; what a base of those present counts. */
    presentDuringVote: number;
  };
  sections: readonly ReportSection[];
  scrutineers: readonly { name: string; chief: boolean; confirmed: boolean }[];
  /** 执行主席 when the vote opened, where one was named. */
  executiveChair: string | null;
  /** Deputies whose credential was given again for a lost tablet. */
  reissued: readonly string[];
  digests: VoteView['digests'];
}

/** One ballot: the whole paper, or one subject of an appraisal. */
export interface ReportSection {
  ballotId: BallotId;
  subject: { itemId: ItemId; title: string; office: string | null } | null;
  returns: {
    /** 发出票: deputies who were given a credential. */
    deputiesIssued: number;
    credentialsIssued: number;
    /** 收回票 */
    returned: number;
    /** Issued and not returned; they are no abstentions. */
    notReturned: number;
    valid: number;
    invalid: number;
    invalidReasons: Tally['invalidReasons'];
  };
  finding: ProjectFinding | MotionFinding | AppraisalFinding;
  flags: Outcome['flags'];
}

export interface ReportRow {
  itemId: ItemId;
  title: string;
  /** Place on the paper, from 1; a subject keeps the place it has among all that are appraised. */
  number: number;
  /**
   * Votes of each choice that the paper offers, in its order. Shares are of the valid ballots; in an appraisal of the base
   * that its rates count, so that a grade has one share and not two.
   */
  counts: readonly { choice: Choice; votes: number; share: Rate }[];
  unmarked: number;
  invalidMarks: number;
}

export interface ProjectFinding {
  kind: 'project';
  seats: number;
  maxMarks: number;
  form: 'tick' | 'grade';
  threshold: Threshold | null;
  /** The fewest votes that pass, where it is one figure for all projects. */
  needed: number | null;
  /** Most votes first. */
  rows: readonly (ReportRow & {
    /** Equal votes, equal rank. */
    rank: number;
    votes: number;
    /** Of the threshold's base; without a threshold, of the valid ballots. */
    share: Rate;
    standing: Standing;
    arithmetic: Arithmetic | null;
  })[];
  electedCount: number;
  runoff: { among: readonly ItemId[]; seats: number } | null;
  shortfall: number;
}
export interface MotionFinding {
  kind: 'motion';
  row: ReportRow;
  carried: boolean;
  arithmetic: Arithmetic;
}
export interface AppraisalFinding {
  kind: 'appraisal';
  row: ReportRow;
  verdict: 'satisfied' | 'basicallySatisfied' | 'dissatisfied';
  satisfied: Arithmetic;
  satisfiedOrBasically: Arithmetic;
  /** What both rates, and the shares of the grades, are shares of. */
  rateBase: Base;
  satisfiedRate: Rate;
  satisfiedOrBasicallyRate: Rate;
}

export interface ReportSources {
  sitting: { title: string; body: Body };
  vote: VoteView;
  /** Of the published view; scrutineers have them before from the audit bundle's log. */
  results: readonly BallotResult[];
  sheets: readonly PreparedBallot[];
}

/** Throws when a result has no sheet: the two come from one server and belong together. */
export function tallyReport({ sitting, vote, results, sheets }: ReportSources): TallyReport {
  const { voteId, kind, title, round, rehearsal, openedAt, closedAt } = vote;
  const { totalMembership, entitledCount, presentCount: presentDuringVote } = results[0]!.figures;
  const presentCount = vote.presentCount ?? presentDuringVote;
  const confirmed = new Set(vote.confirmedBy.map(({ deputyId }) => deputyId));
  return {
    sitting: { title: sitting.title, body: sitting.body },
    vote: { voteId, kind, title, round, rehearsal, openedAt, closedAt },
    rules: vote.rules,
    attendance: {
      totalMembership,
      entitledCount,
      presentCount,
      absentCount: entitledCount - presentCount,
      presentDuringVote,
    },
    sections: results.map((result) => section(result, sheets)),
    scrutineers: vote.scrutineers.map(({ deputyId, name, chief }) => ({
      name,
      chief,
      confirmed: confirmed.has(deputyId),
    })),
    executiveChair: vote.executiveChair?.name ?? null,
    reissued: vote.reissued.map(({ name }) => name),
    digests: vote.digests,
  };
}

function section(
  { ballotId, figures, tally, outcome }: BallotResult,
  sheets: readonly PreparedBallot[],
): ReportSection {
  const at = sheets.findIndex((prepared) => prepared.ballotId === ballotId);
  const prepared = sheets[at];
  if (!prepared) throw new Error(`a result without a sheet: ballot ${ballotId}`);
  const { paper, rules } = prepared.sheet;
  const first = paper.items[0]!;
  const { deputiesIssued, credentialsIssued } = figures;
  const { returned, valid, invalid, invalidReasons } = tally;
  return {
    ballotId,
    subject:
      paper.kind === 'appraisal'
        ? { itemId: first.itemId, title: first.title, office: paper.items[0]!.office ?? null }
        : null,
    returns: {
      deputiesIssued,
      credentialsIssued,
      returned,
      notReturned: Math.max(0, deputiesIssued - returned),
      valid,
      invalid,
      invalidReasons,
    },
    finding: findingOf(paper, rules, tally, outcome, at + 1),
    flags: outcome.flags,
  };
}

function findingOf(
  paper: Paper,
  rules: PaperRules,
  tally: Tally,
  outcome: Outcome,
  sheetNumber: number,
): ReportSection['finding'] {
  const of = outcome.kind === 'appraisal' ? outcome.satisfiedRate.of : tally.valid;
  const rows = rowsOf(paper, rules, tally, of);
  switch (outcome.kind) {
    case 'project':
      if (paper.kind !== 'project' || rules.kind !== 'project')
        throw new Error(`a project outcome of a ${paper.kind} paper`);
      return projectFinding(paper, rules, tally, outcome, rows);
    case 'motion':
      return { kind: 'motion', row: rows[0]!, carried: outcome.carried, arithmetic: outcome.arithmetic };
    case 'appraisal': {
      if (rules.kind !== 'appraisal') throw new Error(`an appraisal under ${rules.kind} rules`);
      const { verdict, satisfied, satisfiedOrBasically, satisfiedRate, satisfiedOrBasicallyRate } = outcome;
      return {
        kind: 'appraisal',
        row: { ...rows[0]!, number: sheetNumber },
        verdict,
        satisfied,
        satisfiedOrBasically,
        rateBase: rules.rateBase,
        satisfiedRate,
        satisfiedOrBasicallyRate,
      };
    }
    default:
      return outcome satisfies never;
  }
}

function rowsOf(paper: Paper, rules: PaperRules, tally: Tally, of: number): ReportRow[] {
  return paper.items.map(({ itemId, title }, at) => {
    const item = tally.items.find((counted) => counted.itemId === itemId)!;
    return {
      itemId,
      title,
      number: at + 1,
      counts: choicesOf(rules).map((choice) => {
        const votes = item.counts[choice] ?? 0;
        return { choice, votes, share: { votes, of } };
      }),
      unmarked: item.unmarked,
      invalidMarks: item.invalidMarks,
    };
  });
}

function projectFinding(
  paper: Extract<Paper, { kind: 'project' }>,
  rules: Extract<PaperRules, { kind: 'project' }>,
  tally: Tally,
  outcome: Extract<Outcome, { kind: 'project' }>,
  rows: readonly ReportRow[],
): ProjectFinding {
  const needed = new Set(outcome.items.map(({ arithmetic }) => arithmetic?.needed ?? null));
  return {
    kind: 'project',
    seats: paper.seats,
    maxMarks: paper.maxMarks,
    form: rules.form,
    threshold: rules.threshold,
    needed: needed.size === 1 ? [...needed][0]! : null,
    rows: outcome.items.map(({ itemId, votes, standing, arithmetic }) => ({
      ...rows.find((row) => row.itemId === itemId)!,
      rank: 1 + outcome.items.filter((other) => other.votes > votes).length,
      votes,
      share: { votes, of: arithmetic?.baseCount ?? tally.valid },
      standing,
      arithmetic,
    })),
    electedCount: outcome.elected.length,
    runoff: outcome.runoff,
    shortfall: outcome.shortfall,
  };
}
