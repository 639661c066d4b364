import { Button } from '../design/Button.tsx';
import { useGallery, useSelected, useStore } from './gallery.tsx';
import { useWords } from './language.tsx';
import styles from './page.module.css';
import shared from './shared.module.css';

/** Under the thumb: ask and like, as long as there is something to ask. */
export function Foot({ onAsk }: { onAsk: () => void }) {
  const { ask, like: words, question } = useWords();
  const { likes } = useGallery();
  const { mine, acknowledged } = useStore(likes);
  const ended = useSelected(({ view }) => view!.stage === 'ended');
  const counted = useSelected(({ view }) => view!.crowd.likes);
  if (ended) return null;
  const shown = counted + mine - acknowledged;
  return (
    <div className={styles['foot']}>
      <Button look="primary" onClick={onAsk}>
        {ask.open}
      </Button>
      <button
        type="button"
        className={styles['like']}
        data-mine={mine > 0}
        aria-label={`${words.like}, ${words.likes(shown)}`}
        onClick={() => likes.like()}
      >
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
          <path d="M12 21C5 15 2 12 2 8a5 5 0 0 1 10-1.500 5 5 0 0 1 10 1.500c0 4-3 7-10 13z" />
        </svg>
        <span key={mine} className={shared['figure']}>
          {question.figure(shown)}
        </span>
      </button>
    </div>
  );
}
