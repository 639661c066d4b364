import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import desk from '../desk.module.css';
import { useStaffRole, useStepCommand, useView } from '../desk.ts';
import { AbortDialog } from './AbortDialog.tsx';
import type { Round } from './agenda.ts';
import { DeclareDialog } from './DeclareDialog.tsx';
import { focusNextStep } from './next-focus.ts';
import { mayAbort, mayDeclareVoid, mayRehearse, whyNotPrepare } from './next-step.ts';
import { ReissueDialog } from './ReissueDialog.tsx';

/** What may be done besides the next step, by this role. */
export function RoundActions({ round }: { round: Round }) {
  const role = useStaffRole();
  if (role === 'operator') return <OperatorActions round={round} />;
  if (role === 'chair') return <ChairActions round={round} />;
  return null;
}

function OperatorActions({ round: { paper, vote } }: { round: Round }) {
  const { t } = useTranslation('host');
  const view = useView();
  const rehearsal = useStepCommand();
  const [asking, setAsking] = useState(false);
  const rehearses = paper !== null && view.stage !== 'closed' && mayRehearse(view, paper);
  const blocked = whyNotPrepare(view, true).length > 0;
  return (
    <div className={desk['form']}>
      <div className={desk['row']}>
        {rehearses && (
          <>
            <Button
              look="quiet"
              disabled={blocked || rehearsal.busy}
              onClick={() =>
                void rehearsal
                  .send({ type: 'PrepareVote', paperId: paper.paperId, rehearsal: true })
                  .then(focusNextStep)
              }
            >
              {rehearsal.busy ? t('step.preparing') : t('rehearse.action')}
            </Button>
            <span className={desk['help']}>{t('rehearse.help')}</span>
          </>
        )}
        {vote?.stage === 'open' && (
          <Button look="quiet" onClick={() => setAsking(true)}>
            {t('reissue.action')}
          </Button>
        )}
      </div>
      <CommandNote state={rehearsal.state} />
      {asking && vote && <ReissueDialog vote={vote} onClose={() => setAsking(false)} />}
    </div>
  );
}

function ChairActions({ round: { vote } }: { round: Round }) {
  const { t } = useTranslation('host');
  const view = useView();
  const [asking, setAsking] = useState<'abort' | 'void' | null>(null);
  if (!vote || view.stage === 'closed') return null;
  const close = () => setAsking(null);
  return (
    <div className={desk['row']}>
      {mayAbort(vote) && (
        <Button look="quiet" onClick={() => setAsking('abort')}>
          {t('abort.action')}
        </Button>
      )}
      {mayDeclareVoid(view, vote) && vote.objections.length === 0 && (
        <Button look="quiet" onClick={() => setAsking('void')}>
          {t('declare.voidAction')}
        </Button>
      )}
      {asking === 'abort' && mayAbort(vote) && <AbortDialog vote={vote} onClose={close} />}
      {asking === 'void' && mayDeclareVoid(view, vote) && (
        <DeclareDialog vote={vote} voidOnly onClose={close} />
      )}
    </div>
  );
}
