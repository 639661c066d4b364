import { useTranslation } from 'react-i18next';
import styles from './rules.module.css';

/** Whether somebody is in the hall, in words and with a sign. */
export function Presence({ present }: { present: boolean }) {
  const { t } = useTranslation('papers');
  return (
    <span className={styles['presence']} data-present={present}>
      <span aria-hidden="true">{present ? '✓' : '○'}</span>{' '}
      {present ? t('scrutineers.present') : t('scrutineers.notPresent')}
    </span>
  );
}
