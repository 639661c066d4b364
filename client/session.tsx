import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { http, Principal } from '../shared/protocol.ts';
import { api } from './api.ts';
import { Notice } from './design/Notice.tsx';
import { Plain } from './design/Plain.tsx';
import { TimeZone } from './i18n/time-zone.ts';
import { untilAnswered } from './trying.ts';

type Me = z.output<(typeof http)['GET /api/me']['reply']>;

export interface Session {
  principal: Principal;
  /** IANA name of the hall's time zone. */
  timeZone: string;
  /** Where people outside the hall open the platform: this screen's own address may be of the hall's network alone. */
  publicOrigin: string;
  /** This device's clock minus the server's, in milliseconds; off by the time of one request at most. */
  clockSkew: number;
}

const SessionContext = createContext<Session | null>(null);

/** Who is signed in here. Only under SessionGate. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession outside of SessionGate');
  return session;
}

/** Asks who is signed in and shows `children` to them, `otherwise` to everyone else. */
export function SessionGate({ children, otherwise }: { children: ReactNode; otherwise: ReactNode }) {
  const { t } = useTranslation();
  const [me, setMe] = useState<(Me & { asked: number }) | 'nobody' | 'trouble' | null>(null);
  const ask = useCallback(async (signal: AbortSignal) => {
    const onTrouble = () => setMe((known) => known ?? 'trouble');
    const answer = await untilAnswered(() => api('GET /api/me'), { signal, onTrouble });
    setMe('refused' in answer ? 'nobody' : { ...answer.ok, asked: Date.now() });
  }, []);
  useEffect(() => {
    const stop = new AbortController();
    ask(stop.signal).catch(() => {});
    return () => stop.abort();
  }, [ask]);
  const session = useMemo<Session | null>(
    () =>
      me && typeof me === 'object'
        ? {
            principal: me.principal,
            timeZone: me.timeZone,
            publicOrigin: me.publicOrigin ?? location.origin,
            clockSkew: me.asked - me.now,
          }
        : null,
    [me],
  );
  if (me === null) return null;
  if (me === 'nobody') return otherwise;
  if (!session) {
    return (
      <Plain>
        <Notice tone="warning" live>
          {t('line.noServer')}
        </Notice>
      </Plain>
    );
  }
  return (
    <SessionContext value={session}>
      <TimeZone value={session.timeZone}>{children}</TimeZone>
    </SessionContext>
  );
}
