import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { QuestionId } from '../../shared/ids.ts';
import { nothingChosen, type Selection, within } from './selection.ts';
import { type Settled, settle, unsettled } from './settled.ts';
import { everything, found, type Sorted, type Wanted } from './standings.ts';

export interface List {
  wanted: Wanted;
  /** Filters anew; the list begins at its start. */
  want: (change: Partial<Wanted>) => void;
  ids: readonly QuestionId[];
  fresh: number;
  gone: number;
  /** Takes in what has come and lets go what has gone. */
  refresh: () => void;
  selection: Selection;
  select: (change: (before: Selection, ids: readonly QuestionId[]) => Selection) => void;
  /** Shows one question, wherever it is. */
  show: (id: QuestionId) => void;
}

/** The list that one works in: it stands still until its filter changes or somebody asks for what is new. */
export function useList(all: readonly Sorted[]): List {
  const [wanted, setWanted] = useState<Wanted>({ ...everything, standing: 'toModerate' });
  const [round, setRound] = useState(0);
  const settled = useRef<Settled | null>(null);
  const [selection, setSelection] = useState<Selection>(nothingChosen);
  const now = useMemo(() => found(all, wanted), [all, wanted]);
  settled.current = settle(settled.current, `${JSON.stringify(wanted)} ${round}`, now);
  const { ids } = settled.current;
  const changes = useMemo(() => unsettled({ ids, of: '' }, now), [ids, now]);
  useEffect(() => setSelection((before) => within(before, ids)), [ids]);
  const want = useCallback(
    (change: Partial<Wanted>) => setWanted((before) => ({ ...before, ...change })),
    [],
  );
  const refresh = useCallback(() => setRound((before) => before + 1), []);
  const select = useCallback<List['select']>(
    (change) => setSelection((before) => change(before, settled.current?.ids ?? [])),
    [],
  );
  const show = useCallback((id: QuestionId) => {
    if (!settled.current?.ids.includes(id)) setWanted({ ...everything });
    setSelection({ at: id, chosen: new Set() });
  }, []);
  return { wanted, want, ids, ...changes, refresh, selection, select, show };
}
