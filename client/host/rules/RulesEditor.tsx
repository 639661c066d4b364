import { Input } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { statutoryRules, VotingRules } from '../../../shared/ballot/rules.ts';
import { Button } from '../../design/Button.tsx';
import { Notice } from '../../design/Notice.tsx';
import { useConnection } from '../../sitting.tsx';
import { Field } from '../papers/Field.tsx';
import { faultsOf, shownFault } from '../papers/faults.ts';
import { useKept } from '../papers/kept.ts';
import { AdoptRules } from './AdoptRules.tsx';
import { KindRules } from './KindRules.tsx';
import styles from './rules.module.css';
import { draftFromRules, RulesDraft, rulesFrom } from './rules-draft.ts';

/** `from`: the version that was in force when the editing began. */
const KeptRules = z.object({ draft: RulesDraft, from: z.int() });

interface Props {
  adopted: VotingRules | null;
  onAdopted: () => void;
  onLeave: (() => void) | null;
}

/** The chair writes down what the sitting has adopted: defaults of the statutes, every choice explained. */
export function RulesEditor({ adopted, onAdopted, onLeave }: Props) {
  const { t } = useTranslation(['papers', 'common']);
  const { sittingId } = useConnection();
  const form = useRef<HTMLFormElement>(null);
  const inForce = adopted?.version ?? 0;
  const { value, set, forget } = useKept<z.output<typeof KeptRules>>(
    `yishi.rules.${sittingId}`,
    KeptRules,
    () => ({
      draft: draftFromRules(adopted ?? statutoryRules),
      from: inForce,
    }),
  );
  const { draft, from } = value;
  const [attempted, setAttempted] = useState(false);
  const [asking, setAsking] = useState<VotingRules | null>(null);
  const wanted = useMemo(() => rulesFrom(draft, inForce + 1), [draft, inForce]);
  const faults = useMemo(() => faultsOf(VotingRules, wanted), [wanted]);
  const fault = shownFault(faults, attempted);
  const change = (edit: Partial<RulesDraft>) => set((now) => ({ ...now, draft: { ...now.draft, ...edit } }));
  const submit = () => {
    setAttempted(true);
    const rules = VotingRules.safeParse(wanted);
    if (rules.success) setAsking(rules.data);
    else
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault]')?.focus(),
      );
  };
  const leave = (then: () => void) => {
    forget();
    then();
  };
  return (
    <form
      ref={form}
      className={styles['editor']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {from !== inForce && !asking && (
        <Notice tone="warning" live>
          {t('rules.changedMeanwhile', { version: inForce })}
        </Notice>
      )}
      <Field
        label={t('rules.title')}
        hint={t('rules.versionNext', { version: inForce + 1 })}
        fault={fault('title')}
      >
        {(control) => (
          <Input
            {...control}
            value={draft.title}
            onChange={({ target }) => change({ title: target.value })}
          />
        )}
      </Field>
      <KindRules draft={draft} fault={fault} change={change} />
      <div className={styles['foot']}>
        <div className={styles['buttons']}>
          <Button look="primary" type="submit">
            {t('rules.adopt', { version: inForce + 1 })}
          </Button>
          {onLeave && <Button onClick={() => leave(onLeave)}>{t('common:action.cancel')}</Button>}
          <Button
            look="quiet"
            onClick={() => change({ ...draftFromRules(statutoryRules), title: draft.title })}
          >
            {t('rules.statutory')}
          </Button>
          {faults.size > 0 && (
            <p className={styles['personFault']} {...(attempted && { role: 'alert' })}>
              <span aria-hidden="true">×</span> {t('editor.faults', { count: faults.size })}
            </p>
          )}
        </div>
      </div>
      {asking && (
        <AdoptRules rules={asking} onClose={() => setAsking(null)} onAdopted={() => leave(onAdopted)} />
      )}
    </form>
  );
}
