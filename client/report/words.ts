import type { TFunction } from 'i18next';
import type { Threshold } from '../../shared/ballot/rules.ts';
import type { AppraisalFinding, ProjectFinding, ReportSection } from '../../shared/tally-report.ts';
import { arithmeticWords } from '../result/ballot-words.ts';

/** What a report is worded with; `useReportWords` has it on screens. */
export interface ReportWords {
  t: TFunction<'report'>;
  ballot: TFunction<'ballot'>;
}

/** The threshold that a section was decided by. */
export function thresholdOf({ finding }: ReportSection): Threshold | null {
  switch (finding.kind) {
    case 'project':
      return finding.threshold;
    case 'motion':
      return finding.arithmetic;
    case 'appraisal':
      return finding.satisfied;
    default:
      return finding satisfies never;
  }
}

/** Why a project stands where it stands, with its figures. */
export function projectWhy(
  { t, ballot }: ReportWords,
  { seats }: ProjectFinding,
  { arithmetic, votes }: ProjectFinding['rows'][number],
): string {
  return arithmetic ? arithmeticWords(ballot, arithmetic) : t('byVotes', { votes, seats });
}

/** Why a subject was given its verdict: the second calculation decides only where the first is missed. */
export function verdictWhy({ t, ballot }: ReportWords, finding: AppraisalFinding): string[] {
  const { verdict, satisfied, satisfiedOrBasically } = finding;
  const alone = t('why.satisfied', { arithmetic: arithmeticWords(ballot, satisfied) });
  if (verdict === 'satisfied') return [alone];
  return [
    alone,
    t('why.satisfiedOrBasically', { arithmetic: arithmeticWords(ballot, satisfiedOrBasically) }),
  ];
}

/** What else has to be said of a section: runoff, open places, a narrow margin. */
export function remarksOf(
  { t, ballot }: ReportWords,
  { finding, flags }: ReportSection,
  list: (words: string[]) => string,
): string[] {
  const remarks: string[] = [];
  if (finding.kind === 'project') {
    const { runoff, shortfall, rows } = finding;
    if (runoff) {
      const among = runoff.among.map((itemId) => rows.find((row) => row.itemId === itemId)!.title);
      remarks.push(ballot('result.runoff', { among: among.length, seats: runoff.seats }));
      remarks.push(t('runoffAmong', { names: list(among) }));
    }
    if (shortfall > 0) remarks.push(ballot('result.shortfall', { seats: shortfall }));
  }
  if (flags.includes('margin-within-reissued')) remarks.push(ballot('result.marginWithinReissued'));
  return remarks;
}
