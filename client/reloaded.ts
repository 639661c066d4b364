import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '../shared/protocol.ts';
import type { Refusal } from '../shared/sitting/refusals.ts';
import { untilAnswered } from './trying.ts';

export interface Reloaded<T> {
  /** The latest answer; the one before stays while the next is on its way. */
  value: T | null;
  refusal: Refusal | null;
  trouble: boolean;
  again: () => void;
}

/**
 * Asks when the screen comes, whenever its window is looked at again, and on demand. Never by a clock: that would keep alive the
 * session of a desk that nobody sits at. Where the session has ended the page starts anew, at its entrance.
 */
export function useReloaded<T>(attempt: () => Promise<Answer<T>>): Reloaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [trouble, setTrouble] = useState(false);
  const latest = useRef(attempt);
  latest.current = attempt;
  const asking = useRef<AbortController | null>(null);
  const ask = useCallback(async () => {
    asking.current?.abort();
    const current = new AbortController();
    asking.current = current;
    const { signal } = current;
    const onTrouble = () => setTrouble(!signal.aborted);
    const answer = await untilAnswered(() => latest.current(), { signal, onTrouble });
    if (signal.aborted) return;
    setTrouble(false);
    if ('ok' in answer) setValue(answer.ok);
    else if (answer.refused.code === 'not-signed-in') return location.reload();
    setRefusal('refused' in answer ? answer.refused : null);
  }, []);
  const again = useCallback(() => void ask().catch(() => {}), [ask]);
  useEffect(() => {
    const looked = () => document.visibilityState === 'visible' && again();
    again();
    document.addEventListener('visibilitychange', looked);
    window.addEventListener('focus', looked);
    return () => {
      asking.current?.abort();
      document.removeEventListener('visibilitychange', looked);
      window.removeEventListener('focus', looked);
    };
  }, [again]);
  return { value, refusal, trouble, again };
}
