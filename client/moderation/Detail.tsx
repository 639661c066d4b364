import { useTranslation } from 'react-i18next';
import { CLAIM_MS } from '../../shared/inquiry/claims.ts';
import { personalDataIn } from '../../shared/inquiry/personal-data.ts';
import type { DeskQuestion } from '../../shared/inquiry/views.ts';
import { Button } from '../design/Button.tsx';
import { Notice, RefusalWords } from '../design/Notice.tsx';
import { useFormat } from '../i18n/format.ts';
import { reasonWords } from '../record/record.ts';
import { useRecordWords } from '../record/useRecordWords.ts';
import { ActionBar } from './ActionBar.tsx';
import { Asker } from './Asker.tsx';
import { Editor } from './Editor.tsx';
import { History } from './History.tsx';
import { KeyHint } from './KeyHint.tsx';
import styles from './moderation.module.css';
import { takenByOther } from './possible.ts';
import { StandingTag } from './QuestionRow.tsx';
import { QuestionText } from './QuestionText.tsx';
import { Similar } from './Similar.tsx';
import { claimed, type Sorted } from './standings.ts';
import type { Desk } from './useDesk.ts';
import { hasDraft } from './useEditing.ts';

/** One question, large: what it says, what can be done with it, and what belongs to it. */
export function Detail({ desk, one }: { desk: Desk; one: Sorted }) {
  const { t } = useTranslation('moderation');
  const { moderation, act, numberFor, editing } = desk;
  const { question, standing } = one;
  return (
    <section className={styles['detail']} aria-label={t('detail.title', { number: question.number })}>
      <header className={styles['detailHead']}>
        <h2>{t('detail.title', { number: question.number })}</h2>
        <StandingTag standing={standing} />
        <Facts question={question} desk={desk} />
      </header>
      <Claimed question={question} desk={desk} />
      <Refused question={question} desk={desk} />
      {editing.at === question.questionId ? (
        <Editor key={question.questionId} question={question} desk={desk} />
      ) : (
        <Text desk={desk} question={question} />
      )}
      {moderation.moderates && editing.at !== question.questionId && (
        <ActionBar numberFor={(name) => numberFor(name, [question.questionId])} several={false} onAct={act} />
      )}
      <Original question={question} />
      <Similar desk={desk} question={question} />
      <Asker desk={desk} question={question} />
      <History desk={desk} question={question} />
    </section>
  );
}

function Facts({ question, desk }: { question: DeskQuestion; desk: Desk }) {
  const { t } = useTranslation('moderation');
  const format = useFormat();
  const { departments } = desk.moderation.view;
  const { name, alias, askedAt, supports, merged, departmentId, labels } = question;
  const asker = name ?? (alias ? t('detail.alias', { alias }) : t('detail.unnamed'));
  const department = departmentId && departments[departmentId]?.name;
  return (
    <p className={styles['facts']}>
      <span>{t('detail.asked', { name: asker, time: format.dateTime(askedAt) })}</span>
      <span>{t('detail.supports', { count: supports })}</span>
      {merged !== undefined && merged > 0 && <span>{t('row.merged', { count: merged })}</span>}
      {department && <span>{t('detail.department', { department })}</span>}
      {labels?.map((label) => (
        <span key={label} className={styles['label']}>
          {label}
        </span>
      ))}
      {question.edited && <span>{t('row.edited')}</span>}
    </p>
  );
}

/** Who is at it, so that nobody tries in vain. */
function Claimed({ question, desk }: { question: DeskQuestion; desk: Desk }) {
  const { t } = useTranslation('moderation');
  const format = useFormat();
  const { who } = desk;
  const claim = claimed(question, who.now);
  if (!claim || !takenByOther(question, who)) return null;
  const seconds = Math.max(0, Math.ceil((claim.at + CLAIM_MS - who.now) / 1000));
  const left = `${Math.floor(seconds / 60)}:${format.number(seconds % 60).padStart(2, '0')}`;
  return (
    <Notice tone="information" title={t('detail.claimed', { name: claim.name, left })}>
      {t('detail.claimedHelp')}
    </Notice>
  );
}

function Refused({ question, desk }: { question: DeskQuestion; desk: Desk }) {
  const { t } = useTranslation('moderation');
  const { acting, acts } = desk.moderation;
  const mark = acting.marks.get(question.questionId);
  if (mark?.phase !== 'refused' || !mark.refusal) return null;
  return (
    <Notice tone="error" title={t('stopped.title', { act: t(`act.${mark.name}`) })}>
      <p>
        <RefusalWords code={mark.refusal.code} />
      </p>
      <Button look="quiet" onClick={() => acts.seen([question.questionId])}>
        {t('stopped.dismiss')}
      </Button>
    </Notice>
  );
}

function Text({ desk, question }: { desk: Desk; question: DeskQuestion }) {
  const { t } = useTranslation('moderation');
  const found = personalDataIn(question.text);
  return (
    <div className={styles['textPart']}>
      <QuestionText text={question.text} found={found} />
      {hasDraft(question.questionId) && <p className={styles['warned']}>{t('edit.kept')}</p>}
      {found.length > 0 && (
        <p className={styles['found']}>
          <span>{t('detail.found', { count: found.length })}</span>
          {desk.numberFor('mask', [question.questionId]) > 0 && (
            <Button look="quiet" onClick={() => desk.act('mask')}>
              {t('detail.maskNow')}
              <KeyHint act="mask" />
            </Button>
          )}
        </p>
      )}
      <Became desk={desk} question={question} />
    </div>
  );
}

/** Into what it was merged, or why it was rejected or referred. */
function Became({ desk, question }: { desk: Desk; question: DeskQuestion }) {
  const { t } = useTranslation('moderation');
  const words = useRecordWords();
  const into = question.mergedInto && desk.moderation.sortedOf(question.mergedInto)?.question;
  const reason = words && reasonWords(question, words);
  return (
    <>
      {into && (
        <p className={styles['became']}>
          <Button look="quiet" onClick={() => desk.moderation.list.show(into.questionId)}>
            {t('detail.mergedInto', { number: into.number, text: into.text })}
          </Button>
        </p>
      )}
      {reason && (
        <p className={styles['became']}>
          {t(question.state === 'referred' ? 'detail.referredTo' : 'detail.reason', { reason })}
        </p>
      )}
    </>
  );
}

function Original({ question: { text, originalText } }: { question: DeskQuestion }) {
  const { t } = useTranslation('moderation');
  if (originalText === text) return null;
  return (
    <section className={styles['side']} aria-label={t('detail.original')}>
      <h3>{t('detail.original')}</h3>
      <QuestionText text={originalText} found={personalDataIn(originalText)} />
      <p className={styles['help']}>{t('detail.originalHelp')}</p>
    </section>
  );
}
