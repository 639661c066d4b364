import { useId } from 'react';
import type { Choice } from '../../shared/ballot/paper.ts';
import type { Item, Tap } from './BallotPaper.tsx';
import styles from './ballot-paper.module.css';
import { Details, ItemText } from './ItemText.tsx';
import { useUnfolding } from './useUnfolding.ts';

export interface RowProps {
  item: Item;
  number: number | null;
  choices: readonly Choice[];
  marked: Choice | undefined;
  tap?: Tap;
}

/** One project of a tick paper: the whole row is the checkbox. */
export function TickRow({ item, number, choices, marked, tap }: RowProps) {
  const id = useId();
  const unfolding = useUnfolding();
  const chosen = marked !== undefined;
  return (
    <li className={styles['row']} data-chosen={chosen}>
      <label className={styles['tick']}>
        <input
          type="checkbox"
          className={styles['box']}
          checked={chosen}
          disabled={!tap}
          onChange={() => tap?.(item.itemId, choices[0]!)}
          aria-labelledby={id}
          aria-describedby={`${id}-facts`}
        />
        <ItemText item={item} number={number} id={id} unfolding={unfolding} />
      </label>
      <Details item={item} unfolding={unfolding} />
    </li>
  );
}
