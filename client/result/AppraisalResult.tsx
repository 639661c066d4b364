import { useTranslation } from 'react-i18next';
import type { AppraisalFinding } from '../../shared/tally-report.ts';
import { useFormat } from '../i18n/format.ts';
import { arithmeticWords } from './ballot-words.ts';
import { Counts } from './Counts.tsx';
import { verdictMarks } from './marks.ts';
import styles from './result.module.css';
import { ThresholdSentence } from './ThresholdSentence.tsx';

/** The grades of one subject, the two rates, the verdict. */
export function AppraisalResult({ finding }: { finding: AppraisalFinding }) {
  const { t } = useTranslation('ballot');
  const format = useFormat();
  const { verdict, row, satisfied, satisfiedOrBasically } = finding;
  return (
    <>
      <p className={styles['verdict']} data-good={verdict !== 'dissatisfied'}>
        <span aria-hidden="true">{verdictMarks[verdict]}</span> {t(`verdict.${verdict}`)}
      </p>
      <Counts row={row} label={t('result.grades')} />
      <dl className={styles['figures']}>
        <div>
          <dt>{t('rate.satisfied')}</dt>
          <dd>{format.percent(finding.satisfiedRate)}</dd>
        </div>
        <div>
          <dt>{t('rate.satisfiedOrBasically')}</dt>
          <dd>{format.percent(finding.satisfiedOrBasicallyRate)}</dd>
        </div>
      </dl>
      <p className={styles['note']}>{t('rate.base', { base: t(`base.${finding.rateBase}`) })}</p>
      <details className={styles['details']}>
        <summary>
          {t('result.calculation')}
          <span className="visually-hidden"> {row.title}</span>
        </summary>
        <p>
          <ThresholdSentence threshold={satisfied} />
        </p>
        {(
          [
            ['satisfied', satisfied],
            ['satisfiedOrBasically', satisfiedOrBasically],
          ] as const
        ).map(([which, arithmetic]) => (
          <p key={which}>
            {t(`rate.${which}`)}
            <br />
            {arithmeticWords(t, arithmetic)}
          </p>
        ))}
      </details>
    </>
  );
}
