import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TakeoverId } from '../../shared/ids.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import { Button } from '../design/Button.tsx';
import { RefusalNotice } from '../design/Notice.tsx';
import { useConnection } from '../sitting.tsx';
import styles from './takeover.module.css';

/** Another tablet, with this deputy's card and PIN, asks to take over: a bar above whatever is being filled in. */
export function TakeoverBar({ takeover: { takeoverId } }: { takeover: { takeoverId: TakeoverId } }) {
  const { t } = useTranslation(['card']);
  const connection = useConnection();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const answer = async (agree: boolean) => {
    setBusy(true);
    try {
      const answered = await connection.ask('takeover:answer', { takeoverId, agree });
      if ('refused' in answered && answered.refused.code !== 'not-signed-in') setRefusal(answered.refused);
    } catch {
      // The line was closed on purpose: the screen is gone.
    }
    setBusy(false);
  };
  return (
    <section className={styles['bar']} role="alert">
      <div>
        <p className={styles['title']}>{t('takeover.title')}</p>
        <p>{t('takeover.help')}</p>
        {refusal && <RefusalNotice refusal={refusal} />}
      </div>
      <div className={styles['buttons']}>
        <Button disabled={busy} onClick={() => void answer(false)}>
          {t('takeover.refuse')}
        </Button>
        <Button look="primary" disabled={busy} onClick={() => void answer(true)}>
          {t('takeover.agree')}
        </Button>
      </div>
    </section>
  );
}
