import type { IntakeReason } from '../../shared/inquiry/intake.ts';
import type { OwnQuestion } from '../../shared/inquiry/views.ts';
import { useGallery, useSelected, useStore } from './gallery.tsx';
import { useWords } from './language.tsx';
import { useWhen } from './people.ts';
import shared from './shared.module.css';
import { useStateWords } from './useStateWords.ts';

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
    <section className={shared['card']} aria-labelledby="own-title">
      <h2 id="own-title">{words.title}</h2>
      <ul className={shared['list']}>
        {onItsWay && (
          <li className={shared['row']}>
            <p className={shared['text']} dir="auto">
              {sending.sent.text}
            </p>
            <span className={shared['state']} data-state="submitted">
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
  const { own: words, question: ofQuestion, intakeReason } = useWords();
  const stateWords = useStateWords();
  const when = useWhen();
  const root = useSelected(({ view }) =>
    mergedInto === undefined ? undefined : view?.questions[mergedInto],
  );
  // The server's own reasons have words here; a moderator's are as they were written.
  const why = reason === undefined ? undefined : (intakeReason[reason as IntakeReason] ?? reason);
  return (
    <li className={shared['row']}>
      <p className={shared['text']} dir="auto">
        {text}
      </p>
      <p className={shared['cardFoot']}>
        <span className={shared['state']} data-state={state}>
          {stateWords(state)}
        </span>
        <span className={shared['meta']}>{when(askedAt)}</span>
      </p>
      {why !== undefined && (
        <p className={shared['reason']} dir="auto">
          {words.reason(why)}
        </p>
      )}
      {mergedInto !== undefined && (
        <p className={shared['reason']}>{root ? ofQuestion.mergedInto(root.text) : ofQuestion.mergedAway}</p>
      )}
    </li>
  );
}
