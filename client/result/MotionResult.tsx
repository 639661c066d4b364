import { useTranslation } from 'react-i18next';
import type { MotionFinding } from '../../shared/tally-report.ts';
import { arithmeticWords } from './ballot-words.ts';
import { Counts } from './Counts.tsx';
import styles from './result.module.css';
import { ThresholdSentence } from './ThresholdSentence.tsx';

/** Approve, oppose, abstain, and what they amount to. */
export function MotionResult({ finding }: { finding: MotionFinding }) {
  const { t } = useTranslation('ballot');
  const { carried, arithmetic, row } = finding;
  return (
    <>
      <p className={styles['verdict']} data-good={carried}>
        <span aria-hidden="true">{carried ? '✓' : '×'}</span>{' '}
        {t(carried ? 'motion.carried' : 'motion.notCarried')}
      </p>
      <Counts row={row} label={t('result.grades')} />
      <p>
        <ThresholdSentence threshold={arithmetic} />
        <br />
        {arithmeticWords(t, arithmetic)}
      </p>
    </>
  );
}
