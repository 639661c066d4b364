import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { CommandNote } from '../design/Notice.tsx';
import type { CommandPhase } from '../sitting.tsx';
import styles from './scrutineer.module.css';

/** As long as a reason may be. */
const MOST = 500;

export function ObjectionDialog(props: {
  state: CommandPhase;
  busy: boolean;
  onClose: () => void;
  onObject: (reason: string) => void;
}) {
  const { state, busy, onClose, onObject } = props;
  const { t } = useTranslation(['scrutineer', 'common']);
  const [reason, setReason] = useState('');
  const id = useId();
  // A reason is one line, whatever keys were pressed.
  const said = reason.replace(/\s+/g, ' ').trim();
  return (
    <Dialog
      title={t('sign.objectTitle')}
      onClose={onClose}
      held={busy}
      buttons={
        <>
          <Button disabled={busy} onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button look="primary" disabled={busy || said === ''} onClick={() => onObject(said)}>
            {busy ? t('common:sending') : t('sign.object')}
          </Button>
        </>
      }
    >
      <p>{t('sign.objectHelp')}</p>
      <label className={styles['field']} htmlFor={id}>
        {t('sign.objectReason')}
        <textarea
          id={id}
          rows={3}
          maxLength={MOST}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <CommandNote state={state} />
    </Dialog>
  );
}
