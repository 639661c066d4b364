import type { ReportRow, ReportSection, TallyReport } from '../../shared/tally-report.ts';
import type { CellValue, Column } from '../files/columns.ts';
import { standingWords, thresholdWords } from '../result/ballot-words.ts';
import { type ReportWords, thresholdOf } from './words.ts';

export interface ItemLine {
  section: ReportSection;
  row: ReportRow;
}

/** One line per project, motion or subject; projects with the most votes first. */
export function itemLines({ sections }: TallyReport): ItemLine[] {
  return sections.flatMap((section) => {
    const { finding } = section;
    const rows = finding.kind === 'project' ? finding.rows : [finding.row];
    return rows.map((row) => ({ section, row }));
  });
}

export function itemColumns(report: TallyReport, words: ReportWords): Column<ItemLine>[] {
  const { t, ballot } = words;
  const first = itemLines(report)[0]!;
  const choices = first.row.counts.map(({ choice }) => choice);
  const columns: Column<ItemLine>[] = [
    {
      head: t('column.number'),
      width: 6,
      value: (line) =>
        report.sections.length > 1 ? report.sections.indexOf(line.section) + 1 : line.row.number,
    },
    { head: t('column.itemId'), kind: 'text', width: 12, value: ({ row }) => row.itemId },
    { head: t(`column.item.${report.vote.kind}`), kind: 'text', width: 48, value: ({ row }) => row.title },
    ...choices.map(
      (choice): Column<ItemLine> => ({
        head: choices.length === 1 ? t('column.votes') : ballot(`choice.${choice}`),
        width: 10,
        value: ({ row }) => row.counts.find((counted) => counted.choice === choice)!.votes,
      }),
    ),
    { head: ballot('unmarked'), width: 10, value: ({ row }) => row.unmarked },
    { head: ballot('invalidMarks'), width: 10, value: ({ row }) => row.invalidMarks },
  ];
  return [...columns, ...findingColumns(report, words)];
}

function findingColumns(report: TallyReport, words: ReportWords): Column<ItemLine>[] {
  const { t, ballot } = words;
  const base: Column<ItemLine>[] = [
    {
      head: t('column.base'),
      kind: 'text',
      width: 14,
      value: ({ section }) => {
        const threshold = thresholdOf(section);
        return threshold && ballot(`base.${threshold.base}`);
      },
    },
    { head: t('column.baseCount'), width: 10, value: (line) => arithmeticOf(line)?.baseCount ?? null },
    { head: t('column.needed'), width: 10, value: (line) => arithmeticOf(line)?.needed ?? null },
    { head: t('column.result'), kind: 'text', width: 20, value: (line) => resultWords(line, words) },
  ];
  const { finding } = report.sections[0]!;
  switch (finding.kind) {
    case 'project':
      return [
        { head: t('column.rank'), width: 6, value: (line) => projectRow(line)?.rank ?? null },
        {
          head: t('column.share'),
          kind: 'share',
          width: 10,
          value: (line) => shareOf(projectRow(line)?.share),
        },
        ...base,
      ];
    case 'motion':
      return base;
    case 'appraisal': {
      const { rateBase } = finding;
      return [
        {
          head: ballot('item.office'),
          kind: 'text',
          width: 20,
          value: ({ section }) => section.subject?.office ?? null,
        },
        ...(['satisfied', 'satisfiedOrBasically'] as const).map(
          (rate): Column<ItemLine> => ({
            head: t('column.rate', { rate: ballot(`rate.${rate}`), base: ballot(`base.${rateBase}`) }),
            kind: 'share',
            width: 14,
            value: ({ section: { finding } }) =>
              finding.kind === 'appraisal' ? shareOf(finding[`${rate}Rate`]) : null,
          }),
        ),
        ...base,
        ...secondCalculation(words),
      ];
    }
    default:
      return finding satisfies never;
  }
}

/** The first calculation stands in the columns that every kind of vote has; a verdict rests on two. */
function secondCalculation({ t, ballot }: ReportWords): Column<ItemLine>[] {
  const rate = ballot('rate.satisfiedOrBasically');
  const figures = {
    votes: 'column.votesFor',
    baseCount: 'column.baseCountFor',
    needed: 'column.neededFor',
  } as const;
  return [
    {
      head: t('column.baseFor', { rate }),
      kind: 'text',
      width: 14,
      value: ({ section: { finding } }) =>
        finding.kind === 'appraisal' ? ballot(`base.${finding.satisfiedOrBasically.base}`) : null,
    },
    ...(['votes', 'baseCount', 'needed'] as const).map(
      (figure): Column<ItemLine> => ({
        head: t(figures[figure], { rate }),
        width: 14,
        value: ({ section: { finding } }) =>
          finding.kind === 'appraisal' ? finding.satisfiedOrBasically[figure] : null,
      }),
    ),
  ];
}

