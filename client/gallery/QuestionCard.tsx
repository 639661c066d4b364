import { memo } from 'react';
import type { PublicQuestion, TurnView } from '../../shared/inquiry/views.ts';
import { clockFace } from '../i18n/clock-face.ts';
import { useGallery, useSelected } from './gallery.tsx';
import { useWords } from './language.tsx';
import styles from './lists.module.css';
import { usePeople, useWhen } from './people.ts';
import { SupportButton } from './SupportButton.tsx';
import shared from './shared.module.css';
import { useStateWords } from './useStateWords.ts';

interface Props {
  question: PublicQuestion;
  /** Into which it was merged, where that is known. */
  root: PublicQuestion | undefined;
  /** It has left the list that is shown: only its place is kept. */
  gone: boolean;
}

/** A question with who asked it, what became of it, and how many support it. */
export const QuestionCard = memo(function QuestionCard({ question, root, gone }: Props) {
  const { question: words, list } = useWords();
  const stateWords = useStateWords();
  const when = useWhen();
  const people = usePeople();
  const { state, reason, merged, edited, labels = [], turns = [] } = question;
  const department = people.department(question.departmentId);
  // What was asked first is the text itself.
  const told = turns.filter(({ kind, text }) => kind !== 'question' || text !== undefined);
  return (
    <article className={`${shared['question']} ${gone ? styles['gone'] : ''}`}>
      {gone && <p className={styles['goneNote']}>{list.gone}</p>}
      <p className={shared['meta']}>
        <bdi>{people.asker(question)}</bdi> · {when(question.askedAt)}
        {department && (
          <>
            {' '}
            · <bdi>{department}</bdi>
          </>
        )}
        {edited && <> · {words.edited}</>}
      </p>
      <p className={shared['text']} dir="auto">
        {question.text}
      </p>
      {labels.length > 0 && (
        <ul className={styles['labels']}>
          {labels.map((label) => (
            <li key={label} dir="auto">
              {label}
            </li>
          ))}
        </ul>
      )}
      {state === 'merged' && <Merged into={question.mergedInto} root={root} />}
      {reason !== undefined && <p className={shared['reason']}>{words.referredTo(reason)}</p>}
      {told.map((turn) => (
        <Turn key={turn.turnId} turn={turn} />
      ))}
      <p className={shared['cardFoot']}>
        <span className={shared['state']} data-state={state}>
          {stateWords(state)}
        </span>
        {merged !== undefined && <span className={styles['merged']}>{words.merged(merged)}</span>}
        <SupportButton question={question} />
      </p>
    </article>
  );
});

function Merged({ into, root: found }: { into: string | undefined; root: PublicQuestion | undefined }) {
  const { question: words } = useWords();
  const live = useSelected(({ view }) => (into === undefined ? undefined : view?.questions[into]));
  const root = live ?? found;
  return <p className={shared['reason']}>{root ? words.mergedInto(root.text) : words.mergedAway}</p>;
}

function Turn({ turn: { kind, respondent, text, streamAt } }: { turn: TurnView }) {
  const { question: words } = useWords();
  const people = usePeople();
  const by = people.respondent(respondent);
  return (
    <div className={styles['turn']}>
      <p className={shared['meta']}>
        {words.turn[kind]}
        {by && (
          <>
            {' '}
            · <bdi>{by}</bdi>
          </>
        )}
      </p>
      <p className={shared['text']} dir="auto">
        {text ?? words.noText}
      </p>
      {streamAt !== undefined && <Moment seconds={streamAt} />}
    </div>
  );
}

/** Leads to this moment in the video, where the page has one. */
function Moment({ seconds }: { seconds: number }) {
  const { question: words } = useWords();
  const { playFrom } = useGallery();
  const streamed = useSelected(({ view }) => view?.streamUrl !== undefined);
  const face = clockFace(seconds * 1000);
  if (!streamed) return <p className={shared['meta']}>{words.momentPlain(face)}</p>;
  return (
    <button type="button" className={styles['moment']} onClick={() => playFrom.current?.(seconds)}>
      <span aria-hidden="true">▶</span> {words.moment(face)}
    </button>
  );
}
