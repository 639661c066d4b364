import Papa from 'papaparse';
import type { ItemId } from '../../shared/ids.ts';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';
import type { ProjectFinding, TallyReport } from '../../shared/tally-report.ts';

export interface PabulibOptions {
  /** The hall's, for the dates. */
  timeZone: string;
  /** The marks of every valid ballot in the sealed order. For scrutineers alone: a pattern of marks can sign a ballot. */
  ballots?: readonly (readonly ItemId[])[];
}

/**
 * A project ballot in the Pabulib format (pabulib.org/format). Without `ballots` its section of votes holds the header
 * alone. `num_votes` is the number of its rows, as the format's checkers want it; a valid ballot without marks is a row
 * whose vote is empty. Null for any other kind of vote.
 */
export function reportPabulib(
  report: TallyReport,
  sheet: PreparedBallot['sheet'],
  options: PabulibOptions,
): string | null {
  const finding = report.sections[0]!.finding;
  const { paper } = sheet;
  if (finding.kind !== 'project' || paper.kind !== 'project') return null;
  // Budgeting software divides by costs; alike they say what was voted on: so many projects, and no more.
  const priced = paper.items.some(({ investment }) => investment);
  const costs = new Map(
    paper.items.map(({ itemId, investment }) => [itemId, priced ? (investment ?? 0) : 1]),
  );
  const projects = finding.rows.map(({ itemId, votes, title, standing }) => ({
    project_id: itemId,
    cost: costs.get(itemId) ?? 0,
    votes,
    name: oneLine(title),
    selected: standing === 'elected' ? 1 : 0,
  }));
  const votes = (options.ballots ?? []).map((marks, at) => ({ voter_id: at + 1, vote: marks.join(',') }));
  const sum = (list: typeof projects) => list.reduce((total, { cost }) => total + cost, 0);
  const { openedAt, closedAt, title } = report.vote;
  const meta = {
    description: oneLine(title),
    country: 'China',
    unit: oneLine(report.sitting.title),
    instance: yearOf(openedAt, options.timeZone),
    num_projects: projects.length,
    num_votes: votes.length,
    budget: priced ? sum(projects.filter(({ selected }) => selected)) || sum(projects) : finding.seats,
    vote_type: 'approval',
    rule: 'most-votes',
    date_begin: dateOf(openedAt, options.timeZone),
    date_end: dateOf(closedAt, options.timeZone),
    min_length: 0,
    max_length: finding.maxMarks,
    language: 'zh',
    currency: 'CNY',
    comment: commentOn(report, finding, {
      ...options,
      priced,
      costsMissing: [...costs.values()].includes(0),
    }),
  };
  return [
    ['META', section(['key', 'value'], Object.entries(meta))],
    ['PROJECTS', section(['project_id', 'cost', 'votes', 'name', 'selected'], projects.map(Object.values))],
    ['VOTES', section(['voter_id', 'vote'], votes.map(Object.values))],
  ]
    .map(([name, rows]) => `${name}\n${rows}\n`)
    .join('');
}

function section(header: readonly string[], rows: readonly unknown[][]): string {
  return Papa.unparse([[...header], ...rows], { delimiter: ';', newline: '\n' });
}

/** What the format has no fields for, in its own way of numbering. */
function commentOn(
  report: TallyReport,
  { seats, threshold, needed, form }: ProjectFinding,
  {
    ballots,
    priced,
    costsMissing,
  }: { ballots?: PabulibOptions['ballots']; priced: boolean; costsMissing: boolean },
): string {
  const { valid } = report.sections[0]!.returns;
  const passing = threshold
    ? `votes ${threshold.comparison} ${threshold.numerator}/${threshold.denominator} of ${threshold.base}${needed === null ? '' : `: ${needed} needed`}`
    : 'no threshold';
  const remarks = [
    `won by seats and not by budget: seats ${seats}, ${passing}. The budget given is ${priced ? 'the cost of the selected projects' : 'the number of seats'}`,
    ...(ballots ? [] : [`single ballots are not published, ${valid} valid ballots were counted`]),
    ...(ballots?.some((marks) => marks.length === 0)
      ? ['an empty vote is a valid ballot that approves of no project']
      : []),
    ...(form === 'grade' ? ['approvals alone, the paper also offered oppose and abstain'] : []),
    ...(priced ? [] : ['no cost was stated for any project, each is given as 1']),
    ...(costsMissing ? ['a cost of 0 means that none was stated'] : []),
    ...(report.vote.round > 1 ? [`round ${report.vote.round}`] : []),
    ...(report.vote.rehearsal ? ['a rehearsal that counts for nothing'] : []),
  ];
  return remarks.map((remark, at) => `#${at + 1}: ${remark}`).join(' ');
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}

function partsOf(at: number | null, timeZone: string): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  if (at === null) return {};
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  });
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}
function dateOf(at: number | null, timeZone: string): string {
  const { day, month, year } = partsOf(at, timeZone);
  return year ? `${day}.${month}.${year}` : '';
}
function yearOf(at: number | null, timeZone: string): string {
  return partsOf(at, timeZone).year ?? '';
}
