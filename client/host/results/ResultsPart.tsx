import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoteView } from '../../../shared/views.ts';
import { Notice } from '../../design/Notice.tsx';
import { useWholeVote } from '../../documents.ts';
import { useFormat } from '../../i18n/format.ts';
import { ReportDownloads } from '../../report/ReportDownloads.tsx';
import { usePublishedReport } from '../../result/usePublishedReport.ts';
import { RoundFacts } from '../ceremony/RoundFacts.tsx';
import { StageTag } from '../ceremony/StageTag.tsx';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import styles from './results.module.css';

/** Every vote of the sitting with all its rounds, and what became of each. */
export function ResultsPart() {
  const { t } = useTranslation('host');
  const { votes } = useView();
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = votes.find(({ voteId }) => voteId === chosen) ?? latestOf(votes);
  if (!shown) {
    return (
      <section className={desk['card']}>
        <h2 className={desk['cardTitle']}>{t('results.title')}</h2>
        <Notice tone="information" title={t('results.empty')}>
          {t('results.emptyHelp')}
        </Notice>
      </section>
    );
  }
  return (
    <div className={desk['frame']}>
      <div className={desk['besides']}>
        <nav className={desk['card']} aria-labelledby="votes">
          <h2 id="votes" className={desk['cardTitle']}>
            {t('results.list')}
          </h2>
          <ol className={styles['votes']}>
            {[...votes].reverse().map((vote) => (
              <li key={vote.voteId}>
                <VoteLine
                  vote={vote}
                  shown={vote.voteId === shown.voteId}
                  onShow={() => setChosen(vote.voteId)}
                />
              </li>
            ))}
          </ol>
        </nav>
        <VoteDetails key={shown.voteId} listed={shown} />
      </div>
    </div>
  );
}

/** The latest with a result that counts, else the latest of all. */
function latestOf(votes: readonly VoteView[]): VoteView | undefined {
  return votes.filter(({ stage, rehearsal }) => stage === 'published' && !rehearsal).at(-1) ?? votes.at(-1);
}

function VoteLine(props: { vote: VoteView; shown: boolean; onShow: () => void }) {
  const { vote, shown, onShow } = props;
  const { t } = useTranslation(['host', 'ballot']);
  const format = useFormat();
  return (
    <button
      type="button"
      className={desk['opens']}
      aria-current={shown ? 'true' : undefined}
      onClick={onShow}
    >
      <strong>{vote.title}</strong>
      <span className={desk['row']}>
        <span className={desk['help']}>{t('ballot:round', { round: vote.round })}</span>
        <StageTag round={{ key: vote.voteId, paper: null, vote }} />
      </span>
      {vote.openedAt !== null && (
        <span className={desk['help']}>{t('item.openedAt', { time: format.time(vote.openedAt) })}</span>
      )}
    </button>
  );
}

function VoteDetails({ listed }: { listed: VoteView }) {
  const { t } = useTranslation(['host', 'ballot']);
  const vote = useWholeVote(listed);
  const over = vote.stage === 'published' || vote.stage === 'void' || vote.stage === 'aborted';
  return (
    <article className={desk['card']} aria-labelledby="vote-title">
      <header className={styles['head']}>
        <p className={desk['row']}>
          <span className={desk['help']}>{t(`ballot:kind.${vote.kind}`)}</span>
          <span className={desk['help']}>{t('ballot:round', { round: vote.round })}</span>
          <StageTag round={{ key: vote.voteId, paper: null, vote }} />
        </p>
        <h2 id="vote-title">{vote.title}</h2>
      </header>
      {vote.rehearsal && <Notice tone="information">{t('ballot:rehearsalNote')}</Notice>}
      {!over && <p className={desk['quiet']}>{t('results.notYet')}</p>}
      <RoundFacts vote={vote} />
      <Downloads vote={vote} />
    </article>
  );
}

function Downloads({ vote }: { vote: VoteView }) {
  const answer = usePublishedReport(vote);
  return answer && 'ok' in answer && <ReportDownloads {...answer.ok} />;
}
