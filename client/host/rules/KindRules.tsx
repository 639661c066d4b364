import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { AppraisalRules, MotionRules, ProjectRules } from '../../../shared/ballot/rules.ts';
import type { Fault } from '../papers/faults.ts';
import { Choices } from './Choices.tsx';
import styles from './rules.module.css';
import type { RuledKind, RulesDraft, ThresholdDraft } from './rules-draft.ts';
import { ThresholdEditor } from './ThresholdEditor.tsx';

interface Props {
  draft: RulesDraft;
  fault: (path: string) => Fault | undefined;
  change: (edit: Partial<RulesDraft>) => void;
}

/** Every question of a profile, kind by kind. */
export function KindRules({ draft, fault, change }: Props) {
  const { t } = useTranslation(['papers', 'ballot']);
  const { project, motion, appraisal } = draft;
  const threshold = (kind: RuledKind, opposable: boolean) => (
    <ThresholdEditor
      kind={kind}
      draft={draft[kind].threshold}
      opposable={opposable}
      fault={(field) => fault(`${kind}.threshold.${field}`)}
      onChange={(edit: Partial<ThresholdDraft>) =>
        change({ [kind]: { ...draft[kind], threshold: { ...draft[kind].threshold, ...edit } } })
      }
    />
  );
  return (
    <>
      <KindSection title={t('ballot:kind.project')}>
        <Choices
          title={t('rules.form.title')}
          value={project.form}
          options={ProjectRules.shape.form.options.map((value) => ({
            value,
            label: t(`rules.form.${value}`),
            about: t(`rules.formAbout.${value}`),
          }))}
          onChange={(form) => change({ project: { ...project, form } })}
        />
        {threshold('project', project.form === 'grade')}
      </KindSection>
      <KindSection title={t('ballot:kind.motion')}>
        {threshold('motion', true)}
        <Choices
          title={t('rules.blank.title')}
          value={motion.blank}
          options={MotionRules.shape.blank.options.map((value) => ({
            value,
            label: t(`rules.blank.${value}`),
            about: t(`rules.blankAbout.motion.${value}`),
          }))}
          onChange={(blank) => change({ motion: { ...motion, blank } })}
        />
      </KindSection>
      <KindSection title={t('ballot:kind.appraisal')}>
        {threshold('appraisal', false)}
        <Choices
          title={t('rules.rateBase.title')}
          value={appraisal.rateBase}
          options={AppraisalRules.shape.rateBase.options.map((value) => ({
            value,
            label: t(`ballot:base.${value}`),
            about: t(`rules.rateBaseAbout.${value}`),
          }))}
          onChange={(rateBase) => change({ appraisal: { ...appraisal, rateBase } })}
        />
        <Choices
          title={t('rules.blank.title')}
          value={appraisal.blank}
          options={AppraisalRules.shape.blank.options.map((value) => ({
            value,
            label: t(`rules.blank.${value}`),
            about: t(`rules.blankAbout.appraisal.${value}`),
          }))}
          onChange={(blank) => change({ appraisal: { ...appraisal, blank } })}
        />
        <Choices
          title={t('rules.notFamiliar.title')}
          value={appraisal.notFamiliar ? 'yes' : 'no'}
          options={(['no', 'yes'] as const).map((value) => ({
            value,
            label: t(`rules.notFamiliar.${value}`),
            about: t(`rules.notFamiliarAbout.${value}`),
          }))}
          onChange={(value) => change({ appraisal: { ...appraisal, notFamiliar: value === 'yes' } })}
        />
      </KindSection>
    </>
  );
}

function KindSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles['kindSection']} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}
