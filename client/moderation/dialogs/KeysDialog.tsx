import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { keyActs, keysOf } from '../keys.ts';
import styles from '../moderation.module.css';

interface Props {
  on: boolean;
  onSwitch: (on: boolean) => void;
  onClose: () => void;
}

/** What every key does, and the switch for them. */
export function KeysDialog({ on, onSwitch, onClose }: Props) {
  const { t } = useTranslation(['moderation', 'common']);
  return (
    <Dialog
      title={t('keys.title')}
      onClose={onClose}
      buttons={<Button onClick={onClose}>{t('common:action.close')}</Button>}
    >
      <p className={styles['help']}>{t('keys.help')}</p>
      <label className={styles['switch']}>
        <input type="checkbox" checked={on} onChange={({ target }) => onSwitch(target.checked)} />
        {t('keys.on')}
      </label>
      <dl className={styles['keyList']}>
        {keyActs.map((act) => (
          <div key={act}>
            <dt>
              {keysOf(act).map((key) => (
                <kbd key={key} className={styles['key']}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{t(`keys.act.${act}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
