import type { PublicQuestion } from '../../shared/inquiry/views.ts';
import { useGallery, useSelected, useStore } from './gallery.tsx';
import { useWords } from './language.tsx';
import styles from './lists.module.css';
import shared from './shared.module.css';
import { supportShown } from './supports.ts';

/** Pressed again it is taken back. Where nothing is to be supported any more, the figure alone. */
export function SupportButton({ question }: { question: PublicQuestion }) {
  const { question: words, refusal } = useWords();
  const { supports } = useGallery();
  const own = useSelected((state) => state.own?.supports);
  const ended = useSelected(({ view }) => view?.stage === 'ended');
  const shown = supportShown(question, useStore(supports), own ?? []);
  const open = question.state === 'waiting' || question.state === 'asked';
  if (!open || ended) return <span className={shared['supports']}>{words.supports(shown.figure)}</span>;
  return (
    <>
      {shown.unconfirmed && <span className={shared['meta']}>{words.failed}</span>}
      {shown.refused && (
        <span className={shared['fault']} role="alert">
          {refusal[shown.refused]}
        </span>
      )}
      <button
        type="button"
        className={styles['support']}
        aria-pressed={shown.on}
        onClick={() => supports.toggle(question, !shown.on)}
      >
        <span aria-hidden="true">{shown.on ? '✓' : '▲'}</span>
        {shown.on ? words.supported : words.support}
        <span className={shared['figure']} aria-hidden="true">
          {words.figure(shown.figure)}
        </span>
        <span className="visually-hidden">{words.supports(shown.figure)}</span>
      </button>
    </>
  );
}
