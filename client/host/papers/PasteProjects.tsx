import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { Notice } from '../../design/Notice.tsx';
import { useFormat } from '../../i18n/format.ts';
import { GrowingTextArea } from '../GrowingTextArea.tsx';
import { useFaultWords } from './Field.tsx';
import styles from './form.module.css';
import { moneyText, yuanFrom } from './money-text.ts';
import { isBlankRow, mostRows, type ProjectDraft } from './paper-draft.ts';
import { type PastedLine, readPasted } from './pasted-projects.ts';

interface Props {
  draft: ProjectDraft;
  set: (change: (draft: ProjectDraft) => ProjectDraft) => void;
  onClose: () => void;
}

/** Lines from a spreadsheet: the good ones are taken over, the others stay here until they are right. */
export function PasteProjects({ draft, set, onClose }: Props) {
  const { t } = useTranslation(['papers', 'common']);
  const id = useId();
  const [taken, setTaken] = useState(0);
  const pasted = useMemo(() => readPasted(draft.pasted, draft.unit), [draft.pasted, draft.unit]);
  const standing = draft.rows.filter((row) => !isBlankRow(row));
  const good = pasted.lines.filter(isGood).slice(0, mostRows.project - standing.length);
  const left = pasted.lines.filter((line) => !good.includes(line));
  const takeOver = () => {
    const rows = good.map(({ row }) => {
      const yuan = yuanFrom(row.investment, pasted.unit);
      return yuan === null ? row : { ...row, investment: moneyText(yuan, draft.unit) };
    });
    const rest = left.map(({ raw }) => raw);
    const text = rest.length > 0 && pasted.header !== null ? [pasted.header, ...rest] : rest;
    set((now) => ({
      ...now,
      rows: [...now.rows.filter((row) => !isBlankRow(row)), ...rows],
      pasted: text.join('\n'),
    }));
    setTaken(rows.length);
    if (rest.length === 0) onClose();
  };
  return (
    <div className={styles['paste']}>
      <label htmlFor={id} className={styles['label']}>
        {t('paste.label')}
      </label>
      <p id={`${id}-hint`} className={styles['hint']}>
        {t('paste.hint')}
      </p>
      <GrowingTextArea
        id={id}
        aria-describedby={`${id}-hint`}
        minRows={4}
        maxRows={14}
        className={styles['pasteText'] ?? ''}
        value={draft.pasted}
        spellCheck={false}
        onChange={({ target }) => {
          setTaken(0);
          set((now) => ({ ...now, pasted: target.value }));
        }}
      />
      <div aria-live="polite" className={styles['pasteRead']}>
        {taken > 0 && <Notice tone="done">{t('paste.taken', { count: taken })}</Notice>}
        {pasted.ignored.length > 0 && (
          <Notice tone="warning">{t('paste.ignored', { columns: pasted.ignored.join(' · ') })}</Notice>
        )}
        {left.length > 0 && <LeftLines lines={left} />}
        {pasted.lines.length > 0 && good.length > 0 && (
          <p>{t('paste.good', { count: good.length, unit: t(`project.investment.${pasted.unit}`) })}</p>
        )}
      </div>
      <div className={styles['buttons']}>
        <Button look="primary" disabled={good.length === 0} onClick={takeOver}>
          {t('paste.take', { count: good.length })}
        </Button>
        <Button onClick={onClose}>{t('common:action.close')}</Button>
      </div>
    </div>
  );
}

/** Each line that cannot be taken over, with every reason. */
function LeftLines({ lines }: { lines: readonly PastedLine[] }) {
  const { t } = useTranslation('papers');
  const format = useFormat();
  const words = useFaultWords();
  const reasons = ({ faults, cells }: PastedLine): string[] => [
    ...[...faults].map(([field, fault]) =>
      t('paste.reason', { field: t(`paste.column.${field as 'title'}`), reason: words(fault) }),
    ),
    ...(cells === null ? [] : [t('paste.columns', { cells: format.number(cells) })]),
  ];
  return (
    <Notice tone="warning" title={t('paste.left', { count: lines.length })}>
      <ol className={styles['left']}>
        {lines.map((line) => (
          <li key={line.number}>
            <strong>{t('paste.line', { number: line.number, title: line.row.title || '—' })}</strong>{' '}
            {isGood(line) ? t('paste.noRoom', { most: mostRows.project }) : reasons(line).join(' ')}
          </li>
        ))}
      </ol>
    </Notice>
  );
}

function isGood({ faults, cells }: PastedLine): boolean {
  return faults.size === 0 && cells === null;
}
