import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskQuestion, DeskView } from '../../../shared/inquiry/views.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import { useInquiry, useInquiryCommand } from '../../inquiry/useInquiry.ts';
import { useInquiryWords } from '../../inquiry/words.ts';
import desk from '../desk.module.css';
import { DropDialog, EditDialog } from './ChangePrepared.tsx';
import styles from './inquiry.module.css';
import { NewPrepared } from './NewPrepared.tsx';
import { isOpen } from './questions.ts';
import { useRuns } from './runs.ts';

/** What the committee has prepared to ask, in order. */
export function PreparedSection() {
  const { t } = useTranslation('inquiry-desk');
  const view = useInquiry('desk');
  const runs = useRuns();
  const mayAdd = runs && view.stage !== 'ended';
  const prepared = Object.values(view.questions)
    .filter(({ source, state }) => source === 'prepared' && state !== 'withdrawn')
    .sort((a, b) => a.number - b.number);
  return (
    <div className={styles['two']} data-wide-first={mayAdd}>
      <section className={desk['card']} aria-labelledby="prepared">
        <div className={desk['cardHead']}>
          <h3 id="prepared">{t('prepared.title', { count: prepared.length })}</h3>
          {mayAdd && <QueueAll view={view} prepared={prepared} />}
        </div>
        <p className={desk['help']}>{t('prepared.help')}</p>
        {prepared.length === 0 && <Notice tone="information" title={t('prepared.none')} />}
        <ol className={styles['questions']}>
          {prepared.map((question) => (
            <Prepared key={question.questionId} view={view} question={question} mayChange={mayAdd} />
          ))}
        </ol>
      </section>
      {mayAdd && <NewPrepared view={view} />}
    </div>
  );
}

function QueueAll({ view, prepared }: { view: DeskView; prepared: readonly DeskQuestion[] }) {
  const { t } = useTranslation('inquiry-desk');
  const { state, busy, send } = useInquiryCommand();
  const open = prepared.filter((question) => isOpen(view, question));
  if (open.length === 0) return null;
  const questionIds = open.slice(0, 200).map(({ questionId }) => questionId);
  return (
    <div className={styles['besideHead']}>
      <Button look="quiet" disabled={busy} onClick={() => void send({ type: 'QueueQuestions', questionIds })}>
        {t('prepared.queueAll', { count: questionIds.length })}
      </Button>
      <CommandNote state={state} />
    </div>
  );
}

interface PreparedProps {
  view: DeskView;
  question: DeskQuestion;
  mayChange: boolean;
}

function Prepared({ view, question, mayChange }: PreparedProps) {
  const { t } = useTranslation(['inquiry-desk', 'inquiry', 'common']);
  const words = useInquiryWords(view.departments);
  const queue = useInquiryCommand();
  const [dialog, setDialog] = useState<'edit' | 'drop' | null>(null);
  const { questionId, text, departmentId, state } = question;
  const at = view.queue.indexOf(questionId);
  const untouched = state === 'submitted' || state === 'waiting';
  return (
    <li className={styles['question']}>
      <p className={styles['text']}>{text}</p>
      <p className={desk['row']}>
        <strong>{words.asker(question)}</strong>
        {departmentId && <span>→ {words.department(departmentId)}</span>}
        {at >= 0 ? (
          <span className={desk['tag']} data-tone="open">
            {t('prepared.queued', { at: at + 1 })}
          </span>
        ) : (
          !untouched && <span className={desk['tag']}>{t(`inquiry:state.${state}`)}</span>
        )}
        {question.edited && <span className={desk['quiet']}>{t('prepared.edited')}</span>}
      </p>
      {mayChange && untouched && (
        <div className={desk['row']}>
          {at < 0 && (
            <Button
              look="quiet"
              disabled={queue.busy}
              aria-label={t('sources.queueLabel', { text })}
              onClick={() => void queue.send({ type: 'QueueQuestions', questionIds: [questionId] })}
            >
              {t('prepared.queueOne')}
            </Button>
          )}
          <Button look="quiet" aria-label={t('prepared.editOf', { text })} onClick={() => setDialog('edit')}>
            {t('prepared.edit')}
          </Button>
          {state === 'submitted' && (
            <Button
              look="quiet"
              aria-label={t('prepared.dropOf', { text })}
              onClick={() => setDialog('drop')}
            >
              {t('prepared.drop')}
            </Button>
          )}
        </div>
      )}
      <CommandNote state={queue.state} />
      {dialog === 'edit' && <EditDialog view={view} question={question} onClose={() => setDialog(null)} />}
      {dialog === 'drop' && <DropDialog question={question} onClose={() => setDialog(null)} />}
    </li>
  );
}
