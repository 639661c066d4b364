import { useMemo, useState } from 'react';
import type { QuestionId } from '../../shared/ids.ts';
import type { Act, ActName } from './acts.ts';
import { doing } from './doing.ts';
import type { KeyAct } from './keys.ts';
import { possible, type Who } from './possible.ts';
import { meant, movedOn } from './selection.ts';
import { type Editing, useEditing } from './useEditing.ts';
import type { Moderation } from './useModeration.ts';

/** What a dialog is open for; the questions are those that were meant when it opened. */
export interface Open {
  dialog: 'reject' | 'refer' | 'label' | 'department' | 'merge' | 'ban' | 'keys';
  ids: readonly QuestionId[];
}

export type Make = (ids: readonly QuestionId[]) => Act;

/** What acts are made of. */
export interface Bench {
  moderation: Moderation;
  who: Who;
  /** What the next act is for. */
  meant: readonly QuestionId[];
  /** Those of them for which it is possible. */
  able: (name: ActName, ids: readonly QuestionId[]) => QuestionId[];
  /** Carries an act out with those questions for which it is possible. */
  carryOut: (name: ActName, ids: readonly QuestionId[], make: Make) => void;
  open: Open | null;
  setOpen: (open: Open | null) => void;
  editing: Editing;
  history: { open: boolean; toggle: () => void };
  /** Nothing was left to claim. */
  noneToClaim: boolean;
  setNoneToClaim: (none: boolean) => void;
}

export interface Desk extends Bench {
  act: (key: KeyAct) => void;
  numberFor: (name: ActName, ids: readonly QuestionId[]) => number;
}

/** With these a question is done with, and one goes on to the next. */
const movesOn: ReadonlySet<ActName> = new Set(['approve', 'reject', 'refer', 'merge']);

export function useDesk(moderation: Moderation): Desk {
  const { list, acts, me, moderates, hosts, now, sortedOf } = moderation;
  const { ids, selection, select } = list;
  const [open, setOpen] = useState<Open | null>(null);
  const [historyOpen, setHistoryOpen] = useState(false);
  const [noneToClaim, setNoneToClaim] = useState(false);
  const editing = useEditing();
  const who = useMemo(() => ({ me, moderates, hosts, now }), [me, moderates, hosts, now]);
  const able: Bench['able'] = (name, wanted) =>
    wanted.filter((id) => {
      const one = sortedOf(id);
      return one !== null && possible(name, one, who);
    });
  const carryOut: Bench['carryOut'] = (name, wanted, make) => {
    const can = able(name, wanted);
    if (can.length === 0) return;
    setNoneToClaim(false);
    if (movesOn.has(name)) {
      const standing = list.wanted.standing ?? 'toModerate';
      const toDo = (id: QuestionId) =>
        sortedOf(id)?.standing === standing && acts.state().marks.get(id)?.phase !== 'sending';
      select((before, all) => movedOn(before, all, can, toDo));
    }
    // It ends without an answer only when the screen is gone.
    acts.perform(can, make).catch(() => {});
  };
  const bench: Bench = {
    moderation,
    who,
    meant: meant(selection, ids),
    able,
    carryOut,
    open,
    setOpen,
    editing,
    history: { open: historyOpen, toggle: () => setHistoryOpen((before) => !before) },
    noneToClaim,
    setNoneToClaim,
  };
  return {
    ...bench,
    act: (key) => doing[key](bench),
    numberFor: (name, wanted) => able(name, wanted).length,
  };
}
