import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InquiryCommand } from '../../../shared/inquiry/commands.ts';
import type { DeskQuestion, DeskView } from '../../../shared/inquiry/views.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { useHallTime } from '../../hall-screen/clock.ts';
import { turnsOf } from '../../inquiry/floor.ts';
import { PhaseTimer } from '../../inquiry/PhaseTimer.tsx';
import { useInquiryCommand } from '../../inquiry/useInquiry.ts';
import { useInquiryWords } from '../../inquiry/words.ts';
import type { Sending } from '../../sitting.tsx';
import desk from '../desk.module.css';
import styles from './inquiry.module.css';
import { ReferDialog } from './ReferDialog.tsx';
import { RespondentPicker } from './RespondentPicker.tsx';

interface Props {
  view: DeskView;
  mayRun: boolean;
}

/** Who asks and who answers now, with their timers, and the next step as one button. */
export function FloorCard({ view, mayRun }: Props) {
  const { t } = useTranslation('inquiry-desk');
  const step = useInquiryCommand();
  const question = view.floor && view.questions[view.floor.questionId];
  return (
    <section
      className={`${desk['card']} ${styles['floor']}`}
      data-busy={Boolean(question)}
      aria-labelledby="floor"
    >
      <h3 id="floor" className={desk['cardTitle']}>
        {question ? t('floor.onFloor') : t('live.title')}
      </h3>
      {question ? (
        <InHand key={question.questionId} view={view} question={question} mayRun={mayRun} step={step} />
      ) : (
        <NextUp view={view} mayRun={mayRun} step={step} />
      )}
      <CommandNote state={step.state} />
    </section>
  );
}

type Step = Sending<InquiryCommand>;

/** Then another question is not the likely next step. */
const afterQuestions: readonly DeskView['segment'][] = ['statement', 'ballot', 'closing'];

function NextUp({ view, mayRun, step }: Props & { step: Step }) {
  const { t } = useTranslation('inquiry-desk');
  const words = useInquiryWords(view.departments);
  const next = view.questions[view.queue[0] ?? ''];
  const back = mayRun && <BackToLast view={view} step={step} />;
  if (!next) {
    return (
      <>
        <p role="status">{t('floor.none')}</p>
        <p className={desk['help']}>{t('floor.queueEmpty')}</p>
        {back}
      </>
    );
  }
  const { questionId } = next;
  return (
    <>
      <p className={`${styles['text']} ${styles['clamped']}`}>
        <span className={desk['quiet']}>{t('floor.nextUp')}</span> {next.text || t('sources.speechOnly')}
      </p>
      {mayRun && (
        <>
          <Button
            look={afterQuestions.includes(view.segment) ? 'plain' : 'primary'}
            className={styles['big'] ?? ''}
            disabled={step.busy}
            onClick={() => void step.send({ type: 'PutQuestion', questionId })}
          >
            {step.busy
              ? t('floor.working')
              : next.source === 'public'
                ? t('floor.nextPublic')
                : t('floor.next', { name: words.asker(next) })}
          </Button>
          <p className={desk['help']}>{t('floor.nextEffect')}</p>
          {back}
        </>
      )}
    </>
  );
}

/** The way back for whoever called a question answered by a slip of the hand. */
function BackToLast({ view, step }: { view: DeskView; step: Step }) {
  const { t } = useTranslation('inquiry-desk');
  const last = Object.values(view.questions)
    .filter(({ state }) => state === 'answered')
    .reduce<DeskQuestion | null>(
      (latest, one) => ((one.decidedAt ?? 0) > (latest?.decidedAt ?? 0) ? one : latest),
      null,
    );
  if (!last) return null;
  const { questionId } = last;
  return (
    <p className={styles['back']}>
      <Button
        look="quiet"
        disabled={step.busy}
        onClick={() => void step.send({ type: 'PutQuestion', questionId })}
      >
        {t('floor.back')}
      </Button>{' '}
      <span className={desk['quiet']}>{last.text || t('sources.speechOnly')}</span>
    </p>
  );
}

