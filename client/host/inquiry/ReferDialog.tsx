import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReasonField } from '../ceremony/ReasonField.tsx';
import { InquiryDialog } from './InquiryDialog.tsx';

/** The question on the floor is passed on: to whom, and why, is told to whoever asked. */
export function ReferDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('inquiry-desk');
  const [reason, setReason] = useState('');
  return (
    <InquiryDialog
      title={t('floor.referTitle')}
      button={t('floor.referButton')}
      commands={reason.trim() === '' ? null : [{ type: 'FinishQuestion', outcome: 'referred', reason }]}
      onClose={onClose}
    >
      <ReasonField
        label={t('floor.referReason')}
        help={t('floor.referHelp')}
        placeholder={t('floor.referPlaceholder')}
        value={reason}
        onChange={setReason}
      />
    </InquiryDialog>
  );
}
