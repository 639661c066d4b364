import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { z } from 'zod';
import type { http } from '../../../shared/protocol.ts';
import type { Refusal } from '../../../shared/sitting/refusals.ts';
import { api, untilAnswered } from '../../api.ts';
import { Button } from '../../design/Button.tsx';
import { Notice, RefusalNotice } from '../../design/Notice.tsx';
import { LanguageSwitch, TextSize } from '../../design/preferences.tsx';
import desk from '../desk.module.css';
import { useStaffRole } from '../desk.ts';
import { HallScreens } from './HallScreens.tsx';
import styles from './home.module.css';
import { NewSitting } from './NewSitting.tsx';

type Listed = z.output<(typeof http)['GET /api/sittings']['reply']>['sittings'];

/** Before a sitting is chosen: which there are, a new one, and links for the staff. */
export function DeskHome() {
  const { t } = useTranslation(['host', 'common']);
  const role = useStaffRole();
  useEffect(() => {
    document.title = `${t('title')} · ${t('common:product')}`;
  }, [t]);
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <div className={styles['product']}>
          <img src="/icon.svg" alt="" />
          <h1>{t('title')}</h1>
        </div>
        <div className={desk['row']}>
          <strong>{t(`common:role.${role}`)}</strong>
          <SignOut />
          <TextSize />
          <LanguageSwitch />
        </div>
      </header>
      <main className={styles['main']}>
        <SittingList />
        {(role === 'administrator' || role === 'operator') && (
          <div className={styles['side']}>
            <NewSitting />
            <HallScreens />
          </div>
        )}
      </main>
    </div>
  );
}

function SignOut() {
  const { t } = useTranslation('host');
  const signOut = async () => {
    await untilAnswered(() => api('POST /api/sign-out', {}, {}));
    location.assign('/');
  };
  return (
    <Button look="quiet" onClick={() => void signOut()}>
      {t('home.signOut')}
    </Button>
  );
}

function SittingList() {
  const { t } = useTranslation(['host', 'ballot', 'common']);
  const role = useStaffRole();
  const { sittings, refusal, trouble } = useSittings();
  const makes = role === 'administrator' || role === 'operator';
  return (
    <section className={desk['card']} aria-labelledby="sittings">
      <div className={desk['cardHead']}>
        <h2 id="sittings">{t('home.title')}</h2>
      </div>
      {refusal && <RefusalNotice refusal={refusal} />}
      {trouble && (
        <Notice tone="warning" live>
          {t('common:line.noServer')}
        </Notice>
      )}
      {!sittings && !refusal && !trouble && <p className={desk['quiet']}>{t('common:loading')}</p>}
      {sittings?.length === 0 && (
        <Notice tone="information" title={t('home.empty')}>
          {makes ? t('home.emptyHelp') : t('home.emptyHelpChair')}
        </Notice>
      )}
      {sittings && sittings.length > 0 && (
        <ul className={styles['sittings']}>
          {sittings.map(({ sittingId, title, stage }) => (
            <li key={sittingId}>
              <Link href={`/desk/${sittingId}`}>
                <span className={styles['sittingTitle']}>{title}</span>
                <span className={desk['tag']} data-tone={stage === 'open' ? 'open' : 'plain'}>
                  {t(`ballot:sittingStage.${stage}`)}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Newest first: the list of the server grows at its end. */
function useSittings(): { sittings: Listed | null; refusal: Refusal | null; trouble: boolean } {
  const [sittings, setSittings] = useState<Listed | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [trouble, setTrouble] = useState(false);
  const ask = useCallback(async (signal: AbortSignal) => {
    const onTrouble = () => setTrouble(true);
    const answer = await untilAnswered(() => api('GET /api/sittings'), { signal, onTrouble });
    setTrouble(false);
    if ('refused' in answer) setRefusal(answer.refused);
    else setSittings([...answer.ok.sittings].reverse());
  }, []);
  useEffect(() => {
    let stop = new AbortController();
    const again = () => {
      stop.abort();
      stop = new AbortController();
      if (document.visibilityState === 'visible') void ask(stop.signal).catch(() => {});
    };
    again();
    document.addEventListener('visibilitychange', again);
    return () => {
      stop.abort();
      document.removeEventListener('visibilitychange', again);
    };
  }, [ask]);
  return { sittings, refusal, trouble };
}
