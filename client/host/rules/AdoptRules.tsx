import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { VotingRules } from '../../../shared/ballot/rules.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { useCommand } from '../../sitting.tsx';
import { RulesSummary } from './RulesSummary.tsx';

interface Props {
  rules: VotingRules;
  onClose: () => void;
  onAdopted: () => void;
}

/** Reads the whole profile out once more: from here on every vote is prepared by it. */
export function AdoptRules({ rules, onClose, onAdopted }: Props) {
  const { t } = useTranslation(['papers', 'common']);
  const { state, busy, send } = useCommand();
  // The dialog would begin at its buttons, below all that has to be read first.
  const begin = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => begin.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const adopt = async () => {
    if (await send({ type: 'AdoptVotingRules', rules })) onAdopted();
  };
  return (
    <Dialog
      title={t('rules.adoptTitle', { title: rules.title, version: rules.version })}
      onClose={onClose}
      held={busy}
      buttons={
        <>
          <Button disabled={busy} onClick={onClose}>
            {t('common:action.back')}
          </Button>
          <Button look="primary" disabled={busy} onClick={() => void adopt()}>
            {busy ? t('common:sending') : t('rules.adoptNow')}
          </Button>
        </>
      }
    >
      <p ref={begin} tabIndex={-1}>
        {t('rules.adoptHelp')}
      </p>
      <RulesSummary rules={rules} />
      <CommandNote state={state} />
    </Dialog>
  );
}
