import { useEffect, useState } from 'react';
import type { VoteView } from '../../shared/views.ts';
import { api, untilAnswered } from '../api.ts';
import { useConnection } from '../sitting.tsx';

/** A vote with its results: the view keeps those of the latest alone, an earlier published one is asked for. */
export function useWholeVote(vote: VoteView | null): VoteView | null {
  const { sittingId } = useConnection();
  const [whole, setWhole] = useState<VoteView | null>(null);
  const asks = vote?.stage === 'published' && vote.results === null ? vote.voteId : null;
  useEffect(() => {
    if (!asks) return;
    const stop = new AbortController();
    const route = 'GET /api/sittings/:sittingId/votes/:voteId/result';
    untilAnswered(() => api(route, { sittingId, voteId: asks }), { signal: stop.signal }).then(
      (answer) => !stop.signal.aborted && 'ok' in answer && setWhole(answer.ok.vote),
      () => {},
    );
    return () => stop.abort();
  }, [sittingId, asks]);
  return asks && whole?.voteId === asks ? whole : vote;
}
