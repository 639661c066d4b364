import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer, Principal } from '../../shared/protocol.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import { api, newId, untilAnswered } from '../api.ts';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import { Plain } from '../design/Plain.tsx';
import { homeOf } from './home-of.ts';

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
    void oneTabAtATime(() => signIn(link, () => setTrouble(true))).then((answer) => {
      if ('refused' in answer) setRefusal(answer.refused);
      else goOn(next ?? homeOf(answer.ok));
    });
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

async function signIn(link: string, onTrouble: () => void): Promise<Answer<Principal>> {
  // The same card opened twice in one browser: the session that is there goes on.
  if (localStorage.getItem(USED) === link.slice(0, 8)) {
    const me = await untilAnswered(() => api('GET /api/me'), { onTrouble });
    if ('ok' in me) return { ok: me.ok.principal };
  }
  const body = { link, device: deviceSecret() };
  const answer = await untilAnswered(() => api('POST /api/sign-in', {}, body), { onTrouble });
  if ('refused' in answer) return answer;
  localStorage.setItem(USED, link.slice(0, 8));
  return { ok: answer.ok.principal };
}

/** Two tabs opened at once would each make a device of their own, and the second be refused. */
function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  // Without HTTPS a browser has no locks.
  return navigator.locks ? navigator.locks.request('yishi.sign-in', work) : work();
}

/** Only to addresses of this site. */
function goOn(next: string): void {
  const address = new URL(next, location.origin);
  location.replace(address.origin === location.origin ? address : '/');
}
