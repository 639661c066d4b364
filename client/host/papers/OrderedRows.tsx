import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import styles from './form.module.css';

interface Row {
  key: string;
  title: string;
}
export type EditRow<R> = (key: string, change: Partial<R>) => void;

interface Props<R extends Row> {
  rows: readonly R[];
  onChange: (change: (rows: readonly R[]) => R[]) => void;
  blank: () => R;
  most: number;
  addLabel: string;
  /** Names one row for those who hear the page: 项目 3. */
  nameOf: (number: number) => string;
  children: (row: R, at: number, edit: EditRow<R>) => ReactNode;
}

/** Rows in the order of the paper: added, moved by button or Alt and an arrow, removed and brought back. */
export function OrderedRows<R extends Row>(props: Props<R>) {
  const { rows, onChange, blank, most, addLabel, nameOf, children } = props;
  const { t } = useTranslation(['papers', 'common']);
  const list = useRef<HTMLOListElement>(null);
  const [removed, setRemoved] = useState<{ row: R; at: number } | null>(null);
  const [moved, setMoved] = useState('');
  const [focus, setFocus] = useState<{ key: string; part: string } | null>(null);
  useEffect(() => {
    if (!focus) return;
    const row = list.current?.querySelector(`[data-key="${focus.key}"]`);
    row?.querySelector<HTMLElement>(`[data-part="${focus.part}"], ${focus.part}`)?.focus();
  }, [focus]);

  const edit = useCallback<EditRow<R>>(
    (key, change) => onChange((list_) => list_.map((row) => (row.key === key ? { ...row, ...change } : row))),
    [onChange],
  );
  const add = () => {
    const row = blank();
    onChange((all) => [...all, row]);
    setFocus({ key: row.key, part: 'input' });
  };
  const move = (at: number, by: -1 | 1, part: string) => {
    const to = at + by;
    if (to < 0 || to >= rows.length) return;
    onChange((all) => {
      const next = [...all];
      next.splice(to, 0, ...next.splice(at, 1));
      return next;
    });
    setMoved(t('rows.moved', { number: to + 1 }));
    setFocus({ key: rows[at]!.key, part });
  };
  const remove = (at: number) => {
    const row = rows[at]!;
    onChange((all) => all.filter(({ key }) => key !== row.key));
    setRemoved({ row, at });
    const next = rows[at + 1] ?? rows[at - 1];
    if (next) setFocus({ key: next.key, part: 'remove' });
  };
  const restore = ({ row, at }: { row: R; at: number }) => {
    onChange((all) => [...all.slice(0, at), row, ...all.slice(at)]);
    setRemoved(null);
    setFocus({ key: row.key, part: 'input' });
  };
  const byKey = (event: KeyboardEvent, at: number) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(at, event.key === 'ArrowUp' ? -1 : 1, 'input');
  };

  return (
    <>
      <ol ref={list} className={styles['rows']}>
        {rows.map((row, at) => (
          <li key={row.key} data-key={row.key} className={styles['row']}>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for what the buttons in it do */}
            <div className={styles['rowBody']} onKeyDown={(event) => byKey(event, at)}>
              <div className={styles['rowHead']}>
                <h4 className={styles['rowNumber']}>{nameOf(at + 1)}</h4>
                <div className={styles['rowButtons']}>
                  <Button
                    look="quiet"
                    data-part="up"
                    aria-label={t('rows.up', { name: nameOf(at + 1) })}
                    aria-disabled={at === 0}
                    onClick={() => move(at, -1, 'up')}
                  >
                    ↑
                  </Button>
                  <Button
                    look="quiet"
                    data-part="down"
                    aria-label={t('rows.down', { name: nameOf(at + 1) })}
                    aria-disabled={at === rows.length - 1}
                    onClick={() => move(at, 1, 'down')}
                  >
                    ↓
                  </Button>
                  <Button
                    look="quiet"
                    data-part="remove"
                    aria-label={t('rows.remove', { name: nameOf(at + 1) })}
                    onClick={() => remove(at)}
                  >
                    {t('common:action.remove')}
                  </Button>
                </div>
              </div>
              {children(row, at, edit)}
            </div>
          </li>
        ))}
      </ol>
      <div className={styles['rowsFoot']}>
        <Button disabled={rows.length >= most} onClick={add}>
          {addLabel}
        </Button>
        <span className="visually-hidden" role="status">
          {moved}
        </span>
        {removed && (
          <p role="status" className={styles['undo']}>
            {removed.row.title === ''
              ? t('rows.removedBlank')
              : t('rows.removed', { title: removed.row.title })}
            <Button look="quiet" onClick={() => restore(removed)}>
              {t('rows.restore')}
            </Button>
          </p>
        )}
      </div>
    </>
  );
}
