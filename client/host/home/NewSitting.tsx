import { Input, InputNumber } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { CommandId } from '../../../shared/ids.ts';
import { Body } from '../../../shared/roll.ts';
import { api } from '../../api.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { newId } from '../../trying.ts';
import desk from '../desk.module.css';
import { useRequest } from '../useRequest.ts';
import styles from './home.module.css';

/** Title, body and total membership: what a sitting is founded on. */
export function NewSitting() {
  const { t } = useTranslation(['host', 'ballot']);
  const [, go] = useLocation();
  const id = useId();
  const [title, setTitle] = useState('');
  const [body, setBody] = useState<Body>('congress');
  const [totalMembership, setTotalMembership] = useState<number | null>(null);
  const request = useRequest();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (totalMembership === null) return;
    const commandId = CommandId.parse(newId());
    const about = { commandId, title, body, totalMembership };
    const answer = await request.send(() => api('POST /api/sittings', {}, about));
    if (answer && 'ok' in answer) go(`/desk/${answer.ok.sittingId}`);
  };
  const ready = title.trim() !== '' && totalMembership !== null;
  return (
    <section className={desk['card']} aria-labelledby={`${id}-head`}>
      <div className={desk['cardHead']}>
        <h2 id={`${id}-head`}>{t('home.newTitle')}</h2>
      </div>
      <form className={desk['form']} onSubmit={(event) => void submit(event)}>
        <div className={desk['field']}>
          <label htmlFor={`${id}-title`}>{t('home.name')}</label>
          <Input
            id={`${id}-title`}
            value={title}
            maxLength={200}
            placeholder={t('home.namePlaceholder')}
            onChange={(event) => setTitle(event.target.value)}
          />
        </div>
        <fieldset className={desk['choices']}>
          <legend>{t('home.body')}</legend>
          {Body.options.map((option) => (
            <label key={option} className={desk['choice']}>
              <input
                type="radio"
                name={`${id}-body`}
                checked={body === option}
                onChange={() => setBody(option)}
              />
              <span>
                {t(`ballot:body.${option}`)}
                <br />
                <span className={desk['help']}>{t(`home.bodyHelp.${option}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <div className={desk['field']}>
          <label htmlFor={`${id}-total`}>{t('home.totalMembership')}</label>
          <InputNumber
            id={`${id}-total`}
            value={totalMembership}
            min={1}
            max={5000}
            precision={0}
            controls={false}
            className={styles['figure'] ?? ''}
            aria-describedby={`${id}-total-help`}
            onChange={setTotalMembership}
          />
          <p id={`${id}-total-help`} className={desk['help']}>
            {t('home.totalMembershipHelp')}
          </p>
        </div>
        <CommandNote state={request.state} />
        <Button look="primary" type="submit" disabled={!ready || request.busy}>
          {t('home.create')}
        </Button>
      </form>
    </section>
  );
}
