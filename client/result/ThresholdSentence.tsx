import { useTranslation } from 'react-i18next';
import type { Threshold } from '../../shared/ballot/rules.ts';
import { thresholdWords } from './ballot-words.ts';

export function ThresholdSentence({ threshold }: { threshold: Threshold | null }) {
  const { t } = useTranslation('ballot');
  return thresholdWords(t, threshold);
}
