import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InquiryCommand } from '../../../shared/inquiry/commands.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { useInquiryCommand } from '../../inquiry/useInquiry.ts';

interface Props {
  title: string;
  children: ReactNode;
  /** Names the effect. */
  button: string;
  /** Sent one after the other; null while something that they need has not been filled in. */
  commands: readonly InquiryCommand[] | null;
  onClose: () => void;
}

/** Asks before a step of the inquiry, takes it, and closes once the desk shows what it did. */
export function InquiryDialog({ title, children, button, commands, onClose }: Props) {
  const { t } = useTranslation(['inquiry-desk', 'common']);
  const { state, busy, send } = useInquiryCommand();
  const take = async () => {
    for (const command of commands ?? []) if (!(await send(command))) return;
    onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      held={busy}
      buttons={
        <>
          <Button disabled={busy} onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button look="primary" disabled={commands === null || busy} onClick={() => void take()}>
            {busy ? t('floor.working') : button}
          </Button>
        </>
      }
    >
      {children}
      <CommandNote state={state} />
    </Dialog>
  );
}
