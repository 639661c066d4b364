import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToldInquiryEntry } from '../../shared/inquiry/log-protocol.ts';
import type { DeskQuestion } from '../../shared/inquiry/views.ts';
import { Button } from '../design/Button.tsx';
import { useFormat } from '../i18n/format.ts';
import { untilAnswered } from '../trying.ts';
import { inquiryDeskApi } from './desk-api.ts';
import { KeyHint } from './KeyHint.tsx';
import { useEntryWords } from './log/useEntryWords.ts';
import styles from './moderation.module.css';
import type { Desk } from './useDesk.ts';

/** What was done with it, asked for when somebody wants to see it, and again when something was done. */
export function History({ desk, question }: { desk: Desk; question: DeskQuestion }) {
  const { t } = useTranslation('moderation');
  const { open, toggle } = desk.history;
  return (
    <section className={styles['side']} aria-label={t('history.title')}>
      <h3>{t('history.title')}</h3>
      <Button look="quiet" aria-expanded={open} onClick={toggle}>
        {t('history.load')}
        <KeyHint act="history" />
      </Button>
      {open && <Entries desk={desk} question={question} />}
    </section>
  );
}

function Entries({ desk, question }: { desk: Desk; question: DeskQuestion }) {
  const { t } = useTranslation(['moderation', 'common']);
  const format = useFormat();
  const say = useEntryWords();
  const entries = useHistory(desk, question);
  if (entries === null) return <p className={styles['help']}>{t('common:loading')}</p>;
  if (entries === 'failed') return <p className={styles['warned']}>{t('history.failed')}</p>;
  return (
    <ol className={styles['history']}>
      {entries.map((entry) => (
        <li key={entry.version}>
          <time dateTime={new Date(entry.at).toISOString()}>{format.time(entry.at)}</time>
          <span>{say(entry)}</span>
        </li>
      ))}
    </ol>
  );
}

function useHistory(desk: Desk, question: DeskQuestion): readonly ToldInquiryEntry[] | 'failed' | null {
  const { inquiryId } = desk.moderation.view;
  const { questionId } = question;
  const { textVersion, state, claim, labels, departmentId, banned, merged } = question;
  const standsAt = JSON.stringify([textVersion, state, claim?.at, labels, departmentId, banned, merged]);
  const [known, setKnown] = useState<{
    of: string;
    standsAt: string;
    entries: readonly ToldInquiryEntry[] | 'failed';
  } | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    const { signal } = gone;
    untilAnswered(
      () =>
        inquiryDeskApi('GET /api/inquiries/:inquiryId/history?question=:questionId', {
          inquiryId,
          questionId,
        }),
      { signal },
    ).then(
      (answer) =>
        signal.aborted ||
        setKnown({ of: questionId, standsAt, entries: 'refused' in answer ? 'failed' : answer.ok.entries }),
      () => {},
    );
    return () => gone.abort();
  }, [inquiryId, questionId, standsAt]);
  return known?.of === questionId ? known.entries : null;
}
