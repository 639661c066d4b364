import { useTranslation } from 'react-i18next';
import type { VoteView } from '../../../shared/views.ts';
import { presentFor } from '../../hall-screen/scene.ts';
import styles from './ceremony.module.css';
import { StepDialog } from './StepDialog.tsx';

/** Before the close: how many came back, and how many have not voted. */
export function CloseVoteDialog({ vote, onClose }: { vote: VoteView; onClose: () => void }) {
  const { t } = useTranslation('host');
  const returned = vote.turnout ?? 0;
  const present = presentFor(vote);
  const outstanding = Math.max(0, present - returned);
  return (
    <StepDialog
      title={vote.rehearsal ? t('close.titleRehearsal') : t('close.title')}
      button={vote.rehearsal ? t('step.rehearsalButton.close') : t('step.button.close')}
      command={{ type: 'CloseVote', voteId: vote.voteId }}
      onClose={onClose}
    >
      <p className={styles['dialogItem']}>{vote.title}</p>
      <div className={styles['announce']}>
        <p>{t('close.returned', { returned, present })}</p>
        <p>{outstanding > 0 ? t('close.outstanding', { count: outstanding }) : t('close.allIn')}</p>
      </div>
      <p>{t('close.note')}</p>
    </StepDialog>
  );
}
