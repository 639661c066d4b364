import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { DeputyId } from '../../shared/ids.ts';
import { type TallyReport, tallyReport } from '../../shared/tally-report.ts';
import type { VoteView } from '../../shared/views.ts';
import { ResultPanel } from '../result/ResultPanel.tsx';
import { usePublishedReport } from '../result/usePublishedReport.ts';
import { useSitting } from '../sitting.tsx';
import { AuditFiles } from './AuditFiles.tsx';
import { Colleagues } from './Colleagues.tsx';
import { ReturnFigures } from './ReturnFigures.tsx';
import { Signing } from './Signing.tsx';
import styles from './scrutineer.module.css';
import { type Audit, useAudit } from './useAudit.ts';
import { Verification } from './Verification.tsx';

/** A counted vote: verified on this device, shown, signed or objected to; and what stays of it once it is published. */
export function AuditedVote({ vote, own }: { vote: VoteView; own: DeputyId }) {
  const { t } = useTranslation('scrutineer');
  const { view } = useSitting();
  const counted = vote.stage === 'counted';
  const { audit, again } = useAudit(vote, counted);
  const published = usePublishedReport(vote);
  const report = counted ? audited(vote, audit) : published && 'ok' in published ? published.ok.report : null;
  const results = counted ? contentsOf(audit)?.results : (vote.results ?? undefined);
  return (
    <>
      {vote.sealed && <ReturnFigures vote={vote} sealed={vote.sealed} {...(results && { results })} />}
      {counted && <Verification audit={audit} again={again} />}
      {report && (
        <section className={styles['part']}>
          <h3>{t('result')}</h3>
          <ResultPanel report={report} />
          <Link href={`/report/${view!.sittingId}/${vote.voteId}`} className={styles['link']}>
            {t('toReport')}
          </Link>
        </section>
      )}
      {counted && <Signing vote={vote} own={own} audit={audit} />}
      <Colleagues vote={vote} own={own} />
      {!counted && <Verification audit={audit} again={again} />}
      <AuditFiles vote={vote} audit={audit} report={report} />
    </>
  );
}

function contentsOf(audit: Audit) {
  return audit.phase === 'ended' ? audit.contents : null;
}

function audited(vote: VoteView, audit: Audit): TallyReport | null {
  const contents = contentsOf(audit);
  if (!contents) return null;
  const { sitting, results, sheets } = contents;
  return tallyReport({ sitting, vote, results, sheets });
}
