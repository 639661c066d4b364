import { type RefObject, useId } from 'react';
import { MAX_QUESTION } from '../../shared/inquiry/limits.ts';
import styles from './ask.module.css';
import { useGallery, useStore } from './gallery.tsx';
import { useWords } from './language.tsx';
import shared from './shared.module.css';

interface Props {
  field: RefObject<HTMLTextAreaElement | null>;
  /** Characters as people count them. */
  count: number;
  /** It was to be sent and cannot be, for it is empty or too long. */
  faulty: boolean;
}

/** Where the question is written; every letter is kept on this device. */
export function QuestionField({ field, count, faulty }: Props) {
  const { ask: words } = useWords();
  const { question } = useGallery();
  const { draft } = useStore(question);
  const [id, hintId, countId, faultId] = [useId(), useId(), useId(), useId()];
  const over = count - MAX_QUESTION;
  const empty = faulty && count === 0;
  return (
    <>
      <label htmlFor={id}>{words.label}</label>
      <p id={hintId} className={shared['note']}>
        {words.hint}
      </p>
      <textarea
        id={id}
        ref={field}
        rows={5}
        dir="auto"
        value={draft.text}
        aria-describedby={`${hintId} ${empty ? faultId : countId}`}
        aria-invalid={empty || over > 0}
        onChange={({ target }) => question.write({ text: target.value })}
      />
      <p id={countId} className={styles['count']} data-over={over > 0}>
        {words.count(count, MAX_QUESTION)} {over > 0 ? words.tooLong(over) : count > 0 && words.kept}
      </p>
      {empty && (
        <p id={faultId} className={shared['fault']} role="alert">
          {words.empty}
        </p>
      )}
    </>
  );
}
