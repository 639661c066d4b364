import { Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StaffRole } from '../../../shared/protocol.ts';
import { api } from '../../api.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import desk from '../desk.module.css';
import { LinkCard, type MadeLink } from '../LinkCard.tsx';
import { useRequest } from '../useRequest.ts';

interface Made extends MadeLink {
  role: StaffRole;
  label: string;
}

/** One-time links for operators, the chair, hall screens and further administrators. */
export function StaffLinks() {
  const { t } = useTranslation(['host', 'common']);
  const id = useId();
  const [role, setRole] = useState<StaffRole>('operator');
  const [label, setLabel] = useState('');
  const [made, setMade] = useState<Made | null>(null);
  const request = useRequest();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMade(null);
    const answer = await request.send(() => api('POST /api/staff-links', {}, { role, label }));
    if (!answer || 'refused' in answer) return;
    setMade({ ...answer.ok, role, label: label.trim() });
    setLabel('');
  };
  return (
    <section className={desk['card']} aria-labelledby={`${id}-head`}>
      <div className={desk['cardHead']}>
        <h2 id={`${id}-head`}>{t('staff.title')}</h2>
      </div>
      <p className={desk['help']}>{t('staff.help')}</p>
      <form className={desk['form']} onSubmit={(event) => void submit(event)}>
        <div className={desk['field']}>
          <label htmlFor={`${id}-role`}>{t('staff.role')}</label>
          <select
            id={`${id}-role`}
            className={desk['select']}
            value={role}
            onChange={(event) => setRole(StaffRole.parse(event.target.value))}
          >
            {(['operator', 'chair', 'hallScreen', 'administrator'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`common:role.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <div className={desk['field']}>
          <label htmlFor={`${id}-label`}>{t('staff.label')}</label>
          <Input
            id={`${id}-label`}
            value={label}
            maxLength={60}
            placeholder={t('staff.labelPlaceholder')}
            onChange={(event) => setLabel(event.target.value)}
          />
        </div>
        <CommandNote state={request.state} />
        <Button type="submit" disabled={label.trim() === '' || request.busy}>
          {t('staff.make')}
        </Button>
      </form>
      {made && (
        <div className={desk['form']}>
          <h3>{t('staff.made', { label: made.label, role: t(`common:role.${made.role}`) })}</h3>
          <LinkCard key={made.link} made={made} />
        </div>
      )}
    </section>
  );
}
