import { useTranslation } from 'react-i18next';
import type { VoteView } from '../../../shared/views.ts';
import { useView } from '../desk.ts';
import { QuorumLine } from '../QuorumLine.tsx';
import styles from './ceremony.module.css';
import { StepDialog } from './StepDialog.tsx';

/** What the chair announces when a vote opens: who is present, and that they are enough. */
export function OpenVoteDialog({ vote, onClose }: { vote: VoteView; onClose: () => void }) {
  const { t } = useTranslation(['host', 'ballot']);
  const { attendance, quorum } = useView();
  return (
    <StepDialog
      title={vote.rehearsal ? t('open.titleRehearsal') : t('open.title')}
      button={vote.rehearsal ? t('step.rehearsalButton.open') : t('step.button.open')}
      command={{ type: 'OpenVote', voteId: vote.voteId }}
      onClose={onClose}
    >
      <p className={styles['dialogItem']}>{vote.title}</p>
      <div className={styles['announce']}>
        <p className={styles['announceTitle']}>{t('open.announce')}</p>
        <p>{t('open.present', { present: attendance.presentCount, entitled: attendance.entitledCount })}</p>
        <QuorumLine quorum={quorum} />
      </div>
      <p>{vote.rehearsal ? t('open.rehearsal') : t('open.issue')}</p>
    </StepDialog>
  );
}
