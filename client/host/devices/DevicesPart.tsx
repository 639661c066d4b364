import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeputyId } from '../../../shared/ids.ts';
import { Notice } from '../../design/Notice.tsx';
import { useFormat } from '../../i18n/format.ts';
import desk from '../desk.module.css';
import { useStaffRole, useView } from '../desk.ts';
import { matches } from '../roll/find.ts';
import styles from './devices.module.css';
import { FlashSelected } from './FlashSelected.tsx';
import { TabletTable } from './TabletTable.tsx';
import { type Filter, filters, passes, type TabletLine, tabletsOf } from './tablets.ts';
import { useDevices } from './useDevices.ts';
import { useFlash } from './useFlash.ts';

const noTablets: readonly TabletLine[] = [];

/** Every deputy's tablet: whether it works, and where it is. */
export function DevicesPart() {
  const { t } = useTranslation('devices');
  const { roll, votes } = useView();
  const operator = useStaffRole() === 'operator';
  const devices = useDevices();
  const flash = useFlash();
  const [filter, setFilter] = useState<Filter>('all');
  const [sought, setSought] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<DeputyId>>(new Set());
  const tablets = useMemo(() => (roll && devices ? tabletsOf(roll, devices) : noTablets), [roll, devices]);
  const found = tablets.filter((line) => passes(line, filter) && matches(line.deputy, sought));
  const open = votes.some(({ stage }) => stage === 'open');
  const select = (deputyIds: readonly DeputyId[], on: boolean) => {
    const next = new Set(selected);
    for (const deputyId of deputyIds) {
      if (on) next.add(deputyId);
      else next.delete(deputyId);
    }
    setSelected(next);
  };
  if (!roll || roll.length === 0) return <Notice tone="information">{t('noRoll')}</Notice>;
  return (
    <section className={desk['card']} aria-labelledby="devices">
      <div className={styles['head']}>
        <h2 id="devices">{t('title')}</h2>
        <p className={desk['help']}>{t('help')}</p>
      </div>
      {open && <Notice tone="information">{t('steps')}</Notice>}
      {devices === null ? (
        <p className={desk['quiet']}>{t('waiting')}</p>
      ) : (
        <>
          <Counts tablets={tablets} filter={filter} onFilter={setFilter} />
          <div className={styles['tools']}>
            <input
              className={desk['select']}
              type="search"
              value={sought}
              placeholder={t('search')}
              aria-label={t('search')}
              onChange={({ target }) => setSought(target.value)}
            />
            <span className={desk['help']} role="status">
              {t('found', { count: found.length })}
            </span>
            {operator && (
              <FlashSelected
                open={open}
                flash={flash}
                selected={selected}
                onDone={() => setSelected(new Set())}
              />
            )}
          </div>
          <TabletTable
            tablets={found}
            selected={selected}
            onSelect={select}
            onFlash={operator && !open ? (deputyId) => void flash.send([deputyId]) : null}
            selects={operator}
          />
        </>
      )}
    </section>
  );
}

interface CountsProps {
  tablets: readonly TabletLine[];
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

/** How many there are in each state; each count shows them. */
function Counts({ tablets, filter, onFilter }: CountsProps) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  return (
    <fieldset className={styles['counts']} aria-label={t('counts')}>
      {filters.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === filter}
          title={name === 'all' ? undefined : t(`meaning.${name}`)}
          onClick={() => onFilter(name)}
        >
          <span className={styles['state']} data-state={name}>
            {t(`state.${name}`)}
          </span>
          <strong>{format.number(tablets.filter((line) => passes(line, name)).length)}</strong>
        </button>
      ))}
    </fieldset>
  );
}
