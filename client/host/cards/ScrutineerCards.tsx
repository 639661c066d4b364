import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeputyId } from '../../../shared/ids.ts';
import type { View } from '../../../shared/views.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { useSession } from '../../session.tsx';
import { useSitting } from '../../sitting.tsx';
import desk from '../desk.module.css';
import { type StepCommand, useStaffRole, useStepCommand, useView } from '../desk.ts';
import styles from './cards.module.css';
import { FirstPin } from './FirstPin.tsx';
import { IssueDialog } from './IssueDialog.tsx';

type Line = NonNullable<View['scrutineerCards']>[number];
/** How far a card has come: to be asked for, to be issued, its PIN to be read by me or by another operator, in its holder's hands. */
type Step = 'missing' | 'requested' | 'pinMine' | 'pinOther' | 'ready';

function useSteps(): { line: Line; step: Step }[] {
  const { scrutineerCards } = useView();
  const { cards } = useSitting();
  const { principal } = useSession();
  const me = principal.role === 'deputy' ? null : principal.accountId;
  return (scrutineerCards ?? []).map((line) => {
    const pin = cards.pins.find(({ deputyId }) => deputyId === line.deputyId);
    if (line.requested) return { line, step: 'requested' };
    if (pin) return { line, step: pin.accountId === me ? 'pinMine' : 'pinOther' };
    return { line, step: line.byTwo ? 'ready' : 'missing' };
  });
}

/**
 * The cards of scrutineers and of those who are proposed, each with its next step and whose it is: the operator asks, the chair
 * issues the link, the operator reads the PIN. `unfinished`: there only while one of them is not ready.
 */
export function ScrutineerCards({ unfinished = false }: { unfinished?: boolean }) {
  const { t } = useTranslation('cards');
  const { roll, stage } = useView();
  const command = useStepCommand();
  const [open, setOpen] = useState<{ what: 'issue' | 'pin'; deputyId: DeputyId } | null>(null);
  const steps = useSteps();
  const waiting = steps.filter(({ step }) => step !== 'ready').length;
  if (stage === 'closed' || (!open && (unfinished ? waiting : steps.length) === 0)) return null;
  const chosen = open && roll?.find(({ deputy }) => deputy.deputyId === open.deputyId)?.deputy;
  const close = () => setOpen(null);
  return (
    <section className={desk['card']} aria-labelledby="scrutineer-cards">
      <div className={desk['cardHead']}>
        <h2 id="scrutineer-cards">{t('byTwo.title')}</h2>
        {waiting > 0 && (
          <span className={desk['tag']} data-tone="stopped">
            {waiting}
          </span>
        )}
      </div>
      <p className={desk['help']}>{t('byTwo.about')}</p>
      <ul className={styles['waiting']} aria-live="polite">
        {steps.map(({ line, step }) => (
          <li key={line.deputyId} data-ready={step === 'ready'}>
            <p>
              <strong>{line.name}</strong>
            </p>
            <p className={desk['help']}>{t(`byTwo.step.${step}`)}</p>
            <NextStep line={line} step={step} command={command} onOpen={setOpen} />
          </li>
        ))}
      </ul>
      <CommandNote state={command.state} />
      {chosen && open.what === 'issue' && (
        <IssueDialog title={t('titleOne', { name: chosen.name })} deputies={[chosen]} onClose={close} />
      )}
      {chosen && open.what === 'pin' && <FirstPin deputy={chosen} onClose={close} />}
    </section>
  );
}

interface NextProps {
  line: Line;
  step: Step;
  command: StepCommand;
  onOpen: (open: { what: 'issue' | 'pin'; deputyId: DeputyId }) => void;
}

/** The button of whoever's turn it is. An operator may always ask anew: cards and PINs get lost. */
function NextStep({ line: { deputyId, name }, step, command, onOpen }: NextProps) {
  const { t } = useTranslation('cards');
  const role = useStaffRole();
  if (role === 'chair' && step === 'requested')
    return (
      <Button
        look="primary"
        aria-label={t('byTwo.issueOf', { name })}
        onClick={() => onOpen({ what: 'issue', deputyId })}
      >
        {t('byTwo.issue')}
      </Button>
    );
  if (role !== 'operator' || step === 'requested') return null;
  if (step === 'pinMine')
    return (
      <Button
        look="primary"
        aria-label={t('byTwo.pinOf', { name })}
        onClick={() => onOpen({ what: 'pin', deputyId })}
      >
        {t('byTwo.pin')}
      </Button>
    );
  return (
    <Button
      look={step === 'missing' ? 'primary' : 'quiet'}
      disabled={command.busy}
      aria-label={t(step === 'missing' ? 'byTwo.askOf' : 'byTwo.askAnewOf', { name })}
      onClick={() => void command.send({ type: 'RequestCard', deputyId })}
    >
      {t(step === 'missing' ? 'byTwo.ask' : 'byTwo.askAnew')}
    </Button>
  );
}
