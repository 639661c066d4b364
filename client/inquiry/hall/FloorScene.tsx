import { useTranslation } from 'react-i18next';
import type { HallView, PublicQuestion } from '../../../shared/inquiry/views.ts';
import { useInquiryWords } from '../words.ts';
import { Figures, Join, NextOnes, TopOnes } from './Around.tsx';
import { questionSize } from './fit-question.ts';
import styles from './hall.module.css';
import { TimerRing } from './TimerRing.tsx';

interface Props {
  view: HallView;
  question: PublicQuestion;
  floor: NonNullable<HallView['floor']>;
}

/** Design pixels beside the timer; what is around the question takes its room where the question leaves it. */
const WIDTH = 1280;
const HEIGHT = { alone: 680, above: 400 } as const;

/** A question on the floor. */
export function FloorScene({ view, question, floor }: Props) {
  const { t } = useTranslation('inquiry');
  const words = useInquiryWords(view.departments);
  // Line breaks are for who reads it from near.
  const text = question.text.replace(/\s*\n\s*/g, ' ') || t('hall.speaks');
  const beside = questionSize(text, { width: WIDTH, height: HEIGHT.above });
  const roomy = beside >= 56;
  const size = roomy ? beside : questionSize(text, { width: WIDTH, height: HEIGHT.alone });
  const answers = floor.respondent ?? (question.departmentId && { departmentId: question.departmentId });
  return (
    <div className={styles['floor']}>
      <div className={styles['asked']}>
        <p className={styles['who']}>
          <span>{floor.followUp ? t('timer.followUp') : t('hall.asks')}</span>
          <strong>{words.asker(question)}</strong>
          {question.source === 'member' && <em>{t('source.member')}</em>}
          {question.source === 'public' && question.supports > 0 && (
            <em>{t('supports', { count: question.supports })}</em>
          )}
        </p>
        <p className={styles['question']} data-size={size}>
          {text}
        </p>
        <p className={styles['who']} data-now={floor.phase === 'answer'}>
          {answers && (
            <>
              <span>{t('hall.answers')}</span>
              <strong>{words.respondent(answers)}</strong>
            </>
          )}
        </p>
      </div>
      <div className={styles['aside']}>
        <TimerRing floor={floor} />
        <Join view={view} small />
      </div>
      {roomy && (
        <div className={styles['below']}>
          <NextOnes view={view} most={2} />
          <TopOnes view={view} most={2} />
          <Figures view={view} />
        </div>
      )}
    </div>
  );
}
