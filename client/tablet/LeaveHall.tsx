import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { CommandNote } from '../design/Notice.tsx';
import { useCommand } from '../sitting.tsx';
import styles from './check-in.module.css';

/** "I am leaving the hall": asks once. Not offered while a vote is open. */
export function LeaveHall() {
  const { t } = useTranslation(['presence', 'common']);
  const { state, busy, send } = useCommand();
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  return (
    <>
      <div className={styles['leave']}>
        <Button look="quiet" onClick={() => setAsking(true)}>
          {t('leave.button')}
        </Button>
      </div>
      {asking && (
        <Dialog
          title={t('leave.title')}
          onClose={close}
          held={busy}
          buttons={
            <>
              <Button disabled={busy} onClick={close}>
                {t('common:action.cancel')}
              </Button>
              <Button look="primary" disabled={busy} onClick={() => void send({ type: 'LeaveHall' })}>
                {t('leave.confirm')}
              </Button>
            </>
          }
        >
          <p>{t('leave.help')}</p>
          <CommandNote state={state} />
        </Dialog>
      )}
    </>
  );
}
