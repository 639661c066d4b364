import { describe, expect, test } from 'vitest';
import { count, type Tally } from '../../shared/ballot/count.ts';
import { decideOutcome } from '../../shared/ballot/decide-outcome.ts';
import type { Figures } from '../../shared/ballot/outcome.ts';
import type { Paper, Sheet } from '../../shared/ballot/paper.ts';
import { statutoryRules, type VotingRules } from '../../shared/ballot/rules.ts';
import type { VoteId } from '../../shared/ids.ts';
import type { BallotResult, PreparedBallot } from '../../shared/sitting/vote-records.ts';
import { type ReportSection, type TallyReport, tallyReport } from '../../shared/tally-report.ts';
import { viewFor } from '../../shared/views.ts';
import { approvals, atLeast, lanzhou, moreThan, sheetful } from './ballot-fixture.ts';
import { appraisalOf, motion, prepared, projects, sittingAfter, voteId, voteIs } from './sitting-fixture.ts';

type Counted = (sheet: Sheet, at: number) => Tally;
interface About {
  rules?: VotingRules;
  figures?: Partial<Figures>;
  reissued?: string[];
}

function sources(paper: Paper, tallyOf: Counted, { rules = statutoryRules, figures = {}, reissued }: About) {
  const round = { paper, rules, members: 336, present: 304 };
  const sitting = sittingAfter(voteIs('valid', round));
  const [vote] = viewFor(sitting, 'hallScreen', new Map<VoteId, number>()).votes;
  const sheets: PreparedBallot[] = prepared(round).ballots;
  const results = sheets.map(({ ballotId, sheet }, at): BallotResult => {
    const tally = tallyOf(sheet, at);
    const known = { ...lanzhou, ...figures };
    return { ballotId, figures: known, tally, outcome: decideOutcome(sheet, tally, known) };
  });
  const named = (reissued ?? []).map((name) => ({ deputyId: vote!.scrutineers[0]!.deputyId, name }));
  return { sitting, vote: { ...vote!, reissued: named, results }, results, sheets };
}

const reportOf = (paper: Paper, tallyOf: Counted, about: About = {}): TallyReport =>
  tallyReport(sources(paper, tallyOf, about));

function findingOf<K extends ReportSection['finding']['kind']>(kind: K, section: ReportSection | undefined) {
  if (section?.finding.kind !== kind) throw new Error(`${kind} wanted`);
  return section.finding as Extract<ReportSection['finding'], { kind: K }>;
}

const elect = (paper: Paper, votes: readonly number[], about: About = {}, returned = 304) =>
  findingOf('project', reportOf(paper, (sheet) => approvals(sheet, votes, returned), about).sections[0]);
const projectRules = (project: Partial<VotingRules['project']>): About => ({
  rules: { ...statutoryRules, project: { ...statutoryRules.project, ...project } },
});

