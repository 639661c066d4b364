import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeputyId } from '../../../shared/ids.ts';
import type { View } from '../../../shared/views.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { useStepCommand } from '../desk.ts';
import { DeputySelect } from '../papers/DeputySelect.tsx';
import { Field } from '../papers/Field.tsx';
import { anyoneExcluded, Excluded, lineOf, PeopleList } from './PeopleList.tsx';
import styles from './rules.module.css';

/** As many as the command takes. */
const MOST = 20;

interface Props {
  view: View;
  onProposed: () => void;
  onLeave: (() => void) | null;
}

/** The operator picks deputies from the roll and one of them as chief, for the chair to appoint. */
export function ProposeScrutineers({ view, onProposed, onLeave }: Props) {
  const { t } = useTranslation(['papers', 'common']);
  const { state, busy, send } = useStepCommand();
  const [before] = useState(view.scrutineerProposal?.scrutineers ?? view.scrutineers);
  const [picked, setPicked] = useState(before.map(({ deputyId }) => deputyId));
  const [chief, setChief] = useState(before.find((one) => one.chief)?.deputyId ?? null);
  const entitled = (view.roll ?? []).filter(({ deputy }) => deputy.standing === 'entitled');
  const free = entitled.filter(({ deputy }) => !picked.includes(deputy.deputyId));
  const chosen = picked.flatMap((deputyId) => lineOf(view, deputyId)?.deputy ?? []);
  const missing =
    picked.length === 0
      ? t('scrutineers.needOne')
      : anyoneExcluded(view, picked)
        ? t('scrutineers.needNoneExcluded')
        : chief === null
          ? t('scrutineers.needChief')
          : null;
  const add = (deputyId: DeputyId | null) => deputyId && setPicked((now) => [...now, deputyId]);
  const remove = (deputyId: DeputyId) => {
    setPicked((now) => now.filter((one) => one !== deputyId));
    if (chief === deputyId) setChief(null);
  };
  const propose = async () => {
    if (chief && (await send({ type: 'ProposeScrutineers', scrutineers: picked, chief }))) onProposed();
  };
  return (
    <section className={`${styles['editor']} ${styles['list']}`} aria-labelledby="new-list">
      <h3 id="new-list">{t('scrutineers.newList')}</h3>
      <Field label={t('scrutineers.add')} hint={t('scrutineers.addHint', { most: MOST })}>
        {(control) => (
          <DeputySelect {...control} roll={picked.length < MOST ? free : []} value={null} onChange={add} />
        )}
      </Field>
      <PeopleList label={t('scrutineers.picked', { count: picked.length })} people={chosen} view={view}>
        {(deputyId, name) => (
          <>
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
            <Excluded view={view} deputyId={deputyId} />
          </>
        )}
      </PeopleList>
      <CommandNote state={state} />
      <div className={styles['buttons']}>
        <Button
          look="primary"
          disabled={busy || missing !== null}
          aria-describedby="scrutineers-missing"
          onClick={() => void propose()}
        >
          {busy ? t('common:sending') : t('scrutineers.propose')}
        </Button>
        {onLeave && <Button onClick={onLeave}>{t('common:action.cancel')}</Button>}
        <p id="scrutineers-missing" role="status">
          {missing}
        </p>
      </div>
    </section>
  );
}
