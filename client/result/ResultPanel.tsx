import { useTranslation } from 'react-i18next';
import type { ReportSection, TallyReport } from '../../shared/tally-report.ts';
import { Notice } from '../design/Notice.tsx';
import { useFormat } from '../i18n/format.ts';
import { AppraisalResult } from './AppraisalResult.tsx';
import { MotionResult } from './MotionResult.tsx';
import { ProjectResult } from './ProjectResult.tsx';
import styles from './result.module.css';

/** A published result for tablet, desk and scrutineer: sorted bars, majority line, who is elected and why. */
export function ResultPanel({ report }: { report: TallyReport }) {
  const { t } = useTranslation('ballot');
  const format = useFormat();
  const { vote, reissued } = report;
  return (
    <section className={styles['panel']} aria-label={vote.title}>
      <header className={styles['head']}>
        <h2>{vote.title}</h2>
        <p className={styles['tags']}>
          <span>{t(`kind.${vote.kind}`)}</span>
          {vote.round > 1 && <span>{t('round', { round: vote.round })}</span>}
        </p>
      </header>
      {vote.rehearsal && (
        <Notice tone="warning" title={t('rehearsal')}>
          {t('rehearsalNote')}
        </Notice>
      )}
      <Attendance attendance={report.attendance} />
      {report.sections.map((section) => (
        <Section key={section.ballotId} section={section} />
      ))}
      {reissued.length > 0 && <p>{t('result.reissued', { names: format.list(reissued) })}</p>}
    </section>
  );
}

function Attendance({ attendance }: Pick<TallyReport, 'attendance'>) {
  const { t } = useTranslation('ballot');
  const { presentCount, presentDuringVote } = attendance;
  return (
    <div>
      <Figures
        figures={[
          [t('attendance.total'), attendance.totalMembership],
          [t('attendance.entitled'), attendance.entitledCount],
          [t('attendance.present'), presentCount],
          [t('attendance.absent'), attendance.absentCount],
        ]}
      />
      {presentDuringVote !== presentCount && (
        <p className={styles['note']}>{t('result.duringVote', { present: presentDuringVote })}</p>
      )}
    </div>
  );
}

function Section({ section }: { section: ReportSection }) {
  const { t } = useTranslation('ballot');
  const { subject, finding, flags } = section;
  return (
    <div className={styles['section']}>
      {subject && (
        <h3 className={styles['subject']}>
          {subject.title}
          {subject.office && <span className={styles['office']}>{subject.office}</span>}
        </h3>
      )}
      <Returns returns={section.returns} />
      <Finding finding={finding} valid={section.returns.valid} />
      {flags.includes('margin-within-reissued') && (
        <Notice tone="warning">{t('result.marginWithinReissued')}</Notice>
      )}
    </div>
  );
}

function Finding({ finding, valid }: { finding: ReportSection['finding']; valid: number }) {
  switch (finding.kind) {
    case 'project':
      return <ProjectResult finding={finding} valid={valid} />;
    case 'motion':
      return <MotionResult finding={finding} />;
    case 'appraisal':
      return <AppraisalResult finding={finding} />;
    default:
      return finding satisfies never;
  }
}

function Returns({ returns }: Pick<ReportSection, 'returns'>) {
  const { t } = useTranslation('ballot');
  const format = useFormat();
  const { deputiesIssued, credentialsIssued, returned, notReturned, valid, invalid } = returns;
  const reasons = (['overvote', 'blank', 'doubleMark'] as const).filter(
    (reason) => returns.invalidReasons[reason] > 0,
  );
  return (
    <div>
      <Figures
        figures={[
          [t('returns.issued'), deputiesIssued],
          ...(credentialsIssued > deputiesIssued
            ? [[t('returns.credentials'), credentialsIssued] as const]
            : []),
          [t('returns.returned'), returned],
          ...(notReturned > 0 ? [[t('returns.notReturned'), notReturned] as const] : []),
          [t('returns.valid'), valid],
          [t('returns.invalid'), invalid],
        ]}
      />
      {reasons.length > 0 && (
        <ul className={styles['note']}>
          {reasons.map((reason) => (
            <li key={reason}>
              {t(`returns.${reason}`)} {format.number(returns.invalidReasons[reason])}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Figures({ figures }: { figures: readonly (readonly [what: string, count: number])[] }) {
  const format = useFormat();
  return (
    <dl className={styles['figures']}>
      {figures.map(([what, figure]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{format.number(figure)}</dd>
        </div>
      ))}
    </dl>
  );
}
