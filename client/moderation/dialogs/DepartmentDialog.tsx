import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assign } from '../acts.ts';
import styles from '../moderation.module.css';
import type { Desk, Open } from '../useDesk.ts';
import { ActForm } from './ActForm.tsx';

/** Who is to answer. */
export function DepartmentDialog({ desk, open }: { desk: Desk; open: Open }) {
  const { t } = useTranslation('moderation');
  const { moderation, carryOut, setOpen } = desk;
  const { departments, departmentOrder } = moderation.view;
  const questions = moderation.questionsOf(open.ids);
  const [first] = questions;
  const [chosen, setChosen] = useState(first?.departmentId ?? null);
  const name = useId();
  return (
    <ActForm
      title={t('department.title', { count: open.ids.length })}
      button={t('act.assign')}
      ready
      onSubmit={() => carryOut('assign', open.ids, (ids) => assign(moderation.questionsOf(ids), chosen))}
      onClose={() => setOpen(null)}
    >
      {first && open.ids.length === 1 && <p className={styles['quoted']}>{first.text}</p>}
      <div className={styles['readyMade']} role="radiogroup" aria-label={t('filter.department')}>
        {[...departmentOrder, null].map((id) => (
          <label key={id}>
            <input
              type="radio"
              name={name}
              // The dialog's first field has the focus: arrows choose, Enter assigns.
              checked={chosen === id}
              onChange={() => setChosen(id)}
            />
            {id === null ? t('department.none') : departments[id]?.name}
          </label>
        ))}
      </div>
    </ActForm>
  );
}
