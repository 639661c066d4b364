import { Input } from 'antd';
import { memo, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AppraisalSubject } from '../../../shared/ballot/paper.ts';
import { useSitting } from '../../sitting.tsx';
import { DeputySelect } from './DeputySelect.tsx';
import { FaultText, Field } from './Field.tsx';
import { faultsOf, shownFault } from './faults.ts';
import styles from './form.module.css';
import { type EditRow, OrderedRows } from './OrderedRows.tsx';
import type { FormProps } from './PaperForm.tsx';
import { type AppraisalDraft, blankSubject, mostRows, type SubjectRow, subjectFrom } from './paper-draft.ts';

export function AppraisalForm({ draft, set, faults, attempted }: FormProps<AppraisalDraft>) {
  const { t } = useTranslation('papers');
  const fault = shownFault(faults, attempted);
  const none = fault('items');
  const setRows = useCallback(
    (change: (rows: readonly SubjectRow[]) => SubjectRow[]) =>
      set((now) => ({ ...now, rows: change(now.rows) })),
    [set],
  );
  return (
    <section className={styles['section']} aria-labelledby="subjects-title">
      <h3 id="subjects-title">{t('appraisal.items', { count: draft.rows.length })}</h3>
      {none && <FaultText fault={none} />}
      <OrderedRows
        rows={draft.rows}
        onChange={setRows}
        blank={blankSubject}
        most={mostRows.appraisal}
        addLabel={t('appraisal.add')}
        nameOf={(number) => t('appraisal.name', { number })}
      >
        {(row, _at, edit) => <SubjectFields row={row} attempted={attempted} edit={edit} />}
      </OrderedRows>
    </section>
  );
}

const SubjectFields = memo(function SubjectFields(props: {
  row: SubjectRow;
  attempted: boolean;
  edit: EditRow<SubjectRow>;
}) {
  const { row, attempted, edit } = props;
  const { t } = useTranslation(['papers', 'ballot']);
  const { view } = useSitting();
  const faults = useMemo(() => faultsOf(AppraisalSubject, subjectFrom(row, 'S01')), [row]);
  const fault = shownFault(faults, attempted);
  const roll = view?.roll ?? [];
  const linked = roll.find(({ deputy }) => deputy.deputyId === row.deputyId);
  const isScrutineer = linked?.duties.some(({ duty }) => duty === 'scrutineer' || duty === 'chiefScrutineer');
  const unknown = row.deputyId !== null && !linked;
  return (
    <div className={styles['pair']}>
      <Field label={t('appraisal.title')} fault={fault('title')}>
        {(control) => (
          <Input
            {...control}
            value={row.title}
            onChange={({ target }) => edit(row.key, { title: target.value })}
          />
        )}
      </Field>
      <Field label={t('ballot:item.office')} fault={fault('office')}>
        {(control) => (
          <Input
            {...control}
            value={row.office}
            onChange={({ target }) => edit(row.key, { office: target.value })}
          />
        )}
      </Field>
      <Field
        label={t('appraisal.deputy')}
        hint={t('appraisal.deputyHint')}
        warning={
          unknown
            ? t('appraisal.unknown')
            : isScrutineer
              ? t('appraisal.isScrutineer', { name: linked?.deputy.name })
              : undefined
        }
        className={styles['wide']}
      >
        {(control) => (
          <DeputySelect
            {...control}
            roll={roll}
            value={linked ? row.deputyId : null}
            onChange={(deputyId) => edit(row.key, { deputyId })}
          />
        )}
      </Field>
    </div>
  );
});
