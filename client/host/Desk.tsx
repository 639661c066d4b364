import { useTranslation } from 'react-i18next';

export function Desk({ sittingId, part }: { sittingId: string | undefined; part: string | undefined }) {
  const { t } = useTranslation('host');
  return <h1>{t('title')}</h1>;
}
