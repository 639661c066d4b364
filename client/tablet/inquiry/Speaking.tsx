import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuestionId } from '../../../shared/ids.ts';
import { MAX_QUESTION } from '../../../shared/inquiry/limits.ts';
import { characterCount, normalisedQuestion } from '../../../shared/inquiry/question-text.ts';
import type { MembersView } from '../../../shared/inquiry/views.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import { useFormat } from '../../i18n/format.ts';
import { useInquiryCommand } from '../../inquiry/useInquiry.ts';
import { useSession } from '../../session.tsx';
import styles from './inquiry.module.css';

/** Asks for the floor, with or without a text, and says what has become of it. */
export function Speaking({ view }: { view: MembersView }) {
  const { principal } = useSession();
  const deputyId = 'deputyId' in principal ? principal.deputyId : null;
  const own = Object.entries(view.requests).find(([, by]) => by === deputyId)?.[0] as QuestionId | undefined;
  return own ? (
    <Requested key={own} view={view} questionId={own} />
  ) : (
    <Ask draftKey={`yishi.speech.${view.inquiryId}.${deputyId}`} />
  );
}

function Requested({ view, questionId }: { view: MembersView; questionId: QuestionId }) {
  const { t } = useTranslation('inquiry');
  const { state, busy, send } = useInquiryCommand();
  const question = view.questions[questionId];
  const at = view.queue.indexOf(questionId);
  const speaking = view.floor?.questionId === questionId;
  const title = speaking
    ? t('tablet.onFloor')
    : at >= 0
      ? t('tablet.queued', { count: at + 1 })
      : t('tablet.raised');
  return (
    <Notice tone={speaking ? 'done' : 'information'} live title={title}>
      {question?.text && <p className={styles['own']}>{t('tablet.yourText', { text: question.text })}</p>}
      <CommandNote state={state} />
      {!speaking && (
        <div className={styles['buttons']}>
          <Button disabled={busy} onClick={() => void send({ type: 'WithdrawRequest', questionId })}>
            {t('tablet.withdraw')}
          </Button>
        </div>
      )}
    </Notice>
  );
}

/** What is typed stays on this tablet, for this deputy, until it is sent. */
function Ask({ draftKey: key }: { draftKey: string }) {
  const { t } = useTranslation(['inquiry', 'common']);
  const format = useFormat();
  const id = useId();
  const [text, setText] = useState(() => localStorage.getItem(key) ?? '');
  const { state, busy, send } = useInquiryCommand();
  const count = characterCount(normalisedQuestion(text));
  const write = (next: string) => {
    setText(next);
    localStorage.setItem(key, next);
  };
  const ask = async () => {
    if (await send({ type: 'AskToSpeak', text: normalisedQuestion(text) })) localStorage.removeItem(key);
  };
  return (
    <div className={styles['ask']}>
      <h3>{t('tablet.speak')}</h3>
      <p className={styles['quiet']}>{t('tablet.speakHelp')}</p>
      <label htmlFor={id}>{t('tablet.text')}</label>
      <textarea
        id={id}
        rows={3}
        value={text}
        aria-describedby={`${id}-count`}
        aria-invalid={count > MAX_QUESTION}
        onChange={({ target }) => write(target.value)}
      />
      <p id={`${id}-count`} className={styles['quiet']}>
        {t('tablet.count', { count: format.number(count), most: format.number(MAX_QUESTION) })}
      </p>
      <CommandNote state={state} />
      <div className={styles['buttons']}>
        <Button disabled={busy || count > MAX_QUESTION} onClick={() => void ask()}>
          {busy ? t('common:sending') : t('tablet.send')}
        </Button>
      </div>
    </div>
  );
}
