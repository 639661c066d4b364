import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Archive } from '../../../shared/archive.ts';
import { tallyReport } from '../../../shared/tally-report.ts';
import { StaffFrame } from '../../accounts/StaffFrame.tsx';
import { staffApi } from '../../accounts/staff-api.ts';
import { Asked, useAsked } from '../../asked.ts';
import { Notice, RefusalNotice } from '../../design/Notice.tsx';
import { Plain } from '../../design/Plain.tsx';
import { useFormat } from '../../i18n/format.ts';
import { useReason } from '../../i18n/reason.ts';
import { ReportFrame } from '../../report/ReportFrame.tsx';
import desk from '../desk.module.css';
import styles from './archive.module.css';

const archives = new Asked<Archive>();

/** `/archive/:sittingId`, and `/archive/:sittingId/:voteId` for one report: what is kept of a sitting, to be read. */
export function ArchivePage({ sittingId, voteId }: { sittingId: string; voteId: string | undefined }) {
  const { t } = useTranslation(['host', 'common']);
  const answer = useAsked(archives, sittingId, () =>
    staffApi('GET /api/sittings/:sittingId/archive', { sittingId }),
  );
  if (!answer) return <Plain>{t('common:loading')}</Plain>;
  if ('refused' in answer)
    return (
      <Plain>
        <RefusalNotice refusal={answer.refused} />
      </Plain>
    );
  const archive = answer.ok;
  if (voteId === undefined) return <Archived archive={archive} />;
  const kept = archive.votes.find(({ vote }) => vote.voteId === voteId && vote.results !== null);
  if (!kept) return <Plain title={t('archive.noReport')}>{t('archive.noReportHelp')}</Plain>;
  const { vote, sheets } = kept;
  const report = tallyReport({ sitting: archive, vote, results: vote.results!, sheets });
  return (
    <ReportFrame report={report} sheets={sheets}>
      <Notice tone="information">{t('archive.note')}</Notice>
    </ReportFrame>
  );
}

function Archived({ archive }: { archive: Archive }) {
  const { t } = useTranslation(['host', 'ballot', 'common']);
  const format = useFormat();
  const reasonWords = useReason();
  const { sittingId, title, votes, closedAt } = archive;
  useEffect(() => {
    document.title = `${title} · ${t('common:product')}`;
  }, [title, t]);
  return (
    <StaffFrame at="sittings">
      <div className={styles['page']}>
        <p className={desk['row']}>
          <Link href="/desk">{t('allSittings')}</Link>
          <span className={desk['tag']}>{t('archive.tag')}</span>
        </p>
        <h2>{title}</h2>
        <Notice tone="information" title={t('archive.title', { date: format.date(closedAt) })}>
          {t('archive.note')}
        </Notice>
        {votes.length === 0 && <p className={desk['quiet']}>{t('archive.none')}</p>}
        {votes.map(({ vote }) => (
          <article key={vote.voteId} className={desk['card']}>
            <p className={desk['row']}>
              <span className={desk['help']}>{t(`ballot:kind.${vote.kind}`)}</span>
              <span className={desk['help']}>{t('ballot:round', { round: vote.round })}</span>
              <span className={desk['tag']}>{t(`ballot:stage.${vote.stage}`)}</span>
            </p>
            <h3>{vote.title}</h3>
            {vote.reason !== null && <p>{reasonWords(vote.reason)}</p>}
            {vote.results !== null && (
              <p className={desk['row']}>
                <Link href={`/archive/${sittingId}/${vote.voteId}`}>{t('results.report')}</Link>
                <a
                  href={`/api/sittings/${sittingId}/votes/${vote.voteId}/public-bundle`}
                  download={`${vote.voteId}-public-bundle.json`}
                >
                  {t('archive.bundle')}
                </a>
              </p>
            )}
          </article>
        ))}
      </div>
    </StaffFrame>
  );
}
