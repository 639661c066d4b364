import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuestionId } from '../../../shared/ids.ts';
import type { DeskQuestion, DeskView } from '../../../shared/inquiry/views.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { useInquiryCommand } from '../../inquiry/useInquiry.ts';
import { useInquiryWords } from '../../inquiry/words.ts';
import desk from '../desk.module.css';
import styles from './inquiry.module.css';

/** The chair's queue: dragged, or moved by buttons or by Alt and an arrow; each move is the whole new order. */
export function QueueCard({ view, mayRun }: { view: DeskView; mayRun: boolean }) {
  const { t } = useTranslation('inquiry-desk');
  const { state, busy, send } = useInquiryCommand();
  const [said, setSaid] = useState('');
  const [dragged, setDragged] = useState<QuestionId | null>(null);
  const [over, setOver] = useState<QuestionId | null>(null);
  const [focus, setFocus] = useState<{ id: QuestionId; part: Part; times: number } | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const queue = view.queue.flatMap((id) => view.questions[id] ?? []);
  useEffect(() => {
    if (!focus) return;
    const row = list.current?.querySelector(`[data-id="${focus.id}"]`);
    const wanted = row?.querySelector<HTMLElement>(`[data-part="${focus.part}"]`);
    (wanted ?? row?.querySelector<HTMLElement>('[data-part="row"]'))?.focus();
  }, [focus]);

  const place = async (id: QuestionId, to: number, part: Part) => {
    const rest = view.queue.filter((one) => one !== id);
    const at = Math.max(0, Math.min(to, rest.length));
    if (view.queue[at] === id || busy) return;
    if (await send({ type: 'OrderQueue', questionIds: rest.toSpliced(at, 0, id) })) {
      setSaid(t('queue.moved', { at: at + 1 }));
    }
    // A press on one row goes on with that row, wherever it is now.
    setFocus((now) => ({ id, part, times: (now?.times ?? 0) + 1 }));
  };
  const skip = async (id: QuestionId) => {
    const next = view.queue[view.queue.indexOf(id) + 1] ?? view.queue[view.queue.indexOf(id) - 1];
    if (!(await send({ type: 'UnqueueQuestion', questionId: id }))) return;
    setSaid(t('queue.skipped'));
    if (next) setFocus((now) => ({ id: next, part: 'row', times: (now?.times ?? 0) + 1 }));
  };
  const drop = (on: QuestionId) => {
    if (dragged && dragged !== on) void place(dragged, view.queue.indexOf(on), 'row');
    setDragged(null);
    setOver(null);
  };
  return (
    <section className={desk['card']} aria-labelledby="queue">
      <div className={desk['cardHead']}>
        <h3 id="queue">{t('queue.title', { count: queue.length })}</h3>
      </div>
      {queue.length === 0 ? (
        <p className={desk['quiet']}>{t('queue.empty')}</p>
      ) : (
        mayRun && <p className={desk['help']}>{t('queue.help')}</p>
      )}
      <ol ref={list} className={styles['queue']} data-busy={busy}>
        {queue.map((question, at) => (
          <QueueRow
            key={question.questionId}
            view={view}
            question={question}
            at={at}
            last={at === queue.length - 1}
            mayRun={mayRun}
            target={over === question.questionId && dragged !== null && dragged !== question.questionId}
            onPlace={(to, part) => void place(question.questionId, to, part)}
            onSkip={() => void skip(question.questionId)}
            onDragStart={() => setDragged(question.questionId)}
            onDragEnd={() => setDragged(null)}
            onDragOver={() => setOver(question.questionId)}
            onDrop={() => drop(question.questionId)}
          />
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <CommandNote state={state} />
    </section>
  );
}

type Part = 'row' | 'up' | 'down' | 'first';

interface RowProps {
  view: DeskView;
  question: DeskQuestion;
  at: number;
  last: boolean;
  mayRun: boolean;
  /** Something is being dragged over it. */
  target: boolean;
  onPlace: (to: number, part: Part) => void;
  onSkip: () => void;
  onDragStart: () => void;
  onDragEnd: () => void;
  onDragOver: () => void;
  onDrop: () => void;
}

function QueueRow(props: RowProps) {
  const { view, question, at, last, mayRun, target, onPlace, onSkip } = props;
  const { t } = useTranslation(['inquiry-desk', 'inquiry']);
  const words = useInquiryWords(view.departments);
  const text = question.text || t('sources.speechOnly');
  const number = at + 1;
  const byKeys = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onPlace(event.key === 'ArrowUp' ? at - 1 : at + 1, 'row');
  };
  const overIt = (event: DragEvent) => {
    event.preventDefault();
    props.onDragOver();
  };
  return (
    <li
      className={styles['queued']}
      data-id={question.questionId}
      data-target={target}
      draggable={mayRun}
      onDragStart={props.onDragStart}
      onDragEnd={props.onDragEnd}
      onDragOver={overIt}
      onDrop={props.onDrop}
    >
      <span className={styles['number']}>{number}</span>
      <div className={styles['queuedWords']}>
        {mayRun ? (
          <button
            type="button"
            data-part="row"
            className={styles['handle']}
            aria-label={t('queue.handle', { at: number, text })}
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
            onKeyDown={byKeys}
          >
            <span className={styles['clamped']}>{text}</span>
          </button>
        ) : (
          <p className={styles['clamped']}>{text}</p>
        )}
        <p className={styles['facts']}>
          <span className={styles['source']} data-source={question.source}>
            {t(`inquiry:source.${question.source}`)}
          </span>
          {question.name !== undefined && <span>{question.name}</span>}
          {question.departmentId && <span>→ {words.department(question.departmentId)}</span>}
          {question.source === 'public' && <span>{t('inquiry:supports', { count: question.supports })}</span>}
        </p>
      </div>
      {mayRun && (
        <div className={styles['queuedTools']}>
          <Button
            look="quiet"
            data-part="up"
            aria-label={t('queue.up', { at: number })}
            aria-disabled={at === 0}
            onClick={() => at > 0 && onPlace(at - 1, 'up')}
          >
            ↑
          </Button>
          <Button
            look="quiet"
            data-part="down"
            aria-label={t('queue.down', { at: number })}
            aria-disabled={last}
            onClick={() => !last && onPlace(at + 1, 'down')}
          >
            ↓
          </Button>
          <Button
            look="quiet"
            data-part="first"
            aria-label={t('queue.first', { at: number })}
            aria-disabled={at === 0}
            onClick={() => at > 0 && onPlace(0, 'first')}
          >
            {t('queue.firstShort')}
          </Button>
          <Button look="quiet" aria-label={t('queue.skip', { at: number })} onClick={onSkip}>
            {t('queue.skipShort')}
          </Button>
        </div>
      )}
    </li>
  );
}
