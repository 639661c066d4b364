import { useTranslation } from 'react-i18next';
import type { Deputy } from '../../../shared/roll.ts';
import type { View } from '../../../shared/views.ts';
import { Button } from '../../design/Button.tsx';
import desk from '../desk.module.css';
import { useStaffRole, useView } from '../desk.ts';
import type { RollLine, usePresence } from './usePresence.tsx';

interface Props {
  line: RollLine;
  stage: View['stage'];
  presence: ReturnType<typeof usePresence>;
  onCard: (deputy: Deputy) => void;
  onChange: (deputy: Deputy) => void;
}

/** What this role may do for one person. */
export function RollActions({ line, stage, presence, onCard, onChange }: Props) {
  const { t } = useTranslation(['roll', 'cards']);
  const role = useStaffRole();
  const view = useView();
  const { deputy, present, onLeave } = line;
  const { deputyId, name } = deputy;
  if (stage === 'closed') return null;
  // Scrutineers, and who is proposed: their cards take two people.
  const ofTwo = view.scrutineerCards?.some((one) => one.deputyId === deputyId);
  const busy = presence.busy.has(deputyId);
  return (
    <div className={desk['row']}>
      {role === 'operator' && (
        <>
          {stage === 'open' && (
            <Button
              look="quiet"
              disabled={busy}
              aria-label={present ? t('checkOutOf', { name }) : t('checkInOf', { name })}
              onClick={() => void presence.send(deputy, { type: present ? 'CheckOut' : 'CheckIn', deputyId })}
            >
              {present ? t('checkOut') : t('checkIn')}
            </Button>
          )}
          {!present && (
            <Button
              look="quiet"
              disabled={busy}
              aria-label={onLeave ? t('backOf', { name }) : t('leaveOf', { name })}
              onClick={() => void presence.send(deputy, { type: 'SetLeave', deputyId, onLeave: !onLeave })}
            >
              {onLeave ? t('backFromLeave') : t('leave')}
            </Button>
          )}
        </>
      )}
      {role === 'operator' && (
        <Button look="quiet" aria-label={t('changeOf', { name })} onClick={() => onChange(deputy)}>
          {t('change')}
        </Button>
      )}
      {role === 'operator' && !ofTwo && (
        <Button look="quiet" aria-label={t('cards:oneOf', { name })} onClick={() => onCard(deputy)}>
          {t('cards:one')}
        </Button>
      )}
      {role === 'operator' && ofTwo && <span className={desk['help']}>{t('cards:byTwo.elsewhere')}</span>}
    </div>
  );
}

/** What sets a person apart on the roll. */
export function WhoBadges({ line: { deputy, duties } }: { line: RollLine }) {
  const { t } = useTranslation('roll');
  return (
    <>
      {deputy.standing === 'nonVoting' && <span className={desk['tag']}>{t('nonVoting')}</span>}
      {duties.map((one) => (
        <span key={one.duty === 'candidate' ? one.paperId : one.duty} className={desk['tag']}>
          {one.duty === 'candidate' ? t('duty.candidate', { title: one.title }) : t(`duty.${one.duty}`)}
        </span>
      ))}
    </>
  );
}
