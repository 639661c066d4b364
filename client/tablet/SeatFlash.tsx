import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deputy } from '../../shared/roll.ts';
import styles from './seat-flash.module.css';

const SHOWN_MS = 20_000;

/** Name and seat on the whole screen, for whoever looks for this tablet in the hall. What was there before stays under it. */
export function SeatFlash(props: { deputy: Deputy; since: number; onClose: () => void }) {
  const { deputy, since, onClose } = props;
  const { t } = useTranslation('presence');
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    const timer = setTimeout(() => close.current(), since + SHOWN_MS - Date.now());
    return () => {
      clearTimeout(timer);
      opened?.close();
    };
  }, [since]);
  return (
    <dialog ref={dialog} className={styles['flash']} aria-labelledby="seat-flash" onClose={onClose}>
      <button type="button" onClick={onClose}>
        <span id="seat-flash" className={styles['who']}>
          <strong>{deputy.seat}</strong>
          <span>{deputy.name}</span>
        </span>
        <span>{t('flash.close')}</span>
      </button>
    </dialog>
  );
}
