import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Threshold } from '../../shared/ballot/rules.ts';

/** A threshold as one sentence; `t` comes from `useTranslation('ballot')`. null: the most votes win. */
export function thresholdWords(t: TFunction<'ballot'>, threshold: Threshold | null): string {
  if (!threshold) return t('threshold.none');
  const { base, comparison, numerator, denominator } = threshold;
  if (comparison === 'moreThan' && numerator * 2 === denominator) return t(`threshold.half.${base}`);
  return t(`threshold.${comparison}.${base}`, { fraction: `${numerator}/${denominator}` });
}

export function ThresholdSentence({ threshold }: { threshold: Threshold | null }) {
  const { t } = useTranslation('ballot');
  return thresholdWords(t, threshold);
}
