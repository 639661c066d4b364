import type { ReactNode } from 'react';
import styles from './design.module.css';
import { LanguageSwitch, TextSize } from './preferences.tsx';

/** A page with one thing to say. */
export function Plain({
  title,
  children,
  foot,
}: {
  title?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
}) {
  return (
    <main className={styles['plain']}>
      <div className={styles['plainCard']}>
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
