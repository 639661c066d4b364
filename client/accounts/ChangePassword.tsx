import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { CommandNote, Notice } from '../design/Notice.tsx';
import desk from '../host/desk.module.css';
import { useRequest } from '../host/useRequest.ts';
import styles from './accounts.module.css';
import { NewPasswordField, PasswordField, WhoseForm } from './Fields.tsx';
import { staffApi } from './staff-api.ts';

export function ChangePassword({ loginName }: { loginName: string }) {
  const { t } = useTranslation('accounts');
  /** A new form for each change: nothing of the last one stays in its fields. */
  const [changes, setChanges] = useState(0);
  return (
    <section className={desk['card']} aria-labelledby="change-password">
      <div className={desk['cardHead']}>
        <h2 id="change-password">{t('change.title')}</h2>
      </div>
      <p>{t('change.help')}</p>
      {changes > 0 && (
        <Notice tone="done" live>
          {t('change.done')}
        </Notice>
      )}
      <ChangeForm key={changes} loginName={loginName} onChanged={() => setChanges(changes + 1)} />
    </section>
  );
}

function ChangeForm({ loginName, onChanged }: { loginName: string; onChanged: () => void }) {
  const { t } = useTranslation('accounts');
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [perhaps, setPerhaps] = useState(false);
  const request = useRequest();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    let tries = 0;
    const answer = await request.send(() => {
      tries++;
      return staffApi('POST /api/staff/password', {}, { old, next });
    });
    if (answer && 'ok' in answer) onChanged();
    // The answer to the first may have been lost, and the old password with it.
    else setPerhaps(tries > 1);
  };
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)}>
      <WhoseForm loginName={loginName} />
      <PasswordField
        label={t('change.old')}
        name="password"
        value={old}
        onChange={setOld}
        autoComplete="current-password"
      />
      <NewPasswordField label={t('change.next')} value={next} onChange={setNext} />
      <CommandNote state={request.state} />
      {perhaps && <Notice tone="warning">{t('change.perhaps')}</Notice>}
      <Button type="submit" aria-disabled={request.busy}>
        {t('change.button')}
      </Button>
    </form>
  );
}
