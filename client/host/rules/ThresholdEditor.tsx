import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Base, Threshold } from '../../../shared/ballot/rules.ts';
import { ThresholdSentence } from '../../result/ThresholdSentence.tsx';
import { Field } from '../papers/Field.tsx';
import type { Fault } from '../papers/faults.ts';
import { Choices } from './Choices.tsx';
import styles from './rules.module.css';
import { fractions, type RuledKind, type ThresholdDraft, thresholdFrom } from './rules-draft.ts';
import { ThresholdExample } from './ThresholdExample.tsx';

interface Props {
  kind: RuledKind;
  draft: ThresholdDraft;
  /** Whether the paper asks for votes against too: only then they can be counted together. */
  opposable: boolean;
  /** By the path below `threshold`. */
  fault: (field: string) => Fault | undefined;
  onChange: (change: Partial<ThresholdDraft>) => void;
}

/** How many votes are enough: which part, of what, and what that means with the figures of this sitting. */
export function ThresholdEditor({ kind, draft, opposable, fault, onChange }: Props) {
  const { t } = useTranslation(['papers', 'ballot']);
  const offered = fractions.filter((one) => one !== 'none' || kind === 'project');
  const bases = Base.options.filter((base) => base !== 'decisive' || kind !== 'appraisal');
  const threshold = Threshold.nullable().safeParse(thresholdFrom(draft));
  return (
    <>
      <Choices
        title={t(`rules.fraction.${kind}`)}
        value={draft.fraction}
        options={offered.map((value) => ({
          value,
          label: t(`rules.fraction.${value}`),
          about: t(`rules.fractionAbout.${value}`),
        }))}
        onChange={(fraction) => onChange({ fraction })}
      />
      {draft.fraction === 'custom' && <CustomFraction draft={draft} fault={fault} onChange={onChange} />}
      {draft.fraction !== 'none' && (
        <Choices
          title={t('rules.base.title')}
          value={draft.base}
          fault={fault('base')}
          options={bases.map((value) => {
            const disabled = value === 'decisive' && !opposable && draft.base !== 'decisive';
            return {
              value,
              label: t(`ballot:base.${value}`),
              about: disabled ? t('fault.needsGrades') : t(`rules.baseAbout.${value}`),
              disabled,
            };
          })}
          onChange={(base) => onChange({ base })}
        />
      )}
      {threshold.success && (
        <p className={styles['means']}>
          <strong>
            <ThresholdSentence threshold={threshold.data} />
          </strong>
          <ThresholdExample threshold={threshold.data} />
        </p>
      )}
    </>
  );
}

function CustomFraction({ draft, fault, onChange }: Pick<Props, 'draft' | 'fault' | 'onChange'>) {
  const { t } = useTranslation('papers');
  return (
    <div className={styles['custom']}>
      <Choices
        title={t('rules.comparison.title')}
        value={draft.comparison}
        options={(['moreThan', 'atLeast'] as const).map((value) => ({
          value,
          label: t(`rules.comparison.${value}`),
          about: t(`rules.comparisonAbout.${value}`),
        }))}
        onChange={(comparison) => onChange({ comparison })}
      />
      <div className={styles['figures']}>
        {(['numerator', 'denominator'] as const).map((name) => (
          <Field key={name} label={t(`rules.${name}`)} fault={fault(name)}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                value={draft[name]}
                onChange={({ target }) => onChange({ [name]: target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </div>
  );
}
