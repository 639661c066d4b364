import { useTranslation } from 'react-i18next';
import type { HallView } from '../../../shared/inquiry/views.ts';
import board from '../../hall-screen/board.module.css';
import { titleSize } from '../../hall-screen/fit.ts';
import { useInquiryWords } from '../words.ts';
import { Figures, Join, NextOnes, TopOnes } from './Around.tsx';
import styles from './hall.module.css';

const withQuestions = ['questions', 'free'];

/** Nobody has the floor: what the inquiry is about, what is to come, and how the public joins. */
export function BetweenScene({ view }: { view: HallView }) {
  const { t } = useTranslation('inquiry');
  const words = useInquiryWords(view.departments);
  const asking = withQuestions.includes(view.segment);
  return (
    <div className={styles['between']}>
      <div className={styles['main']}>
        {asking ? (
          <p className={styles['waiting']}>{t('hall.waiting')}</p>
        ) : (
          <>
            <p className={styles['now']}>{t(`segment.${view.segment}`)}</p>
            <h3 className={board['title']} data-size={titleSize(view.title, 1240)}>
              {view.title}
            </h3>
            <p className={styles['departments']}>
              {view.departmentOrder.map((id) => (
                <span key={id}>{words.department(id)}</span>
              ))}
            </p>
          </>
        )}
        {asking && <NextOnes view={view} most={3} large />}
        {(asking || view.departmentOrder.length <= 8) && <TopOnes view={view} most={3} large={asking} />}
      </div>
      <div className={styles['aside']}>
        <Join view={view} />
      </div>
      <div className={styles['below']}>
        <Figures view={view} />
      </div>
    </div>
  );
}
