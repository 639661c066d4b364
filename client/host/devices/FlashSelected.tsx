import { useTranslation } from 'react-i18next';
import type { DeputyId } from '../../../shared/ids.ts';
import { Button } from '../../design/Button.tsx';
import { RefusalNotice } from '../../design/Notice.tsx';
import desk from '../desk.module.css';
import styles from './devices.module.css';
import type { Flash } from './useFlash.ts';

interface Props {
  /** A vote is open. */
  open: boolean;
  flash: Flash;
  selected: ReadonlySet<DeputyId>;
  onDone: () => void;
}

/** Shows the seats of all who are selected; says what it does, and what became of it. */
export function FlashSelected({ open, flash, selected, onDone }: Props) {
  const { t } = useTranslation('devices');
  const { busy, last, send } = flash;
  const show = async () => {
    if (await send([...selected])) onDone();
  };
  return (
    <div className={styles['flash']}>
      <Button look="quiet" disabled={open || busy || selected.size === 0} onClick={() => void show()}>
        {t('flashSelected', { count: selected.size })}
      </Button>
      <p className={desk['help']} role="status">
        {open ? t('flashNotNow') : last && 'reached' in last ? t('flashed', last) : t('flashHelp')}
      </p>
      {last && 'refused' in last && <RefusalNotice refusal={last.refused} />}
    </div>
  );
}
