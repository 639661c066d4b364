import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HallScreen } from '../../../shared/staff-protocol.ts';
import { staffApi } from '../../accounts/staff-api.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { CommandNote, RefusalNotice } from '../../design/Notice.tsx';
import { useFormat } from '../../i18n/format.ts';
import { useReloaded } from '../../reloaded.ts';
import desk from '../desk.module.css';
import { useRequest } from '../useRequest.ts';
import styles from './home.module.css';

/** Which hall screens are signed in, and an end to each of them. */
export function ScreensLetIn() {
  const { t } = useTranslation('host');
  const { dateTime } = useFormat();
  const { value, refusal, again } = useReloaded(() => staffApi('GET /api/hall-screens'));
  const [ending, setEnding] = useState<HallScreen | null>(null);
  return (
    <div className={desk['stack']}>
      <h3 className={desk['cardTitle']}>{t('screens.list')}</h3>
      {refusal && <RefusalNotice refusal={refusal} />}
      {value?.screens.length === 0 && <p className={desk['quiet']}>{t('screens.none')}</p>}
      <ul className={styles['screens']}>
        {value?.screens.map((screen) => (
          <li key={screen.screenId}>
            <span className={styles['sittingTitle']}>{screen.label}</span>
            <span className={desk['tag']} data-tone={screen.connected ? 'plain' : 'stopped'}>
              {t(screen.connected ? 'screens.connected' : 'screens.apart')}
            </span>
            <span className={desk['help']}>{t('screens.since', { at: dateTime(screen.since) })}</span>
            <Button
              look="quiet"
              aria-label={t('screens.endOne', { label: screen.label })}
              onClick={() => setEnding(screen)}
            >
              {t('screens.end')}
            </Button>
          </li>
        ))}
      </ul>
      {ending && (
        <EndDialog
          screen={ending}
          onClose={() => {
            setEnding(null);
            again();
          }}
        />
      )}
    </div>
  );
}

function EndDialog({ screen: { screenId, label }, onClose }: { screen: HallScreen; onClose: () => void }) {
  const { t } = useTranslation(['host', 'common']);
  const request = useRequest();
  const end = async () => {
    const answer = await request.send(() => staffApi('POST /api/hall-screens/end', {}, { screenId }));
    // Where it is gone already there is nothing left to end.
    if (answer && ('ok' in answer || answer.refused.code === 'not-found')) onClose();
  };
  return (
    <Dialog
      title={t('screens.endTitle', { label })}
      onClose={onClose}
      held={request.busy}
      buttons={
        <>
          <Button disabled={request.busy} onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button look="primary" disabled={request.busy} onClick={() => void end()}>
            {t('screens.endButton')}
          </Button>
        </>
      }
    >
      <p>{t('screens.endEffect')}</p>
      <CommandNote state={request.state} />
    </Dialog>
  );
}
