import { Input } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskQuestion, DeskView } from '../../../shared/inquiry/views.ts';
import { Button } from '../../design/Button.tsx';
import design from '../../design/design.module.css';
import { CommandNote } from '../../design/Notice.tsx';
import { useInquiryCommand } from '../../inquiry/useInquiry.ts';
import { useInquiryWords } from '../../inquiry/words.ts';
import desk from '../desk.module.css';
import styles from './inquiry.module.css';
import { openBySource, sources } from './questions.ts';

const STEP = 30;

/** What can be lined up beside the queue: prepared, of members, of the public by supports. */
export function SourcesCard({ view, mayRun }: { view: DeskView; mayRun: boolean }) {
  const { t } = useTranslation('inquiry-desk');
  const open = useMemo(() => openBySource(view), [view]);
  const [source, setSource] = useState<(typeof sources)[number]>(
    () => sources.find((one) => open[one].length > 0) ?? 'prepared',
  );
  const [sought, setSought] = useState('');
  const [most, setMost] = useState(STEP);
  const { state, busy, send } = useInquiryCommand();
  const found = open[source].filter(({ text, name = '' }) =>
    `${text} ${name}`.toLowerCase().includes(sought.trim().toLowerCase()),
  );
  const queue = (question: DeskQuestion, first: boolean) =>
    void send({
      type: 'QueueQuestions',
      questionIds: [question.questionId],
      ...(first && { at: 0 }),
    });
  return (
    <section className={desk['card']} aria-labelledby="sources">
      <h3 id="sources" className={desk['cardTitle']}>
        {t('sources.title')}
      </h3>
      <fieldset className={`${design['segmented']} ${styles['sections']}`} aria-label={t('sources.title')}>
        {sources.map((one) => (
          <button key={one} type="button" aria-pressed={one === source} onClick={() => setSource(one)}>
            {t(`sources.${one}`, { count: open[one].length })}
          </button>
        ))}
      </fieldset>
      {open[source].length > 8 && (
        <Input
          allowClear
          aria-label={t('sources.search')}
          placeholder={t('sources.search')}
          value={sought}
          onChange={({ target }) => setSought(target.value)}
        />
      )}
      {open[source].length === 0 && <p className={desk['quiet']}>{t(`sources.none.${source}`)}</p>}
      <CommandNote state={state} />
      <ol className={styles['questions']}>
        {found.slice(0, most).map((question) => (
          <Open
            key={question.questionId}
            view={view}
            question={question}
            mayRun={mayRun}
            busy={busy}
            onQueue={(first) => queue(question, first)}
          />
        ))}
      </ol>
      {found.length > most && (
        <Button look="quiet" onClick={() => setMost((now) => now + STEP)}>
          {t('sources.more', { count: Math.min(STEP, found.length - most) })}
        </Button>
      )}
    </section>
  );
}

interface OpenProps {
  view: DeskView;
  question: DeskQuestion;
  mayRun: boolean;
  busy: boolean;
  onQueue: (first: boolean) => void;
}

function Open({ view, question, mayRun, busy, onQueue }: OpenProps) {
  const { t } = useTranslation(['inquiry-desk', 'inquiry']);
  const words = useInquiryWords(view.departments);
  const text = question.text || t('sources.speechOnly');
  return (
    <li className={styles['question']}>
      <p className={styles['clamped']} data-quiet={question.text === ''}>
        {text}
      </p>
      <p className={styles['facts']}>
        <strong>{words.asker(question)}</strong>
        {question.departmentId && <span>→ {words.department(question.departmentId)}</span>}
        {question.source === 'public' && <span>{t('inquiry:supports', { count: question.supports })}</span>}
        {question.merged !== undefined && <span>{t('inquiry:merged', { count: question.merged })}</span>}
        {question.edited && <span>{t('inquiry:edited')}</span>}
      </p>
      {mayRun && (
        <div className={desk['row']}>
          <Button
            look="quiet"
            disabled={busy}
            aria-label={t('sources.queueLabel', { text })}
            onClick={() => onQueue(false)}
          >
            {t('sources.queue')}
          </Button>
          <Button
            look="quiet"
            disabled={busy}
            aria-label={t('sources.queueFirstLabel', { text })}
            onClick={() => onQueue(true)}
          >
            {t('sources.queueFirst')}
          </Button>
        </div>
      )}
    </li>
  );
}
