import { useTranslation } from 'react-i18next';
import type { DepartmentId } from '../../../shared/ids.ts';
import type { DepartmentView, PublicQuestion } from '../../../shared/inquiry/views.ts';
import { useMe } from '../../accounts/StaffFrame.tsx';
import { Notice } from '../../design/Notice.tsx';
import { useHallTime } from '../../hall-screen/clock.ts';
import desk from '../../host/desk.module.css';
import { onFloor } from '../floor.ts';
import { PhaseTimer } from '../PhaseTimer.tsx';
import { StaffInquiry } from '../StaffInquiry.tsx';
import { useInquiry } from '../useInquiry.ts';
import { useInquiryWords } from '../words.ts';
import { DepartmentQuestion } from './DepartmentQuestion.tsx';
import styles from './department.module.css';

/** `/department/:inquiryId`: what a department is asked, and its written answers. */
export function DepartmentPage({ inquiryId }: { inquiryId: string | undefined }) {
  const { t } = useTranslation('inquiry-desk');
  return (
    <StaffInquiry
      inquiryId={inquiryId}
      audience="department"
      roles={['department']}
      title={t('department.title')}
    >
      <Department />
    </StaffInquiry>
  );
}

const answered = ['answered', 'answeredInWriting'];

function Department() {
  const { t } = useTranslation('inquiry-desk');
  const view = useInquiry('department');
  const own = view.accounts[useMe()];
  if (!own) return <Notice tone="warning" title={t('department.noDepartment')} />;
  const routed = view.order
    .map((id) => view.questions[id])
    .filter((question) => question !== undefined)
    // What is on the floor stands above, and is answered by voice.
    .filter((question) => isFor(question, own) && question.questionId !== view.floor?.questionId);
  const done = routed.filter(({ state }) => answered.includes(state)).reverse();
  const queued = new Set(view.queued);
  const open = routed.filter(({ state }) => !answered.includes(state)).sort(bySupports);
  const toAnswer = open.filter(({ questionId }) => !queued.has(questionId));
  const byVoice = open.filter(({ questionId }) => queued.has(questionId));
  return (
    <div className={styles['frame']}>
      <h2 className={styles['whose']}>{view.departments[own]?.name}</h2>
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <Now view={view} own={own} />
          <section className={styles['column']} aria-labelledby="to-answer">
            <h2 id="to-answer">{t('department.toAnswer', { count: toAnswer.length })}</h2>
            {toAnswer.length === 0 && <Notice tone="information" title={t('department.noneToAnswer')} />}
            <ol className={styles['column']}>
              {[...toAnswer, ...byVoice].map((question) => (
                <DepartmentQuestion key={question.questionId} view={view} question={question} />
              ))}
            </ol>
          </section>
        </div>
        <section className={styles['column']} aria-labelledby="answered">
          <h2 id="answered">{t('department.answered', { count: done.length })}</h2>
          {done.length === 0 && <p className={desk['quiet']}>{t('department.noneAnswered')}</p>}
          <ol className={styles['column']}>
            {done.map((question) => (
              <DepartmentQuestion key={question.questionId} view={view} question={question} />
            ))}
          </ol>
        </section>
      </div>
    </div>
  );
}

/** Routed to this department, or answered by it. */
function isFor({ departmentId, turns = [] }: PublicQuestion, own: DepartmentId): boolean {
  return departmentId === own || turns.some(({ respondent }) => respondent?.departmentId === own);
}

/** What most people wait for comes first. */
function bySupports(a: PublicQuestion, b: PublicQuestion): number {
  return b.supports - a.supports || a.askedAt - b.askedAt;
}

/** What is being put in the hall just now, and whether it is this department's to answer. */
function Now({ view, own }: { view: DepartmentView; own: DepartmentId }) {
  const { t } = useTranslation(['inquiry-desk', 'inquiry']);
  const words = useInquiryWords(view.departments);
  const now = useHallTime(1000);
  const question = onFloor(view);
  const { floor } = view;
  if (view.stage !== 'live' || !question || !floor) {
    return <p className={desk['quiet']}>{view.stage === 'live' && t('department.nowNone')}</p>;
  }
  const ours = floor.respondent ? floor.respondent.departmentId === own : question.departmentId === own;
  return (
    <section className={`${desk['card']} ${styles['now']}`} data-ours={ours} aria-labelledby="floor">
      <h2 id="floor">{ours ? t('department.now') : t('department.nowOther')}</h2>
      <p className={styles['text']}>{question.text}</p>
      <p className={desk['quiet']}>
        {words.asker(question)}
        {floor.respondent && ` → ${words.respondent(floor.respondent)}`}
      </p>
      <div className={styles['timer']}>
        <PhaseTimer
          phase={floor.phase === 'answer' ? 'answer' : floor.followUp ? 'followUp' : 'question'}
          limitSeconds={floor.limitSeconds}
          startedAt={floor.startedAt}
          endedAt={null}
          now={now}
        />
      </div>
    </section>
  );
}
