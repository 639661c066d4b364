import { useState } from 'react';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';
import type { TallyReport } from '../../shared/tally-report.ts';
import { Button } from '../design/Button.tsx';
import { fileName } from '../files/file-name.ts';
import { saveFile } from '../files/save-file.ts';
import { useFormat } from '../i18n/format.ts';
import { useSession } from '../session.tsx';
import styles from './report.module.css';
import { useReportWords } from './useReportWords.ts';

type Kind = 'csv' | 'xlsx' | 'json' | 'pabulib';
const endings: Record<Kind, string> = { csv: 'csv', xlsx: 'xlsx', json: 'json', pabulib: 'pb' };
const types: Record<Kind, string> = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
  pabulib: 'text/plain;charset=utf-8',
};

/** The files of a report, made on this device when they are asked for. None of them holds a single ballot. */
export function ReportDownloads(props: { report: TallyReport; sheets: readonly PreparedBallot[] }) {
  const { report, sheets } = props;
  const words = useReportWords();
  const { t } = words;
  const { dateTime } = useFormat();
  const { timeZone } = useSession();
  const [outcome, setOutcome] = useState<{ name: string } | 'failed' | null>(null);

  const contentOf = async (kind: Kind): Promise<Blob | string> => {
    switch (kind) {
      case 'csv':
        return (await import('./csv.ts')).reportCsv(report, words);
      case 'xlsx':
        return (await import('./xlsx.ts')).reportXlsx(report, words, dateTime);
      case 'json':
        return (await import('./json.ts')).reportJson(report);
      case 'pabulib':
        return (await import('./pabulib.ts')).reportPabulib(report, sheets[0]!.sheet, { timeZone }) ?? '';
      default:
        return kind satisfies never;
    }
  };
  const save = async (kind: Kind) => {
    const name = fileName([report.sitting.title, report.vote.title, t('file.report')], endings[kind]);
    try {
      saveFile(name, await contentOf(kind), types[kind]);
      setOutcome({ name });
    } catch {
      setOutcome('failed');
    }
  };
  const kinds: Kind[] = [
    'csv',
    'xlsx',
    'json',
    ...(report.vote.kind === 'project' ? ['pabulib' as const] : []),
  ];
  return (
    <section className={styles['downloads']} aria-label={t('downloads.title')}>
      {kinds.map((kind) => (
        <Button key={kind} look="quiet" onClick={() => void save(kind)}>
          <span aria-hidden="true">↓</span>
          {t(`downloads.${kind}`)}
        </Button>
      ))}
      <p role="status" className={styles['saved']}>
        {outcome === 'failed'
          ? t('downloads.failed')
          : outcome && t('downloads.done', { name: outcome.name })}
      </p>
    </section>
  );
}
