import { type ReactNode, type Ref, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LineNotice } from '../design/LineNotice.tsx';
import { TopBar, useLineWords } from '../design/TopBar.tsx';
import { useSitting } from '../sitting.tsx';
import styles from './tablet.module.css';

export interface PageProps {
  title: ReactNode;
  /** Beside the emblem; the deputy's name and seat where nothing is given. */
  bar?: ReactNode;
  rehearsal?: boolean;
  /** Stays in sight at the lower edge. */
  foot?: ReactNode;
  children?: ReactNode;
}

/** One page of the tablet. Its heading takes the focus when the page comes. */
export function Page({ bar, ...body }: PageProps) {
  const { t } = useTranslation('tablet');
  const { self } = useSitting();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  const deputy = self?.deputy;
  return (
    <div className={styles['screen']}>
      <TopBar title={bar ?? (deputy && t('whose', { name: deputy.name, seat: deputy.seat }))} />
      <PageBody {...body} heading={heading} />
    </div>
  );
}

type BodyProps = Omit<PageProps, 'bar'> & { heading: Ref<HTMLHeadingElement> };

/** Everything below the bar. */
export function PageBody({ title, rehearsal = false, foot, children, heading }: BodyProps) {
  const { t } = useTranslation('ballot');
  const { status } = useSitting();
  const line = useLineWords();
  return (
    <main className={styles['main']}>
      <div className={styles['page']}>
        {rehearsal && (
          <p className={styles['rehearsal']}>
            <strong>{t('rehearsal')}</strong>
            <span>{t('rehearsalNote')}</span>
          </p>
        )}
        <LineNotice />
        <h1 className={styles['heading']} ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </div>
      {foot && (
        <div className={styles['foot']}>
          {status !== 'live' && <p className={styles['footLine']}>{line}</p>}
          {foot}
        </div>
      )}
    </main>
  );
}
