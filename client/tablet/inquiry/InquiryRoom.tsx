import { useTranslation } from 'react-i18next';
import type { InquiryId } from '../../../shared/ids.ts';
import type { MembersView, PublicQuestion } from '../../../shared/inquiry/views.ts';
import { useHallTime } from '../../hall-screen/clock.ts';
import { onFloor } from '../../inquiry/floor.ts';
import { Inquiry } from '../../inquiry/Inquiry.tsx';
import { PhaseTimer } from '../../inquiry/PhaseTimer.tsx';
import { useInquiry } from '../../inquiry/useInquiry.ts';
import { useInquiryWords } from '../../inquiry/words.ts';
import styles from './inquiry.module.css';
import { Speaking } from './Speaking.tsx';

/** In the waiting room while an inquiry is live: what is on the floor, what comes, and asking to speak. */
export function InquiryRoom({ inquiryId }: { inquiryId: InquiryId }) {
  return (
    <Inquiry inquiryId={inquiryId} audience="members">
      <Room />
    </Inquiry>
  );
}

function Room() {
  const { t } = useTranslation('inquiry');
  const view = useInquiry('members');
  const questions = (ids: readonly string[]) => ids.flatMap((id) => view.questions[id] ?? []);
  const done = questions(view.done);
  return (
    <section className={styles['room']} aria-labelledby="inquiry">
      <div className={styles['head']}>
        <h2 id="inquiry">{view.title}</h2>
        <p className={styles['segment']}>{t(`segment.${view.segment}`)}</p>
      </div>
      <Now view={view} />
      <Speaking view={view} />
      <h3>{t('tablet.next')}</h3>
      {view.queue.length === 0 && <p className={styles['quiet']}>{t('tablet.none')}</p>}
      <Questions view={view} questions={questions(view.queue)} numbered />
      {done.length > 0 && (
        <details>
          <summary>{t('tablet.done')}</summary>
          <Questions view={view} questions={done} />
        </details>
      )}
    </section>
  );
}

function Now({ view }: { view: MembersView }) {
  const { t } = useTranslation('inquiry');
  const words = useInquiryWords(view.departments);
  const now = useHallTime(1000);
  const question = onFloor(view);
  const { floor } = view;
  if (!question || !floor) return null;
  return (
    <div className={styles['now']}>
      <div>
        <p className={styles['lead']}>
          <strong>{words.asker(question)}</strong>
          {floor.respondent && <span>→ {words.respondent(floor.respondent)}</span>}
        </p>
        <p className={styles['text']}>{question.text || t('hall.speaks')}</p>
      </div>
      <PhaseTimer
        phase={floor.phase === 'answer' ? 'answer' : floor.followUp ? 'followUp' : 'question'}
        limitSeconds={floor.limitSeconds}
        startedAt={floor.startedAt}
        endedAt={null}
        now={now}
      />
    </div>
  );
}

interface QuestionsProps {
  view: MembersView;
  questions: readonly PublicQuestion[];
  numbered?: boolean;
}

function Questions({ view, questions, numbered = false }: QuestionsProps) {
  const { t } = useTranslation('inquiry');
  const words = useInquiryWords(view.departments);
  return (
    <ol className={styles['questions']}>
      {questions.map((question, at) => (
        <li key={question.questionId}>
          {numbered && <span className={styles['number']}>{at + 1}</span>}
          <div>
            <p className={styles['lead']}>
              <strong>{words.asker(question)}</strong>
              {question.departmentId && <span>→ {words.department(question.departmentId)}</span>}
              {!numbered && <span>{t(`state.${question.state}`)}</span>}
            </p>
            <p className={styles['text']}>{question.text || t('hall.speaks')}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
