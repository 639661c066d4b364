import { useTranslation } from 'react-i18next';
import type { ReportRow } from '../../shared/tally-report.ts';
import { useFormat } from '../i18n/format.ts';
import { choiceColours } from './marks.ts';
import styles from './result.module.css';

/** One stacked bar and, in words, what each of its parts is; for motions and appraisals. */
export function Counts({ row, label }: { row: ReportRow; label: string }) {
  const { t } = useTranslation('ballot');
  const format = useFormat();
  const whole = Math.max(1, row.counts.reduce((sum, { votes }) => sum + votes, 0) + row.unmarked);
  const unmarked = row.unmarked > 0 && (
    <li>
      <span className={styles['swatch']} aria-hidden="true" />
      <span>{t('unmarked')}</span>
      <strong>{format.number(row.unmarked)}</strong>
    </li>
  );
  return (
    <>
      <div className={styles['stack']} aria-hidden="true">
        {row.counts.map(({ choice, votes }) => (
          <div
            key={choice}
            style={{ width: `${(100 * votes) / whole}%`, background: choiceColours[choice] }}
          />
        ))}
      </div>
      <ul className={styles['counts']} aria-label={label}>
        {row.counts.map(({ choice, votes, share }) => (
          <li key={choice}>
            <span
              className={styles['swatch']}
              style={{ background: choiceColours[choice] }}
              aria-hidden="true"
            />
            <span>{t(`choice.${choice}`)}</span>
            <strong>{format.number(votes)}</strong>
            <span className={styles['share']}>{format.percent(share)}</span>
          </li>
        ))}
        {unmarked}
      </ul>
    </>
  );
}
