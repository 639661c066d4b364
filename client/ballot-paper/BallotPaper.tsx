import { type Choice, choicesOf, type Sheet } from '../../shared/ballot/paper.ts';
import styles from './ballot-paper.module.css';
import { GradeRow } from './GradeRow.tsx';
import { type Chosen, tapped } from './marks.ts';
import { TickRow } from './TickRow.tsx';

export type { Chosen } from './marks.ts';
export type Item = Sheet['paper']['items'][number];
export type Tap = (itemId: string, choice: Choice) => void;

interface Props {
  /** All subjects of an appraisal may stand on one sheet here. */
  sheet: Sheet;
  chosen: Chosen;
  onChange?: (chosen: Chosen) => void;
  /** A tap that would be one mark too many; nothing was changed by it. */
  onOvermark?: (itemId: string) => void;
}

/** A sheet as a deputy sees it; without `onChange` nothing can be marked. Nothing is marked beforehand. */
export function BallotPaper({ sheet, chosen, onChange, onOvermark }: Props) {
  const { paper, rules } = sheet;
  const choices = choicesOf(rules);
  const tap: Tap = (itemId, choice) => {
    const next = tapped(sheet, chosen, itemId, choice);
    if (next) onChange?.(next);
    else onOvermark?.(itemId);
  };
  const alone = paper.kind === 'motion';
  const Row = choices.length === 1 ? TickRow : GradeRow;
  return (
    <ol
      className={styles['paper']}
      data-alone={alone}
      // The page's heading says it already.
      data-untitled={alone && paper.items[0]!.title === paper.title}
    >
      {paper.items.map((item, at) => (
        <Row
          key={item.itemId}
          item={item}
          number={alone ? null : at + 1}
          choices={choices}
          marked={chosen[item.itemId]?.[0]}
          {...(onChange && { tap })}
        />
      ))}
    </ol>
  );
}