function InHand({ view, question, mayRun, step }: Props & { question: DeskQuestion; step: Step }) {
  const { t } = useTranslation(['inquiry-desk', 'inquiry']);
  const words = useInquiryWords(view.departments);
  const floor = view.floor!;
  return (
    <>
      <p className={styles['floorText']} data-long={question.text.length > 150}>
        {question.text || t('sources.speechOnly')}
      </p>
      <dl className={styles['sides']}>
        <div>
          <dt>{t('floor.asks')}</dt>
          <dd>{words.asker(question)}</dd>
        </div>
        <div>
          <dt>{t('floor.answers')}</dt>
          <dd>
            {floor.respondent ? words.respondent(floor.respondent) : words.department(question.departmentId)}
          </dd>
        </div>
      </dl>
      <Timers view={view} question={question} />
      {mayRun && <Steps view={view} question={question} step={step} />}
    </>
  );
}

/** What was asked and what is answered, each against its own limit. */
function Timers({ view, question }: { view: DeskView; question: DeskQuestion }) {
  const now = useHallTime(1000);
  const { question: asked, answer } = turnsOf(question);
  return (
    <div className={styles['timers']}>
      <PhaseTimer
        phase={asked?.kind === 'followUp' ? 'followUp' : 'question'}
        limitSeconds={view.plan.questionSeconds}
        startedAt={asked?.startedAt ?? null}
        endedAt={asked?.endedAt ?? null}
        now={now}
      />
      <PhaseTimer
        phase="answer"
        limitSeconds={view.plan.answerSeconds}
        startedAt={answer?.startedAt ?? null}
        endedAt={answer?.endedAt ?? null}
        now={now}
      />
    </div>
  );
}

/** The likely step is the large one; every other step that is possible stands below it. */
function Steps({ view, question, step }: { view: DeskView; question: DeskQuestion; step: Step }) {
  const { t } = useTranslation('inquiry-desk');
  const [referring, setReferring] = useState(false);
  const [another, setAnother] = useState(false);
  const answering = view.floor?.phase === 'answer';
  const answered = (question.turns ?? []).some(({ kind }) => kind === 'answer');
  const begin = (command: InquiryCommand) => step.send(command).then(() => setAnother(false));
  return (
    <>
      {(!answering || another) && (
        <RespondentPicker
          view={view}
          question={question}
          busy={step.busy}
          primary={!answering}
          onBegin={(respondent) => void begin({ type: 'BeginAnswer', respondent })}
        />
      )}
      {answering && (
        <>
          <Button
            look="primary"
            className={styles['big'] ?? ''}
            disabled={step.busy}
            onClick={() => void step.send({ type: 'FinishQuestion', outcome: 'answered' })}
          >
            {step.busy ? t('floor.working') : t('floor.answered')}
          </Button>
          <p className={desk['help']}>{t('floor.answeredEffect')}</p>
        </>
      )}
      <div className={desk['row']}>
        {answering && (
          <Button
            disabled={step.busy}
            title={t('floor.followUpEffect')}
            onClick={() => void step.send({ type: 'FollowUp' })}
          >
            {t('floor.followUp')}
          </Button>
        )}
        {!answering && answered && (
          <Button
            disabled={step.busy}
            onClick={() => void step.send({ type: 'FinishQuestion', outcome: 'answered' })}
          >
            {t('floor.answered')}
          </Button>
        )}
        {answering && (
          <Button aria-expanded={another} disabled={step.busy} onClick={() => setAnother((now) => !now)}>
            {t('floor.takeOver')}
          </Button>
        )}
        <Button disabled={step.busy} onClick={() => setReferring(true)}>
          {t('floor.refer')}
        </Button>
        <Button
          disabled={step.busy}
          title={t('floor.returnEffect')}
          onClick={() => void step.send({ type: 'ReturnQuestion' })}
        >
          {t('floor.return')}
        </Button>
      </div>
      {referring && <ReferDialog onClose={() => setReferring(false)} />}
    </>
  );
}
