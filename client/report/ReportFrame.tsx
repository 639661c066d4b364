import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button } from '../design/Button.tsx';
import { LanguageSwitch } from '../design/preferences.tsx';
import type { ReportWithSheets } from '../result/usePublishedReport.ts';
import { ReportDownloads } from './ReportDownloads.tsx';
import styles from './report.module.css';
import { TallySheet } from './TallySheet.tsx';

/** The report on the screen, with print and files above it, and what else is to be said. */
export function ReportFrame({ report, sheets, children }: ReportWithSheets & { children?: ReactNode }) {
  const { t } = useTranslation('report');
  const [, navigate] = useLocation();
  const title = `${t('title')} · ${report.vote.title}`;
  // A browser names the printed file by it.
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
  return (
    <div className={styles['page']}>
      <header className={styles['toolbar']}>
        <div className={styles['tools']}>
          <Button look="quiet" onClick={() => (history.length > 1 ? history.back() : navigate('/'))}>
            {t('back')}
          </Button>
          <Button look="primary" onClick={() => print()}>
            {t('print')}
          </Button>
          <LanguageSwitch />
        </div>
        <ReportDownloads report={report} sheets={sheets} />
        {children}
      </header>
      <main>
        <TallySheet report={report} />
      </main>
    </div>
  );
}
