import { useTranslation } from 'react-i18next';
import type { HallView } from '../../../shared/inquiry/views.ts';
import { useHallTime } from '../../hall-screen/clock.ts';
import { useFormat } from '../../i18n/format.ts';
import { onFloor } from '../floor.ts';
import { BetweenScene } from './BetweenScene.tsx';
import { FloorScene } from './FloorScene.tsx';
import styles from './hall.module.css';

/** The inquiry for the whole hall: who asks, what, who answers, how long; between questions what is to come. */
export function InquiryScene({ view }: { view: HallView }) {
  const question = onFloor(view);
  return (
    <>
      <Head view={view} />
      {question && view.floor ? (
        <FloorScene key={question.questionId} view={view} question={question} floor={view.floor} />
      ) : (
        <BetweenScene view={view} />
      )}
    </>
  );
}

function Head({ view }: { view: HallView }) {
  const { t } = useTranslation('inquiry');
  const format = useFormat();
  const now = useHallTime(1000);
  return (
    <header className={styles['head']}>
      <img src="/icon.svg" alt="" />
      <div className={styles['headWords']}>
        <p>{view.sittingTitle}</p>
        <h2>{view.title}</h2>
      </div>
      <p className={styles['segment']}>{t(`segment.${view.segment}`)}</p>
      <p className={styles['clock']}>{format.time(now)}</p>
    </header>
  );
}
