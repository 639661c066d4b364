import type { TFunction } from 'i18next';
import type { Standing } from '../../shared/ballot/outcome.ts';
import type { Arithmetic, Threshold } from '../../shared/ballot/rules.ts';
import type { ProjectFinding } from '../../shared/tally-report.ts';

type Half = Pick<Threshold, 'comparison' | 'numerator' | 'denominator'>;

/** 过半数: more than one half, of whatever base. */
export function isMajority({ comparison, numerator, denominator }: Half): boolean {
  return comparison === 'moreThan' && numerator * 2 === denominator;
}

/** A threshold as one sentence; `t` comes from `useTranslation('ballot')`. null: the most votes win. */
export function thresholdWords(t: TFunction<'ballot'>, threshold: Threshold | null): string {
  if (!threshold) return t('threshold.none');
  const { base, comparison, numerator, denominator } = threshold;
  if (isMajority(threshold)) return t(`threshold.half.${base}`);
  return t(`threshold.${comparison}.${base}`, { fraction: `${numerator}/${denominator}` });
}

/** Where a project stands, in the words of its threshold. */
export function standingWords(
  t: TFunction<'ballot'>,
  standing: Standing,
  threshold: Threshold | null,
): string {
  if (standing === 'notPassed') {
    if (!threshold) return t('standing.noVotes');
    return isMajority(threshold) ? t('standing.notPassed') : t('standing.notPassedThreshold');
  }
  if (standing === 'passedNotElected') {
    if (!threshold) return t('standing.notElected');
    return isMajority(threshold) ? t('standing.passedNotElected') : t('standing.passedNotElectedThreshold');
  }
  return t(`standing.${standing}`);
}

/** What the line over the bars says; null where the projects are not all held against one figure. */
export function lineWords(
  t: TFunction<'ballot'>,
  { needed, threshold }: Pick<ProjectFinding, 'needed' | 'threshold'>,
): string | null {
  if (needed === null || !threshold) return null;
  return isMajority(threshold) ? t('result.lineHalf', { needed }) : t('result.lineThreshold', { needed });
}

/** The calculation as one sentence, with every figure in it. */
export function arithmeticWords(t: TFunction<'ballot'>, arithmetic: Arithmetic): string {
  const { base, met, ...figures } = arithmetic;
  return t(met ? 'arithmetic.met' : 'arithmetic.missed', { ...figures, base: t(`base.${base}`) });
}

/** The longest bar: all valid ballots, or the line where it is out of their reach. */
export function scaleOf({ needed, rows }: Pick<ProjectFinding, 'needed' | 'rows'>, valid: number): number {
  return Math.max(1, valid, needed ?? 0, rows[0]?.votes ?? 0);
}
