import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './design.module.css';

interface Props {
  title: ReactNode;
  children: ReactNode;
  buttons: ReactNode;
  onClose: () => void;
  /** Stays open whatever is pressed: what it asked for is under way and can no longer be called off. */
  held?: boolean;
}

/** Asks before something that cannot be taken back. Escape closes it unless it is held; focus stays inside and returns where it was. */
export function Dialog({ title, children, buttons, onClose, held = false }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => opened?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles['dialog']}
      aria-labelledby={titleId}
      onCancel={(event) => held && event.preventDefault()}
      // Browsers let a second Escape through all the same.
      onClose={() => (held ? dialog.current?.showModal() : onClose())}
    >
      <div className={styles['dialogBody']}>
        <h2 id={titleId} className={styles['dialogTitle']}>
          {title}
        </h2>
        {children}
        <div className={styles['dialogButtons']}>{buttons}</div>
      </div>
    </dialog>
  );
}
