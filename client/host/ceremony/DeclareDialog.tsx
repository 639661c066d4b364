import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../../shared/sitting/commands.ts';
import type { VoteView } from '../../../shared/views.ts';
import { Notice } from '../../design/Notice.tsx';
import desk from '../desk.module.css';
import { tooManyReturned } from './next-step.ts';
import { ReasonField } from './ReasonField.tsx';
import { ReturnsTable } from './ReturnsTable.tsx';
import { StepDialog } from './StepDialog.tsx';

/** The chair declares on the figures of the seal: valid, or void with a reason. `voidOnly` is the way out of a deadlock. */
export function DeclareDialog(props: { vote: VoteView; voidOnly?: boolean; onClose: () => void }) {
  const { vote, voidOnly = false, onClose } = props;
  const { t } = useTranslation('host');
  const tooMany = tooManyReturned(vote);
  const [chosen, setChosen] = useState<'valid' | 'void' | null>(voidOnly || tooMany ? 'void' : null);
  const [reason, setReason] = useState('');
  const command = commandFor(vote, chosen, reason.trim());
  return (
    <StepDialog
      title={voidOnly ? t('declare.titleVoid') : t('declare.title')}
      button={
        chosen === null
          ? t('step.button.declare')
          : t(chosen === 'void' ? 'declare.voidButton' : 'declare.validButton')
      }
      command={command}
      onClose={onClose}
    >
      <ReturnsTable vote={vote} />
      {(tooMany || !voidOnly) && (
        <Notice tone={tooMany ? 'error' : 'information'}>
          {tooMany ? t('returns.tooMany') : t('returns.balanced')}
        </Notice>
      )}
      {!voidOnly && <Verdicts chosen={chosen} validBarred={tooMany} onChoose={setChosen} />}
      {chosen === 'void' && (
        <>
          <ReasonField
            label={t('declare.reason')}
            help={t('declare.reasonHelp')}
            value={reason}
            onChange={setReason}
          />
          <p>{t('declare.voidNote')}</p>
        </>
      )}
    </StepDialog>
  );
}

function commandFor({ voteId }: VoteView, verdict: 'valid' | 'void' | null, reason: string): Command | null {
  if (verdict === 'valid') return { type: 'DeclareVote', voteId, verdict };
  if (verdict === 'void' && reason !== '') return { type: 'DeclareVote', voteId, verdict, reason };
  return null;
}

function Verdicts(props: {
  chosen: 'valid' | 'void' | null;
  validBarred: boolean;
  onChoose: (verdict: 'valid' | 'void') => void;
}) {
  const { chosen, validBarred, onChoose } = props;
  const { t } = useTranslation('host');
  const name = useId();
  return (
    <fieldset className={desk['choices']}>
      <legend>{t('declare.legend')}</legend>
      {(['valid', 'void'] as const).map((verdict) => (
        <label key={verdict} className={desk['choice']}>
          <input
            type="radio"
            name={name}
            checked={chosen === verdict}
            disabled={verdict === 'valid' && validBarred}
            onChange={() => onChoose(verdict)}
          />
          {t(`declare.${verdict}`)}
        </label>
      ))}
    </fieldset>
  );
}
