import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import styles from './accounts.module.css';
import { PasswordField, TextField } from './Fields.tsx';
import { EnteringNote, useEntering } from './StaffSignIn.tsx';
import { staffApi } from './staff-api.ts';

/** One of the two first administrators, by a code that the server has printed. */
export function SetUp() {
  const { t } = useTranslation('accounts');
  const [setupCode, setSetupCode] = useState('');
  const [name, setName] = useState('');
  const [loginName, setLoginName] = useState('');
  const [password, setPassword] = useState('');
  const entering = useEntering();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const about = { setupCode: setupCode.trim(), name, loginName: loginName.trim(), password };
    void entering.enter(() => staffApi('POST /api/setup', {}, about));
  };
  const ready = setupCode.trim() && name.trim() && loginName.trim() && password;
  return (
    <form className={styles['form']} onSubmit={submit}>
      <p>{t('setUp.help')}</p>
      <TextField
        label={t('setUp.code')}
        value={setupCode}
        onChange={setSetupCode}
        autoComplete="off"
        required
      />
      <TextField
        label={t('name')}
        value={name}
        onChange={setName}
        autoComplete="name"
        maxLength={60}
        required
      />
      <TextField
        label={t('loginName')}
        help={t('loginNameHelp')}
        value={loginName}
        onChange={setLoginName}
        autoComplete="username"
        autoCapitalize="off"
        maxLength={40}
        required
      />
      <PasswordField
        label={t('password')}
        help={t('passwordHelp')}
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
        required
      />
      <EnteringNote {...entering} />
      <Button look="primary" type="submit" disabled={entering.busy || !ready}>
        {t('setUp.button')}
      </Button>
    </form>
  );
}
