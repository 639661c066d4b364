import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import styles from './accounts.module.css';
import { EnteringNote, orSignIn, useEntering } from './entering.tsx';
import { NewPasswordField, TextField } from './Fields.tsx';
import { LoginNameField, NameField } from './PersonFields.tsx';
import { staffApi } from './staff-api.ts';

/** One of the two first administrators, by a code that the server has printed. */
export function SetUp() {
  const { t } = useTranslation('accounts');
  const [setupCode, setSetupCode] = useState('');
  const [name, setName] = useState('');
  const [loginName, setLoginName] = useState('');
  const [password, setPassword] = useState('');
  const { busy, enter, ...note } = useEntering();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const who = { loginName: loginName.trim(), password };
    const about = { setupCode: setupCode.trim(), name, ...who };
    void enter(orSignIn(() => staffApi('POST /api/setup', {}, about), who));
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <p>{t('setUp.help')}</p>
      <TextField
        label={t('setUp.code')}
        value={setupCode}
        onChange={setSetupCode}
        autoComplete="off"
        autoCapitalize="off"
        required
      />
      <NameField value={name} onChange={setName} autoComplete="name" />
      <LoginNameField value={loginName} onChange={setLoginName} autoComplete="username" />
      <NewPasswordField label={t('password')} value={password} onChange={setPassword} />
      <EnteringNote {...note} />
      <Button look="primary" type="submit" aria-disabled={busy}>
        {t('setUp.button')}
      </Button>
    </form>
  );
}
