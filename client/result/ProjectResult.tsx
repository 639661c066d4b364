import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectFinding } from '../../shared/tally-report.ts';
import { Notice } from '../design/Notice.tsx';
import { useFormat } from '../i18n/format.ts';
import { arithmeticWords, lineWords, scaleOf, standingWords } from './ballot-words.ts';
import { standingMarks } from './marks.ts';
import styles from './result.module.css';
import { ThresholdSentence } from './ThresholdSentence.tsx';

/** Every project, most votes first, with its bar against the majority line. */
export function ProjectResult({ finding, valid }: { finding: ProjectFinding; valid: number }) {
  const { t } = useTranslation('ballot');
  const { seats, maxMarks, threshold, needed, runoff, shortfall } = finding;
  const scale = scaleOf(finding, valid);
  const line = lineWords(t, finding);
  return (
    <>
      <p>
        {t('result.seats', { seats, maxMarks })}
        <br />
        <ThresholdSentence threshold={threshold} />
      </p>
      <p className={styles['elected']}>{t('result.elected', { count: finding.electedCount })}</p>
      {runoff && (
        <Notice tone="warning">
          {t('result.runoff', { among: runoff.among.length, seats: runoff.seats })}
        </Notice>
      )}
      {shortfall > 0 && <Notice tone="warning">{t('result.shortfall', { seats: shortfall })}</Notice>}
      <div className={styles['chart']}>
        {line !== null && needed !== null && (
          <p className={styles['lineLabel']}>
            <span className={styles['lineSign']} aria-hidden="true" />
            {line}
          </p>
        )}
        <ol aria-label={t('result.rows')}>
          {finding.rows.map((row) => (
            <ProjectRow key={row.itemId} row={row} finding={finding} scale={scale} />
          ))}
        </ol>
      </div>
    </>
  );
}

type Row = ProjectFinding['rows'][number];

function ProjectRow({ row, finding, scale }: { row: Row; finding: ProjectFinding; scale: number }) {
  const { t } = useTranslation('ballot');
  const format = useFormat();
  const [unfolded, setUnfolded] = useState(false);
  const calculation = useId();
  const { standing, votes, arithmetic } = row;
  const needed = arithmetic?.needed ?? null;
  const percent = (of: number) => `${(100 * Math.min(of, scale)) / scale}%`;
  return (
    <li className={styles['row']} data-standing={standing}>
      <p className={styles['title']}>
        <span className={styles['number']}>{row.number}</span>
        <span>{row.title}</span>
      </p>
      <div className={styles['track']} aria-hidden="true">
        <div className={styles['bar']} style={{ width: percent(votes) }} />
        {needed !== null && needed <= scale && (
          <div className={styles['line']} style={{ left: percent(needed) }} />
        )}
      </div>
      <p className={styles['votes']}>
        <strong>{t('result.votes', { count: votes })}</strong> <span>{format.percent(row.share)}</span>
      </p>
      <p className={styles['standing']}>
        <span className={styles['mark']} aria-hidden="true">
          {standingMarks[standing]}
        </span>
        {standingWords(t, standing, finding.threshold)}
      </p>
      <button
        type="button"
        className={styles['unfold']}
        aria-expanded={unfolded}
        aria-controls={calculation}
        onClick={() => setUnfolded(!unfolded)}
      >
        {t('result.calculation')}
        <span className="visually-hidden"> {row.title}</span>
      </button>
      <div id={calculation} className={styles['calculation']} hidden={!unfolded}>
        <p>{t('result.rank', { rank: row.rank })}</p>
        {arithmetic && <p>{arithmeticWords(t, arithmetic)}</p>}
        <Marks row={row} form={finding.form} />
      </div>
    </li>
  );
}

/** How the valid ballots marked this project, where there was more than one thing to mark. */
function Marks({ row, form }: { row: Row; form: ProjectFinding['form'] }) {
  const { t } = useTranslation('ballot');
  const format = useFormat();
  const rest = [
    [t('unmarked'), row.unmarked],
    [t('invalidMarks'), row.invalidMarks],
  ] as const;
  const graded = form === 'grade' ? row.counts : [];
  return (
    <ul className={styles['note']}>
      {graded.map(({ choice, votes }) => (
        <li key={choice}>
          {t(`choice.${choice}`)} {format.number(votes)}
        </li>
      ))}
      {rest
        .filter(([, count]) => count > 0)
        .map(([what, count]) => (
          <li key={what}>
            {what} {format.number(count)}
          </li>
        ))}
    </ul>
  );
}
