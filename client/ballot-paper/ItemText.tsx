import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import type { Item } from './BallotPaper.tsx';
import styles from './ballot-paper.module.css';
import type { Unfolding } from './useUnfolding.ts';

function longText(item: Item): string | undefined {
  return 'text' in item ? item.text : 'description' in item ? item.description : undefined;
}

interface Props {
  item: Item;
  number: number | null;
  id: string;
  unfolding: Unfolding;
}

/** Title, text and facts of an item. `id` names the title, `id-facts` the rest. */
export function ItemText({ item, number, id, unfolding }: Props) {
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
        {text && (
          <span className={styles['line']} data-open={unfolding.open} ref={unfolding.text}>
            {text}
          </span>
        )}
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

/** Unfolds an item's text in its place; nothing where all of it is shown. */
export function Details({ item, unfolding }: { item: Item; unfolding: Unfolding }) {
  const { t } = useTranslation(['tablet']);
  const { open, cut, toggle } = unfolding;
  if (!cut) return null;
  return (
    <button
      type="button"
      className={styles['unfold']}
      aria-expanded={open}
      aria-label={t(open ? 'paper.foldOf' : 'paper.unfoldOf', { title: item.title })}
      onClick={toggle}
    >
      {t(open ? 'paper.fold' : 'paper.unfold')}
    </button>
  );
}
