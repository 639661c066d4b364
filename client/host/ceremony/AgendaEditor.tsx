import { Input } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PaperId } from '../../../shared/ids.ts';
import type { View } from '../../../shared/views.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import desk from '../desk.module.css';
import { useStepCommand, useView } from '../desk.ts';
import styles from './agenda-editor.module.css';

interface Draft {
  key: number;
  title: string;
  paperId: PaperId | undefined;
}

let made = 0;
function draftOf({ agenda, papers }: View): Draft[] {
  return agenda.map(({ title, paperId }) => ({
    key: ++made,
    title,
    // A paper that was withdrawn since cannot be put on an agenda again.
    paperId: papers.some((paper) => paper.paperId === paperId) ? paperId : undefined,
  }));
}

/** Titles, papers and order. What is typed stays while others change things; the whole agenda is saved at once. */
export function AgendaEditor({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['host', 'common']);
  const view = useView();
  const [items, setItems] = useState(() => draftOf(view));
  const [begunWith, setBegunWith] = useState(() => JSON.stringify(view.agenda));
  const [moved, setMoved] = useState<number | null>(null);
  const step = useStepCommand();
  const list = useRef<HTMLOListElement>(null);

  const change = (key: number, change: Partial<Draft>) =>
    setItems((now) => now.map((item) => (item.key === key ? { ...item, ...change } : item)));
  const add = (title: string, paperId?: PaperId) =>
    setItems((now) => [...now, { key: ++made, title, paperId }]);
  const move = (at: number, by: -1 | 1) => {
    const to = at + by;
    if (to < 0 || to >= items.length) return;
    setItems((now) => {
      const next = [...now];
      next.splice(to, 0, ...next.splice(at, 1));
      return next;
    });
    setMoved(to + 1);
  };
  const save = async () => {
    const agenda = items.map(({ title, paperId }) => ({ title, ...(paperId && { paperId }) }));
    if (await step.send({ type: 'SetAgenda', items: agenda })) onClose();
  };
  const takeTheirs = () => {
    setItems(draftOf(view));
    setBegunWith(JSON.stringify(view.agenda));
  };

  const changedByOthers = !step.busy && JSON.stringify(view.agenda) !== begunWith;
  const untitled = items.some(({ title }) => title.trim() === '');
  const unlisted = view.papers.filter(
    ({ paperId, follows }) => follows === null && !items.some((item) => item.paperId === paperId),
  );
  return (
    <Dialog
      title={t('agenda.dialogTitle')}
      onClose={onClose}
      held={step.busy}
      buttons={
        <>
          <Button disabled={step.busy} onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button look="primary" disabled={untitled || step.busy} onClick={() => void save()}>
            {t('agenda.save')}
          </Button>
        </>
      }
    >
      <p className={desk['help']}>{t('agenda.dialogHelp')}</p>
      {changedByOthers && (
        <Notice tone="warning" live title={t('agenda.changed')}>
          <Button look="quiet" onClick={takeTheirs}>
            {t('agenda.takeTheirs')}
          </Button>
        </Notice>
      )}
      <ol ref={list} className={styles['items']}>
        {items.map((item, at) => (
          <AgendaRow
            key={item.key}
            item={item}
            at={at}
            last={at === items.length - 1}
            papers={view.papers}
            onChange={(changed) => change(item.key, changed)}
            onMove={(by) => move(at, by)}
            onRemove={() => setItems((now) => now.filter(({ key }) => key !== item.key))}
          />
        ))}
      </ol>
      <div className={desk['row']}>
        <Button look="quiet" disabled={items.length >= 100} onClick={() => add('')}>
          {t('agenda.add')}
        </Button>
        {unlisted.map(({ paperId, title }) => (
          <Button key={paperId} look="quiet" onClick={() => add(title, paperId)}>
            {t('agenda.addPaper', { title })}
          </Button>
        ))}
      </div>
      <p className="visually-hidden" role="status">
        {moved !== null && t('agenda.moved', { number: moved })}
      </p>
      {untitled && <p className={desk['help']}>{t('agenda.untitled')}</p>}
      <CommandNote state={step.state} />
    </Dialog>
  );
}

interface RowProps {
  item: Draft;
  at: number;
  last: boolean;
  papers: View['papers'];
  onChange: (change: Partial<Draft>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function AgendaRow({ item, at, last, papers, onChange, onMove, onRemove }: RowProps) {
  const { t } = useTranslation('host');
  const number = at + 1;
  const byKeys = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li className={styles['item']}>
      <span className={styles['number']}>{number}</span>
      <Input
        value={item.title}
        maxLength={300}
        aria-label={t('agenda.itemTitle', { number })}
        onKeyDown={byKeys}
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <div className={styles['tools']}>
        <select
          className={desk['select']}
          aria-label={t('agenda.itemPaper', { number })}
          value={item.paperId ?? ''}
          onChange={({ target }) =>
            onChange({ paperId: target.value === '' ? undefined : PaperId.parse(target.value) })
          }
        >
          <option value="">{t('agenda.noPaper')}</option>
          {papers.map(({ paperId, title }) => (
            <option key={paperId} value={paperId}>
              {title}
            </option>
          ))}
        </select>
        <Tool label={t('agenda.up', { number })} sign="↑" disabled={at === 0} onClick={() => onMove(-1)} />
        <Tool label={t('agenda.down', { number })} sign="↓" disabled={last} onClick={() => onMove(1)} />
        <Tool label={t('agenda.removeItem', { number })} sign="×" disabled={false} onClick={onRemove} />
      </div>
    </li>
  );
}

/** `aria-disabled` keeps the focus where it is when an item arrives at an end. */
function Tool(props: { label: string; sign: string; disabled: boolean; onClick: () => void }) {
  const { label, sign, disabled, onClick } = props;
  return (
    <Button
      look="quiet"
      aria-label={label}
      aria-disabled={disabled}
      onClick={() => {
        if (!disabled) onClick();
      }}
    >
      {sign}
    </Button>
  );
}
