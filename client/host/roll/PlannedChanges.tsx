import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeputyId } from '../../../shared/ids.ts';
import type { Deputy } from '../../../shared/roll.ts';
import { faultsOf, type RollFault, rollAfter } from '../../../shared/roll-change.ts';
import { type Altered, changeOf, fieldsChanged, type RollPlan } from '../../../shared/roll-plan.ts';
import type { Column } from '../../../shared/roll-preview.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import { useFormat } from '../../i18n/format.ts';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import styles from './import.module.css';
import { useRollChange } from './useRollChange.ts';

interface Props {
  plan: RollPlan;
  rollVersion: number;
  stale: boolean;
  onDone: () => void;
}

/** What the file would make of the roll, person by person, and the one button that does it. */
export function PlannedChanges({ plan, rollVersion, stale, onDone }: Props) {
  const { t } = useTranslation('roll');
  const view = useView();
  const format = useFormat();
  const { state, busy, change } = useRollChange();
  const [removing, setRemoving] = useState(false);
  const roll = view.roll ?? [];
  const parts = new Set(roll.filter(({ duties }) => duties.length > 0).map(({ deputy }) => deputy.deputyId));
  const removable = plan.missing.filter(({ deputyId }) => !parts.has(deputyId));
  const changes = changeOf(plan, new Set(removing ? removable.map(({ deputyId }) => deputyId) : []));
  const people = roll.map(({ deputy }) => deputy);
  const entered = plan.added.map(({ entry, line }) => ({ ...entry, deputyId: `line-${line}` as DeputyId }));
  const after = rollAfter(people, changes, entered);
  const faults = faultsOf(after, view.totalMembership);
  const counts = {
    added: plan.added.length,
    changed: plan.changed.length,
    restored: plan.restored.length,
    removed: changes.removed.length,
  };
  const nothing = Object.values(counts).every((count) => count === 0);
  const apply = async () => {
    if (await change({ rollVersion, ...changes })) onDone();
  };
  return (
    <>
      <div className={styles['sections']}>
        <Section title={t('import.changed')} count={counts.changed} tone="changed">
          <AlteredPeople list={plan.changed} />
        </Section>
        <Section title={t('import.restored')} count={counts.restored} tone="added">
          <AlteredPeople list={plan.restored} />
        </Section>
        <Section title={t('import.missing')} count={plan.missing.length} tone="missing">
          <MissingPeople missing={plan.missing} parts={parts} removing={removing} onRemoving={setRemoving} />
        </Section>
        <Section title={t('import.added')} count={counts.added} tone="added" folded={people.length === 0}>
          <ul className={styles['people']}>
            {plan.added.map(({ line, entry, phone }) => (
              <li key={line}>
                <strong>{entry.name}</strong>
                <span>{entry.delegation}</span>
                <span>{entry.seat}</span>
                {entry.number && <span>{entry.number}</span>}
                {phone && <span>{phone}</span>}
                {entry.standing === 'nonVoting' && <span className={desk['tag']}>{t('nonVoting')}</span>}
              </li>
            ))}
          </ul>
        </Section>
        <Section title={t('import.unchanged')} count={plan.unchanged} tone="unchanged" />
      </div>
      <AfterImport roll={after} />
      {faults.length > 0 && <Faults faults={faults} />}
      {nothing && (
        <Notice tone="done" live>
          {t('import.same')}
        </Notice>
      )}
      <CommandNote state={state} />
      {!nothing && (
        <div>
          <Button look="primary" disabled={busy || stale || faults.length > 0} onClick={() => void apply()}>
            {people.length === 0 && counts.restored === 0
              ? t('import.first', { count: counts.added })
              : t('import.apply', {
                  added: format.number(counts.added),
                  changed: format.number(counts.changed),
                  restored: format.number(counts.restored),
                  removed: format.number(counts.removed),
                })}
          </Button>
        </div>
      )}
    </>
  );
}

