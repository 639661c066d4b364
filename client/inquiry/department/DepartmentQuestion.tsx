import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_WRITTEN_ANSWER } from '../../../shared/inquiry/limits.ts';
import type { DepartmentView, PublicQuestion } from '../../../shared/inquiry/views.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import desk from '../../host/desk.module.css';
import { useFormat } from '../../i18n/format.ts';
import { DraftConflict } from '../DraftConflict.tsx';
import { TurnList } from '../TurnList.tsx';
import { useTextDraft } from '../useDraft.ts';
import { useInquiryCommand, useInquiryLine } from '../useInquiry.ts';
import { useInquiryWords } from '../words.ts';
import styles from './department.module.css';

interface Props {
  view: DepartmentView;
  question: PublicQuestion;
}

/** One question that was routed here: what was asked, what was said to it, and the written answer. */
export function DepartmentQuestion({ view, question }: Props) {
  const { t } = useTranslation(['inquiry-desk', 'inquiry']);
  const words = useInquiryWords(view.departments);
  const { inquiryId } = useInquiryLine();
  const { questionId, turns = [], text, source, state, supports } = question;
  const answer = turns.findLast(({ kind }) => kind === 'writtenAnswer')?.text ?? '';
  const draft = useTextDraft(`yishi.answer.${inquiryId}.${questionId}`, answer);
  const [opened, setOpened] = useState(draft.unsaved);
  const queued = view.queued.includes(questionId);
  return (
    <li className={desk['card']}>
      <p className={desk['row']}>
        <span className={desk['tag']}>
          {view.stage === 'ended' && state === 'waiting' ? t('inquiry:notPut') : t(`inquiry:state.${state}`)}
        </span>
        <span>{words.asker(question)}</span>
        {source === 'public' ? (
          <span>{t('inquiry:supports', { count: supports })}</span>
        ) : (
          <span className={desk['quiet']}>{t(`inquiry:source.${source}`)}</span>
        )}
        {question.merged !== undefined && (
          <span className={desk['quiet']}>{t('inquiry:merged', { count: question.merged })}</span>
        )}
      </p>
      <p className={styles['text']}>{text}</p>
      {question.reason !== undefined && <p>{t('department.reason', { reason: question.reason })}</p>}
      <TurnList question={question} departments={view.departments} />
      {queued && <p className={desk['quiet']}>{t('department.queued')}</p>}
      {opened ? (
        <Writing
          question={question}
          queued={queued}
          draft={draft}
          replaces={answer !== ''}
          onClose={() => setOpened(false)}
        />
      ) : queued ? null : (
        <div>
          <Button
            aria-label={
              answer === '' ? t('department.beginOf', { text }) : t('department.changeOf', { text })
            }
            look={answer === '' ? 'plain' : 'quiet'}
            onClick={() => setOpened(true)}
          >
            {answer === '' ? t('department.begin') : t('department.change')}
          </Button>
        </div>
      )}
    </li>
  );
}

interface WritingProps {
  question: PublicQuestion;
  /** In the chair's queue: the draft waits. */
  queued: boolean;
  draft: ReturnType<typeof useTextDraft>;
  replaces: boolean;
  onClose: () => void;
}

function Writing({ question: { questionId, text: asked }, queued, draft, replaces, onClose }: WritingProps) {
  const { t } = useTranslation(['inquiry-desk', 'common']);
  const format = useFormat();
  const id = useId();
  const { state, busy, send } = useInquiryCommand();
  const { text } = draft;
  const length = format.number(text.length);
  const most = format.number(MAX_WRITTEN_ANSWER);
  const tooLong = text.length > MAX_WRITTEN_ANSWER;
  const submit = async () => {
    if (!(await send({ type: 'AnswerInWriting', questionId, text }))) return;
    draft.saved(text);
    onClose();
  };
  return (
    <div className={desk['form']}>
      <div className={desk['field']}>
        <label htmlFor={id}>{t('department.write')}</label>
        <textarea
          id={id}
          className={styles['answer']}
          rows={6}
          value={text}
          // biome-ignore lint/a11y/noAutofocus: it was opened to write in
          autoFocus
          aria-label={t('department.writeTo', { text: asked })}
          aria-invalid={tooLong}
          aria-describedby={`${id}-count ${id}-state`}
          onChange={({ target }) => draft.write(target.value)}
        />
        <p id={`${id}-count`} className={desk['help']} data-wrong={tooLong}>
          {tooLong ? t('department.tooLong', { most }) : t('department.count', { count: length, most })}
        </p>
      </div>
      <DraftConflict draft={draft} />
      {replaces && <p className={desk['help']}>{t('department.replaces')}</p>}
      <CommandNote state={state} />
      <div className={desk['row']}>
        <Button
          look="primary"
          disabled={busy || queued || tooLong || !draft.unsaved || text.trim() === ''}
          onClick={() => void submit()}
        >
          {busy ? t('common:sending') : t('department.send')}
        </Button>
        <Button onClick={onClose}>{t('department.close')}</Button>
        <p id={`${id}-state`} className={styles['saving']} data-unsaved={draft.unsaved} role="status">
          {!draft.kept
            ? t('department.notKept')
            : draft.unsaved
              ? t('department.draft')
              : t('department.sendEffect')}
        </p>
      </div>
    </div>
  );
}
