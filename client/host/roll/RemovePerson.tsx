import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deputy } from '../../../shared/roll.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import styles from './roll.module.css';
import { useRollChange } from './useRollChange.ts';

/** Asks before somebody is taken off the roll. */
export function RemovePerson({ deputy, onClose }: { deputy: Deputy; onClose: () => void }) {
  const { t } = useTranslation(['roll', 'common']);
  const { roll, rollVersion } = useView();
  const { state, busy, change } = useRollChange();
  const { name, deputyId } = deputy;
  const kept = roll?.some((line) => line.deputy.deputyId === deputyId && line.duties.length > 0);
  const remove = async () => {
    if (await change({ rollVersion, removed: [deputyId] })) onClose();
  };
  return (
    <Dialog
      title={t('person.removeTitle', { name })}
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button look="primary" disabled={busy || kept} onClick={() => void remove()}>
            {t('person.remove')}
          </Button>
        </>
      }
    >
      {kept ? (
        <Notice tone="warning">{t('person.keptFor', { name })}</Notice>
      ) : (
        <Notice tone="warning">{t('person.removeNote')}</Notice>
      )}
      <CommandNote state={state} />
    </Dialog>
  );
}

/** Who was taken off the roll: kept in sight, and back with one press until the sitting opens. */
export function RemovedPeople() {
  const { t } = useTranslation('roll');
  const { removedFromRoll, rollVersion, stage } = useView();
  const { state, busy, change } = useRollChange();
  const [open, setOpen] = useState(false);
  if (!removedFromRoll || removedFromRoll.length === 0) return null;
  return (
    <details
      className={desk['card']}
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className={desk['cardTitle']}>{t('removed.title', { count: removedFromRoll.length })}</summary>
      <CommandNote state={state} />
      <ul className={styles['delegations']}>
        {removedFromRoll.map((deputy) => (
          <li key={deputy.deputyId}>
            <span className={styles['gone']}>
              <span>{deputy.name}</span>
              <span className={desk['help']}>
                {deputy.seat} · {deputy.delegation}
              </span>
            </span>
            {stage === 'planned' && (
              <Button
                look="quiet"
                disabled={busy}
                aria-label={t('removed.restoreOf', { name: deputy.name })}
                onClick={() => void change({ rollVersion, restored: [deputy] })}
              >
                {t('removed.restore')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
