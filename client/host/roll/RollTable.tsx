import { Input, Table, type TableProps } from 'antd';
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deputy } from '../../../shared/roll.ts';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import { matches } from './find.ts';
import { RollActions, WhoBadges } from './RollActions.tsx';
import styles from './roll.module.css';
import type { Contacts } from './useContacts.ts';
import { RefusedPresence, type RollLine, usePresence } from './usePresence.tsx';

interface Props {
  roll: readonly RollLine[];
  delegation: string | null;
  onDelegation: (delegation: string | null) => void;
  onCard: (deputy: Deputy) => void;
  onChange: (deputy: Deputy) => void;
  contacts: Contacts;
  /** What can be done with the roll as a whole. */
  children?: ReactNode;
}

const filters = ['everyone', 'absent', 'present', 'onLeave'] as const;
type Filter = (typeof filters)[number];

/** Everyone on the roll, to be found by a few letters and checked in at once. */
export function RollTable(props: Props) {
  const { roll, delegation, onDelegation, children } = props;
  const { t } = useTranslation(['roll', 'ballot']);
  const [sought, setSought] = useState('');
  const [filter, setFilter] = useState<Filter>('everyone');
  const presence = usePresence();
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useRoom(frame);
  const columns = useColumns(width < 45, presence, props);
  const names = [...new Set(roll.map(({ deputy }) => deputy.delegation))];
  const found = useMemo(
    () =>
      roll.filter(
        (line) =>
          (delegation === null || line.deputy.delegation === delegation) &&
          standsIn(line, filter) &&
          matches(line.deputy, sought),
      ),
    [roll, delegation, filter, sought],
  );
  return (
    <section className={desk['card']} aria-label={t('title')}>
      <div className={styles['tools']}>
        <Input
          className={styles['search'] ?? ''}
          value={sought}
          allowClear
          placeholder={t('search')}
          aria-label={t('search')}
          onChange={(event) => setSought(event.target.value)}
        />
        <select
          className={desk['select']}
          aria-label={t('delegation')}
          value={delegation ?? ''}
          onChange={({ target }) => onDelegation(target.value === '' ? null : target.value)}
        >
          <option value="">{t('anyDelegation')}</option>
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        <select
          className={desk['select']}
          aria-label={t('filter')}
          value={filter}
          onChange={({ target }) => setFilter(filters.find((one) => one === target.value) ?? 'everyone')}
        >
          <option value="everyone">{t('everyone')}</option>
          <option value="absent">{t('onlyAbsent')}</option>
          <option value="present">{t('onlyPresent')}</option>
          <option value="onLeave">{t('ballot:attendance.onLeave')}</option>
        </select>
        <span className={desk['help']} role="status">
          {t('found', { count: found.length })}
        </span>
      </div>
      {children && <div className={desk['row']}>{children}</div>}
      <RefusedPresence refused={presence.refused} />
      <div ref={frame} className={styles['table']}>
        {width > 0 && (
          <Table<RollLine>
            virtual
            rowKey={({ deputy }) => deputy.deputyId}
            columns={columns}
            dataSource={found}
            pagination={false}
            onRow={({ deputy }) => ({ role: 'group', 'aria-label': deputy.name })}
            scroll={{ x: width * rem() - 2, y: height }}
            locale={{ emptyText: t('nobody') }}
          />
        )}
      </div>
    </section>
  );
}

function standsIn({ present, onLeave }: RollLine, filter: Filter): boolean {
  switch (filter) {
    case 'everyone':
      return true;
    case 'present':
      return present;
    case 'onLeave':
      return onLeave && !present;
    case 'absent':
      return !present && !onLeave;
    default:
      return filter satisfies never;
  }
}

/** On a narrow screen everything about a person stands in one column. */
function useColumns(
  narrow: boolean,
  presence: ReturnType<typeof usePresence>,
  { onCard, onChange, contacts: { phones } }: Props,
): NonNullable<TableProps<RollLine>['columns']> {
  const { t } = useTranslation('roll');
  const { stage } = useView();
  const em = rem();
  const actions = (line: RollLine) => (
    <RollActions line={line} stage={stage} presence={presence} onCard={onCard} onChange={onChange} />
  );
  const name = { key: 'name', title: t('name'), width: 10 * em };
  if (narrow) {
    return [
      {
        ...name,
        render: (_, line) => (
          <div className={styles['person']}>
            <Who line={line} />
            <Presence line={line} />
            <span className={desk['help']}>
              {[
                line.deputy.seat,
                line.deputy.number,
                line.deputy.delegation,
                phones.get(line.deputy.deputyId),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {actions(line)}
          </div>
        ),
      },
    ];
  }
  return [
    { ...name, render: (_, line) => <Who line={line} /> },
    {
      key: 'seat',
      title: t('seatAndNumber'),
      width: 7 * em,
      render: (_, { deputy }) => <TwoLines first={deputy.seat} second={deputy.number} />,
    },
    {
      key: 'delegation',
      title: phones.size > 0 ? t('delegationAndPhone') : t('delegation'),
      width: 9 * em,
      render: (_, { deputy }) => <TwoLines first={deputy.delegation} second={phones.get(deputy.deputyId)} />,
    },
    {
      key: 'presence',
      title: t('presence'),
      width: 8 * em,
      render: (_, line) => <Presence line={line} />,
    },
    { key: 'actions', title: t('actions'), width: 17 * em, render: (_, line) => actions(line) },
  ];
}

function TwoLines({ first, second }: { first: string; second: string | undefined }) {
  return (
    <>
      <span className={styles['first']}>{first}</span>
      {second && <span className={desk['help']}>{second}</span>}
    </>
  );
}

function Who({ line }: { line: RollLine }) {
  return (
    <span className={desk['row']}>
      <strong>{line.deputy.name}</strong>
      <WhoBadges line={line} />
    </span>
  );
}

function Presence({ line: { present, onLeave } }: { line: RollLine }) {
  const { t } = useTranslation('roll');
  const state = present ? 'present' : onLeave ? 'onLeave' : 'absent';
  return (
    <span className={styles['presence']} data-state={state}>
      {t(`state.${state}`)}
    </span>
  );
}

function rem(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** The width of an element in rem, and how many pixels of height the window leaves a long list. */
function useRoom(element: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [room, setRoom] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const measured = element.current;
    if (!measured) return;
    const measure = () => {
      const width = Math.floor(measured.clientWidth / rem());
      const height = Math.max(20 * rem(), Math.round(window.innerHeight * 0.65));
      setRoom((now) => (now.width === width && now.height === height ? now : { width, height }));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [element]);
  return room;
}
