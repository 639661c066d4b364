import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { View } from '../../../shared/views.ts';
import { useFormat } from '../../i18n/format.ts';
import { emsOf } from '../fit.ts';
import styles from './delegations.module.css';

/** Design pixels. */
const TYPE = [56, 44, 36, 28] as const;
const FIGURES_EMS = 4.5;

export interface GridFit {
  columns: number;
  type: (typeof TYPE)[number];
}

/** The grid into which these delegations fit, in as large a type as can be; names that are too long for it are cut. */
export function fitDelegations(names: readonly string[], width: number, height: number): GridFit {
  const longest = Math.max(...names.map(emsOf)) + FIGURES_EMS;
  for (const type of TYPE) {
    for (const columns of [1, 2, 3, 4, 5]) {
      const rows = Math.ceil(names.length / columns);
      const fits = rows * type * 2 <= height && longest * type <= width / columns - 40;
      if (fits) return { columns, type };
    }
  }
  const columns = Math.ceil((names.length * 28 * 1.9) / height);
  return { columns: Math.max(2, columns), type: 28 };
}

interface Props {
  delegations: NonNullable<View['delegations']>;
  width: number;
  height: number;
}

/** Who of each delegation is here: a name, two figures and a bar. */
export function Delegations({ delegations, width, height }: Props) {
  const { t } = useTranslation('hall');
  const format = useFormat();
  const names = delegations.map(({ delegation }) => delegation);
  const { columns, type } = fitDelegations(names, width, height);
  const rows = Math.ceil(names.length / columns);
  return (
    <section className={styles['delegations']} aria-label={t('delegations')}>
      <ul style={{ '--columns': columns, '--rows': rows } as CSSProperties} data-type={type}>
        {delegations.map(({ delegation, entitledCount, presentCount }) => (
          <li key={delegation} data-full={presentCount === entitledCount}>
            <span className={styles['name']}>{delegation}</span>
            <span className={styles['figures']}>
              <strong>{format.number(presentCount)}</strong> / {format.number(entitledCount)}
            </span>
            <span className={styles['bar']} aria-hidden="true">
              <span style={{ width: `${(100 * presentCount) / entitledCount}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
