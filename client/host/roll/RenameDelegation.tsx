import { Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RollEntry } from '../../../shared/roll.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import { holdsTheRoll } from './held.ts';
import { useRollChange } from './useRollChange.ts';

/** A delegation's name, changed for all its members in one step. */
export function RenameDelegation(props: {
  delegation: string;
  onRenamed: (name: string) => void;
  onClose: () => void;
}) {
  const { delegation, onRenamed, onClose } = props;
  const { t } = useTranslation(['roll', 'common']);
  const view = useView();
  const id = useId();
  const [text, setText] = useState(delegation);
  const { state, busy, change } = useRollChange();
  const name = text.trim();
  const people = (view.roll ?? []).map(({ deputy }) => deputy);
  const members = people.filter((deputy) => deputy.delegation === delegation);
  const usable = name !== delegation && RollEntry.shape.delegation.safeParse(name).success;
  const held = holdsTheRoll(view);
  const rename = async () => {
    const changed = members.map((deputy) => ({ ...deputy, delegation: name }));
    if (!usable || held || !(await change({ rollVersion: view.rollVersion, changed }))) return;
    onRenamed(name);
    onClose();
  };
  return (
    <Dialog
      title={t('rename.title', { delegation })}
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button look="primary" disabled={busy || !usable || held} onClick={() => void rename()}>
            {t('rename.button')}
          </Button>
        </>
      }
    >
      {held && <Notice tone="information">{t('person.underWay')}</Notice>}
      <div className={desk['field']}>
        <label htmlFor={id}>{t('rename.name')}</label>
        <Input
          id={id}
          value={text}
          autoComplete="off"
          aria-describedby={`${id}-help`}
          onChange={({ target }) => setText(target.value)}
          onPressEnter={() => void rename()}
        />
        <p id={`${id}-help`} className={desk['help']}>
          {t('rename.note', { count: members.length })}
        </p>
      </div>
      {usable && people.some((deputy) => deputy.delegation === name) && (
        <Notice tone="warning">{t('rename.merges', { name })}</Notice>
      )}
      <CommandNote state={state} />
    </Dialog>
  );
}