describe('the head of the report', () => {
  const report = reportOf(motion, (sheet) => count(sheet, sheetful(sheet, { approve: 212, oppose: 92 })));

  test('[B4] names who is entitled, present and absent as they were announced at the opening', () => {
    expect(report.attendance).toEqual({
      totalMembership: 336,
      entitledCount: 336,
      presentCount: 304,
      absentCount: 32,
      presentDuringVote: 304,
    });
  });

  test('[B4] keeps those who came during the vote apart from those announced', () => {
    const ballots = (sheet: Sheet) => count(sheet, sheetful(sheet, { approve: 306 }));
    expect(reportOf(motion, ballots, { figures: { presentCount: 307 } }).attendance).toMatchObject({
      presentCount: 304,
      absentCount: 32,
      presentDuringVote: 307,
    });
  });

  test('[B34] names deputies whose ballot was reissued, and flags a margin within their number', () => {
    const figures = { credentialsIssued: 305, deputiesIssued: 304 };
    const close = reportOf(motion, (sheet) => count(sheet, sheetful(sheet, { approve: 169, oppose: 135 })), {
      figures,
      reissued: ['代表9'],
    });
    expect(close.reissued).toEqual(['代表9']);
    expect(close.sections[0]).toMatchObject({
      flags: ['margin-within-reissued'],
      returns: { deputiesIssued: 304, credentialsIssued: 305 },
    });
  });

  test('[B19] says of every scrutineer whether the result was signed', () => {
    const { sitting, vote, ...rest } = sources(motion, () => supported(motion), {});
    const [first, second] = vote.scrutineers;
    const signed = {
      ...vote,
      confirmedBy: [first!, second!].map(({ deputyId, name }) => ({ deputyId, name })),
    };
    expect(tallyReport({ sitting, vote: signed, ...rest }).scrutineers).toEqual([
      { name: '代表1', chief: true, confirmed: true },
      { name: '代表2', chief: false, confirmed: true },
      { name: '代表3', chief: false, confirmed: false },
    ]);
    expect(vote.voteId).toBe(voteId);
  });

  test('a result that no sheet belongs to is a fault', () => {
    const { sheets: _, ...rest } = sources(motion, () => supported(motion), {});
    expect(() => tallyReport({ ...rest, sheets: [] })).toThrow('without a sheet');
  });
});

function supported(paper: Paper): Tally {
  const { sheet } = prepared({ paper }).ballots[0]!;
  return count(sheet, sheetful(sheet, { approve: 200 }));
}

describe('returned ballots', () => {
  test('[B8] returned = valid + invalid, with the reasons, and what was not returned is no abstention', () => {
    const { returns } = reportOf(motion, (sheet) =>
      count(sheet, sheetful(sheet, { approve: 200, abstain: 60, blank: 40 })),
    ).sections[0]!;
    expect(returns).toEqual({
      deputiesIssued: 304,
      credentialsIssued: 304,
      returned: 300,
      notReturned: 4,
      valid: 260,
      invalid: 40,
      invalidReasons: { overvote: 0, blank: 40, doubleMark: 0 },
    });
  });
});

describe('a project ballot', () => {
  test('[B5] needs 169 of 336, also with 304 in the hall', () => {
    const { needed, rows } = elect(projects('ab', 2), [169, 168]);
    expect(needed).toBe(169);
    expect(rows.map(({ itemId, standing, share }) => [itemId, standing, share])).toEqual([
      ['a', 'elected', { votes: 169, of: 336 }],
      ['b', 'notPassed', { votes: 168, of: 336 }],
    ]);
    expect(rows[0]!.arithmetic).toMatchObject({ baseCount: 336, needed: 169, votes: 169, met: true });
  });

  test('[B8] lists the most votes first, each with its place on the paper and figures that add up', () => {
    const { rows, electedCount } = elect(projects('abc', 2), [180, 300, 240]);
    expect(rows.map(({ itemId, number, rank }) => [itemId, number, rank])).toEqual([
      ['b', 2, 1],
      ['c', 3, 2],
      ['a', 1, 3],
    ]);
    expect(electedCount).toBe(2);
    for (const { counts, unmarked, invalidMarks } of rows) {
      expect(counts.reduce((sum, { votes }) => sum + votes, 0) + unmarked + invalidMarks).toBe(304);
    }
  });

  test('[B12] gives equal votes an equal rank and the next rank after all of them', () => {
    const { rows, runoff, electedCount } = elect(projects('abcd', 2), [250, 200, 200, 170]);
    expect(rows.map(({ rank, standing }) => [rank, standing])).toEqual([
      [1, 'elected'],
      [2, 'tied'],
      [2, 'tied'],
      [4, 'passedNotElected'],
    ]);
    expect(runoff).toEqual({ among: ['b', 'c'], seats: 1 });
    expect(electedCount).toBe(1);
  });

  test('[B13] leaves a shortfall open', () => {
    expect(elect(projects('abc', 3), [200, 168, 10])).toMatchObject({
      electedCount: 1,
      shortfall: 2,
      runoff: null,
    });
  });

  test('has one majority line only where all projects are held against one figure', () => {
    const grade = projectRules({ form: 'grade', threshold: moreThan(1, 2, 'decisive') });
    const tally = (sheet: Sheet): Tally => {
      const half = approvals(sheet, [200, 100]);
      half.items[0]!.counts.oppose = 100;
      half.items[1]!.counts.oppose = 40;
      return half;
    };
    const report = reportOf(projects('ab', 2), tally, grade);
    const decisive = findingOf('project', report.sections[0]);
    expect(decisive.needed).toBeNull();
    expect(decisive.rows.map(({ share, arithmetic }) => [share, arithmetic?.needed])).toEqual([
      [{ votes: 200, of: 300 }, 151],
      [{ votes: 100, of: 140 }, 71],
    ]);
    expect(elect(projects('ab', 2), [200, 100], projectRules({ threshold: atLeast(2, 3) })).needed).toBe(224);
  });

  test('without a threshold has no line and no arithmetic, and shares are of the valid ballots', () => {
    const { needed, rows } = elect(projects('ab', 1), [3, 0], projectRules({ threshold: null }), 4);
    expect(needed).toBeNull();
    expect(rows[0]).toMatchObject({ standing: 'elected', arithmetic: null, share: { votes: 3, of: 4 } });
    expect(rows[1]).toMatchObject({ standing: 'notPassed', share: { votes: 0, of: 4 } });
  });
});

