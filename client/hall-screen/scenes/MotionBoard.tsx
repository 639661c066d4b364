import { useTranslation } from 'react-i18next';
import type { MotionFinding } from '../../../shared/tally-report.ts';
import { useFormat } from '../../i18n/format.ts';
import { lineWords } from '../../result/ballot-words.ts';
import { choiceColours } from '../../result/marks.ts';
import { ThresholdSentence } from '../../result/ThresholdSentence.tsx';
import { Bars } from '../Bars.tsx';
import { emsOf } from '../fit.ts';
import styles from './result.module.css';

/** Three figures and the verdict. */
export function MotionBoard({ finding }: { finding: MotionFinding }) {
  const { t } = useTranslation(['hall', 'ballot']);
  const format = useFormat();
  const { carried, row, arithmetic } = finding;
  const { base, baseCount, needed } = arithmetic;
  const { t: ballot } = useTranslation('ballot');
  const scale = Math.max(
    needed,
    row.counts.reduce((sum, { votes }) => sum + votes, row.unmarked),
  );
  const at = `${(100 * needed) / scale}%`;
  const verdict = t(carried ? 'ballot:motion.carried' : 'ballot:motion.notCarried');
  return (
    <>
      <p className={styles['headline']} data-good={carried} data-huge={emsOf(verdict) < 4}>
        <span aria-hidden="true">{carried ? '✓' : '×'}</span> {verdict}
      </p>
      <div className={styles['motion']}>
        <ul className={styles['three']}>
          {row.counts.map(({ choice, votes }) => (
            <li key={choice} style={{ color: choiceColours[choice] }}>
              <span>{t(`ballot:choice.${choice}`)}</span>
              <strong>{format.number(votes)}</strong>
            </li>
          ))}
        </ul>
        <div className={styles['motionBar']}>
          <Bars
            rows={[
              {
                key: row.itemId,
                parts: row.counts.map(({ choice, votes }) => ({ votes, colour: choiceColours[choice] })),
              },
            ]}
            scale={scale}
            line={needed}
          />
          {/* Above its place as far as the board reaches: a line at the very end has its words before it. */}
          <p className={styles['motionLine']} style={{ left: at, transform: `translateX(-${at})` }}>
            {lineWords(ballot, { needed, threshold: arithmetic })}
          </p>
        </div>
        <p>
          {t('rule')} <ThresholdSentence threshold={arithmetic} />
          <span className={styles['second']}>
            {t('result.base', { base: t(`ballot:base.${base}`), baseCount, needed })}
          </span>
        </p>
      </div>
    </>
  );
}
