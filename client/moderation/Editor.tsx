import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_QUESTION } from '../../shared/inquiry/limits.ts';
import { characterCount, questionFault } from '../../shared/inquiry/question-text.ts';
import type { DeskQuestion } from '../../shared/inquiry/views.ts';
import { Button } from '../design/Button.tsx';
import { DraftConflict } from '../inquiry/DraftConflict.tsx';
import { useTextDraft } from '../inquiry/useDraft.ts';
import { claim, edit, release } from './acts.ts';
import styles from './moderation.module.css';
import { takenByOther } from './possible.ts';
import { claimed } from './standings.ts';
import type { Desk } from './useDesk.ts';
import { editKey } from './useEditing.ts';

/** A claim holds two minutes; whoever writes longer keeps it. */
const RENEW_MS = 60_000;

/** Changes the text. While it is open the question is claimed; if somebody else was faster, both texts are shown. */
export function Editor({ desk, question }: { desk: Desk; question: DeskQuestion }) {
  const { t } = useTranslation(['moderation', 'common']);
  const { editing, moderation } = desk;
  const { questionId } = question;
  const draft = useTextDraft(editKey(questionId), question.text);
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => area.current?.focus(), []);
  useClaimWhileOpen(desk, question);
  const ready = draft.unsaved && draft.theirs === null && questionFault(draft.text) === null;
  const save = async () => {
    if (!ready) return;
    const { text } = draft;
    if (!(await moderation.acts.perform([questionId], () => edit('edit', question, text)))) return;
    draft.takeTheirs();
    editing.leave();
  };
  return (
    <form
      className={styles['editor']}
      onSubmit={(event) => {
        event.preventDefault();
        void save().catch(() => {});
      }}
    >
      <label htmlFor={id}>{t('edit.label')}</label>
      <textarea
        id={id}
        ref={area}
        rows={4}
        value={draft.text}
        aria-describedby={`${id}-help`}
        onChange={({ target }) => draft.write(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') editing.leave();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save().catch(() => {});
        }}
      />
      <p id={`${id}-help`} className={styles['help']}>
        {t('edit.count', { count: characterCount(draft.text), most: MAX_QUESTION })} · {t('edit.help')}
      </p>
      <DraftConflict draft={draft} />
      <div className={styles['editorButtons']}>
        <Button look="quiet" onClick={editing.leave}>
          {t('common:action.cancel')}
          <kbd className={styles['key']}>Esc</kbd>
        </Button>
        <Button look="primary" type="submit" aria-disabled={!ready}>
          {t('edit.save')}
          <kbd className={styles['key']}>Ctrl ↵</kbd>
        </Button>
      </div>
    </form>
  );
}

function useClaimWhileOpen({ moderation, who }: Desk, question: DeskQuestion): void {
  const { acts } = moderation;
  const { questionId } = question;
  const latest = useRef({ question, who });
  latest.current = { question, who };
  useEffect(() => {
    const { question: opened, who: opener } = latest.current;
    const before = claimed(opened, opener.now)?.accountId === opener.me;
    const hold = () => {
      if (takenByOther(latest.current.question, latest.current.who)) return;
      acts.quietly(claim([questionId])).catch(() => {});
    };
    hold();
    const timer = setInterval(hold, RENEW_MS);
    return () => {
      clearInterval(timer);
      // What one had before one keeps.
      if (!before) acts.quietly(release([questionId])).catch(() => {});
    };
  }, [acts, questionId]);
}
