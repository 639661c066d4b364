import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { CommandId, type InquiryId } from '../../../shared/ids.ts';
import { InquiryPlan } from '../../../shared/inquiry/plan.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { inquiryApi } from '../../inquiry/inquiry-api.ts';
import { useSession } from '../../session.tsx';
import { type CommandPhase, useConnection } from '../../sitting.tsx';
import { newId } from '../../trying.ts';
import { faultsOf } from '../papers/faults.ts';
import form from '../papers/form.module.css';
import { useKept } from '../papers/kept.ts';
import { useRequest } from '../useRequest.ts';
import { PlanForm } from './PlanForm.tsx';
import { PlanDraft, planFrom } from './plan-draft.ts';

interface Props {
  /** Under which the draft is kept on this device. */
  draftKey: string;
  initial: () => PlanDraft;
  state: CommandPhase;
  busy: boolean;
  button: string;
  /** `commandId` is the same until a word of the draft changes. Resolves with whether it is saved. */
  onSave: (plan: InquiryPlan, commandId: CommandId) => Promise<boolean>;
  onSaved: () => void;
  onLeave?: () => void;
}

/** A draft, and the id of the attempt to save it that had no answer yet. */
const KeptPlan = z.object({ draft: PlanDraft, attempt: CommandId.nullable() });

/** The form of a plan: what is typed is kept on this device until it is saved. */
export function PlanEditor(props: Props) {
  const { draftKey, initial, state, busy, button, onSave, onSaved, onLeave } = props;
  const { t } = useTranslation(['inquiry-desk', 'papers', 'common']);
  const { timeZone } = useSession();
  const fields = useRef<HTMLDivElement>(null);
  const { value, kept, set, forget } = useKept<z.output<typeof KeptPlan>>(draftKey, KeptPlan, () => ({
    draft: initial(),
    attempt: null,
  }));
  const { draft } = value;
  const [attempted, setAttempted] = useState(false);
  const faults = useMemo(() => faultsOf(InquiryPlan, planFrom(draft, timeZone)), [draft, timeZone]);
  const change = useCallback(
    (edit: (draft: PlanDraft) => PlanDraft) => set((now) => ({ draft: edit(now.draft), attempt: null })),
    [set],
  );
  const submit = async () => {
    setAttempted(true);
    const plan = InquiryPlan.safeParse(planFrom(draft, timeZone));
    if (!plan.success) {
      // The faults are drawn with this very change.
      requestAnimationFrame(() =>
        fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      );
      return;
    }
    const attempt = value.attempt ?? CommandId.parse(newId());
    set((now) => ({ ...now, attempt }));
    if (!(await onSave(plan.data, attempt))) return set((now) => ({ ...now, attempt: null }));
    forget();
    onSaved();
  };
  return (
    <div className={form['editor']}>
      <div ref={fields} className={form['form']}>
        <fieldset className={form['bare']} disabled={busy} aria-label={t('part.plan')}>
          <PlanForm draft={draft} set={change} faults={faults} attempted={attempted} />
        </fieldset>
      </div>
      <div className={form['foot']}>
        <CommandNote state={state} />
        <div className={form['buttons']}>
          <Button look="primary" disabled={busy} onClick={() => void submit()}>
            {busy ? t('common:sending') : button}
          </Button>
          {onLeave && (
            <Button disabled={busy} onClick={onLeave}>
              {t('plan.back')}
            </Button>
          )}
          {attempted && faults.size > 0 && (
            <p role="alert" className={form['fault']}>
              <span aria-hidden="true">×</span> {t('papers:editor.faults', { count: faults.size })}
            </p>
          )}
          <p className={form['hint']}>{kept ? t('papers:editor.kept') : t('papers:editor.notKept')}</p>
        </div>
      </div>
    </div>
  );
}

/** A new inquiry of this sitting. */
export function NewPlan(props: {
  initial: () => PlanDraft;
  onPlanned: (inquiryId: InquiryId) => void;
  onLeave?: () => void;
}) {
  const { initial, onPlanned, onLeave } = props;
  const { t } = useTranslation('inquiry-desk');
  const { sittingId } = useConnection();
  const { state, busy, send } = useRequest();
  const planned = useRef<InquiryId | null>(null);
  return (
    <PlanEditor
      draftKey={`yishi.inquiry-plan.${sittingId}.new`}
      initial={initial}
      state={state}
      busy={busy}
      button={t('plan.saveNew')}
      onSave={async (plan, commandId) => {
        const body = { commandId, plan };
        const answer = await send(() =>
          inquiryApi('POST /api/sittings/:sittingId/inquiries', { sittingId }, body),
        );
        if (!answer || 'refused' in answer) return false;
        planned.current = answer.ok.inquiryId;
        return true;
      }}
      onSaved={() => planned.current && onPlanned(planned.current)}
      {...(onLeave && { onLeave })}
    />
  );
}
