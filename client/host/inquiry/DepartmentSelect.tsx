import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { DepartmentId } from '../../../shared/ids.ts';
import type { DeskView } from '../../../shared/inquiry/views.ts';
import desk from '../desk.module.css';

interface Props {
  view: DeskView;
  value: DepartmentId | null;
  onChange: (departmentId: DepartmentId | null) => void;
}

/** To whom a question is put; it may be left open. */
export function DepartmentSelect({ view, value, onChange }: Props) {
  const { t } = useTranslation('inquiry-desk');
  const id = useId();
  return (
    <div className={desk['field']}>
      <label htmlFor={id}>{t('prepared.department')}</label>
      <select
        id={id}
        className={desk['select']}
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : DepartmentId.parse(target.value))}
      >
        <option value="">{t('prepared.anyDepartment')}</option>
        {view.departmentOrder.map((departmentId) => (
          <option key={departmentId} value={departmentId}>
            {view.departments[departmentId]?.name}
          </option>
        ))}
      </select>
    </div>
  );
}
