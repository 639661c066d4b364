import { useEffect, useRef } from 'react';
import type { PublicQuestion } from '../../shared/inquiry/views.ts';
import { Button } from '../design/Button.tsx';
import styles from './ask.module.css';
import { useGallery, useSelected, useStore } from './gallery.tsx';
import { useWords } from './language.tsx';
import shared from './shared.module.css';
import { supportShown } from './supports.ts';

interface Props {
  questions: readonly PublicQuestion[];
  onDifferent: () => void;
  onEdit: () => void;
}

/** What asks much the same: one question with many supporters has more weight than many questions. */
export function Similar({ questions, onDifferent, onEdit }: Props) {
  const { ask: words } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={styles['form']}>
      <h3 tabIndex={-1} ref={heading}>
        {words.similarTitle}
      </h3>
      <p>{words.similarHelp}</p>
      <ul className={shared['list']}>
        {questions.map((question) => (
          <li key={question.questionId} className={shared['row']}>
            <p className={shared['text']} dir="auto">
              {question.text}
            </p>
            <Instead question={question} />
          </li>
        ))}
      </ul>
      <Button look="primary" onClick={onDifferent}>
        {words.different}
      </Button>
      <Button look="quiet" onClick={onEdit}>
        {words.edit}
      </Button>
    </div>
  );
}

function Instead({ question }: { question: PublicQuestion }) {
  const { ask: words, question: ofQuestion, state } = useWords();
  const { supports } = useGallery();
  const own = useSelected((all) => all.own?.supports);
  const { on, figure } = supportShown(question, useStore(supports), own ?? []);
  const open = question.state === 'waiting' || question.state === 'asked';
  return (
    <div className={shared['cardFoot']}>
      <span className={shared['supports']}>{ofQuestion.supports(figure)}</span>
      {!open ? (
        <span className={shared['state']} data-state={question.state}>
          {state[question.state]}
        </span>
      ) : on ? (
        <span role="status">{words.supportedThis}</span>
      ) : (
        <Button look="quiet" onClick={() => supports.toggle(question, true)}>
          {words.supportThis}
        </Button>
      )}
    </div>
  );
}
