import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeputyId } from '../../../shared/ids.ts';
import type { View } from '../../../shared/views.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { useCommand } from '../../sitting.tsx';
import { DeputySelect } from '../papers/DeputySelect.tsx';
import { Field } from '../papers/Field.tsx';
import { Presence } from './Presence.tsx';
import styles from './rules.module.css';
import { useSubjects } from './subjects.ts';

/** As many as the command takes. */
const MOST = 20;

interface Props {
  view: View;
  onAppointed: () => void;
  onLeave: (() => void) | null;
}

/** The chair picks deputies from the roll and one of them as chief. */
export function AppointScrutineers({ view, onAppointed, onLeave }: Props) {
  const { t } = useTranslation(['papers', 'common']);
  const { state, busy, send } = useCommand();
  const subjects = useSubjects(view);
  const [picked, setPicked] = useState(view.scrutineers.map(({ deputyId }) => deputyId));
  const [chief, setChief] = useState(view.scrutineers.find((one) => one.chief)?.deputyId ?? null);
  const entitled = (view.roll ?? []).filter(({ deputy }) => deputy.standing === 'entitled');
  const free = entitled.filter(({ deputy }) => !picked.includes(deputy.deputyId));
  const chosen = picked.flatMap((deputyId) => {
    const line = entitled.find(({ deputy }) => deputy.deputyId === deputyId);
    return line ? [line] : [];
  });
  const candidate = picked.some((deputyId) => subjects.has(deputyId));
  const missing =
    picked.length === 0
      ? t('scrutineers.needOne')
      : candidate
        ? t('scrutineers.needNoCandidate')
        : chief === null
          ? t('scrutineers.needChief')
          : null;
  const add = (deputyId: DeputyId | null) => deputyId && setPicked((now) => [...now, deputyId]);
  const remove = (deputyId: DeputyId) => {
    setPicked((now) => now.filter((one) => one !== deputyId));
    if (chief === deputyId) setChief(null);
  };
  const appoint = async () => {
    if (chief && (await send({ type: 'AppointScrutineers', scrutineers: picked, chief }))) onAppointed();
  };
  return (
    <div className={styles['editor']}>
      <Field label={t('scrutineers.add')} hint={t('scrutineers.addHint', { most: MOST })}>
        {(control) => (
          <DeputySelect {...control} roll={picked.length < MOST ? free : []} value={null} onChange={add} />
        )}
      </Field>
      <ul className={styles['people']} aria-label={t('scrutineers.picked', { count: picked.length })}>
        {chosen.map(({ deputy: { deputyId, name, delegation, seat }, present }) => (
          <li key={deputyId} className={styles['person']}>
            <span className={styles['name']}>{name}</span>
            <span className={styles['second']}>{t('scrutineers.seat', { delegation, seat })}</span>
            <Presence present={present} />
            <label className={styles['chief']}>
              <input
                type="radio"
                name="chief"
                checked={chief === deputyId}
                onChange={() => setChief(deputyId)}
              />
              {t('common:role.chiefScrutineer')}
            </label>
            <Button
              look="quiet"
              aria-label={t('scrutineers.remove', { name })}
              onClick={() => remove(deputyId)}
            >
              {t('common:action.remove')}
            </Button>
            {subjects.has(deputyId) && (
              <p className={styles['personFault']}>
                {t('scrutineers.isCandidate', { name, title: subjects.get(deputyId) })}
              </p>
            )}
          </li>
        ))}
      </ul>
      <CommandNote state={state} />
      <div className={styles['buttons']}>
        <Button
          look="primary"
          disabled={busy || missing !== null}
          aria-describedby="scrutineers-missing"
          onClick={() => void appoint()}
        >
          {busy ? t('common:sending') : t('scrutineers.appoint')}
        </Button>
        {onLeave && <Button onClick={onLeave}>{t('common:action.cancel')}</Button>}
        <p id="scrutineers-missing" role="status">
          {missing}
        </p>
      </div>
    </div>
  );
}
