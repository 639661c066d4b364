import type { Choice } from '../../shared/ballot/paper.ts';
import styles from './ballot-paper.module.css';

const circle = 'M12 4a8 8 0 1 0 0 16 8 8 0 1 0 0-16z';
const cross = 'M5 5l14 14M19 5L5 19';
const triangle = 'M12 4l9 16H3z';
const question = 'M8 9a4 4 0 1 1 5.5 3.7q-1.5.8-1.5 2.8M12 19v.5';
const shapes: Record<Choice, string> = {
  approve: circle,
  oppose: cross,
  abstain: triangle,
  satisfied: circle,
  basicallySatisfied: triangle,
  dissatisfied: cross,
  notFamiliar: question,
};

/** The shape that stands for a choice on paper ballots: ○ for, × against, △ between. Its word stands beside it. */
export function ChoiceSign({ choice }: { choice: Choice }) {
  return (
    <svg className={styles['sign']} viewBox="0 0 24 24" aria-hidden="true">
      <path d={shapes[choice]} />
    </svg>
  );
}