function Section(props: {
  title: string;
  count: number;
  tone: 'added' | 'changed' | 'missing' | 'unchanged';
  folded?: boolean;
  children?: ReactNode;
}) {
  const { title, count, tone, folded = false, children } = props;
  const format = useFormat();
  if (count === 0) return null;
  const head = (
    <>
      <span>{title}</span>
      <strong className={styles['count']}>{format.number(count)}</strong>
    </>
  );
  if (!children)
    return (
      <p className={styles['section']} data-tone={tone}>
        {head}
      </p>
    );
  return (
    <details className={styles['section']} data-tone={tone} open={!folded}>
      <summary>{head}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keyboard */}
      <section className={styles['long']} aria-label={title} tabIndex={0}>
        {children}
      </section>
    </details>
  );
}

function AlteredPeople({ list }: { list: readonly Altered[] }) {
  const { t } = useTranslation('roll');
  const shown = (deputy: Deputy, field: Exclude<Column, 'phone'>) =>
    field === 'standing' ? t(`value.${deputy.standing}`) : (deputy[field] ?? t('value.none'));
  const fromTo = (field: Column, before: string, after: string) => (
    <span key={field}>{t('import.fromTo', { field: t(`field.${field}`), before, after })}</span>
  );
  return (
    <ul className={styles['people']}>
      {list.map(({ line, before, after, phone }) => (
        <li key={line}>
          <strong>{before.name}</strong>
          {fieldsChanged({ before, after }).map((field) =>
            fromTo(field, shown(before, field), shown(after, field)),
          )}
          {phone && fromTo('phone', phone.before ?? t('value.none'), phone.after ?? t('value.none'))}
        </li>
      ))}
    </ul>
  );
}

function MissingPeople(props: {
  missing: readonly Deputy[];
  parts: ReadonlySet<DeputyId>;
  removing: boolean;
  onRemoving: (removing: boolean) => void;
}) {
  const { missing, parts, removing, onRemoving } = props;
  const { t } = useTranslation('roll');
  const choices = [
    [false, t('import.keep'), t('import.keepNote')],
    [true, t('import.remove'), t('import.removeNote')],
  ] as const;
  return (
    <>
      <fieldset className={desk['choices']}>
        <legend>{t('import.missingChoice')}</legend>
        {choices.map(([choice, label, note]) => (
          <label key={label} className={desk['choice']}>
            <input
              type="radio"
              name="missing"
              checked={removing === choice}
              onChange={() => onRemoving(choice)}
            />
            <span>
              <strong>{label}</strong>
              <span className={`${desk['help']} ${styles['note']}`}>{note}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <ul className={styles['people']}>
        {missing.map(({ deputyId, name, delegation, seat }) => (
          <li key={deputyId}>
            <strong>{name}</strong>
            <span>{delegation}</span>
            <span>{seat}</span>
            {removing && parts.has(deputyId) && <span className={desk['tag']}>{t('import.stays')}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

function AfterImport({ roll }: { roll: readonly Deputy[] }) {
  const { t } = useTranslation('roll');
  const format = useFormat();
  const { totalMembership } = useView();
  const entitled = roll.filter(({ standing }) => standing === 'entitled').length;
  const total = format.number(totalMembership);
  return (
    <Notice tone="information">
      <p>
        {t('import.after', {
          entitled: format.number(entitled),
          nonVoting: format.number(roll.length - entitled),
        })}
      </p>
      {entitled < totalMembership && <p>{t('import.fewer', { entitled: format.number(entitled), total })}</p>}
    </Notice>
  );
}

function Faults({ faults }: { faults: readonly RollFault[] }) {
  const { t } = useTranslation('roll');
  const format = useFormat();
  return (
    <Notice tone="error" live>
      {faults.map((fault) =>
        fault.kind === 'tooMany' ? (
          <p key="tooMany">
            {t('import.tooMany', {
              entitled: format.number(fault.entitled),
              limit: format.number(fault.limit),
            })}
          </p>
        ) : (
          <p key={`${fault.kind} ${fault.text}`}>
            {t(`import.twice.${fault.kind}`, {
              text: fault.text,
              names: format.list(fault.of.map(({ name }) => name)),
            })}
          </p>
        ),
      )}
    </Notice>
  );
}
