import { Input } from 'antd';
import { memo, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountId } from '../../../shared/ids.ts';
import { Department } from '../../../shared/inquiry/plan.ts';
import desk from '../desk.module.css';
import { GrowingTextArea } from '../GrowingTextArea.tsx';
import { FaultText, Field } from '../papers/Field.tsx';
import { type Faults, faultsOf, shownFault } from '../papers/faults.ts';
import form from '../papers/form.module.css';
import { type EditRow, OrderedRows } from '../papers/OrderedRows.tsx';
import type { ChangePlan } from './PlanForm.tsx';
import {
  blankDepartment,
  type DepartmentRow,
  departmentFrom,
  mostRows,
  type PlanDraft,
} from './plan-draft.ts';
import { useChoices } from './useChoices.ts';

interface Props {
  draft: PlanDraft;
  set: ChangePlan;
  faults: Faults;
  attempted: boolean;
}

/** 应询部门: who answers, by whom, and which account does so in writing. */
export function DepartmentRows({ draft, set, faults, attempted }: Props) {
  const { t } = useTranslation('inquiry-desk');
  const none = shownFault(faults, attempted)('departments');
  const setRows = useCallback(
    (change: (rows: readonly DepartmentRow[]) => DepartmentRow[]) =>
      set((now) => ({ ...now, departments: change(now.departments) })),
    [set],
  );
  return (
    <section className={form['section']} aria-labelledby="plan-departments">
      <h3 id="plan-departments">{t('plan.departments', { count: draft.departments.length })}</h3>
      <p className={form['hint']}>
        {t('plan.officialsHint')} {t('plan.accountHint')}
      </p>
      {none && <FaultText fault={none} />}
      <OrderedRows
        rows={draft.departments}
        onChange={setRows}
        blank={blankDepartment}
        most={mostRows.departments}
        addLabel={t('plan.addDepartment')}
        nameOf={(number) => t('plan.department', { number })}
      >
        {(row, _at, edit) => <DepartmentFields row={row} attempted={attempted} edit={edit} />}
      </OrderedRows>
    </section>
  );
}

const DepartmentFields = memo(function DepartmentFields(props: {
  row: DepartmentRow;
  attempted: boolean;
  edit: EditRow<DepartmentRow>;
}) {
  const { row, attempted, edit } = props;
  const { t } = useTranslation('inquiry-desk');
  const { accounts } = useChoices();
  const faults = useMemo(() => faultsOf(Department, departmentFrom(row)), [row]);
  const fault = shownFault(faults, attempted);
  const officials = [...faults].find(([path]) => path.startsWith('officials'))?.[1];
  return (
    <div className={form['pair']}>
      <Field label={t('plan.departmentName')} fault={fault('name')}>
        {(control) => (
          <Input
            {...control}
            value={row.title}
            onChange={({ target }) => edit(row.key, { title: target.value })}
          />
        )}
      </Field>
      <Field label={t('plan.account')}>
        {({ status: _, ...control }) => (
          <select
            {...control}
            className={desk['select']}
            value={row.accountId ?? ''}
            onChange={({ target }) =>
              edit(row.key, { accountId: target.value === '' ? null : AccountId.parse(target.value) })
            }
          >
            <option value="">{t('plan.accountNone')}</option>
            {accounts.map(({ accountId, name }) => (
              <option key={accountId} value={accountId}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label={t('plan.officials')}
        fault={officials?.code === 'empty' ? undefined : officials}
        warning={officials?.code === 'empty' ? t('plan.officialWrong') : undefined}
        className={form['wide']}
      >
        {(control) => (
          <GrowingTextArea
            {...control}
            minRows={2}
            maxRows={8}
            value={row.officials}
            onChange={({ target }) => edit(row.key, { officials: target.value })}
          />
        )}
      </Field>
    </div>
  );
});
