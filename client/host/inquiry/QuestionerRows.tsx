import { Input } from 'antd';
import { memo, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Questioner } from '../../../shared/inquiry/plan.ts';
import { useView } from '../desk.ts';
import { DeputySelect } from '../papers/DeputySelect.tsx';
import { Field } from '../papers/Field.tsx';
import { type Faults, faultsOf, shownFault } from '../papers/faults.ts';
import form from '../papers/form.module.css';
import { type EditRow, OrderedRows } from '../papers/OrderedRows.tsx';
import type { ChangePlan } from './PlanForm.tsx';
import {
  blankQuestioner,
  mostRows,
  type PlanDraft,
  type QuestionerRow,
  questionerFrom,
} from './plan-draft.ts';

interface Props {
  draft: PlanDraft;
  set: ChangePlan;
  faults: Faults;
  attempted: boolean;
}

/** 询问人: from the roll, or by name. */
export function QuestionerRows({ draft, set, attempted }: Props) {
  const { t } = useTranslation('inquiry-desk');
  const setRows = useCallback(
    (change: (rows: readonly QuestionerRow[]) => QuestionerRow[]) =>
      set((now) => ({ ...now, questioners: change(now.questioners) })),
    [set],
  );
  return (
    <section className={form['section']} aria-labelledby="plan-questioners">
      <div className={form['sectionHead']}>
        <h3 id="plan-questioners">{t('plan.questioners', { count: draft.questioners.length })}</h3>
        <p className={form['hint']}>{t('plan.questionerHint')}</p>
      </div>
      <OrderedRows
        rows={draft.questioners}
        onChange={setRows}
        blank={blankQuestioner}
        most={mostRows.questioners}
        addLabel={t('plan.addQuestioner')}
        nameOf={(number) => t('plan.questioner', { number })}
      >
        {(row, _at, edit) => <QuestionerFields row={row} attempted={attempted} edit={edit} />}
      </OrderedRows>
    </section>
  );
}

const QuestionerFields = memo(function QuestionerFields(props: {
  row: QuestionerRow;
  attempted: boolean;
  edit: EditRow<QuestionerRow>;
}) {
  const { row, attempted, edit } = props;
  const { t } = useTranslation('inquiry-desk');
  const roll = useView().roll ?? [];
  const faults = useMemo(() => faultsOf(Questioner, questionerFrom(row)), [row]);
  const fault = shownFault(faults, attempted);
  return (
    <div className={form['pair']}>
      <Field label={t('plan.questionerName')} fault={fault('name')}>
        {(control) => (
          <Input
            {...control}
            value={row.title}
            readOnly={row.deputyId !== null}
            onChange={({ target }) => edit(row.key, { title: target.value })}
          />
        )}
      </Field>
      <Field label={t('plan.questionerDeputy')}>
        {(control) => (
          <DeputySelect
            {...control}
            roll={roll}
            value={row.deputyId}
            onChange={(deputyId) => {
              const name = roll.find(({ deputy }) => deputy.deputyId === deputyId)?.deputy.name;
              edit(row.key, { deputyId, ...(name !== undefined && { title: name }) });
            }}
          />
        )}
      </Field>
    </div>
  );
});
