import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Principal } from '../../shared/protocol.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import { api, newId, untilAnswered } from '../api.ts';
import { Button } from '../design/Button.tsx';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import { Plain } from '../design/Plain.tsx';
import styles from './entrance.module.css';

const DEVICE = 'yishi.device';
const USED = 'yishi.usedLink';

/** Made once and kept by this browser: a sign-in whose answer was lost can be repeated from here and from nowhere else. */
function deviceSecret(): string {
  const kept = localStorage.getItem(DEVICE);
  if (kept) return kept;
  const made = newId();
  localStorage.setItem(DEVICE, made);
  return made;
}

/** Where each role begins. */
export function homeOf({ role }: Principal): string {
  switch (role) {
    case 'deputy':
      return '/tablet';
    case 'hallScreen':
      return '/hall';
    case 'administrator':
    case 'operator':
    case 'chair':
      return '/desk';
    default:
      return role satisfies never;
  }
}

/** `/in#SECRET`, the QR of a card: the secret stays in the fragment, which no server and no log sees. */
export function SignInByLink() {
  const { t } = useTranslation();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [trouble, setTrouble] = useState(false);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const [link = '', next] = location.hash.slice(1).split('&next=');
    history.replaceState(null, '', '/in');
    const onTrouble = () => setTrouble(true);
    void (async () => {
      // The same card opened twice in one browser: the session that is there goes on.
      if (sessionStorageFor(link) && 'ok' in (await untilAnswered(() => api('GET /api/me'), { onTrouble }))) {
        return goOn(next);
      }
      const answer = await untilAnswered(
        () => api('POST /api/sign-in', {}, { link, device: deviceSecret() }),
        {
          onTrouble,
        },
      );
      if ('refused' in answer) return setRefusal(answer.refused);
      localStorage.setItem(USED, link.slice(0, 8));
      goOn(next ?? homeOf(answer.ok.principal));
    })();
  }, []);
  return (
    <Plain title={refusal ? t('entrance.failed') : t('entrance.signingIn')}>
      {refusal && <RefusalNotice refusal={refusal} />}
      {refusal && <p>{t('entrance.help')}</p>}
      {!refusal && trouble && (
        <Notice tone="warning" live>
          {t('line.noServer')}
        </Notice>
      )}
    </Plain>
  );
}

function sessionStorageFor(link: string): boolean {
  return localStorage.getItem(USED) === link.slice(0, 8);
}

/** Only to addresses of this site. */
function goOn(next: string | undefined): void {
  location.replace(next?.startsWith('/') && !next.startsWith('//') ? next : '/');
}

/** For whoever is not signed in: what to do, and the setup code for the very first person. */
export function Entrance() {
  const { t } = useTranslation();
  const [setupCode, setSetupCode] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    const body = { setupCode: setupCode.trim(), device: deviceSecret() };
    const answer = await untilAnswered(() => api('POST /api/setup', {}, body));
    setBusy(false);
    if ('refused' in answer) setRefusal(answer.refused);
    else location.assign(homeOf(answer.ok.principal));
  };
  return (
    <Plain title={t('entrance.title')}>
      <p>{t('entrance.help')}</p>
      <details className={styles['setup']} open={refusal !== null}>
        <summary>{t('entrance.setupTitle')}</summary>
        <form className={styles['form']} onSubmit={(event) => void submit(event)}>
          <p>{t('entrance.setupHelp')}</p>
          <label className={styles['field']}>
            {t('entrance.setupCode')}
            <input
              value={setupCode}
              onChange={(event) => setSetupCode(event.target.value)}
              autoComplete="off"
              spellCheck={false}
              required
            />
          </label>
          {refusal && <RefusalNotice refusal={refusal} />}
          <Button look="primary" type="submit" disabled={busy || setupCode.trim() === ''}>
            {t('entrance.setupButton')}
          </Button>
        </form>
      </details>
    </Plain>
  );
}
