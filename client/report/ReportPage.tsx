import { useTranslation } from 'react-i18next';

export function ReportPage({ sittingId, voteId }: { sittingId: string; voteId: string }) {
  const { t } = useTranslation('report');
  return <h1>{t('title')}</h1>;
}
