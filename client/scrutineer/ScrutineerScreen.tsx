import { useTranslation } from 'react-i18next';

export function ScrutineerScreen() {
  const { t } = useTranslation('scrutineer');
  return <h1>{t('title')}</h1>;
}
