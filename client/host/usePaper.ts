import { useEffect, useState } from 'react';
import type { Paper } from '../../shared/ballot/paper.ts';
import type { PaperId } from '../../shared/ids.ts';
import { api, untilAnswered } from '../api.ts';
import { useConnection } from '../sitting.tsx';

/** A paper as it was drawn up, which never changes; null until it is there, or for null. */
export function usePaper(paperId: PaperId | null): Paper | null {
  const { sittingId } = useConnection();
  const [paper, setPaper] = useState<{ paperId: PaperId; paper: Paper } | null>(null);
  useEffect(() => {
    if (!paperId) return;
    const stop = new AbortController();
    const route = 'GET /api/sittings/:sittingId/papers/:paperId';
    untilAnswered(() => api(route, { sittingId, paperId }), { signal: stop.signal }).then(
      (answer) => !stop.signal.aborted && 'ok' in answer && setPaper(answer.ok),
      () => {},
    );
    return () => stop.abort();
  }, [sittingId, paperId]);
  return paper && paper.paperId === paperId ? paper.paper : null;
}
