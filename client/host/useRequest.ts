import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '../../shared/protocol.ts';
import type { CommandPhase } from '../sitting.tsx';
import { untilAnswered } from '../trying.ts';

/** Sends one HTTP request until it is answered; a second call while one is under way is none. For what is safe to repeat. */
export function useRequest(): {
  state: CommandPhase;
  busy: boolean;
  /** What was answered, or null when it was given up because the screen is gone. */
  send: <T>(attempt: () => Promise<Answer<T>>) => Promise<Answer<T> | null>;
} {
  const [state, setState] = useState<CommandPhase>({ phase: 'idle' });
  const underWay = useRef(false);
  const gone = useRef<AbortController>(new AbortController());
  useEffect(() => {
    gone.current = new AbortController();
    return () => gone.current.abort();
  }, []);
  const send = useCallback(async <T>(attempt: () => Promise<Answer<T>>) => {
    if (underWay.current) return null;
    underWay.current = true;
    setState({ phase: 'sending' });
    try {
      const onTrouble = () => setState({ phase: 'unconfirmed' });
      const answer = await untilAnswered(attempt, { signal: gone.current.signal, onTrouble });
      setState('refused' in answer ? { phase: 'refused', refusal: answer.refused } : { phase: 'done' });
      return answer;
    } catch {
      return null;
    } finally {
      underWay.current = false;
    }
  }, []);
  return { state, busy: state.phase === 'sending' || state.phase === 'unconfirmed', send };
}
