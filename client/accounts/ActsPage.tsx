import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect } from 'wouter';
import type { ActEntry, ChainedAct } from '../../shared/accounts.ts';
import { api } from '../api.ts';
import { Button } from '../design/Button.tsx';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import desk from '../host/desk.module.css';
import { useFormat } from '../i18n/format.ts';
import { useReloaded } from '../reloaded.ts';
import { useSession } from '../session.tsx';
import { ActsAside } from './ActsAside.tsx';
import accounts from './accounts.module.css';
import { type ActKind, actKinds, chosen, namesIn, sentence, type Wanted } from './act-words.ts';
import styles from './acts.module.css';
import { StaffFrame, useMayOpen } from './StaffFrame.tsx';
import { staffApi } from './staff-api.ts';

const PAGE = 50;
const none: readonly ChainedAct[] = [];

/** `/acts`: what the staff did, and whether the log of it holds together. */
export function ActsPage() {
  const { t } = useTranslation(['acts', 'common']);
  const { value: log, refusal, trouble, again } = useReloaded(() => staffApi('GET /api/acts'));
  const acts = log?.acts ?? none;
  const say = useSentences(acts);
  if (!useMayOpen('acts')) return <Redirect to="/" replace />;
  return (
    <StaffFrame at="acts">
      <div className={accounts['columns']}>
        <div className={accounts['column']}>
          {refusal && <RefusalNotice refusal={refusal} />}
          {trouble && (
            <Notice tone="warning" live>
              {t('common:line.noServer')}
            </Notice>
          )}
          {!log && !refusal && !trouble && <p className={desk['quiet']}>{t('common:loading')}</p>}
          {log && <Log acts={acts} say={say} />}
        </div>
        {log && <ActsAside log={log} say={say} onExported={again} />}
      </div>
    </StaffFrame>
  );
}

/** Acts in sentences, with the names that the log gives and the titles of sittings. */
function useSentences(acts: readonly ChainedAct[]): (entry: ActEntry) => string {
  const { t } = useTranslation(['acts', 'common']);
  const sittings = useReloaded(() => api('GET /api/sittings')).value?.sittings;
  return useMemo(() => {
    const about = {
      names: namesIn(acts),
      sittings: new Map(sittings?.map(({ sittingId, title }) => [sittingId as string, title])),
    };
    return (entry) => sentence(t, entry, about);
  }, [t, acts, sittings]);
}

function Log({ acts, say }: { acts: readonly ChainedAct[]; say: (entry: ActEntry) => string }) {
  const { t } = useTranslation('acts');
  const format = useFormat();
  const tellTime = useMoment();
  const [wanted, setWanted] = useState<Wanted>({ person: '', kind: '' });
  const [page, setPage] = useState(0);
  const found = useMemo(() => chosen(acts, wanted), [acts, wanted]);
  const at = Math.min(page, Math.max(0, Math.ceil(found.length / PAGE) - 1));
  const shown = found.slice(at * PAGE, (at + 1) * PAGE);
  const choose = (change: Partial<Wanted>) => {
    setWanted({ ...wanted, ...change });
    setPage(0);
  };
  return (
    <section className={desk['card']} aria-label={t('what')}>
      <p className={desk['help']}>{t('help')}</p>
      <Filter acts={acts} wanted={wanted} onChange={choose} />
      {shown.length === 0 && <Notice tone="information">{t('none')}</Notice>}
      {shown.length > 0 && (
        <table className={styles['log']}>
          <thead>
            <tr>
              <th scope="col">{t('number')}</th>
              <th scope="col">{t('at')}</th>
              <th scope="col">{t('what')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ entry }) => (
              <tr key={entry.number}>
                <td>{entry.number}</td>
                <td>
                  <time dateTime={new Date(entry.at).toISOString()}>{tellTime(entry.at)}</time>
                </td>
                <td>{say(entry)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {found.length > PAGE && (
        <div className={desk['row']}>
          <Button look="quiet" disabled={at === 0} onClick={() => setPage(at - 1)}>
            {t('newer')}
          </Button>
          <Button look="quiet" disabled={(at + 1) * PAGE >= found.length} onClick={() => setPage(at + 1)}>
            {t('older')}
          </Button>
          <span role="status">
            {t('shown', {
              from: format.number(at * PAGE + 1),
              to: format.number(at * PAGE + shown.length),
              of: format.number(found.length),
            })}
          </span>
        </div>
      )}
    </section>
  );
}

function Filter(props: {
  acts: readonly ChainedAct[];
  wanted: Wanted;
  onChange: (change: Partial<Wanted>) => void;
}) {
  const { t } = useTranslation('acts');
  const people = useMemo(() => [...namesIn(props.acts)], [props.acts]);
  return (
    <div className={styles['filter']}>
      <Choice
        label={t('person')}
        value={props.wanted.person}
        options={[['', t('everyone')], ...people]}
        onChange={(person) => props.onChange({ person })}
      />
      <Choice
        label={t('kind')}
        value={props.wanted.kind}
        options={[['', t('everyKind')], ...actKinds.map((kind) => [kind, t(`kinds.${kind}`)] as const)]}
        onChange={(kind) => props.onChange({ kind: kind as ActKind | '' })}
      />
    </div>
  );
}

function Choice(props: {
  label: string;
  value: string;
  options: readonly (readonly [value: string, words: string])[];
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
