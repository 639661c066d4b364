import { useEffect, useState } from 'react';
import { ask } from './requests.ts';

/** What is asked for by HTTP: null until it is here, `failed` when nothing came or it was refused. */
export function useAnswer<T>(path: string): { answer: T | 'failed' | null; again: () => void } {
  const [answer, setAnswer] = useState<T | 'failed' | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks the same once more
  useEffect(() => {
    let gone = false;
    const tell = (what: T | 'failed') => !gone && setAnswer(what);
    setAnswer(null);
    ask<T>(path).then(
      (got) => tell('ok' in got ? got.ok : 'failed'),
      () => tell('failed'),
    );
    return () => {
      gone = true;
    };
  }, [path, tries]);
  return { answer, again: () => setTries(tries + 1) };
}
