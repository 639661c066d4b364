import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeputyId } from '../../../shared/ids.ts';
import { stagesUnderWay } from '../../../shared/sitting/state.ts';
import type { View } from '../../../shared/views.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { useStaffRole, useStepCommand } from '../desk.ts';
import { DeputySelect } from '../papers/DeputySelect.tsx';
import { Field } from '../papers/Field.tsx';
import { lineOf, PeopleList } from './PeopleList.tsx';
import styles from './rules.module.css';

/** 执行主席: who of the roll presides. The hall screen and the tally report bear the name. */
export function ExecutiveChair({ view }: { view: View }) {
  const { t } = useTranslation(['papers', 'common']);
  const role = useStaffRole();
  const { executiveChair } = view;
  const held = view.votes.find(({ stage }) => stage !== 'prepared' && stagesUnderWay.includes(stage));
  return (
    <section className={styles['section']} aria-labelledby="chair-title">
      <div className={styles['head']}>
        <h2 id="chair-title">{t('common:role.chair')}</h2>
        <p className={styles['second']}>{t('executiveChair.about')}</p>
      </div>
      {executiveChair ? (
        <PeopleList label={t('common:role.chair')} people={[executiveChair]} view={view} />
      ) : (
        <p className={styles['none']}>{t('executiveChair.none')}</p>
      )}
      {role === 'operator' &&
        view.stage !== 'closed' &&
        (held ? (
          <p>{t('executiveChair.underWay', { title: held.title })}</p>
        ) : (
          <Choose key={executiveChair?.deputyId ?? ''} view={view} />
        ))}
    </section>
  );
}

/** Somebody else, or nobody. */
function Choose({ view }: { view: View }) {
  const { t } = useTranslation(['papers', 'common']);
  const { state, busy, send } = useStepCommand();
  const now = view.executiveChair?.deputyId ?? null;
  const [chosen, setChosen] = useState<DeputyId | null>(null);
  const entitled = (view.roll ?? []).filter(
    ({ deputy }) => deputy.standing === 'entitled' && deputy.deputyId !== now,
  );
  const line = chosen && lineOf(view, chosen);
  const watches = view.scrutineers.some(({ deputyId }) => deputyId === chosen);
  return (
    <div className={styles['editor']}>
      <Field
        label={t('executiveChair.choose')}
        warning={line && watches ? t('executiveChair.isScrutineer', { name: line.deputy.name }) : undefined}
      >
        {(control) => <DeputySelect {...control} roll={entitled} value={chosen} onChange={setChosen} />}
      </Field>
      <CommandNote state={state} />
      <div className={styles['buttons']}>
        <Button
          look={now === null ? 'primary' : 'plain'}
          disabled={busy || chosen === null || watches}
          onClick={() => void send({ type: 'SetExecutiveChair', deputyId: chosen })}
        >
          {busy ? t('common:sending') : t('executiveChair.set')}
        </Button>
        {now !== null && (
          <Button disabled={busy} onClick={() => void send({ type: 'SetExecutiveChair', deputyId: null })}>
            {t('executiveChair.clear')}
          </Button>
        )}
      </div>
    </div>
  );
}
