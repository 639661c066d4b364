import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import styles from '../moderation.module.css';

interface Props {
  title: string;
  button: string;
  /** False while something is missing. */
  ready: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Asks for what an act needs; Enter carries it out. */
export function ActForm({ title, button, ready, onSubmit, onClose, children }: Props) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" form={id} aria-disabled={!ready}>
            {button}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className={styles['dialogForm']}
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          onSubmit();
          onClose();
        }}
      >
        {children}
      </form>
    </Dialog>
  );
}
