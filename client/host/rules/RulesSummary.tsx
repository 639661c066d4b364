import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Threshold, VotingRules } from '../../../shared/ballot/rules.ts';
import { ThresholdSentence } from '../../result/ThresholdSentence.tsx';
import styles from './rules.module.css';
import { ThresholdExample } from './ThresholdExample.tsx';

/** A profile in plain sentences, one card for each kind of paper. */
export function RulesSummary({ rules }: { rules: VotingRules }) {
  const { t } = useTranslation(['papers', 'ballot']);
  const { project, motion, appraisal } = rules;
  return (
    <div className={styles['summary']}>
      <Kind title={t('ballot:kind.project')}>
        <Fact name={t('rules.fact.form')}>{t(`rules.say.form.${project.form}`)}</Fact>
        <ThresholdFact name={t('rules.fact.threshold')} threshold={project.threshold} />
      </Kind>
      <Kind title={t('ballot:kind.motion')}>
        <ThresholdFact name={t('rules.fact.threshold')} threshold={motion.threshold} />
        <Fact name={t('rules.fact.blank')}>{t(`rules.say.blank.motion.${motion.blank}`)}</Fact>
      </Kind>
      <Kind title={t('ballot:kind.appraisal')}>
        <ThresholdFact name={t('rules.fact.threshold')} threshold={appraisal.threshold} />
        <Fact name={t('rules.fact.verdict')}>{t('rules.say.verdict')}</Fact>
        <Fact name={t('rules.fact.rateBase')}>{t(`rules.say.rateBase.${appraisal.rateBase}`)}</Fact>
        <Fact name={t('rules.fact.blank')}>{t(`rules.say.blank.appraisal.${appraisal.blank}`)}</Fact>
        <Fact name={t('rules.fact.notFamiliar')}>
          {t(`rules.say.notFamiliar.${appraisal.notFamiliar ? 'yes' : 'no'}`)}
        </Fact>
      </Kind>
    </div>
  );
}

function Kind({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles['kind']}>
      <h4>{title}</h4>
      <dl>{children}</dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function ThresholdFact({ name, threshold }: { name: string; threshold: Threshold | null }) {
  return (
    <Fact name={name}>
      <strong>
        <ThresholdSentence threshold={threshold} />
      </strong>
      <ThresholdExample threshold={threshold} />
    </Fact>
  );
}
