import { useTranslation } from 'react-i18next';
import { CheckIn } from './CheckIn.tsx';

/** For who comes while a vote is open: the paper follows by itself. */
export function LateCheckIn() {
  const { t } = useTranslation('presence');
  return (
    <CheckIn title={t('late.title')}>
      <p role="alert">{t('late.help')}</p>
    </CheckIn>
  );
}
