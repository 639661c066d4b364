import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccountRole, twoPeopleRoles } from '../../shared/roles.ts';
import { Button } from '../design/Button.tsx';
import { CommandNote } from '../design/Notice.tsx';
import desk from '../host/desk.module.css';
import { useRequest } from '../host/useRequest.ts';
import styles from './accounts.module.css';
import type { Made } from './Handover.tsx';
import { LoginNameField, NameField } from './PersonFields.tsx';
import { staffApi } from './staff-api.ts';

const roles: readonly AccountRole[] = [
  'operator',
  'chair',
  'administrator',
  'moderator',
  'department',
  'noteTaker',
];

interface Props {
  onMade: (made: Made) => void;
  /** Also after a refusal: a first try whose answer was lost may stand in the list. */
  onTried: () => void;
}

export function NewAccount({ onMade, onTried }: Props) {
  const { t } = useTranslation(['accounts', 'common']);
  const [name, setName] = useState('');
  const [loginName, setLoginName] = useState('');
  const [role, setRole] = useState<AccountRole>('operator');
  const request = useRequest();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const about = { name, loginName: loginName.trim(), role };
    const answer = await request.send(() => staffApi('POST /api/accounts', {}, about));
    onTried();
    if (!answer || 'refused' in answer) return;
    onMade(
      'code' in answer.ok
        ? { name, code: answer.ok.code }
        : { ...answer.ok, name, withCode: false, proposedBy: '' },
    );
    setName('');
    setLoginName('');
  };
  return (
    <section className={desk['card']} aria-labelledby="new-account">
      <div className={desk['cardHead']}>
        <h2 id="new-account">{t('create.title')}</h2>
      </div>
      <form className={styles['form']} onSubmit={(event) => void submit(event)}>
        <NameField value={name} onChange={setName} autoComplete="off" />
        <LoginNameField value={loginName} onChange={setLoginName} autoComplete="off" />
        <fieldset className={desk['choices']}>
          <legend>{t('role')}</legend>
          {roles.map((each) => (
            <label key={each} className={styles['role']}>
              <input type="radio" name="role" checked={role === each} onChange={() => setRole(each)} />
              <span>
                {t(`common:role.${each}`)}
                <span>{t(`does.${each}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <p className={desk['help']}>{t(twoPeopleRoles.includes(role) ? 'create.two' : 'create.one')}</p>
        <CommandNote state={request.state} />
        <Button type="submit" aria-disabled={request.busy}>
          {t('create.button')}
        </Button>
      </form>
    </section>
  );
}
