import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuestionId } from '../../../shared/ids.ts';
import type { DeskQuestion, DeskView } from '../../../shared/inquiry/views.ts';
import { Button } from '../../design/Button.tsx';
import { Notice } from '../../design/Notice.tsx';
import desk from '../../host/desk.module.css';
import { StaffInquiry } from '../StaffInquiry.tsx';
import { useInquiry } from '../useInquiry.ts';
import { useInquiryWords } from '../words.ts';
import styles from './notes.module.css';
import { TurnNote } from './TurnNote.tsx';

/** `/notes/:inquiryId`: what is said in the hall, turn by turn, put into words by the note-taker. */
export function NotesPage({ inquiryId }: { inquiryId: string | undefined }) {
  const { t } = useTranslation('inquiry-desk');
  return (
    <StaffInquiry
      inquiryId={inquiryId}
      audience="desk"
      roles={['noteTaker', 'operator']}
      title={t('notes.title')}
    >
      <Notes />
    </StaffInquiry>
  );
}

/** Follows the floor until something is written; then it stays until it is told to go on. */
function Notes() {
  const { t } = useTranslation('inquiry-desk');
  const view = useInquiry('desk');
  const spoken = spokenIn(view);
  const now = view.floor?.questionId ?? spoken[0]?.questionId ?? null;
  const [held, setHeld] = useState<QuestionId | null>(null);
  const shown = view.questions[held ?? now ?? ''];
  const moved = held !== null && view.floor && view.floor.questionId !== held;
  const onFloor = view.floor && view.questions[view.floor.questionId];
  return (
    <div className={styles['frame']}>
      <div className={styles['columns']}>
        <div className={styles['centre']}>
          {moved && (
            <Notice tone="information" live title={t('notes.moved', { text: onFloor?.text ?? '' })}>
              <Button onClick={() => setHeld(null)}>{t('notes.follow')}</Button>
            </Notice>
          )}
          {shown ? (
            <Question key={shown.questionId} view={view} question={shown} onWrite={setHeld} />
          ) : (
            <section className={desk['card']}>
              <Notice tone="information" title={t('notes.nothing')} />
            </section>
          )}
        </div>
        <aside className={desk['card']} aria-labelledby="latest">
          <div className={desk['cardHead']}>
            <h2 id="latest">{t('notes.latest')}</h2>
          </div>
          {spoken.length === 0 && <p className={desk['quiet']}>{t('notes.none')}</p>}
          <ol className={styles['latest']}>
            {spoken.slice(0, SHOWN).map((question) => (
              <li key={question.questionId}>
                <button
                  type="button"
                  className={desk['opens']}
                  aria-pressed={question.questionId === shown?.questionId}
                  onClick={() => setHeld(question.questionId === now ? null : question.questionId)}
                >
                  <Latest view={view} question={question} />
                </button>
              </li>
            ))}
          </ol>
        </aside>
      </div>
    </div>
  );
}

const SHOWN = 30;

/** What has been said something to, the latest first. */
function spokenIn(view: DeskView): DeskQuestion[] {
  const lastWord = ({ turns = [] }: DeskQuestion) => turns.at(-1)?.startedAt ?? 0;
  return Object.values(view.questions)
    .filter(({ turns = [] }) => turns.some(({ kind }) => kind !== 'writtenAnswer'))
    .sort((a, b) => lastWord(b) - lastWord(a));
}

function Latest({ view, question }: { view: DeskView; question: DeskQuestion }) {
  const { t } = useTranslation(['inquiry-desk', 'inquiry']);
  const words = useInquiryWords(view.departments);
  const missing = (question.turns ?? []).some(({ text }) => text === undefined);
  return (
    <>
      <span className={styles['clamped']}>{question.text}</span>
      <span className={desk['row']}>
        <span className={desk['quiet']}>{words.asker(question)}</span>
        {view.floor?.questionId === question.questionId ? (
          <span className={desk['tag']} data-tone="open">
            {t('notes.now')}
          </span>
        ) : (
          missing && <span className={desk['tag']}>{t('notes.empty')}</span>
        )}
      </span>
    </>
  );
}

interface QuestionProps {
  view: DeskView;
  question: DeskQuestion;
  onWrite: (questionId: QuestionId) => void;
}

function Question({ view, question, onWrite }: QuestionProps) {
  const { t } = useTranslation(['inquiry-desk', 'inquiry']);
  const words = useInquiryWords(view.departments);
  const { questionId, turns = [] } = question;
  const now = view.floor?.questionId === questionId;
  return (
    <article className={desk['card']} aria-labelledby="question">
      <p className={desk['row']}>
        <span className={desk['tag']} data-tone={now ? 'open' : 'plain'}>
          {now ? t('notes.now') : t(`inquiry:state.${question.state}`)}
        </span>
        <span>{words.asker(question)}</span>
        {question.source !== 'public' && (
          <span className={desk['quiet']}>{t(`inquiry:source.${question.source}`)}</span>
        )}
      </p>
      <h2 id="question" className={styles['question']}>
        {question.text}
      </h2>
      <ol className={styles['turns']}>
        {turns.map((turn) => (
          <TurnNote
            key={turn.turnId}
            questionId={questionId}
            turn={turn}
            who={turn.respondent ? words.respondent(turn.respondent) : words.asker(question)}
            onWrite={() => onWrite(questionId)}
          />
        ))}
      </ol>
    </article>
  );
}
