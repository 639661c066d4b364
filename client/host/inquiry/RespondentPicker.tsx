import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DepartmentId } from '../../../shared/ids.ts';
import type { DeskQuestion, DeskView } from '../../../shared/inquiry/views.ts';
import { Button } from '../../design/Button.tsx';
import { useInquiryWords } from '../../inquiry/words.ts';
import desk from '../desk.module.css';
import styles from './inquiry.module.css';

interface Props {
  view: DeskView;
  question: DeskQuestion;
  busy: boolean;
  /** It is the next step, not another one beside it. */
  primary: boolean;
  onBegin: (respondent: { departmentId: DepartmentId; official: string | null }) => void;
}

/** 应询人: department and official, those whose question it is first. */
export function RespondentPicker({ view, question, busy, primary, onBegin }: Props) {
  const { t } = useTranslation('inquiry-desk');
  const id = useId();
  const words = useInquiryWords(view.departments);
  const likely = likelyOf(view, question);
  const others = view.departmentOrder.filter((departmentId) => !likely.includes(departmentId));
  const [departmentId, setDepartmentId] = useState<DepartmentId | null>(likely[0] ?? null);
  const officials = (departmentId && view.departments[departmentId]?.officials) || [];
  const [official, setOfficial] = useState<string | null>(officials[0]?.name ?? null);
  const choose = (chosen: DepartmentId) => {
    setDepartmentId(chosen);
    setOfficial(view.departments[chosen]?.officials[0]?.name ?? null);
  };
  return (
    <div className={styles['picker']}>
      <div className={desk['field']}>
        <label htmlFor={`${id}-department`}>{t('floor.department')}</label>
        <select
          id={`${id}-department`}
          className={desk['select']}
          value={departmentId ?? ''}
          onChange={({ target }) => choose(DepartmentId.parse(target.value))}
        >
          {departmentId === null && <option value="">{t('floor.chooseDepartment')}</option>}
          {likely.length > 0 && (
            <optgroup label={t('floor.likely')}>
              {likely.map((one) => (
                <option key={one} value={one}>
                  {words.department(one)}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label={t('floor.others')}>
            {others.map((one) => (
              <option key={one} value={one}>
                {words.department(one)}
              </option>
            ))}
          </optgroup>
        </select>
      </div>
      <div className={desk['field']}>
        <label htmlFor={`${id}-official`}>{t('floor.official')}</label>
        <select
          id={`${id}-official`}
          className={desk['select']}
          value={official ?? ''}
          onChange={({ target }) => setOfficial(target.value === '' ? null : target.value)}
        >
          {officials.map(({ name }) => (
            <option key={name} value={name}>
              {departmentId && words.official({ departmentId, official: name })}
            </option>
          ))}
          <option value="">{t('floor.departmentOnly')}</option>
        </select>
      </div>
      <div className={styles['pickerButton']}>
        <Button
          look={primary ? 'primary' : 'plain'}
          className={primary ? (styles['big'] ?? '') : ''}
          disabled={busy || departmentId === null}
          onClick={() => departmentId && onBegin({ departmentId, official })}
        >
          {busy ? t('floor.working') : t('floor.begin')}
        </Button>
        <p className={desk['help']}>
          {departmentId === null ? t('floor.chooseDepartment') : t('floor.beginEffect')}
        </p>
      </div>
    </div>
  );
}

/** To whom it was assigned, and who has answered it already. */
function likelyOf(view: DeskView, { departmentId, turns = [] }: DeskQuestion): DepartmentId[] {
  const all = [departmentId, ...turns.map(({ respondent }) => respondent?.departmentId)];
  const named = new Set(all.filter((id) => id !== undefined));
  // A single department can only be the one.
  return view.departmentOrder.length === 1
    ? [...view.departmentOrder]
    : view.departmentOrder.filter((id) => named.has(id));
}
