import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoteView } from '../../../shared/views.ts';
import styles from './ceremony.module.css';
import { ReasonField } from './ReasonField.tsx';
import { StepDialog } from './StepDialog.tsx';

/** Before everything that was voted is thrown away. */
export function AbortDialog({ vote, onClose }: { vote: VoteView; onClose: () => void }) {
  const { t } = useTranslation('host');
  const [typed, setTyped] = useState('');
  const reason = typed.trim();
  const { voteId } = vote;
  return (
    <StepDialog
      title={t('abort.title')}
      button={t('abort.button')}
      command={reason === '' ? null : { type: 'AbortVote', voteId, reason }}
      onClose={onClose}
    >
      <p className={styles['dialogItem']}>{vote.title}</p>
      <p>{t('abort.note')}</p>
      <ReasonField label={t('abort.reason')} help={t('abort.reasonHelp')} value={typed} onChange={setTyped} />
    </StepDialog>
  );
}
