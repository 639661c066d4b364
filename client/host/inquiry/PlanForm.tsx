import { Input, Radio } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Naming } from '../../../shared/inquiry/plan.ts';
import { Button } from '../../design/Button.tsx';
import { useSession } from '../../session.tsx';
import { GrowingTextArea } from '../GrowingTextArea.tsx';
import { Field } from '../papers/Field.tsx';
import { type Faults, shownFault } from '../papers/faults.ts';
import form from '../papers/form.module.css';
import { DepartmentRows } from './DepartmentRows.tsx';
import { wallTime } from './hall-wall-time.ts';
import styles from './inquiry.module.css';
import type { PlanDraft } from './plan-draft.ts';
import { QuestionerRows } from './QuestionerRows.tsx';

export type ChangePlan = (change: (draft: PlanDraft) => PlanDraft) => void;

interface Props {
  draft: PlanDraft;
  set: ChangePlan;
  faults: Faults;
  attempted: boolean;
}

/** Everything that is planned of an inquiry, in the order in which it is thought of. */
export function PlanForm(props: Props) {
  return (
    <div className={styles['planColumns']}>
      <div className={form['form']}>
        <Subject {...props} />
        <When {...props} />
        <Limits {...props} />
        <ForThePublic {...props} />
        <QuestionerRows {...props} />
      </div>
      <div className={form['form']}>
        <DepartmentRows {...props} />
      </div>
    </div>
  );
}

/** A field of the form that is one line or more of text. */
function useText({ draft, set, faults, attempted }: Props) {
  const fault = shownFault(faults, attempted);
  const write = useCallback((change: Partial<PlanDraft>) => set((now) => ({ ...now, ...change })), [set]);
  return { draft, fault, write };
}

function Subject(props: Props) {
  const { t } = useTranslation('inquiry-desk');
  const { draft, fault, write } = useText(props);
  return (
    <>
      <Field label={t('plan.title')} fault={fault('title')}>
        {(control) => (
          <Input
            {...control}
            value={draft.title}
            placeholder={t('plan.titlePlaceholder')}
            onChange={({ target }) => write({ title: target.value })}
          />
        )}
      </Field>
      <Field label={t('plan.topic')} hint={t('plan.topicHint')} fault={fault('topic')}>
        {(control) => (
          <GrowingTextArea
            {...control}
            minRows={3}
            maxRows={12}
            value={draft.topic}
            onChange={({ target }) => write({ topic: target.value })}
          />
        )}
      </Field>
    </>
  );
}

function When(props: Props) {
  const { t } = useTranslation('inquiry-desk');
  const { timeZone, clockSkew } = useSession();
  const { draft, fault, write } = useText(props);
  return (
    <section className={form['section']} aria-labelledby="plan-when">
      <div className={form['sectionHead']}>
        <h3 id="plan-when">{t('plan.when')}</h3>
        <p className={form['hint']}>{t('plan.zone', { zone: timeZone })}</p>
      </div>
      <div className={form['pair']}>
        <Field label={t('plan.startsAt')} fault={fault('startsAt')}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={draft.startsAt}
              onChange={({ target }) => write({ startsAt: target.value })}
            />
          )}
        </Field>
        <Field label={t('plan.askFrom')} hint={t('plan.askFromHint')} fault={fault('askFrom')}>
          {(control) => (
            <div className={styles['withButton']}>
              <Input
                {...control}
                type="datetime-local"
                value={draft.askFrom}
                onChange={({ target }) => write({ askFrom: target.value })}
              />
              <Button
                look="quiet"
                onClick={() => write({ askFrom: wallTime(Date.now() - clockSkew, timeZone) })}
              >
                {t('plan.askNow')}
              </Button>
            </div>
          )}
        </Field>
      </div>
    </section>
  );
}

function Limits(props: Props) {
  const { t } = useTranslation('inquiry-desk');
  const { draft, fault, write } = useText(props);
  return (
    <section className={form['section']} aria-labelledby="plan-limits">
      <div className={form['sectionHead']}>
        <h3 id="plan-limits">{t('plan.limits')}</h3>
        <p className={form['hint']}>{t('plan.limitsHint')}</p>
      </div>
      <div className={form['pair']}>
        <Field label={t('plan.questionMinutes')} fault={fault('questionSeconds')}>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={draft.questionMinutes}
              onChange={({ target }) => write({ questionMinutes: target.value })}
            />
          )}
        </Field>
        <Field label={t('plan.answerMinutes')} fault={fault('answerSeconds')}>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={draft.answerMinutes}
              onChange={({ target }) => write({ answerMinutes: target.value })}
            />
          )}
        </Field>
      </div>
    </section>
  );
}

function ForThePublic(props: Props) {
  const { t } = useTranslation('inquiry-desk');
  const { draft, fault, write } = useText(props);
  return (
    <section className={form['section']} aria-labelledby="plan-public">
      <h3 id="plan-public">{t('plan.public')}</h3>
      <div className={form['field']}>
        <p className={form['label']} id="plan-naming">
          {t('plan.naming')}
        </p>
        <Radio.Group
          aria-labelledby="plan-naming"
          value={draft.naming}
          onChange={({ target }) => write({ naming: Naming.parse(target.value) })}
          options={Naming.options.map((value) => ({ value, label: t(`plan.namings.${value}`) }))}
        />
      </div>
      <Field label={t('plan.rules')} hint={t('plan.rulesHint')} fault={fault('rules')}>
        {(control) => (
          <GrowingTextArea
            {...control}
            minRows={3}
            maxRows={12}
            value={draft.rules}
            onChange={({ target }) => write({ rules: target.value })}
          />
        )}
      </Field>
      <Field label={t('plan.streamUrl')} hint={t('plan.streamHint')} fault={fault('streamUrl')}>
        {(control) => (
          <Input
            {...control}
            inputMode="url"
            value={draft.streamUrl}
            onChange={({ target }) => write({ streamUrl: target.value })}
          />
        )}
      </Field>
      <Field label={t('plan.posterUrl')} hint={t('plan.posterHint')} fault={fault('posterUrl')}>
        {(control) => (
          <Input
            {...control}
            inputMode="url"
            value={draft.posterUrl}
            onChange={({ target }) => write({ posterUrl: target.value })}
          />
        )}
      </Field>
    </section>
  );
}
