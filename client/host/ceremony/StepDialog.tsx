import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../../shared/sitting/commands.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { useStepCommand } from '../desk.ts';
import { focusNextStep } from './next-focus.ts';

interface Props {
  title: string;
  children: ReactNode;
  /** Names the effect. */
  button: string;
  /** null while something that it needs has not been filled in. */
  command: Command | null;
  onClose: () => void;
}

/**
 * Asks before a step that cannot be taken back, takes it, and closes once the desk shows what it did. Not before: a step
 * under way is repeated until it is answered, and must not look called off.
 */
export function StepDialog({ title, children, button, command, onClose }: Props) {
  const { t } = useTranslation(['host', 'common']);
  const step = useStepCommand();
  const take = async () => {
    if (!command || !(await step.send(command))) return;
    onClose();
    focusNextStep();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      held={step.busy}
      buttons={
        <>
          <Button disabled={step.busy} onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button look="primary" disabled={command === null || step.busy} onClick={() => void take()}>
            {step.busy ? t('step.working') : button}
          </Button>
        </>
      }
    >
      {children}
      <CommandNote state={step.state} />
    </Dialog>
  );
}
