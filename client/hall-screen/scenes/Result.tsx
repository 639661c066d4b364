import { useTranslation } from 'react-i18next';
import type { AppraisalFinding, ReportSection, TallyReport } from '../../../shared/tally-report.ts';
import type { VoteView } from '../../../shared/views.ts';
import { Digest } from '../../design/Digest.tsx';
import { RefusalNotice } from '../../design/Notice.tsx';
import { useFormat } from '../../i18n/format.ts';
import { usePublishedReport } from '../../result/usePublishedReport.ts';
import board from '../board.module.css';
import { AppraisalBoard } from './AppraisalBoard.tsx';
import { MotionBoard } from './MotionBoard.tsx';
import { ProjectBoard } from './ProjectBoard.tsx';
import styles from './result.module.css';
import { VoteTitle } from './VoteTitle.tsx';

/** The announced result, until another vote is prepared. */
export function ResultScene({ vote, held }: { vote: VoteView; held: boolean }) {
  const { t } = useTranslation('hall');
  const answer = usePublishedReport(vote);
  return (
    <div className={styles['result']}>
      <VoteTitle vote={vote} width={1040} most={56}>
        <strong className={styles['announced']}>{t('result.announced')}</strong>
      </VoteTitle>
      {!answer && <p>{t('result.loading')}</p>}
      {answer && 'refused' in answer && <RefusalNotice refusal={answer.refused} />}
      {answer && 'ok' in answer && <Announced report={answer.ok.report} held={held} />}
    </div>
  );
}

function Announced({ report, held }: { report: TallyReport; held: boolean }) {
  const first = report.sections[0]!;
  return (
    <>
      <Finding report={report} section={first} held={held} />
      <Foot report={report} />
    </>
  );
}

function Finding({ report, section, held }: { report: TallyReport; section: ReportSection; held: boolean }) {
  const { finding, returns } = section;
  switch (finding.kind) {
    case 'project':
      return <ProjectBoard finding={finding} valid={returns.valid} held={held} />;
    case 'motion':
      return <MotionBoard finding={finding} />;
    case 'appraisal':
      return <AppraisalBoard sections={report.sections.filter(isAppraisal)} held={held} />;
    default:
      return finding satisfies never;
  }
}

export type AppraisalSection = ReportSection & { finding: AppraisalFinding };

function isAppraisal(section: ReportSection): section is AppraisalSection {
  return section.finding.kind === 'appraisal';
}

/** What has to be said with a result: returns, reissued ballots, a narrow margin, and how to check it. */
function Foot({ report }: { report: TallyReport }) {
  const { t } = useTranslation(['hall', 'ballot']);
  const format = useFormat();
  const { sections, reissued, digests } = report;
  const [{ returns }] = sections as [ReportSection];
  const narrow = sections.some(({ flags }) => flags.includes('margin-within-reissued'));
  return (
    <div className={board['fine']}>
      {narrow && <p className={styles['warning']}>! {t('ballot:result.marginWithinReissued')}</p>}
      {reissued.length > 0 && <p>{t('ballot:result.reissued', { names: format.list(reissued) })}</p>}
      {sections.length === 1 && (
        <p>
          {t('result.returns', {
            issued: returns.deputiesIssued,
            returned: returns.returned,
            valid: returns.valid,
            invalid: returns.invalid,
          })}
        </p>
      )}
      {digests && (
        <p>
          {t('result.digest')} <Digest value={digests.publicDigest} length={16} /> · {t('result.receipts')}
        </p>
      )}
    </div>
  );
}