describe('a motion', () => {
  test('[B5] gives its three figures and the arithmetic', () => {
    const report = reportOf(motion, (sheet) =>
      count(sheet, sheetful(sheet, { approve: 168, oppose: 100, abstain: 36 })),
    );
    const { carried, arithmetic, row } = findingOf('motion', report.sections[0]);
    expect(carried).toBe(false);
    expect(arithmetic).toMatchObject({ baseCount: 336, needed: 169, votes: 168 });
    expect(row.counts.map(({ choice, votes, share }) => [choice, votes, share.of])).toEqual([
      ['approve', 168, 304],
      ['oppose', 100, 304],
      ['abstain', 36, 304],
    ]);
    expect(report.sections[0]!.subject).toBeNull();
  });
});

describe('an appraisal', () => {
  const grades = [
    { satisfied: 240, basicallySatisfied: 40, dissatisfied: 20 },
    { satisfied: 150, basicallySatisfied: 60, dissatisfied: 80, blank: 10 },
  ];
  const appraise = (about: About = {}) =>
    reportOf(appraisalOf(null, null), (sheet, at) => count(sheet, sheetful(sheet, grades[at]!)), about)
      .sections;

  test('[B15] has a section per subject, numbered as on the paper, with two rates and a verdict', () => {
    const sections = appraise();
    expect(sections.map(({ subject }) => subject?.itemId)).toEqual(['s0', 's1']);
    const findings = sections.map((section) => findingOf('appraisal', section));
    expect(findings.map(({ row }) => row.number)).toEqual([1, 2]);
    expect(findings.map(({ verdict }) => verdict)).toEqual(['satisfied', 'basicallySatisfied']);
    expect(findings[1]).toMatchObject({
      satisfiedRate: { votes: 150, of: 290 },
      satisfiedOrBasicallyRate: { votes: 210, of: 290 },
      satisfied: { needed: 169, votes: 150, met: false },
      satisfiedOrBasically: { needed: 169, votes: 210, met: true },
    });
  });

  test('[B15] a grade has the share that its rate has, and the finding names their base', () => {
    const rules = {
      ...statutoryRules,
      appraisal: { ...statutoryRules.appraisal, rateBase: 'allMembers' as const },
    };
    const { row, rateBase, satisfiedRate } = findingOf('appraisal', appraise({ rules })[0]);
    expect(rateBase).toBe('allMembers');
    expect(satisfiedRate).toEqual({ votes: 240, of: 336 });
    expect(row.counts[0]).toEqual({ choice: 'satisfied', votes: 240, share: satisfiedRate });
  });
});
