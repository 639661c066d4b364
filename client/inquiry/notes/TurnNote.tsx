import { type KeyboardEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuestionId } from '../../../shared/ids.ts';
import { MAX_WRITTEN_ANSWER } from '../../../shared/inquiry/limits.ts';
import type { TurnView } from '../../../shared/inquiry/views.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import desk from '../../host/desk.module.css';
import { useFormat } from '../../i18n/format.ts';
import { DraftConflict } from '../DraftConflict.tsx';
import { useTextDraft } from '../useDraft.ts';
import { useInquiryCommand, useInquiryLine } from '../useInquiry.ts';
import styles from './notes.module.css';

interface Props {
  questionId: QuestionId;
  turn: TurnView;
  who: string;
  /** Something is being written: the page stays where it is. */
  onWrite: () => void;
}

/** The words of one turn. What is typed is on this device until it is saved. */
export function TurnNote({ questionId, turn, who, onWrite }: Props) {
  const { t } = useTranslation(['inquiry-desk', 'inquiry', 'common']);
  const format = useFormat();
  const id = useId();
  const { inquiryId } = useInquiryLine();
  const { turnId, kind, startedAt, text: onServer = '' } = turn;
  const draft = useTextDraft(`yishi.note.${inquiryId}.${turnId}`, onServer);
  const { state, busy, send } = useInquiryCommand();
  const save = async () => {
    const { text } = draft;
    if (draft.unsaved && (await send({ type: 'WriteTurn', questionId, turnId, text }))) draft.saved(text);
  };
  const byKeys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void save();
  };
  return (
    <li className={styles['turn']} data-kind={kind}>
      <label htmlFor={id} className={styles['turnHead']}>
        <strong>{t(`inquiry:turn.${kind}`)}</strong> <span>{who}</span>{' '}
        <span className={desk['quiet']}>{t('notes.at', { time: format.time(startedAt) })}</span>
      </label>
      <textarea
        id={id}
        className={styles['text']}
        rows={4}
        maxLength={MAX_WRITTEN_ANSWER}
        value={draft.text}
        aria-describedby={`${id}-state`}
        onKeyDown={byKeys}
        onChange={({ target }) => {
          onWrite();
          draft.write(target.value);
        }}
      />
      <DraftConflict draft={draft} />
      <CommandNote state={state} />
      <div className={styles['turnFoot']}>
        <Button disabled={!draft.unsaved || busy} onClick={() => void save()}>
          {busy ? t('common:sending') : t('notes.save')}
        </Button>
        <p id={`${id}-state`} className={styles['saving']} data-unsaved={draft.unsaved} role="status">
          {!draft.kept
            ? t('notes.notKept')
            : draft.unsaved
              ? t('notes.draft')
              : onServer === ''
                ? t('notes.saveHelp')
                : t('notes.saved')}
        </p>
      </div>
    </li>
  );
}
