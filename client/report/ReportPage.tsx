import { useTranslation } from 'react-i18next';
import { SittingId } from '../../shared/ids.ts';
import { tallyReport } from '../../shared/tally-report.ts';
import type { VoteView } from '../../shared/views.ts';
import { LineNotice } from '../design/LineNotice.tsx';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import { Plain } from '../design/Plain.tsx';
import { useReason } from '../i18n/reason.ts';
import { usePublishedReport } from '../result/usePublishedReport.ts';
import { useAudit } from '../scrutineer/useAudit.ts';
import { useSession } from '../session.tsx';
import { SittingLine, useSitting } from '../sitting.tsx';
import { ReportFrame } from './ReportFrame.tsx';

/** `/report/:sittingId/:voteId`: the printable tally report. Before the announcement scrutineers alone see it, to sign it. */
export function ReportPage({ sittingId, voteId }: { sittingId: string; voteId: string }) {
  const { t } = useTranslation('report');
  const known = SittingId.safeParse(sittingId);
  if (!known.success) return <Plain title={t('notThere')}>{t('notThereHelp')}</Plain>;
  return (
    <SittingLine sittingId={known.data}>
      <ReportOf voteId={voteId} />
    </SittingLine>
  );
}

function ReportOf({ voteId }: { voteId: string }) {
  const { t } = useTranslation(['report', 'common']);
  const { principal } = useSession();
  const { view, self, status } = useSitting();
  const reasonWords = useReason();
  if (!view || (principal.role === 'deputy' && !self)) {
    return <Plain>{status === 'connecting' ? t('common:loading') : <LineNotice />}</Plain>;
  }
  const vote = view.votes.find((one) => one.voteId === voteId);
  if (!vote) return <Plain title={t('notThere')}>{t('notThereHelp')}</Plain>;
  if (vote.stage === 'published') return <PublishedReport vote={vote} />;
  if (vote.stage === 'counted' && vote.digests && self?.scrutineer) return <ReportToSign vote={vote} />;
  if (vote.stage === 'void' || vote.stage === 'aborted')
    return (
      <Plain title={vote.title}>
        <Notice tone="warning">{t(vote.stage)}</Notice>
        {vote.reason !== null && <p>{reasonWords(vote.reason)}</p>}
      </Plain>
    );
  return (
    <Plain title={t('notYet')}>
      <p>{t('notYetHelp')}</p>
    </Plain>
  );
}

function PublishedReport({ vote }: { vote: VoteView }) {
  const { t } = useTranslation('common');
  const answer = usePublishedReport(vote);
  if (!answer) return <Plain>{t('loading')}</Plain>;
  if ('refused' in answer)
    return (
      <Plain>
        <RefusalNotice refusal={answer.refused} />
      </Plain>
    );
  return (
    <ReportFrame {...answer.ok}>
      <LineNotice />
    </ReportFrame>
  );
}

/** What the scrutineers put their names to, from the bundle that this device has verified. */
function ReportToSign({ vote }: { vote: VoteView }) {
  const { t } = useTranslation('report');
  const { audit } = useAudit(vote, true);
  switch (audit.phase) {
    case 'idle':
    case 'fetching':
    case 'checking':
      return <Plain>{t('checking')}</Plain>;
    case 'refused':
      return (
        <Plain>
          <RefusalNotice refusal={audit.refusal} />
        </Plain>
      );
    case 'broken':
    case 'ended': {
      const contents = audit.phase === 'ended' ? audit.contents : null;
      if (!contents)
        return (
          <Plain>
            <Notice tone="error" live title={t('failed')}>
              {t('failedHelp')}
            </Notice>
          </Plain>
        );
      const { sitting, results, sheets } = contents;
      const report = tallyReport({ sitting, vote, results, sheets });
      return (
        <ReportFrame report={report} sheets={sheets}>
          <LineNotice />
          <Notice tone="warning">{t('forSigning')}</Notice>
        </ReportFrame>
      );
    }
    default:
      return audit satisfies never;
  }
}
