import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './design.module.css';
import { LanguageSwitch, TextSize } from './preferences.tsx';

/** A page with one thing to say. */
export function Plain({
  title,
  children,
  foot,
  wide = false,
}: {
  title?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
  /** Two columns stand in it. */
  wide?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <main className={styles['plain']}>
      <div className={styles['plainCard']} data-wide={wide}>
        <p className={styles['brand']}>
          <img className={styles['emblem']} src="/icon.svg" alt="" />
          {t('product')}
        </p>
        {title !== undefined && <h1>{title}</h1>}
        {children}
        <div className={styles['plainFoot']}>
          {foot}
          <LanguageSwitch />
          <TextSize />
        </div>
      </div>
    </main>
  );
}
