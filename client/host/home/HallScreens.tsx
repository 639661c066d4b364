import { Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { staffApi } from '../../accounts/staff-api.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import desk from '../desk.module.css';
import { LinkCard, type MadeLink } from '../LinkCard.tsx';
import { useRequest } from '../useRequest.ts';
import { ScreensLetIn } from './ScreensLetIn.tsx';

interface Made extends MadeLink {
  label: string;
}

/** One-time links for hall screens: devices that nobody sits before. */
export function HallScreens() {
  const { t } = useTranslation('host');
  const id = useId();
  const [label, setLabel] = useState('');
  const [made, setMade] = useState<Made | null>(null);
  const request = useRequest();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMade(null);
    const answer = await request.send(() => staffApi('POST /api/hall-screens', {}, { label }));
    if (!answer || 'refused' in answer) return;
    setMade({ ...answer.ok, label: label.trim() });
    setLabel('');
  };
  return (
    <section className={desk['card']} aria-labelledby={`${id}-head`}>
      <div className={desk['cardHead']}>
        <h2 id={`${id}-head`}>{t('screens.title')}</h2>
      </div>
      <p className={desk['help']}>{t('screens.help')}</p>
      <form className={desk['form']} onSubmit={(event) => void submit(event)}>
        <div className={desk['field']}>
          <label htmlFor={`${id}-label`}>{t('screens.label')}</label>
          <Input
            id={`${id}-label`}
            value={label}
            maxLength={60}
            placeholder={t('screens.labelPlaceholder')}
            onChange={(event) => setLabel(event.target.value)}
          />
        </div>
        <CommandNote state={request.state} />
        <Button type="submit" disabled={label.trim() === '' || request.busy}>
          {t('screens.make')}
        </Button>
      </form>
      {made && (
        <div className={desk['form']}>
          <h3>{t('screens.made', { label: made.label })}</h3>
          <LinkCard key={made.link} made={made} />
        </div>
      )}
      <ScreensLetIn />
    </section>
  );
}
