import { useTranslation } from 'react-i18next';
import type { PaperId, VoteId } from '../../shared/ids.ts';
import type { View, VoteView } from '../../shared/views.ts';
import { Button } from '../design/Button.tsx';
import { useFormat } from '../i18n/format.ts';
import styles from './tablet.module.css';

interface Props {
  view: View;
  onRead: (paperId: PaperId) => void;
  onShow: (voteId: VoteId) => void;
}

/** The agenda, then papers that are not on it; each with its paper to read ahead and what became of its votes. */
export function Agenda({ view, onRead, onShow }: Props) {
  const { t } = useTranslation(['tablet', 'ballot']);
  const format = useFormat();
  const onAgenda = new Set(view.agenda.map(({ paperId }) => paperId));
  const more = view.papers.filter(({ paperId }) => !onAgenda.has(paperId));
  const entries = [...view.agenda, ...more];
  return (
    <section className={styles['agenda']}>
      <h2>{t('agenda.title')}</h2>
      {entries.length === 0 && <p>{t('agenda.empty')}</p>}
      <ol>
        {entries.map((entry, at) => {
          const paper = view.papers.find(({ paperId }) => paperId === entry.paperId);
          const votes = view.votes.filter(({ paperId }) => paperId === entry.paperId);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an agenda may name one thing twice
            <li key={at}>
              <span className={styles['itemNumber']}>{format.number(at + 1)}</span>
              <div>
                <p className={styles['entryTitle']}>{entry.title}</p>
                {votes.map((vote) => (
                  <VoteLine key={vote.voteId} vote={vote} onShow={onShow} />
                ))}
              </div>
              {paper && (
                <Button
                  look="quiet"
                  aria-label={t('agenda.readOf', { title: entry.title })}
                  onClick={() => onRead(paper.paperId)}
                >
                  {t('agenda.read')}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function VoteLine({ vote, onShow }: { vote: VoteView; onShow: (voteId: VoteId) => void }) {
  const { t } = useTranslation(['tablet', 'ballot']);
  return (
    <div className={styles['voteLine']}>
      {vote.rehearsal && <strong className={styles['tag']}>{t('ballot:rehearsal')}</strong>}
      {vote.round > 1 && <span>{t('ballot:round', { round: vote.round })}</span>}
      <span>{t(`ballot:stage.${vote.stage}`)}</span>
      {vote.stage === 'published' && (
        <Button
          look="quiet"
          aria-label={t('agenda.resultOf', { title: vote.title })}
          onClick={() => onShow(vote.voteId)}
        >
          {t('agenda.result')}
        </Button>
      )}
    </div>
  );
}
