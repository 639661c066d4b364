import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Notice } from '../design/Notice.tsx';
import desk from '../host/desk.module.css';
import { useFormat } from '../i18n/format.ts';
import { useSession } from '../session.tsx';
import styles from './acts.module.css';
import { chosen, type LogRow, type Options, type Wanted } from './log-rows.ts';

const PAGE = 50;

interface Props {
  rows: readonly LogRow[];
  people: Options;
  kinds: Options;
  help: string;
}

/** A log, newest first, by person and kind. */
export function LogTable({ rows, people, kinds, help }: Props) {
  const { t } = useTranslation('acts');
  const [wanted, setWanted] = useState<Wanted>({ person: '', kind: '' });
  const [page, setPage] = useState(0);
  const found = useMemo(() => chosen(rows, wanted), [rows, wanted]);
  const at = Math.min(page, Math.max(0, Math.ceil(found.length / PAGE) - 1));
  const shown = found.slice(at * PAGE, (at + 1) * PAGE);
  const choose = (change: Partial<Wanted>) => {
    setWanted({ ...wanted, ...change });
    setPage(0);
  };
  return (
    <section className={desk['card']} aria-label={t('what')}>
      <p className={desk['help']}>{help}</p>
      <div className={styles['filter']}>
        <Choice
          label={t('person')}
          value={wanted.person}
          options={[['', t('everyone')], ...people]}
          onChange={(person) => choose({ person })}
        />
        <Choice
          label={t('kind')}
          value={wanted.kind}
          options={[['', t('everyKind')], ...kinds]}
          onChange={(kind) => choose({ kind })}
        />
      </div>
      {shown.length === 0 && <Notice tone="information">{t('none')}</Notice>}
      {shown.length > 0 && <Lines rows={shown} />}
      {found.length > PAGE && (
        <Pages at={at} shown={shown.length} found={found.length} onTurn={(by) => setPage(at + by)} />
      )}
    </section>
  );
}

function Lines({ rows }: { rows: readonly LogRow[] }) {
  const { t } = useTranslation('acts');
  const tellTime = useMoment();
  return (
    <table className={styles['log']}>
      <thead>
        <tr>
          <th scope="col">{t('number')}</th>
          <th scope="col">{t('at')}</th>
          <th scope="col">{t('what')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.number}>
            <td>{row.number}</td>
            <td>
              <time dateTime={new Date(row.at).toISOString()}>{tellTime(row.at)}</time>
            </td>
            <td>{row.say()}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pages(props: { at: number; shown: number; found: number; onTurn: (by: 1 | -1) => void }) {
  const { t } = useTranslation('acts');
  const format = useFormat();
  const { at, shown, found, onTurn } = props;
  return (
    <div className={desk['row']}>
      <Button look="quiet" disabled={at === 0} onClick={() => onTurn(-1)}>
        {t('newer')}
      </Button>
      <Button look="quiet" disabled={(at + 1) * PAGE >= found} onClick={() => onTurn(1)}>
        {t('older')}
      </Button>
      <span role="status">
        {t('shown', {
          from: format.number(at * PAGE + 1),
          to: format.number(at * PAGE + shown),
          of: format.number(found),
        })}
      </span>
    </div>
  );
}

export function Choice(props: {
  label: string;
  value: string;
  options: Options;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className={desk['field']}>
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className={desk['select']}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Date and time to the second, in the hall's time zone: acts follow each other closely. */
function useMoment(): (at: number) => string {
  const { i18n } = useTranslation();
  const { timeZone } = useSession();
  return useMemo(() => {
    const written = new Intl.DateTimeFormat(i18n.language, {
      timeZone,
      dateStyle: 'medium',
      timeStyle: 'medium',
      hourCycle: 'h23',
    });
    return (at) => written.format(at);
  }, [i18n.language, timeZone]);
}
