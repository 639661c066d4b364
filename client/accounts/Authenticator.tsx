import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '../../shared/accounts.ts';
import { Button } from '../design/Button.tsx';
import { CommandNote } from '../design/Notice.tsx';
import desk from '../host/desk.module.css';
import { QrCode } from '../host/QrCode.tsx';
import { useRequest } from '../host/useRequest.ts';
import styles from './accounts.module.css';
import { CodeField, PasswordField, WhoseForm } from './Fields.tsx';
import { staffApi } from './staff-api.ts';

interface Props {
  account: AccountView;
  onChange: () => void;
}

/** A second proof beside the password: six digits of an app (RFC 6238). */
export function Authenticator({ account, onChange }: Props) {
  const { t } = useTranslation('accounts');
  return (
    <section className={desk['card']} aria-labelledby="authenticator">
      <div className={desk['cardHead']}>
        <h2 id="authenticator">{t('totp.title')}</h2>
        <span className={desk['tag']} role="status">
          {t(account.totp ? 'totp.on' : 'totp.off')}
        </span>
      </div>
      <p>{t(account.totp ? 'totp.helpOn' : 'totp.help')}</p>
      {account.totp ? <TurnOff account={account} onChange={onChange} /> : <TurnOn onChange={onChange} />}
    </section>
  );
}

function TurnOn({ onChange }: Pick<Props, 'onChange'>) {
  const { t } = useTranslation('accounts');
  const [begun, setBegun] = useState<{ secret: string; uri: string } | null>(null);
  const request = useRequest();
  const begin = async () => {
    const answer = await request.send(() => staffApi('POST /api/staff/totp/begin', {}, {}));
    if (answer && 'ok' in answer) setBegun(answer.ok);
  };
  if (begun) return <Confirm begun={begun} onChange={onChange} onLeave={() => setBegun(null)} />;
  return (
    <>
      <CommandNote state={request.state} />
      <div>
        <Button aria-disabled={request.busy} onClick={() => void begin()}>
          {t('totp.begin')}
        </Button>
      </div>
    </>
  );
}

function Confirm(props: {
  begun: { secret: string; uri: string };
  onChange: () => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation(['accounts', 'common']);
  const [code, setCode] = useState('');
  const request = useRequest();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await request.send(() => staffApi('POST /api/staff/totp/confirm', {}, { code }));
    if (!answer) return;
    // Refused as not begun: it took too long, or an answer was lost and it is on. Their account tells.
    if ('ok' in answer || answer.refused.code === 'totp-not-begun') props.onChange();
    else setCode('');
  };
  return (
    <div className={styles['setting']}>
      <QrCode text={props.begun.uri} label={t('totp.qr')} />
      <form className={styles['form']} onSubmit={(event) => void submit(event)}>
        <ol className={styles['steps']}>
          <li>{t('totp.scan')}</li>
          <li>
            {t('totp.type')}
            <br />
            <code>{props.begun.secret.match(/.{1,4}/g)!.join(' ')}</code>
          </li>
          <li>{t('totp.enter')}</li>
        </ol>
        <CodeField
          label={t('totpCode')}
          digits={6}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          autoFocus
        />
        <CommandNote state={request.state} />
        <div className={desk['row']}>
          <Button type="submit" aria-disabled={request.busy}>
            {t('totp.confirm')}
          </Button>
          <Button look="quiet" onClick={props.onLeave}>
            {t('common:action.cancel')}
          </Button>
        </div>
      </form>
    </div>
  );
}

function TurnOff({ account, onChange }: Props) {
  const { t } = useTranslation('accounts');
  const [password, setPassword] = useState('');
  const request = useRequest();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await request.send(() => staffApi('POST /api/staff/totp/remove', {}, { password }));
    if (answer && 'ok' in answer) onChange();
  };
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)}>
      <WhoseForm loginName={account.loginName} />
      <PasswordField
        label={t('password')}
        name="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
      <CommandNote state={request.state} />
      <Button type="submit" aria-disabled={request.busy}>
        {t('totp.remove')}
      </Button>
    </form>
  );
}
