import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { Notice } from '../../design/Notice.tsx';
import { viewOf } from '../../inquiry/line.ts';
import { useInquiry, useInquiryCommand, useInquiryLine } from '../../inquiry/useInquiry.ts';
import { useSession } from '../../session.tsx';
import desk from '../desk.module.css';
import form from '../papers/form.module.css';
import { PlanEditor } from './PlanEditor.tsx';
import { draftOf } from './plan-draft.ts';
import { useRuns } from './runs.ts';

/** The plan of this inquiry; it may be changed until it has ended. */
export function PlanSection() {
  const { t } = useTranslation('inquiry-desk');
  const line = useInquiryLine();
  const { plan, stage, inquiryId } = useInquiry('desk');
  const runs = useRuns();
  const { timeZone } = useSession();
  const { state, busy, send } = useInquiryCommand();
  /** What is edited: another plan that comes meanwhile is told of, and taken over when that is wanted. */
  const [begun, setBegun] = useState(plan);
  const [taken, setTaken] = useState(0);
  const draftKey = `yishi.inquiry-plan.${inquiryId}`;
  const changed = !busy && JSON.stringify(begun) !== JSON.stringify(plan);
  const takeTheirs = () => {
    localStorage.removeItem(draftKey);
    setBegun(plan);
    setTaken((before) => before + 1);
  };
  const saved = () => setBegun(viewOf(line.state(), 'desk')?.plan ?? plan);
  return (
    <section className={desk['card']} aria-label={t('part.plan')}>
      {stage === 'ended' && <Notice tone="information">{t('plan.ended')}</Notice>}
      {changed && (
        <Notice tone="warning" live title={t('plan.changed')}>
          <Button look="quiet" onClick={takeTheirs}>
            {t('plan.takeTheirs')}
          </Button>
        </Notice>
      )}
      <fieldset className={form['bare']} disabled={stage === 'ended' || !runs}>
        <PlanEditor
          key={taken}
          draftKey={draftKey}
          initial={() => draftOf(plan, timeZone)}
          state={state}
          busy={busy}
          button={t('plan.save')}
          onSave={(next) => send({ type: 'ChangePlan', plan: next })}
          onSaved={saved}
        />
      </fieldset>
      {state.phase === 'done' && !changed && (
        <Notice tone="done" live>
          {t('plan.saved')}
        </Notice>
      )}
    </section>
  );
}
