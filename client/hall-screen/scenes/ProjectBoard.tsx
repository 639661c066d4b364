import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Standing } from '../../../shared/ballot/outcome.ts';
import type { ProjectFinding } from '../../../shared/tally-report.ts';
import { useFormat } from '../../i18n/format.ts';
import { isMajority, lineWords, scaleOf } from '../../result/ballot-words.ts';
import { standingMarks } from '../../result/marks.ts';
import { ThresholdSentence } from '../../result/ThresholdSentence.tsx';
import { Bars } from '../Bars.tsx';
import { fitRows, type RowFit } from '../fit.ts';
import { Paged } from '../Paged.tsx';
import styles from './result.module.css';

const colours: Record<Standing, string> = {
  elected: 'var(--announced)',
  tied: 'var(--warning)',
  passedNotElected: 'var(--ink-second)',
  notPassed: 'var(--line-strong)',
};
/** Design pixels that the title row, the line's label and the foot leave for the rows. */
const HEIGHT = 620;
const SENTENCE = 56;
const TITLE_WIDTH = 760;

interface Props {
  finding: ProjectFinding;
  valid: number;
  held: boolean;
}

/** Every project, most votes first, against the majority line. */
export function ProjectBoard({ finding, valid, held }: Props) {
  const { t } = useTranslation(['hall', 'ballot']);
  const { rows, electedCount, runoff, shortfall } = finding;
  const sentences = (runoff ? 1 : 0) + (shortfall > 0 ? 1 : 0);
  const fit = fitRows(
    rows.map(({ title }) => title),
    TITLE_WIDTH,
    HEIGHT - SENTENCE * sentences,
  );
  return (
    <>
      <p className={styles['headline']} data-good={electedCount > 0}>
        {electedCount > 0 ? t('ballot:result.elected', { count: electedCount }) : t('result.none')}
      </p>
      <div className={styles['body']}>
        {runoff && (
          <p className={styles['sentence']}>
            = {t('result.runoff', { among: runoff.among.length, seats: runoff.seats })}
          </p>
        )}
        {shortfall > 0 && (
          <p className={styles['sentence']}>! {t('result.shortfall', { seats: shortfall })}</p>
        )}
        <Paged items={rows} perPage={fit.perPage} held={held}>
          {(shown) => (
            <Rows
              rows={shown}
              slots={rows.length > fit.perPage ? Math.max(shown.length, fit.perPage) : shown.length}
              finding={finding}
              scale={scaleOf(finding, valid)}
              fit={fit}
            />
          )}
        </Paged>
      </div>
    </>
  );
}

interface RowsProps {
  rows: ProjectFinding['rows'];
  /** Rows that a full page has: those of the last page are no higher. */
  slots: number;
  finding: ProjectFinding;
  scale: number;
  fit: RowFit;
}

function Rows({ rows, slots, finding, scale, fit }: RowsProps) {
  const { t } = useTranslation('hall');
  const { t: ballot } = useTranslation('ballot');
  const { needed } = finding;
  const line = lineWords(ballot, finding);
  const style = {
    '--rows': slots,
    '--shown': rows.length,
    '--type': fit.type,
    '--lines': fit.lines,
  } as CSSProperties;
  return (
    <div className={styles['rows']} style={style}>
      <p className={styles['ruleWords']}>
        <span>{t('rule')}</span> <ThresholdSentence threshold={finding.threshold} />
      </p>
      {line !== null && needed !== null && (
        <div className={styles['lineLabel']}>
          <span style={{ left: `${(100 * needed) / scale}%` }}>{line}</span>
        </div>
      )}
      <ol className={styles['names']}>
        {rows.map((row) => (
          <ProjectRow key={row.itemId} row={row} finding={finding} />
        ))}
      </ol>
      <div className={styles['barArea']}>
        <Bars
          rows={rows.map(({ itemId, votes, standing }) => ({
            key: itemId,
            parts: [{ votes, colour: colours[standing] }],
          }))}
          scale={scale}
          line={needed}
        />
      </div>
    </div>
  );
}

function ProjectRow({ row, finding }: { row: ProjectFinding['rows'][number]; finding: ProjectFinding }) {
  const { t } = useTranslation('hall');
  const format = useFormat();
  const { standing } = row;
  return (
    <li data-standing={standing}>
      <span className={styles['rank']}>{row.rank}</span>
      <span className={styles['name']}>{row.title}</span>
      <span className={styles['votes']}>{format.number(row.votes)}</span>
      <span className={styles['standing']}>
        <span aria-hidden="true">{standingMarks[standing]}</span>{' '}
        {t(`standing.${shortOf(standing, finding)}`)}
      </span>
    </li>
  );
}

function shortOf(standing: Standing, { threshold }: ProjectFinding) {
  if (standing !== 'notPassed') return standing;
  if (!threshold) return 'noVotes';
  return isMajority(threshold) ? 'notPassed' : 'notPassedThreshold';
}
