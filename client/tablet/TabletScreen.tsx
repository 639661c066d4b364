import { useTranslation } from 'react-i18next';

export function TabletScreen() {
  const { t } = useTranslation('tablet');
  return <h1>{t('title')}</h1>;
}
