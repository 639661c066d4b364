import { useTranslation } from 'react-i18next';
import { type Threshold, weigh } from '../../../shared/ballot/rules.ts';
import type { View } from '../../../shared/views.ts';
import { useFormat } from '../../i18n/format.ts';
import { useSitting } from '../../sitting.tsx';
import styles from './rules.module.css';

/** What a threshold comes to with this sitting's own figures. */
export function ThresholdExample({ threshold }: { threshold: Threshold | null }) {
  const { t } = useTranslation('papers');
  const format = useFormat();
  const { view } = useSitting();
  if (!view || !threshold) return null;
  const { of, key } = exampleOf(threshold, view);
  if (of === 0) return <span className={styles['example']}>{t('rules.example.noRoll')}</span>;
  const { needed } = weigh(threshold, of, 0);
  return (
    <span className={styles['example']}>
      {t(`rules.example.${key}`, { of: format.number(of), needed: format.number(needed) })}
    </span>
  );
}

/** The figure that is known, or the one that would be if everybody in the hall voted. */
function exampleOf({ base }: Threshold, { totalMembership, attendance }: View) {
  const { entitledCount, presentCount } = attendance;
  switch (base) {
    case 'allMembers':
      return { key: base, of: totalMembership } as const;
    case 'entitled':
      return { key: base, of: entitledCount } as const;
    case 'present':
      return presentCount > 0
        ? ({ key: base, of: presentCount } as const)
        : ({ key: 'presentIf', of: entitledCount } as const);
    case 'cast':
    case 'valid':
    case 'decisive':
      return { key: base, of: presentCount || entitledCount } as const;
    default:
      return base satisfies never;
  }
}
