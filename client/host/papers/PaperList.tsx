import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stagesOver } from '../../../shared/sitting/state.ts';
import type { View, VoteView } from '../../../shared/views.ts';
import { Button } from '../../design/Button.tsx';
import { Notice } from '../../design/Notice.tsx';
import { ArrivalHeading } from './ArrivalHeading.tsx';
import { CopyPaper } from './CopyPaper.tsx';
import { NewPaper } from './NewPaper.tsx';
import styles from './papers.module.css';
import type { Place } from './place.ts';
import { WithdrawPaper } from './WithdrawPaper.tsx';

type Line = View['papers'][number];
interface Props {
  view: View;
  mayEdit: boolean;
  /** The title of a paper that has just been saved. */
  saved: string | null;
  /** How often somebody came back here. */
  arrivals: number;
  go: (place: Place) => void;
}

export function PaperList({ view, mayEdit, saved, arrivals, go }: Props) {
  const { t } = useTranslation('papers');
  const [withdrawing, setWithdrawing] = useState<Line | null>(null);
  const [withdrawn, setWithdrawn] = useState<Line[]>([]);
  const [copying, setCopying] = useState<Line | null>(null);
  const done = withdrawn.at(-1);
  return (
    <>
      <div className={styles['head']}>
        <ArrivalHeading arrivals={arrivals + withdrawn.length}>{t('title')}</ArrivalHeading>
        <p className={styles['second']}>{mayEdit ? t('list.about') : t('list.aboutReadOnly')}</p>
      </div>
      {(done || saved !== null) && (
        <Notice tone="done" live>
          {done ? t('list.withdrawn', { title: done.title }) : t('list.saved', { title: saved })}
        </Notice>
      )}
      {view.papers.length === 0 ? (
        <p className={styles['none']}>{mayEdit ? t('list.none') : t('list.noneReadOnly')}</p>
      ) : (
        <ul className={styles['list']}>
          {view.papers.map((paper) => (
            <PaperLine
              key={paper.paperId}
              paper={paper}
              votes={view.votes.filter(({ paperId }) => paperId === paper.paperId)}
              mayEdit={mayEdit}
              onPreview={() => go({ at: 'paper', paperId: paper.paperId })}
              onCopy={() => setCopying(paper)}
              onWithdraw={() => setWithdrawing(paper)}
            />
          ))}
        </ul>
      )}
      {mayEdit && <NewPaper go={go} />}
      {withdrawing && (
        <WithdrawPaper
          paper={withdrawing}
          onDone={() => setWithdrawn((before) => [...before, withdrawing])}
          onClose={() => setWithdrawing(null)}
        />
      )}
      {copying && (
        <CopyPaper
          paperId={copying.paperId}
          onReady={(kind) => go({ at: 'new', kind })}
          onClose={() => setCopying(null)}
        />
      )}
    </>
  );
}

function PaperLine(props: {
  paper: Line;
  votes: readonly VoteView[];
  mayEdit: boolean;
  onPreview: () => void;
  onCopy: () => void;
  onWithdraw: () => void;
}) {
  const { paper, votes, mayEdit, onPreview, onCopy, onWithdraw } = props;
  const { t } = useTranslation(['papers', 'ballot', 'common']);
  const titleId = `paper-${paper.paperId}`;
  return (
    <li className={styles['line']} aria-labelledby={titleId}>
      <div className={styles['lineBody']}>
        <p className={styles['kind']}>
          {t(`ballot:kind.${paper.kind}`)}
          {paper.round > 1 && <strong>{t('ballot:round', { round: paper.round })}</strong>}
        </p>
        <h3 id={titleId}>{paper.title}</h3>
        <VoteState votes={votes} />
      </div>
      <div className={styles['lineButtons']}>
        <Button look="quiet" aria-describedby={titleId} onClick={onPreview}>
          {t('list.preview')}
        </Button>
        {mayEdit && (
          <Button look="quiet" aria-describedby={titleId} onClick={onCopy}>
            {t('list.copy')}
          </Button>
        )}
        {mayEdit && mayWithdraw(votes) && (
          <Button look="quiet" aria-describedby={titleId} onClick={onWithdraw}>
            {t('list.withdraw')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** How far the vote on this paper is, and its rehearsals apart from it. */
function VoteState({ votes }: { votes: readonly VoteView[] }) {
  const { t } = useTranslation(['papers', 'ballot']);
  const vote = votes.filter((one) => !one.rehearsal).at(-1);
  const rehearsal = votes.filter((one) => one.rehearsal).at(-1);
  return (
    <p className={styles['state']}>
      <span className={styles['stage']} data-stage={vote?.stage ?? 'none'}>
        {vote ? t(`ballot:stage.${vote.stage}`) : t('list.notPrepared')}
      </span>
      {rehearsal && !vote && (
        <span>{t('list.rehearsal', { stage: t(`ballot:stage.${rehearsal.stage}`) })}</span>
      )}
    </p>
  );
}

/** A paper on which a vote was held or prepared stays; a rehearsal that is over does not count. */
function mayWithdraw(votes: readonly VoteView[]): boolean {
  return votes.every(({ rehearsal, stage }) => rehearsal && stagesOver.includes(stage));
}
