import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { useFormat } from '../../i18n/format.ts';
import desk from '../desk.module.css';
import { useStaffRole, useView } from '../desk.ts';
import { RenameDelegation } from './RenameDelegation.tsx';
import styles from './roll.module.css';
import { RefusedPresence, type RollLine, usePresence } from './usePresence.tsx';

interface Props {
  roll: readonly RollLine[];
  shown: string | null;
  onShow: (delegation: string | null) => void;
}

/** Presence by delegation; a delegation that sits together is checked in together. */
export function Delegations({ roll, shown, onShow }: Props) {
  const { t } = useTranslation(['roll', 'ballot']);
  const format = useFormat();
  const role = useStaffRole();
  const { stage } = useView();
  const [asking, setAsking] = useState<string | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const checksIn = role === 'operator' && stage === 'open';
  const names = [...new Set(roll.map(({ deputy }) => deputy.delegation))];
  return (
    <section className={desk['card']} aria-labelledby="delegations">
      <h2 id="delegations" className={desk['cardTitle']}>
        {t('delegations')}
      </h2>
      <ul className={styles['delegations']}>
        {names.map((name) => {
          const entitled = roll.filter(
            ({ deputy }) => deputy.delegation === name && deputy.standing === 'entitled',
          );
          const present = entitled.filter((line) => line.present).length;
          const missing = absentOf(roll, name).length;
          return (
            <li key={name}>
              <button
                type="button"
                className={`${desk['opens']} ${styles['delegation']}`}
                aria-pressed={name === shown}
                onClick={() => onShow(name === shown ? null : name)}
              >
                <span>{name}</span>
                <span>
                  {format.number(present)} / {format.number(entitled.length)}
                </span>
              </button>
              {checksIn && (
                <Button
                  look="quiet"
                  disabled={missing === 0}
                  aria-label={t('checkInAll', { delegation: name })}
                  onClick={() => setAsking(name)}
                >
                  {t('checkInWhole')}
                </Button>
              )}
              {name === shown && role === 'operator' && stage !== 'closed' && (
                <Button
                  look="quiet"
                  className={styles['rename'] ?? ''}
                  aria-label={t('delegationRenameOf', { delegation: name })}
                  onClick={() => setRenaming(name)}
                >
                  {t('delegationRename')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {renaming !== null && (
        <RenameDelegation delegation={renaming} onRenamed={onShow} onClose={() => setRenaming(null)} />
      )}
      {asking !== null && (
        <CheckInAll delegation={asking} lines={absentOf(roll, asking)} onClose={() => setAsking(null)} />
      )}
    </section>
  );
}

function absentOf(roll: readonly RollLine[], delegation: string): RollLine[] {
  return roll.filter((line) => line.deputy.delegation === delegation && !line.present && !line.onLeave);
}

function CheckInAll(props: { delegation: string; lines: readonly RollLine[]; onClose: () => void }) {
  const { delegation, lines, onClose } = props;
  const { t } = useTranslation(['roll', 'common']);
  const presence = usePresence();
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const checkIn = async () => {
    const total = lines.length;
    let done = 0;
    setProgress({ done, total });
    let failed = false;
    for (const { deputy } of lines) {
      if (await presence.send(deputy, { type: 'CheckIn', deputyId: deputy.deputyId })) done++;
      else failed = true;
      setProgress({ done, total });
    }
    if (failed) setProgress(null);
    else onClose();
  };
  return (
    <Dialog
      title={t('checkInAllTitle', { delegation })}
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button
            look="primary"
            disabled={progress !== null || lines.length === 0}
            onClick={() => void checkIn()}
          >
            {progress ? t('checkInAllProgress', progress) : t('checkInAll', { delegation })}
          </Button>
        </>
      }
    >
      {!progress && <p>{t('checkInAllNote', { count: lines.length })}</p>}
      <RefusedPresence refused={presence.refused} />
    </Dialog>
  );
}
