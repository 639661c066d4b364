import type { IntakeReason } from '../../shared/inquiry/intake.ts';
import type { OwnQuestion } from '../../shared/inquiry/views.ts';
import styles from './gallery.module.css';
import { useGallery, useSelected, useStore } from './gallery.tsx';
import { useGalleryFormat, useWords } from './language.tsx';

/** What this viewer asked and what became of each, the latest first. Nothing is said where nothing was asked. */
export function OwnQuestions() {
  const { own: words } = useWords();
  const { sending } = useStore(useGallery().question);
  const asked = useSelected(({ own }) => own?.questions) ?? [];
  // Acknowledged, and not yet come back from the chamber.
  const onItsWay =
    sending && sending.phase !== 'refused' && !asked.some(({ key }) => key === sending.sent.key);
  if (!onItsWay && asked.length === 0) return null;
  return (
    <section className={styles['card']} aria-labelledby="own-title">
      <h2 id="own-title">{words.title}</h2>
      <ul className={styles['list']}>
        {onItsWay && (
          <li className={styles['question']}>
            <p className={styles['text']} dir="auto">
              {sending.sent.text}
            </p>
            <span className={styles['state']} data-state="submitted">
              {words[sending.phase]}
            </span>
          </li>
        )}
        {asked.toReversed().map((question) => (
          <Own key={question.questionId} question={question} />
        ))}
      </ul>
    </section>
  );
}

function Own({ question: { text, askedAt, state, reason, mergedInto } }: { question: OwnQuestion }) {
  const { own: words, question: ofQuestion, state: states, intakeReason } = useWords();
  const { time } = useGalleryFormat();
  const root = useSelected(({ view }) =>
    mergedInto === undefined ? undefined : view?.questions[mergedInto],
  );
  // The server's own reasons have words here; a moderator's are as they were written.
  const why = reason === undefined ? undefined : (intakeReason[reason as IntakeReason] ?? reason);
  return (
    <li className={styles['question']}>
      <p className={styles['text']} dir="auto">
        {text}
      </p>
      <p className={styles['cardFoot']}>
        <span className={styles['state']} data-state={state}>
          {states[state]}
        </span>
        <span className={styles['meta']}>{time(askedAt)}</span>
      </p>
      {why !== undefined && (
        <p className={styles['reason']} dir="auto">
          {words.reason(why)}
        </p>
      )}
      {mergedInto !== undefined && (
        <p className={styles['reason']}>{root ? ofQuestion.mergedInto(root.text) : ofQuestion.mergedAway}</p>
      )}
    </li>
  );
}
