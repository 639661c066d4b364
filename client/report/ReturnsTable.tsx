import type { ReportSection, TallyReport } from '../../shared/tally-report.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './report.module.css';
import { Scrolled } from './Scrolled.tsx';
import { useReportWords } from './useReportWords.ts';

const figures = [
  'deputiesIssued',
  'returned',
  'notReturned',
  'valid',
  'invalid',
  'credentialsIssued',
] as const;
const words = {
  deputiesIssued: 'issued',
  returned: 'returned',
  notReturned: 'notReturned',
  valid: 'valid',
  invalid: 'invalid',
  credentialsIssued: 'credentials',
} as const;

/** Issued and returned, valid and invalid, per ballot. */
export function ReturnsTable({ report }: { report: TallyReport }) {
  const { t, ballot } = useReportWords();
  const { number } = useFormat();
  const subjects = report.sections.some(({ subject }) => subject !== null);
  return (
    <Scrolled label={t('heading.returns')}>
      <table className={`${styles['table']} ${styles['returns']}`}>
        <thead>
          <tr>
            {subjects && <th scope="col">{t(`column.item.${report.vote.kind}`)}</th>}
            {figures.map((figure) => (
              <th key={figure} scope="col" className={styles['figure']}>
                {ballot(`returns.${words[figure]}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.sections.map((section) => (
            <tr key={section.ballotId}>
              {subjects && <th scope="row">{section.subject?.title}</th>}
              {figures.map((figure) => (
                <td key={figure} className={styles['figure']}>
                  {number(section.returns[figure])}
                  {figure === 'invalid' && <Reasons section={section} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

function Reasons({ section: { returns } }: { section: ReportSection }) {
  const { t, ballot } = useReportWords();
  const { number } = useFormat();
  const reasons = (['overvote', 'blank', 'doubleMark'] as const).filter(
    (reason) => returns.invalidReasons[reason] > 0,
  );
  return reasons.map((reason) => (
    <small key={reason} className={styles['why']}>
      {t('invalidReason', {
        reason: ballot(`returns.${reason}`),
        ballots: number(returns.invalidReasons[reason]),
      })}
    </small>
  ));
}
