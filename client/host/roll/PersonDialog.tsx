import { Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Deputy, RollEntry } from '../../../shared/roll.ts';
import { faultsOf } from '../../../shared/roll-change.ts';
import { Phone } from '../../../shared/roll-plan.ts';
import type { Column } from '../../../shared/roll-preview.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import { holdsTheRoll } from './held.ts';
import { RemovePerson } from './RemovePerson.tsx';
import styles from './roll.module.css';
import type { Contacts } from './useContacts.ts';
import { useRollChange } from './useRollChange.ts';

const fields = ['name', 'delegation', 'seat', 'number', 'phone'] as const satisfies readonly Column[];
type TextField = (typeof fields)[number];
type Draft = Record<TextField, string> & { standing: Deputy['standing'] };
type Faults = Partial<Record<TextField, string>>;

interface Props {
  /** null: somebody new. */
  deputy: Deputy | null;
  contacts: Contacts;
  onClose: () => void;
}

/** One person of the roll: entered, put right, or taken off it. */
export function PersonDialog({ deputy, contacts, onClose }: Props) {
  const { t } = useTranslation(['roll', 'common']);
  const view = useView();
  const phone = deputy ? (contacts.phones.get(deputy.deputyId) ?? '') : '';
  const [draft, setDraft] = useState<Draft>(() => draftOf(deputy, phone));
  const [against, setAgainst] = useState(view.rollVersion);
  const [tried, setTried] = useState(false);
  const [removing, setRemoving] = useState(false);
  const { state, busy, change } = useRollChange();
  const { faults, tooMany } = useFaults(draft, deputy);
  const faulty = tooMany || Object.keys(faults).length > 0;
  const held = deputy !== null && holdsTheRoll(view);
  const save = async () => {
    setTried(true);
    if (faulty) return;
    const noted = draft.phone.trim();
    const entry = entryOf(draft);
    const before = deputy?.deputyId;
    const done = await change(
      before
        ? {
            rollVersion: against,
            changed: same(entry, deputy) ? [] : [{ ...entry, deputyId: before }],
            phones: noted === phone ? [] : [{ deputyId: before, phone: noted || null }],
          }
        : { rollVersion: against, added: [{ ...entry, ...(noted && { phone: noted }) }] },
    );
    // Refused for a roll that has changed: what was entered is kept, and next time it is meant for the roll as it is now.
    if (!done) return setAgainst(view.rollVersion);
    contacts.refresh();
    onClose();
  };
  if (removing && deputy) return <RemovePerson deputy={deputy} onClose={onClose} />;
  return (
    <Dialog
      title={deputy ? t('person.changeTitle', { name: deputy.name }) : t('person.addTitle')}
      onClose={onClose}
      buttons={
        <>
          {deputy && view.stage === 'planned' && (
            <Button look="quiet" className={styles['apart'] ?? ''} onClick={() => setRemoving(true)}>
              {t('person.remove')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button look="primary" disabled={busy || held} onClick={() => void save()}>
            {deputy ? t('person.save') : t('person.add')}
          </Button>
        </>
      }
    >
      {held && <Notice tone="information">{t('person.underWay')}</Notice>}
      <form
        className={desk['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {fields.map((field) => (
          <TextLine
            key={field}
            field={field}
            value={draft[field]}
            fault={tried ? faults[field] : undefined}
            onChange={(text) => setDraft((now) => ({ ...now, [field]: text }))}
          />
        ))}
        <fieldset className={desk['choices']} disabled={view.stage !== 'planned'}>
          <legend>{t('standing')}</legend>
          {(['entitled', 'nonVoting'] as const).map((standing) => (
            <label key={standing} className={desk['choice']}>
              <input
                type="radio"
                name="standing"
                checked={draft.standing === standing}
                onChange={() => setDraft((now) => ({ ...now, standing }))}
              />
              {t(standing)}
            </label>
          ))}
        </fieldset>
        {view.stage !== 'planned' && <p className={desk['help']}>{t('person.standingFixed')}</p>}
        {tried && tooMany && (
          <Notice tone="error">{t('person.tooMany', { total: view.totalMembership })}</Notice>
        )}
        {/* Enter in a field saves. */}
        <input type="submit" hidden />
      </form>
      <CommandNote state={state} />
    </Dialog>
  );
}

function TextLine(props: {
  field: TextField;
  value: string;
  fault: string | undefined;
  onChange: (text: string) => void;
}) {
  const { field, value, fault, onChange } = props;
  const { t } = useTranslation('roll');
  const { roll } = useView();
  const id = useId();
  const optional = field === 'number' || field === 'phone';
  const hint = field === 'phone' ? t('person.phoneNote') : optional ? t('person.optional') : undefined;
  const delegations = [...new Set((roll ?? []).map(({ deputy }) => deputy.delegation))];
  return (
    <div className={desk['field']}>
      <label htmlFor={id}>{t(`field.${field}`)}</label>
      <Input
        id={id}
        value={value}
        autoComplete="off"
        spellCheck={false}
        status={fault ? 'error' : ''}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-hint ${id}-fault`}
        {...(field === 'delegation' && { list: `${id}-list` })}
        onChange={({ target }) => onChange(target.value)}
      />
      {field === 'delegation' && (
        <datalist id={`${id}-list`}>
          {delegations.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
      {hint && (
        <p id={`${id}-hint`} className={desk['help']}>
          {hint}
        </p>
      )}
      {fault && (
        <p id={`${id}-fault`} className={styles['fault']}>
          <span aria-hidden="true">×</span> {fault}
        </p>
      )}
    </div>
  );
}

function useFaults(draft: Draft, deputy: Deputy | null): { faults: Faults; tooMany: boolean } {
  const { t } = useTranslation('roll');
  const { roll, totalMembership } = useView();
  const faults: Faults = {};
  for (const field of fields) {
    const text = draft[field].trim();
    const optional = field === 'number' || field === 'phone';
    if (text === '') {
      if (!optional) faults[field] = t('person.fault.missing');
      continue;
    }
    const schema = field === 'phone' ? Phone : RollEntry.shape[field];
    if (!schema.safeParse(text).success) faults[field] = t('person.fault.unusable');
  }
  const others = (roll ?? []).map((line) => line.deputy).filter((one) => one.deputyId !== deputy?.deputyId);
  const entry = entryOf(draft);
  for (const field of ['seat', 'number'] as const) {
    const other = entry[field] && others.find((one) => one[field] === entry[field]);
    if (other) faults[field] = t('person.fault.taken', { name: other.name });
  }
  const own: Deputy = { ...entry, deputyId: deputy?.deputyId ?? ('' as Deputy['deputyId']) };
  const tooMany = faultsOf([...others, own], totalMembership).some(({ kind }) => kind === 'tooMany');
  return { faults, tooMany };
}

function draftOf(deputy: Deputy | null, phone: string): Draft {
  const { name = '', delegation = '', seat = '', number = '', standing = 'entitled' } = deputy ?? {};
  return { name, delegation, seat, number, standing, phone };
}

function entryOf({ name, delegation, seat, number, standing }: Draft): RollEntry {
  const own = number.trim();
  return {
    name: name.trim(),
    delegation: delegation.trim(),
    seat: seat.trim(),
    ...(own && { number: own }),
    standing,
  };
}

function same(entry: RollEntry, deputy: Deputy): boolean {
  return (['name', 'delegation', 'seat', 'number', 'standing'] as const).every(
    (field) => entry[field] === deputy[field],
  );
}
