import { useCallback, useRef, useState } from 'react';
import type { z } from 'zod';

/**
 * What a person has filled in, kept on this device under `key` with every change: a reload or a lost line takes nothing
 * away. `kept` is false where the browser does not let us keep it.
 */
export function useKept<T>(
  key: string,
  schema: z.ZodType<T>,
  initial: () => T,
): { value: T; kept: boolean; set: (change: (value: T) => T) => void; forget: () => void } {
  const [state, setState] = useState(() => ({ value: readKept(key, schema) ?? initial(), kept: true }));
  const latest = useRef(state.value);
  const set = useCallback(
    (change: (value: T) => T) => {
      latest.current = change(latest.current);
      setState({ value: latest.current, kept: keep(key, latest.current) });
    },
    [key],
  );
  const forget = useCallback(() => localStorage.removeItem(key), [key]);
  return { ...state, set, forget };
}

/** null where nothing is kept, or nothing that this version knows. */
export function readKept<T>(key: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(localStorage.getItem(key) ?? ''));
  } catch {
    return null;
  }
}

export function keep(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
