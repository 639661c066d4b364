import { Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer, Principal } from '../../shared/protocol.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import { api } from '../api.ts';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import { Plain } from '../design/Plain.tsx';
import { untilAnswered } from '../trying.ts';
import { CardSignIn, type LookedAt } from './CardSignIn.tsx';
import { deviceSecret, goOn, keptCard, type WayIn, wayIn } from './device.ts';
import { homeOf } from './home-of.ts';

const USED = 'yishi.usedLink';

type Found = { card: LookedAt; way: WayIn } | { refused: Refusal } | { in: Principal; way: WayIn };

/** `/in#SECRET`, the QR of a card: the secret stays in the fragment, which no server and no log sees. */
export function SignInByLink() {
  const { t } = useTranslation();
  const [found, setFound] = useState<Exclude<Found, { in: Principal }> | null>(null);
  const [trouble, setTrouble] = useState(false);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const way = wayIn();
    if (!way) return goOn('/');
    void oneTabAtATime(() => find(way, () => setTrouble(true))).then((result) => {
      if ('in' in result) goOn(result.way.next ?? homeOf(result.in));
      else setFound(result);
    });
  }, []);
  if (found && 'card' in found) {
    return (
      <Suspense>
        <CardSignIn way={found.way} looked={found.card} />
      </Suspense>
    );
  }
  return (
    <Plain title={found ? t('entrance.failed') : t('entrance.signingIn')}>
      {found && <RefusalNotice refusal={found.refused} />}
      {found && <p>{t('entrance.help')}</p>}
      {!found && trouble && (
        <Notice tone="warning" live>
          {t('line.noServer')}
        </Notice>
      )}
    </Plain>
  );
}

/** A card's stage, or the session of a hall screen's link. */
async function find(way: WayIn, onTrouble: () => void): Promise<Found> {
  const { link } = way;
  // The same card opened twice in one browser: the session that is there goes on.
  if (keptCard() === link || localStorage.getItem(USED) === link.slice(0, 8)) {
    const me = await untilAnswered(() => api('GET /api/me'), { onTrouble });
    if ('ok' in me) return { in: me.ok.principal, way };
  }
  const body = { card: link, device: deviceSecret() };
  const looked = await untilAnswered(() => api('POST /api/card', {}, body), { onTrouble });
  if ('ok' in looked) return { card: looked.ok, way };
  const answer = await signIn(link, onTrouble);
  return 'ok' in answer ? { in: answer.ok, way } : answer;
}

async function signIn(link: string, onTrouble: () => void): Promise<Answer<Principal>> {
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
