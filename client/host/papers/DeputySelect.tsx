import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeputyId } from '../../../shared/ids.ts';
import type { View } from '../../../shared/views.ts';
import type { FieldControl } from './Field.tsx';
import styles from './form.module.css';

interface Props extends FieldControl {
  roll: NonNullable<View['roll']>;
  value: DeputyId | null;
  onChange: (deputyId: DeputyId | null) => void;
  placeholder?: string;
}

/** One person of the roll, found by any part of name, delegation or seat. */
export function DeputySelect({ roll, value, onChange, placeholder, ...control }: Props) {
  const { t } = useTranslation('papers');
  const options = useMemo(
    () =>
      roll.map(({ deputy: { deputyId, name, delegation, seat } }) => ({
        value: deputyId,
        label: t('deputy', { name, delegation, seat }),
        search: `${name} ${delegation} ${seat}`.toLowerCase(),
      })),
    [roll, t],
  );
  return (
    <Select<DeputyId | null, (typeof options)[number]>
      {...control}
      className={styles['select'] ?? ''}
      classNames={{ popup: { root: styles['popup'] ?? '' } }}
      allowClear
      placeholder={placeholder ?? t('deputySearch')}
      notFoundContent={roll.length === 0 ? t('rollEmpty') : t('deputyNone')}
      options={options}
      showSearch={{
        filterOption: (typed, option) =>
          typed
            .toLowerCase()
            .split(/\s+/)
            .every((part) => option?.search.includes(part) ?? false),
      }}
      value={value}
      onChange={(deputyId) => onChange(deputyId ?? null)}
    />
  );
}
