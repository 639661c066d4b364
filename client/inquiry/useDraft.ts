import { useCallback } from 'react';
import { z } from 'zod';
import { useKept } from '../host/papers/kept.ts';

/** A text that is being written, and the text on the server that it began with. */
export const KeptDraft = z.object({ text: z.string(), base: z.string() }).nullable();

export interface TextDraft {
  text: string;
  /** Something of it is on this device alone. */
  unsaved: boolean;
  /** This device keeps it. */
  kept: boolean;
  /** What somebody else has saved meanwhile, where it is not what this one began with. */
  theirs: string | null;
  write: (text: string) => void;
  takeTheirs: () => void;
  keepMine: () => void;
  /** This text is on the server now; what was typed since stays a draft. */
  saved: (text: string) => void;
}

/** A text of the server that is written here: kept on this device under `key` with every letter until it is saved. */
export function useTextDraft(key: string, onServer: string): TextDraft {
  const { value, kept, set, forget } = useKept(key, KeptDraft, () => null);
  const drop = useCallback(() => {
    set(() => null);
    forget();
  }, [set, forget]);
  const unsaved = value !== null && value.text !== onServer;
  return {
    text: value?.text ?? onServer,
    unsaved,
    kept,
    theirs: unsaved && value.base !== onServer ? onServer : null,
    write: (text) => set((now) => ({ text, base: now?.base ?? onServer })),
    takeTheirs: drop,
    keepMine: () => set((now) => now && { ...now, base: onServer }),
    saved: (text) => {
      let same = false;
      set((now) => {
        same = now?.text === text;
        return same || !now ? null : { ...now, base: text };
      });
      if (same) forget();
    },
  };
}
