import { useTranslation } from 'react-i18next';
import type { VoteView } from '../../../shared/views.ts';
import desk from '../desk.module.css';
import type { Round } from './agenda.ts';

/** How far a vote is, and whether it is a rehearsal: in words, the colour beside them. */
export function StageTag({ round: { paper, vote } }: { round: Round }) {
  const { t } = useTranslation(['host', 'ballot']);
  const round = vote?.round ?? paper?.round ?? 1;
  return (
    <>
      {vote?.rehearsal && (
        <span className={desk['tag']} data-tone="rehearsal">
          {t('ballot:rehearsal')}
        </span>
      )}
      {round > 1 && <span className={desk['tag']}>{t('ballot:round', { round })}</span>}
      <span className={desk['tag']} data-tone={vote ? toneOf(vote) : 'plain'}>
        {vote ? t(`ballot:stage.${vote.stage}`) : t('agenda.notPrepared')}
      </span>
    </>
  );
}

function toneOf({ stage, rehearsal }: VoteView): string {
  switch (stage) {
    case 'open':
      return 'open';
    case 'published':
      return rehearsal ? 'plain' : 'announced';
    case 'void':
    case 'aborted':
      return 'stopped';
    default:
      return 'plain';
  }
}
