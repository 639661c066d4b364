import { useEffect, useRef, useState } from 'react';
import type { Answer } from '../shared/protocol.ts';
import { untilAnswered } from './trying.ts';

/**
 * What never changes once it is there: asked for once under each key, whoever wants it and however often. A refusal is not
 * kept, the next who wants it asks again.
 */
export class Asked<T> {
  readonly #known = new Map<string, Answer<T>>();
  readonly #underWay = new Map<string, Promise<Answer<T>>>();

  known(key: string): Answer<T> | undefined {
    return this.#known.get(key);
  }

  ask(key: string, attempt: () => Promise<Answer<T>>): Promise<Answer<T>> {
    const known = this.#known.get(key);
    if (known) return Promise.resolve(known);
    const asked = this.#underWay.get(key) ?? this.#ask(key, attempt);
    this.#underWay.set(key, asked);
    return asked;
  }

  async #ask(key: string, attempt: () => Promise<Answer<T>>): Promise<Answer<T>> {
    try {
      const answer = await untilAnswered(attempt);
      if ('ok' in answer) this.#known.set(key, answer);
      return answer;
    } finally {
      this.#underWay.delete(key);
    }
  }
}

/** The answer, or why it was refused; null while it is on its way, or where `key` is null. */
export function useAsked<T>(
  asked: Asked<T>,
  key: string | null,
  attempt: () => Promise<Answer<T>>,
): Answer<T> | null {
  const [got, setGot] = useState<{ key: string; answer: Answer<T> } | null>(null);
  const latest = useRef(attempt);
  latest.current = attempt;
  useEffect(() => {
    if (key === null || asked.known(key)) return;
    let gone = false;
    void asked
      .ask(key, () => latest.current())
      .then((answer) => {
        if (!gone) setGot({ key, answer });
      });
    return () => {
      gone = true;
    };
  }, [asked, key]);
  if (key === null) return null;
  return asked.known(key) ?? (got?.key === key ? got.answer : null);
}
