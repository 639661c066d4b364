import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer, Principal } from '../../shared/protocol.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import { untilAnswered } from '../api.ts';
import { Button } from '../design/Button.tsx';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import { homeOf } from '../entrance/home-of.ts';
import styles from './accounts.module.css';
import { PasswordField, TextField } from './Fields.tsx';
import { staffApi } from './staff-api.ts';

/** Login name, password, and the authenticator's code once the server asks for it. */
export function StaffSignIn() {
  const { t } = useTranslation('accounts');
  const [loginName, setLoginName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const entering = useEntering();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const who = { loginName: loginName.trim(), password, ...(code && { code: code.trim() }) };
    const refused = await entering.enter(() => staffApi('POST /api/staff/sign-in', {}, who));
    if (refused?.code === 'totp-missing') setCode('');
  };
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)}>
      <TextField
        label={t('loginName')}
        value={loginName}
        onChange={setLoginName}
        autoComplete="username"
        autoCapitalize="off"
        required
      />
      <PasswordField
        label={t('password')}
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        required
      />
      {code !== null && (
        <TextField
          label={t('totpCode')}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={6}
          autoFocus
          required
        />
      )}
      <EnteringNote {...entering} asked={code === ''} />
      <Button look="primary" type="submit" disabled={entering.busy || !loginName.trim() || !password}>
        {t('signIn')}
      </Button>
    </form>
  );
}

/** Sends what lets somebody in, and goes where they work. Returns the refusal, if there is one. */
export function useEntering() {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [trouble, setTrouble] = useState(false);
  const [busy, setBusy] = useState(false);
  const enter = async (attempt: () => Promise<Answer<{ principal: Principal }>>) => {
    setBusy(true);
    setRefusal(null);
    const answer = await untilAnswered(attempt, { onTrouble: () => setTrouble(true) });
    setTrouble(false);
    if ('ok' in answer) {
      location.assign(nextOr(homeOf(answer.ok.principal)));
      return null;
    }
    setBusy(false);
    setRefusal(answer.refused);
    return answer.refused;
  };
  return { refusal, trouble, busy, enter };
}

/** Back to the page that asked for a sign-in, unless that is the start. */
function nextOr(home: string): string {
  const { pathname } = location;
  return pathname === '/' || pathname === '/in' || pathname === '/invitation' ? home : pathname;
}

export function EnteringNote(props: { refusal: Refusal | null; trouble: boolean; asked?: boolean }) {
  const { t } = useTranslation(['accounts', 'common']);
  if (props.trouble) {
    return (
      <Notice tone="warning" live>
        {t('common:line.noServer')}
      </Notice>
    );
  }
  if (!props.refusal) return null;
  // The question for the code is none the person has to be sorry for.
  if (props.asked && props.refusal.code === 'totp-missing') return null;
  return <RefusalNotice refusal={props.refusal} />;
}
