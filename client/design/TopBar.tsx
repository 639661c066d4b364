import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSitting } from '../sitting.tsx';
import styles from './design.module.css';
import { LanguageSwitch, TextSize } from './preferences.tsx';

/** The head of a screen: whose it is, whether the line is alive, language and text size. */
export function TopBar({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <header className={styles['topBar']}>
      <div className={styles['topTitle']}>
        <img className={styles['emblem']} src="/icon.svg" alt="" />
        <span>{title}</span>
      </div>
      <div className={styles['topTools']}>
        {children}
        <LineBadge />
        <TextSize />
        <LanguageSwitch />
      </div>
    </header>
  );
}

/** The truth about the line, always in words too. */
function LineBadge() {
  const { t } = useTranslation();
  const { status } = useSitting();
  const words = {
    connecting: t('line.connecting'),
    live: t('line.live'),
    lost: t('line.lost'),
    ended: t('line.ended'),
    outdated: t('line.outdated'),
    'not-allowed': t('line.notAllowed'),
  };
  return (
    <span className={styles['line']} data-status={status} role="status">
      {words[status]}
    </span>
  );
}
