import { useEffect, useRef, useState } from 'react';
import type { Answer } from '../../shared/protocol.ts';
import { untilAnswered } from '../api.ts';

/** Asks once per `key` until an answer comes; null while there is none, or nothing to ask. */
export function useAnswered<T>(key: string | null, attempt: () => Promise<Answer<T>>): Answer<T> | null {
  const [answered, setAnswered] = useState<{ key: string; answer: Answer<T> } | null>(null);
  const latest = useRef(attempt);
  latest.current = attempt;
  useEffect(() => {
    if (key === null) return;
    const stop = new AbortController();
    const { signal } = stop;
    untilAnswered(() => latest.current(), { signal }).then(
      (answer) => signal.aborted || setAnswered({ key, answer }),
      () => {},
    );
    return () => stop.abort();
  }, [key]);
  return answered?.key === key ? answered.answer : null;
}
