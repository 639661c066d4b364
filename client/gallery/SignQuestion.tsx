import { useId } from 'react';
import styles from './ask.module.css';
import { useGallery, useStore, useView } from './gallery.tsx';
import { useWords } from './language.tsx';
import shared from './shared.module.css';

const LONGEST_NAME = 30;

/** By name or not, as the host allows. */
export function SignQuestion({ missing }: { missing: boolean }) {
  const { ask: words } = useWords();
  const { question } = useGallery();
  const { draft } = useStore(question);
  const { naming } = useView().intake;
  const id = useId();
  if (naming === 'anonymous') return <p className={shared['note']}>{words.anonymous}</p>;
  return (
    <>
      {naming === 'either' && (
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={draft.signed}
            onChange={({ target }) => question.write({ signed: target.checked })}
          />
          {words.sign}
        </label>
      )}
      {(naming === 'named' || draft.signed) && (
        <>
          <label htmlFor={id}>{words.name}</label>
          <input
            id={id}
            dir="auto"
            autoComplete="name"
            maxLength={LONGEST_NAME}
            value={draft.name}
            aria-invalid={missing}
            onChange={({ target }) => question.write({ name: target.value })}
          />
        </>
      )}
      {missing && (
        <p className={shared['fault']} role="alert">
          {words.nameMissing}
        </p>
      )}
    </>
  );
}
