import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PublicVote } from '../../shared/inquiry/views.ts';
import { tallyReport } from '../../shared/tally-report.ts';
import { Button } from '../design/Button.tsx';
import { setLanguage, startLanguage } from '../i18n/language.ts';
import { TimeZone } from '../i18n/time-zone.ts';
import { useGallery } from './gallery.tsx';
import { hallTimeZone, useLanguage, useWords } from './language.tsx';
import styles from './result.module.css';
import shared from './shared.module.css';
import { useAnswer } from './useAnswer.ts';
import { VoteChart } from './VoteChart.tsx';
import { VoteFigures, VoteTable } from './VoteTable.tsx';

/** What the hall's screens are worded with; only a result needs it here. */
const hallLanguage = startLanguage();

/** A published result: a chart, and the same figures as tables. Every figure comes from the computation that all screens use. */
export function VoteResult({ voteId }: { voteId: string }) {
  const { votes: words, list } = useWords();
  const language = useLanguage();
  const { inquiryId } = useGallery().line;
  const [worded, setWorded] = useState<string | null>(null);
  const { answer, again } = useAnswer<PublicVote>(`${inquiryId}/votes/${voteId}`);
  useEffect(() => {
    void hallLanguage.then(() => setLanguage(language)).then(() => setWorded(language));
  }, [language]);
  if (answer === 'failed')
    return (
      <p role="alert">
        {words.failed}{' '}
        <Button look="quiet" onClick={again}>
          {list.again}
        </Button>
      </p>
    );
  if (answer === null || worded !== language) return <p role="status">{words.loading}</p>;
  return (
    <TimeZone value={hallTimeZone()}>
      <Result vote={answer} />
    </TimeZone>
  );
}

function Result({ vote: { sitting, vote, sheets } }: { vote: PublicVote }) {
  const { t } = useTranslation('ballot');
  const report = tallyReport({ sitting, vote, results: vote.results!, sheets });
  return (
    <div className={styles['result']}>
      <p className={shared['meta']}>
        {t(`kind.${report.vote.kind}`)} · {t('round', { round: report.vote.round })}
      </p>
      <VoteChart report={report} />
      <VoteTable report={report} />
      <VoteFigures report={report} />
    </div>
  );
}
