import { useState } from 'react';
import type { PublicQuestion } from '../../shared/inquiry/views.ts';
import { useWords } from './language.tsx';
import styles from './lists.module.css';
import { QuestionCard } from './QuestionCard.tsx';
import shared from './shared.module.css';

/** A phone draws so many at first. */
const AT_FIRST = 20;

interface Props {
  questions: readonly PublicQuestion[];
  /** It is no longer shown to everybody; its place is kept. */
  isGone?: (question: PublicQuestion) => boolean;
}

export function QuestionList({ questions, isGone = () => false }: Props) {
  const { list: words } = useWords();
  const [all, setAll] = useState(false);
  const byId = new Map<string | undefined, PublicQuestion>(questions.map((one) => [one.questionId, one]));
  const hidden = all ? 0 : Math.max(0, questions.length - AT_FIRST);
  return (
    <>
      <ul className={shared['list']}>
        {questions.slice(0, questions.length - hidden).map((question) => (
          <li key={question.questionId}>
            <QuestionCard question={question} root={byId.get(question.mergedInto)} gone={isGone(question)} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" className={styles['more']} onClick={() => setAll(true)}>
          {words.more(hidden)}
        </button>
      )}
    </>
  );
}
