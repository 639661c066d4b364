import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer, Principal } from '../../shared/protocol.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import { homeOf } from '../entrance/home-of.ts';
import { untilAnswered } from '../trying.ts';
import { staffApi } from './staff-api.ts';

/** Kept by a browser in which somebody of the staff has signed in: their form is open there at once. */
export const STAFF_HERE = 'yishi.staffHere';

type Entered = Answer<{ principal: Principal }>;

/** Sends what lets somebody in, and goes where they work. Resolves with the refusal, if there is one. */
export function useEntering() {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [trouble, setTrouble] = useState(false);
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);
  const enter = async (attempt: () => Promise<Entered>): Promise<Refusal | null> => {
    if (underWay.current) return null;
    underWay.current = true;
    setBusy(true);
    setRefusal(null);
    const answer = await untilAnswered(attempt, { onTrouble: () => setTrouble(true) });
    setTrouble(false);
    if ('ok' in answer) {
      localStorage.setItem(STAFF_HERE, '1');
      location.assign(nextOr(homeOf(answer.ok.principal)));
      return null;
    }
    underWay.current = false;
    setBusy(false);
    setRefusal(answer.refused);
    return answer.refused;
  };
  return { refusal, trouble, busy, enter };
}

/**
 * What works only once, asked again after an answer was lost: a refusal may mean that the first time it went through. Then the
 * account is there with the password that was typed.
 */
export function orSignIn(
  once: () => Promise<Entered>,
  who: { loginName: string; password: string },
): () => Promise<Entered> {
  let tried = false;
  return async () => {
    const repeated = tried;
    tried = true;
    const answer = await once();
    if (!repeated || 'ok' in answer) return answer;
    const signedIn = await staffApi('POST /api/staff/sign-in', {}, who);
    return 'ok' in signedIn ? signedIn : answer;
  };
}

/** Back to the page that asked for a sign-in, unless that is the start. */
function nextOr(home: string): string {
  const { pathname, search } = location;
  return ['/', '/in', '/invitation', '/tablet'].includes(pathname) ? home : pathname + search;
}

/** Why nobody came in, or that the server is waited for. */
export function EnteringNote({ refusal, trouble }: { refusal: Refusal | null; trouble: boolean }) {
  const { t } = useTranslation();
  if (trouble) {
    return (
      <Notice tone="warning" live>
        {t('line.noServer')}
      </Notice>
    );
  }
  return refusal && <RefusalNotice refusal={refusal} />;
}
