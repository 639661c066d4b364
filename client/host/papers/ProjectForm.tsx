import { Input, Radio } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { FaultText, Field } from './Field.tsx';
import { shownFault } from './faults.ts';
import styles from './form.module.css';
import { type MoneyUnit, moneyText, yuanFrom } from './money-text.ts';
import { OrderedRows } from './OrderedRows.tsx';
import type { FormProps } from './PaperForm.tsx';
import { PasteProjects } from './PasteProjects.tsx';
import { ProjectFields } from './ProjectFields.tsx';
import { blankProject, mostRows, type ProjectDraft, type ProjectRow } from './paper-draft.ts';

export function ProjectForm({ draft, set, faults, attempted }: FormProps<ProjectDraft>) {
  const { t } = useTranslation(['papers', 'common']);
  const [pasting, setPasting] = useState(draft.pasted !== '');
  const fault = shownFault(faults, attempted);
  const none = fault('items');
  const setRows = useCallback(
    (change: (rows: readonly ProjectRow[]) => ProjectRow[]) =>
      set((now) => ({ ...now, rows: change(now.rows) })),
    [set],
  );
  /** Mostly a deputy may choose as many as can win: the second figure follows the first until it is set by hand. */
  const setSeats = (seats: string) =>
    set((now) => ({ ...now, seats, maxMarks: now.maxMarks === now.seats ? seats : now.maxMarks }));
  const setUnit = (unit: MoneyUnit) => set((now) => inUnit(now, unit));
  return (
    <>
      <div className={styles['pair']}>
        <Field label={t('project.seats')} hint={t('project.seatsHint')} fault={fault('seats')}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={draft.seats}
              onChange={({ target }) => setSeats(target.value)}
            />
          )}
        </Field>
        <Field label={t('project.maxMarks')} hint={t('project.maxMarksHint')} fault={fault('maxMarks')}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={draft.maxMarks}
              onChange={({ target }) => set((now) => ({ ...now, maxMarks: target.value }))}
            />
          )}
        </Field>
      </div>
      <section className={styles['section']} aria-labelledby="projects-title">
        <div className={styles['sectionHead']}>
          <h3 id="projects-title">{t('project.items', { count: draft.rows.length })}</h3>
          <UnitChoice unit={draft.unit} onChange={setUnit} />
        </div>
        {none && <FaultText fault={none} />}
        {pasting ? (
          <PasteProjects draft={draft} set={set} onClose={() => setPasting(false)} />
        ) : (
          <div>
            <Button look="quiet" onClick={() => setPasting(true)}>
              {t('paste.open')}
            </Button>
          </div>
        )}
        <OrderedRows
          rows={draft.rows}
          onChange={setRows}
          blank={blankProject}
          most={mostRows.project}
          addLabel={t('project.add')}
          nameOf={(number) => t('project.name', { number })}
        >
          {(row, _at, edit) => (
            <ProjectFields row={row} unit={draft.unit} attempted={attempted} edit={edit} />
          )}
        </OrderedRows>
      </section>
    </>
  );
}

function UnitChoice({ unit, onChange }: { unit: MoneyUnit; onChange: (unit: MoneyUnit) => void }) {
  const { t } = useTranslation('papers');
  return (
    <Radio.Group
      aria-label={t('project.unit')}
      value={unit}
      onChange={({ target }) => onChange(target.value as MoneyUnit)}
      options={[
        { value: 'wan', label: t('project.inWan') },
        { value: 'yuan', label: t('project.inYuan') },
      ]}
    />
  );
}

/** The same amounts in the other unit; what is no amount stays as it was written. */
function inUnit(draft: ProjectDraft, unit: MoneyUnit): ProjectDraft {
  return {
    ...draft,
    unit,
    rows: draft.rows.map((row) => {
      const yuan = yuanFrom(row.investment, draft.unit);
      return yuan === null || Number.isNaN(yuan) ? row : { ...row, investment: moneyText(yuan, unit) };
    }),
  };
}
