import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deputy } from '../../../shared/roll.ts';
import { api } from '../../api.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import { useView } from '../desk.ts';
import { useRequest } from '../useRequest.ts';
import styles from './cards.module.css';

/** The first PIN of a scrutineer's card, for the operator who asked for that card: shown once, after saying so. */
export function FirstPin({ deputy: { deputyId, name }, onClose }: { deputy: Deputy; onClose: () => void }) {
  const { t } = useTranslation(['cards', 'common']);
  const { sittingId } = useView();
  const request = useRequest();
  const [pin, setPin] = useState<string | null>(null);
  const show = async () => {
    const route = 'POST /api/sittings/:sittingId/card-pins';
    const answer = await request.send(() => api(route, { sittingId }, { deputyId }));
    if (answer && 'ok' in answer) setPin(answer.ok.pin);
  };
  const over = request.state.phase === 'refused';
  return (
    <Dialog
      title={t('firstPin.title', { name })}
      onClose={onClose}
      held={request.busy || pin !== null}
      buttons={
        pin !== null ? (
          <Button look="primary" onClick={onClose}>
            {t('firstPin.told')}
          </Button>
        ) : (
          <>
            <Button disabled={request.busy} onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button look="primary" disabled={request.busy || over} onClick={() => void show()}>
              {t('firstPin.show')}
            </Button>
          </>
        )
      }
    >
      {pin === null ? (
        <>
          <Notice tone="warning" title={t('firstPin.once')}>
            {t('firstPin.before', { name })}
          </Notice>
          <CommandNote state={request.state} />
        </>
      ) : (
        <div role="status">
          <p className={styles['firstPin']}>{`${pin.slice(0, 3)} ${pin.slice(3)}`}</p>
          <p>{t('firstPin.tell', { name })}</p>
        </div>
      )}
    </Dialog>
  );
}
