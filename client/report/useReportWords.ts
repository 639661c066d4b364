import { useTranslation } from 'react-i18next';
import type { ReportWords } from './words.ts';

export function useReportWords(): ReportWords {
  const { t } = useTranslation('report');
  const { t: ballot } = useTranslation('ballot');
  return { t, ballot };
}
