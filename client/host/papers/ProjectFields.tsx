import { Input } from 'antd';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CandidateProject } from '../../../shared/ballot/paper.ts';
import { GrowingTextArea } from '../GrowingTextArea.tsx';
import { Field } from './Field.tsx';
import { faultsOf, shownFault } from './faults.ts';
import styles from './form.module.css';
import type { MoneyUnit } from './money-text.ts';
import type { EditRow } from './OrderedRows.tsx';
import { type ProjectRow, projectFrom } from './paper-draft.ts';

interface Props {
  row: ProjectRow;
  unit: MoneyUnit;
  attempted: boolean;
  edit: EditRow<ProjectRow>;
}

/** One candidate project. Two hundred of them stand on a page: only the one that changes is drawn again. */
export const ProjectFields = memo(function ProjectFields({ row, unit, attempted, edit }: Props) {
  const { t } = useTranslation(['papers', 'ballot']);
  const faults = useMemo(() => faultsOf(CandidateProject, projectFrom(row, unit, 'P01')), [row, unit]);
  const fault = shownFault(faults, attempted);
  const change = (name: keyof ProjectRow) => (event: { target: { value: string } }) =>
    edit(row.key, { [name]: event.target.value });
  return (
    <div className={styles['grid']}>
      <Field label={t('project.title')} fault={fault('title')} className={styles['wide']}>
        {(control) => <Input {...control} value={row.title} onChange={change('title')} />}
      </Field>
      <Field label={t(`project.investment.${unit}`)} fault={fault('investment')}>
        {(control) => (
          <Input {...control} inputMode="decimal" value={row.investment} onChange={change('investment')} />
        )}
      </Field>
      <Field label={t('ballot:item.department')} fault={fault('department')}>
        {(control) => <Input {...control} value={row.department} onChange={change('department')} />}
      </Field>
      <Field label={t('ballot:item.finishDate')} fault={fault('finishDate')}>
        {(control) => (
          <Input
            {...control}
            value={row.finishDate}
            placeholder={t('project.finishExample')}
            onChange={change('finishDate')}
          />
        )}
      </Field>
      <Field label={t('ballot:item.description')} fault={fault('description')} className={styles['wide']}>
        {(control) => (
          <GrowingTextArea
            {...control}
            minRows={1}
            maxRows={12}
            value={row.description}
            onChange={change('description')}
          />
        )}
      </Field>
    </div>
  );
});
