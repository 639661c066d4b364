import { useTranslation } from 'react-i18next';
import type { VoteView } from '../../../shared/views.ts';
import { useFormat } from '../../i18n/format.ts';
import styles from './ceremony.module.css';
import { StepDialog } from './StepDialog.tsx';

/** Before the result is told to everyone. */
export function PublishDialog({ vote, onClose }: { vote: VoteView; onClose: () => void }) {
  const { t } = useTranslation('host');
  const format = useFormat();
  const names = vote.confirmedBy.map(({ name }) => name);
  return (
    <StepDialog
      title={t('publish.title')}
      button={t('step.button.publish')}
      command={{ type: 'PublishResult', voteId: vote.voteId }}
      onClose={onClose}
    >
      <p className={styles['dialogItem']}>{vote.title}</p>
      {names.length > 0 && <p>{t('publish.signed', { names: format.list(names) })}</p>}
      <p>{t('publish.note')}</p>
    </StepDialog>
  );
}
