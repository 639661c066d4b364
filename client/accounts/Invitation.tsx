import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Secret } from '../../shared/protocol.ts';
import { refusal } from '../../shared/sitting/refusals.ts';
import type { staffHttp } from '../../shared/staff-protocol.ts';
import { Button } from '../design/Button.tsx';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import { Plain } from '../design/Plain.tsx';
import { useReloaded } from '../reloaded.ts';
import styles from './accounts.module.css';
import { EnteringNote, orSignIn, useEntering } from './entering.tsx';
import { CodeField, NewPasswordField, WhoseForm } from './Fields.tsx';
import { staffApi } from './staff-api.ts';

const KEPT = 'yishi.invitation';

/** The secret leaves the address at once and stays in this tab, for a reload. */
function takeLink(): string {
  const given = location.hash.slice(1);
  if (given) {
    sessionStorage.setItem(KEPT, given);
    history.replaceState(null, '', '/invitation');
  }
  return sessionStorage.getItem(KEPT) ?? '';
}

/** `/invitation#SECRET`: whoever is invited sees as what and by whom, and comes in with a password of the own choice. */
export function Invitation() {
  const { t } = useTranslation(['accounts', 'common']);
  const [link, setLink] = useState(takeLink);
  useEffect(() => {
    document.title = [t('invitation.title'), t('common:product')].join(' · ');
    const another = () => setLink(takeLink());
    window.addEventListener('hashchange', another);
    return () => window.removeEventListener('hashchange', another);
  }, [t]);
  return <Invited key={link} link={link} />;
}

function Invited({ link }: { link: string }) {
  const { t } = useTranslation(['accounts', 'common']);
  const { value, refusal, trouble } = useReloaded(() => askInvitation(link));
  if (value) return <Welcome link={link} invitation={value} />;
  return (
    <Plain title={t('invitation.title')}>
      {refusal && (
        <>
          <RefusalNotice refusal={refusal} />
          <p>{t('invitation.dead')}</p>
          <a href="/">{t('invitation.signIn')}</a>
        </>
      )}
      {trouble && (
        <Notice tone="warning" live>
          {t('common:line.noServer')}
        </Notice>
      )}
      {!refusal && !trouble && <p>{t('common:loading')}</p>}
    </Plain>
  );
}

/** What is no secret at all is no link either. */
async function askInvitation(link: string) {
  if (!Secret.safeParse(link).success) return { refused: refusal('link-unknown', 'link') };
  return staffApi('POST /api/staff/invitation', {}, { link });
}

type About = z.output<(typeof staffHttp)['POST /api/staff/invitation']['reply']>;

function Welcome({ link, invitation }: { link: string; invitation: About }) {
  const { t } = useTranslation(['accounts', 'common']);
  const { loginName, name, role, needsCode, proposedBy, anew } = invitation;
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const { busy, enter, ...note } = useEntering();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const body = { link, password, ...(needsCode && { code }) };
    const accept = () => staffApi('POST /api/staff/accept', {}, body);
    const refused = await enter(orSignIn(accept, { loginName, password }));
    if (refused?.code === 'invitation-code-wrong') setCode('');
    else if (!refused) sessionStorage.removeItem(KEPT);
  };
  return (
    <Plain title={anew ? t('invitation.anew', { name }) : t('invitation.welcome', { name })}>
      <p>
        {t(anew ? 'invitation.byAnew' : 'invitation.by', { by: proposedBy, role: t(`common:role.${role}`) })}
      </p>
      <form className={styles['form']} onSubmit={(event) => void submit(event)}>
        <WhoseForm loginName={loginName} />
        <dl className={styles['facts']}>
          <div>
            <dt>{t('loginName')}</dt>
            <dd>{loginName}</dd>
          </div>
        </dl>
        {needsCode && (
          <CodeField
            label={t('invitation.code')}
            help={t('invitation.codeHelp', { by: proposedBy })}
            digits={8}
            value={code}
            onChange={setCode}
            autoComplete="off"
          />
        )}
        <NewPasswordField label={t('invitation.password')} value={password} onChange={setPassword} />
        <EnteringNote {...note} />
        <Button look="primary" type="submit" aria-disabled={busy}>
          {t('invitation.button')}
        </Button>
      </form>
    </Plain>
  );
}
