import { useTranslation } from 'react-i18next';
import { RESTORED_FROM_BACKUP } from '../../shared/sitting/commands.ts';

/** Why a vote came to nothing, as the chair wrote it; what the server gives as its own reason is worded here. */
export function useReason(): (reason: string) => string {
  const { t } = useTranslation();
  return (reason) => (reason === RESTORED_FROM_BACKUP ? t('restoredFromBackup') : reason);
}
