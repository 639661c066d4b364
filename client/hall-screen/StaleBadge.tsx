import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { useSession } from '../session.tsx';
import { useSitting } from '../sitting.tsx';
import styles from './hall.module.css';

const RELOAD_MS = 5000;

/** Only when the line is not alive: since when this screen stands still. */
export function StaleBadge() {
  const { t } = useTranslation(['hall', 'common']);
  const format = useFormat();
  const { clockSkew } = useSession();
  const { status, since } = useSitting();
  useEffect(() => {
    if (status !== 'outdated') return;
    // Nobody stands at this screen to load it anew, and it holds nothing that could be lost.
    const timer = setTimeout(() => location.reload(), RELOAD_MS);
    return () => clearTimeout(timer);
  }, [status]);
  if (status === 'live') return null;
  const words = {
    connecting: t('common:line.connecting'),
    lost: t('stale', { time: since === null ? '' : format.time(since - clockSkew) }),
    ended: t('common:line.ended'),
    outdated: t('common:line.outdated'),
    'not-allowed': t('common:line.notAllowed'),
  };
  return (
    <p className={styles['stale']} role="status">
      <span aria-hidden="true">!</span> {words[status]}
    </p>
  );
}
