import type { TFunction } from 'i18next';
import type { Standing } from '../../shared/ballot/outcome.ts';
import type { Arithmetic, Threshold } from '../../shared/ballot/rules.ts';
import type { ProjectFinding, ReportSection } from '../../shared/tally-report.ts';

/** What reports are worded with: rooms `report` and `ballot`. */
export type ReportT = TFunction<['report', 'ballot']>;

function isHalf({ comparison, numerator, denominator }: Threshold): boolean {
  return comparison === 'moreThan' && 2 * numerator === denominator;
}

export function thresholdWords(t: ReportT, threshold: Threshold | null): string {
  if (!threshold) return t('ballot:threshold.none');
  const { base, comparison, numerator, denominator } = threshold;
  if (isHalf(threshold)) return t(`ballot:threshold.half.${base}`);
  return t(`ballot:threshold.${comparison}.${base}`, { fraction: `${numerator}/${denominator}` });
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

export function standingWords(t: ReportT, standing: Standing, threshold: Threshold | null): string {
  if (threshold && !isHalf(threshold)) {
    if (standing === 'notPassed') return t('ballot:standing.notPassedThreshold');
    if (standing === 'passedNotElected') return t('passedNotElected');
  }
  if (!threshold && standing === 'notPassed') return t('nobody');
  if (!threshold && standing === 'passedNotElected') return t('notElected');
  return t(`ballot:standing.${standing}`);
}

export function arithmeticWords(t: ReportT, { baseCount, needed, votes }: Arithmetic): string {
  return t('arithmetic', { baseCount, needed, votes });
}

/** Why a project stands where it stands, with its figures. */
export function whyWords(t: ReportT, finding: ProjectFinding, row: ProjectFinding['rows'][number]): string {
  if (row.arithmetic) return arithmeticWords(t, row.arithmetic);
  return t('byVotes', { votes: row.votes, seats: finding.seats });
}

/** What else has to be said of a section: runoff, open places, a narrow margin. */
export function remarksOf(t: ReportT, { finding, flags }: ReportSection, list: (words: string[]) => string) {
  const remarks: string[] = [];
  if (finding.kind === 'project') {
    const { runoff, shortfall, rows } = finding;
    if (runoff) {
      const among = runoff.among.map((itemId) => rows.find((row) => row.itemId === itemId)!.title);
      remarks.push(t('ballot:result.runoff', { among: among.length, seats: runoff.seats }));
      remarks.push(t('runoffAmong', { names: list(among) }));
    }
    if (shortfall > 0) remarks.push(t('ballot:result.shortfall', { seats: shortfall }));
  }
  if (flags.includes('margin-within-reissued')) remarks.push(t('ballot:result.marginWithinReissued'));
  return remarks;
}
