import { useTranslation } from 'react-i18next';
import type { Arithmetic } from '../../shared/ballot/rules.ts';

/** Whether enough are present, with the figures that say so. */
export function QuorumLine({ quorum: { needed, votes, met } }: { quorum: Arithmetic }) {
  const { t } = useTranslation('ballot');
  return (
    <p>
      {met
        ? t('quorum.met', { needed, votes })
        : t('quorum.missed', { needed, votes, missing: Math.max(0, needed - votes) })}
    </p>
  );
}
