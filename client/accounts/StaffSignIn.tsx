import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoginName } from '../../shared/accounts.ts';
import { refusal } from '../../shared/sitting/refusals.ts';
import { Button } from '../design/Button.tsx';
import styles from './accounts.module.css';
import { EnteringNote, useEntering } from './entering.tsx';
import { CodeField, PasswordField, TextField } from './Fields.tsx';
import { staffApi } from './staff-api.ts';

/** Login name and password; then, where the account has one, the authenticator's code. */
export function StaffSignIn() {
  const { t } = useTranslation('accounts');
  const [loginName, setLoginName] = useState('');
  const [password, setPassword] = useState('');
  /** Null until the server asks for it. */
  const [code, setCode] = useState<string | null>(null);
  const { refusal: refused, trouble, busy, enter } = useEntering();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const who = { loginName: loginName.trim(), password, ...(code && { code }) };
    const answer = await enter(async () =>
      // No account has such a name; to say so would be to say which names there are not.
      LoginName.safeParse(who.loginName).success
        ? staffApi('POST /api/staff/sign-in', {}, who)
        : { refused: refusal('credentials-wrong', 'password') },
    );
    if (answer?.code === 'totp-missing' || answer?.code === 'totp-wrong') setCode('');
    else if (answer) setCode(null);
  };
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)}>
      {code === null ? (
        <>
          <TextField
            label={t('loginName')}
            name="username"
            value={loginName}
            onChange={setLoginName}
            autoComplete="username"
            autoCapitalize="off"
            required
          />
          <PasswordField
            label={t('password')}
            name="password"
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
          />
        </>
      ) : (
        <CodeField
          label={t('totpCode')}
          help={t('totpCodeHelp')}
          digits={6}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          autoFocus
        />
      )}
      {/* The question for the code is none that anybody has to be sorry for. */}
      <EnteringNote trouble={trouble} refusal={refused?.code === 'totp-missing' ? null : refused} />
      <Button look="primary" type="submit" aria-disabled={busy}>
        {t('signIn')}
      </Button>
      {code !== null && (
        <Button look="quiet" onClick={() => setCode(null)}>
          {t('otherAccount')}
        </Button>
      )}
    </form>
  );
}
