import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { type PaperKind, paperKinds } from './paper-draft.ts';

/** Where in this part somebody is. It stands in the address, so that a reload and the way back lead there. */
export type Place =
  | { at: 'list' }
  | { at: 'new'; kind: PaperKind }
  | { at: 'pabulib' }
  | { at: 'paper'; paperId: string };

export function usePlace(): { place: Place; go: (place: Place) => void } {
  const [params, setParams] = useSearchParams();
  const asked = params.get('new');
  const paperId = params.get('paper');
  const place = useMemo<Place>(() => {
    const kind = paperKinds.find((one) => one === asked);
    if (kind) return { at: 'new', kind };
    if (asked === 'pabulib') return { at: 'pabulib' };
    return paperId ? { at: 'paper', paperId } : { at: 'list' };
  }, [asked, paperId]);
  const go = useCallback(
    (to: Place) =>
      setParams((now) => {
        const next = new URLSearchParams(now);
        next.delete('new');
        next.delete('paper');
        if (to.at === 'new') next.set('new', to.kind);
        if (to.at === 'pabulib') next.set('new', 'pabulib');
        if (to.at === 'paper') next.set('paper', to.paperId);
        return next;
      }),
    [setParams],
  );
  return { place, go };
}
