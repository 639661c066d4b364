import { useCallback, useMemo, useState } from 'react';
import type { QuestionId } from '../../shared/ids.ts';
import { readKept } from '../host/papers/kept.ts';
import { KeptDraft } from '../inquiry/useDraft.ts';

export interface Editing {
  /** The question whose editor is open. */
  at: QuestionId | null;
  begin: (id: QuestionId) => void;
  leave: () => void;
}

/** Under which this device keeps what is being written of a question's text. */
export const editKey = (id: QuestionId) => `yishi.moderation.edit.${id}`;

/** Something was written here and is not saved. */
export function hasDraft(id: QuestionId): boolean {
  return readKept(editKey(id), KeptDraft) !== null;
}

export function useEditing(): Editing {
  const [at, setAt] = useState<QuestionId | null>(null);
  const leave = useCallback(() => setAt(null), []);
  return useMemo(() => ({ at, begin: setAt, leave }), [at, leave]);
}
