import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoteView } from '../../../shared/views.ts';
import board from '../board.module.css';
import { titleSize } from '../fit.ts';

interface Props {
  vote: VoteView;
  width: number;
  /** The largest type; a rehearsal's banner takes its room. */
  most?: 96 | 56;
  children?: ReactNode;
}

/** What is voted on: kind, round, and the title as large as `width` design pixels let it be. */
export function VoteTitle({ vote, width, most = 96, children }: Props) {
  const { t } = useTranslation('ballot');
  return (
    <div className={board['voteTitle']}>
      <p className={board['tags']}>
        {children}
        <span>{t(`kind.${vote.kind}`)}</span>
        <span>{t('secret')}</span>
        {vote.round > 1 && <span>{t('round', { round: vote.round })}</span>}
      </p>
      <h3 className={board['title']} data-size={titleSize(vote.title, width, vote.rehearsal ? 56 : most)}>
        {vote.title}
      </h3>
    </div>
  );
}