function projectRow({ section: { finding }, row }: ItemLine) {
  return finding.kind === 'project' ? finding.rows.find(({ itemId }) => itemId === row.itemId) : undefined;
}

function arithmeticOf(line: ItemLine) {
  const { finding } = line.section;
  switch (finding.kind) {
    case 'project':
      return projectRow(line)!.arithmetic;
    case 'motion':
      return finding.arithmetic;
    case 'appraisal':
      return finding.satisfied;
    default:
      return finding satisfies never;
  }
}

function resultWords(line: ItemLine, { ballot }: ReportWords): string {
  const { finding } = line.section;
  switch (finding.kind) {
    case 'project':
      return standingWords(ballot, projectRow(line)!.standing, finding.threshold);
    case 'motion':
      return ballot(finding.carried ? 'motion.carried' : 'motion.notCarried');
    case 'appraisal':
      return ballot(`verdict.${finding.verdict}`);
    default:
      return finding satisfies never;
  }
}

function shareOf(rate: { votes: number; of: number } | undefined): number | null {
  return rate && rate.of > 0 ? rate.votes / rate.of : null;
}

/** What was issued, came back and was valid, per ballot. */
export function returnColumns(report: TallyReport, { t, ballot }: ReportWords): Column<ReportSection>[] {
  const figures = [
    ['returns.issued', 'deputiesIssued'],
    ['returns.credentials', 'credentialsIssued'],
    ['returns.returned', 'returned'],
    ['returns.notReturned', 'notReturned'],
    ['returns.valid', 'valid'],
    ['returns.invalid', 'invalid'],
  ] as const;
  const reasons = ['overvote', 'blank', 'doubleMark'] as const;
  return [
    {
      head: t('column.ballot'),
      kind: 'text',
      width: 30,
      value: ({ subject }) => subject?.title ?? report.vote.title,
    },
    ...figures.map(
      ([head, figure]): Column<ReportSection> => ({
        head: ballot(head),
        width: 12,
        value: ({ returns }) => returns[figure],
      }),
    ),
    ...reasons.map(
      (reason): Column<ReportSection> => ({
        head: t('column.invalidBy', { reason: ballot(`returns.${reason}`) }),
        width: 14,
        value: ({ returns }) => returns.invalidReasons[reason],
      }),
    ),
  ];
}

/** Everything besides the tables, as label and value. */
export function summaryLines(
  report: TallyReport,
  { t, ballot }: ReportWords,
  dateTime: (at: number) => string,
): [string, CellValue][] {
  const { sitting, vote, rules, attendance, scrutineers, executiveChair, reissued, digests } = report;
  const time = (at: number | null) => (at === null ? null : dateTime(at));
  const finding = report.sections[0]!.finding;
  return [
    [t('label.sitting'), sitting.title],
    [t('label.body'), ballot(`body.${sitting.body}`)],
    [t('label.vote'), vote.title],
    [t('label.kind'), ballot(`kind.${vote.kind}`)],
    [t('label.round'), vote.round],
    ...(vote.rehearsal ? ([[ballot('rehearsal'), ballot('rehearsalNote')]] as [string, string][]) : []),
    [t('label.opened'), time(vote.openedAt)],
    [t('label.closed'), time(vote.closedAt)],
    [t('label.rules'), t('rulesVersion', rules)],
    [
      t(finding.kind === 'project' ? 'label.threshold' : 'label.passing'),
      thresholdWords(ballot, thresholdOf(report.sections[0]!)),
    ],
    ...(finding.kind === 'project'
      ? ([
          [t('label.seats'), finding.seats],
          [t('label.maxMarks'), finding.maxMarks],
        ] as [string, number][])
      : []),
    [ballot('attendance.total'), attendance.totalMembership],
    [ballot('attendance.entitled'), attendance.entitledCount],
    [ballot('attendance.present'), attendance.presentCount],
    [ballot('attendance.absent'), attendance.absentCount],
    [t('label.presentDuringVote'), attendance.presentDuringVote],
    ...scrutineers.map(({ name, chief, confirmed }): [string, string] => [
      t(chief ? 'label.chief' : 'label.scrutineer'),
      t(confirmed ? 'signed' : 'notSigned', { name }),
    ]),
    ...(executiveChair === null ? [] : ([[t('signature.chair'), executiveChair]] as [string, string][])),
    ...reissued.map((name): [string, string] => [t('label.reissued'), name]),
    ...(digests
      ? ([
          [t('label.auditDigest'), digests.auditDigest],
          [t('label.publicDigest'), digests.publicDigest],
          [t('label.chainHead'), digests.chainHead],
        ] as [string, string][])
      : []),
  ];
}
