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

/** The truth about the line. */
export function useLineWords(): string {
  const { t } = useTranslation();
  const { status } = useSitting();
  return {
    connecting: t('line.connecting'),
    live: t('line.live'),
    lost: t('line.lost'),
    ended: t('line.ended'),
    outdated: t('line.outdated'),
    'not-allowed': t('line.notAllowed'),
  }[status];
}

/** The same beside its sign. */
function LineBadge() {
  const { status } = useSitting();
  const words = useLineWords();
  return (
    <span className={styles['line']} data-status={status} role="status">
      {words}
    </span>
  );
}
