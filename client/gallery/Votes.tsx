import { Suspense, useState } from 'react';
import { lazyRetry } from '../lazy.ts';
import { useSelected } from './gallery.tsx';
import { useWords } from './language.tsx';
import shared from './shared.module.css';

const VoteResult = lazyRetry(async () => (await import('./VoteResult.tsx')).VoteResult);

/** Votes of the sitting whose result the chair has published; each is loaded when it is opened. */
export function Votes() {
  const { votes: words } = useWords();
  const votes = useSelected(({ view }) => view!.votes);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  if (votes.length === 0) return null;
  return (
    <section className={shared['card']} aria-labelledby="votes-title">
      <h2 id="votes-title">{words.title}</h2>
      {votes.map(({ voteId, title }) => (
        <details
          key={voteId}
          className={shared['details']}
          onToggle={({ currentTarget }) => currentTarget.open && setOpen(new Set([...open, voteId]))}
        >
          <summary dir="auto">{title}</summary>
          {open.has(voteId) && (
            <Suspense fallback={<p role="status">{words.loading}</p>}>
              <VoteResult voteId={voteId} />
            </Suspense>
          )}
        </details>
      ))}
    </section>
  );
}
