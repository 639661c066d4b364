import { useTranslation } from 'react-i18next';

export function HallScreen({ sittingId }: { sittingId: string | undefined }) {
  const { t } = useTranslation('hall');
  return <h1>{t('title')}</h1>;
}
