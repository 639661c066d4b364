import { type KeyboardEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ballot-paper.module.css';
import { ChoiceSign } from './ChoiceSign.tsx';
import { Details, ItemText } from './ItemText.tsx';
import type { RowProps } from './TickRow.tsx';
import { useUnfolding } from './useUnfolding.ts';

/** One item with a group of choices, all of one size and weight. */
export function GradeRow({ item, number, choices, marked, tap }: RowProps) {
  const { t } = useTranslation(['ballot']);
  const id = useId();
  const unfolding = useUnfolding();
  const { itemId } = item;
  const takeOff = (event: KeyboardEvent) => {
    // A browser does nothing on the space bar here; a finger takes the mark off.
    if (!marked || (event.key !== ' ' && event.key !== 'Delete')) return;
    event.preventDefault();
    tap?.(itemId, marked);
  };
  return (
    <li className={styles['row']} data-chosen={marked !== undefined}>
      <div
        className={styles['grade']}
        role="radiogroup"
        aria-labelledby={id}
        aria-describedby={`${id}-facts`}
      >
        <ItemText item={item} number={number} id={id} unfolding={unfolding} />
        <div className={styles['choices']}>
          {choices.map((choice) => (
            <label key={choice} className={styles['choice']} data-chosen={choice === marked}>
              <input
                type="radio"
                name={id}
                className={styles['radio']}
                checked={choice === marked}
                disabled={!tap}
                // A tap on the chosen one is no change, and takes it off.
                onClick={() => choice === marked && tap?.(itemId, choice)}
                onChange={() => choice !== marked && tap?.(itemId, choice)}
                onKeyUp={takeOff}
              />
              <ChoiceSign choice={choice} />
              <span>{t(`choice.${choice}`)}</span>
            </label>
          ))}
        </div>
      </div>
      <Details item={item} unfolding={unfolding} />
    </li>
  );
}
