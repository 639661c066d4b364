import { useTranslation } from 'react-i18next';
import type { DeputyId } from '../../../shared/ids.ts';
import { Button } from '../../design/Button.tsx';
import desk from '../desk.module.css';
import styles from './devices.module.css';
import type { TabletLine } from './tablets.ts';

interface Props {
  tablets: readonly TabletLine[];
  selected: ReadonlySet<DeputyId>;
  /** Whether this role has a use for a selection. */
  selects: boolean;
  onSelect: (deputyIds: readonly DeputyId[], on: boolean) => void;
  /** Null where nothing may be shown now. */
  onFlash: ((deputyId: DeputyId) => void) | null;
}

export function TabletTable({ tablets, selected, selects, onSelect, onFlash }: Props) {
  const { t } = useTranslation('devices');
  if (tablets.length === 0) return <p className={desk['quiet']}>{t('none')}</p>;
  const ids = tablets.map(({ deputy }) => deputy.deputyId);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard.
    <section className={styles['table']} aria-label={t('list')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {selects && (
              <th scope="col">
                <input
                  type="checkbox"
                  aria-label={t('select')}
                  checked={ids.every((id) => selected.has(id))}
                  onChange={({ target }) => onSelect(ids, target.checked)}
                />
              </th>
            )}
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('seat')}</th>
            <th scope="col" className={styles['delegation']}>
              {t('delegation')}
            </th>
            <th scope="col">{t('tablet')}</th>
            {selects && <th scope="col">{t('flash')}</th>}
          </tr>
        </thead>
        <tbody>
          {tablets.map((line) => (
            <Row key={line.deputy.deputyId} line={line} {...{ selected, selects, onSelect, onFlash }} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ line, selected, selects, onSelect, onFlash }: { line: TabletLine } & Omit<Props, 'tablets'>) {
  const { t } = useTranslation('devices');
  const { deputy, state, oldBuild } = line;
  const { deputyId, name } = deputy;
  const there = state === 'ready' || state === 'unfit' || state === 'asleep';
  return (
    <tr>
      {selects && (
        <td>
          <input
            type="checkbox"
            aria-label={t('selectOf', { name })}
            checked={selected.has(deputyId)}
            onChange={({ target }) => onSelect([deputyId], target.checked)}
          />
        </td>
      )}
      <th scope="row">{name}</th>
      <td>{deputy.seat}</td>
      <td className={styles['delegation']}>{deputy.delegation}</td>
      <td>
        <span className={styles['state']} data-state={state} title={t(`meaning.${state}`)}>
          {t(`state.${state}`)}
        </span>
        {oldBuild && (
          <span className={desk['tag']} data-tone="stopped" title={t('meaning.oldBuild')}>
            {t('state.oldBuild')}
          </span>
        )}
      </td>
      {selects && (
        <td>
          <Button
            look="quiet"
            disabled={!onFlash || !there}
            aria-label={t('flashOf', { name })}
            onClick={() => onFlash?.(deputyId)}
          >
            {t('flash')}
          </Button>
        </td>
      )}
    </tr>
  );
}
