import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import type { Item } from './BallotPaper.tsx';
import styles from './ballot-paper.module.css';

/** Longer than this, a description is cut to one line and unfolds. */
const SHORT = 36;

function longText(item: Item): string | undefined {
  return 'text' in item ? item.text : 'description' in item ? item.description : undefined;
}

/** Title, one line and facts of an item. `id` names the title, `id-facts` the rest. */
export function ItemText(props: { item: Item; number: number | null; id: string; unfolded: boolean }) {
  const { item, number, id, unfolded } = props;
  const { t } = useTranslation(['ballot']);
  const format = useFormat();
  const facts: string[] = [];
  if ('office' in item && item.office) facts.push(item.office);
  if ('investment' in item && item.investment !== undefined)
    facts.push(`${t('item.investment')} ${format.money(item.investment)}`);
  if ('department' in item && item.department) facts.push(`${t('item.department')} ${item.department}`);
  if ('finishDate' in item && item.finishDate) facts.push(`${t('item.finishDate')} ${item.finishDate}`);
  const text = longText(item);
  return (
    <span className={styles['text']}>
      <span className={styles['title']} id={id}>
        {number !== null && <span className={styles['number']}>{format.number(number)}</span>}
        <span>{item.title}</span>
      </span>
      <span className={styles['about']} id={`${id}-facts`}>
        {text && !unfolded && <span className={styles['line']}>{text}</span>}
        {facts.length > 0 && (
          <span className={styles['facts']}>
            {facts.map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
          </span>
        )}
      </span>
    </span>
  );
}

/** The whole text of an item, unfolded in place; nothing where one line says it all. */
export function Details({ item, open, onToggle }: { item: Item; open: boolean; onToggle: () => void }) {
  const { t } = useTranslation(['tablet']);
  const text = longText(item);
  if (!text || (text.length <= SHORT && !text.includes('\n'))) return null;
  return (
    <>
      <button
        type="button"
        className={styles['unfold']}
        aria-expanded={open}
        aria-label={t(open ? 'paper.foldOf' : 'paper.unfoldOf', { title: item.title })}
        onClick={onToggle}
      >
        {t(open ? 'paper.fold' : 'paper.unfold')}
      </button>
      {open && <p className={styles['details']}>{text}</p>}
    </>
  );
}
