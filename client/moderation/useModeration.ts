import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { QuestionId } from '../../shared/ids.ts';
import type { DeskQuestion, DeskView } from '../../shared/inquiry/views.ts';
import { useMe } from '../accounts/StaffFrame.tsx';
import { useInquiry, useInquiryLine, useInquiryState } from '../inquiry/useInquiry.ts';
import { useSession } from '../session.tsx';
import { Acting, type ActingState } from './acting.ts';
import { SimilarIndex } from './similar-index.ts';
import { type Counts, counts, type Sorted, sorted } from './standings.ts';
import { type List, useList } from './useList.ts';

export interface Moderation {
  view: DeskView;
  /** The own account's id. */
  me: string;
  /** May this account moderate, and may it fill the chair's queue? */
  moderates: boolean;
  hosts: boolean;
  /** Server time, to within some seconds: by it claims run out. */
  now: number;
  all: readonly Sorted[];
  sortedOf: (id: QuestionId) => Sorted | null;
  questionsOf: (ids: readonly QuestionId[]) => DeskQuestion[];
  counts: Counts;
  list: List;
  similar: SimilarIndex;
  acting: ActingState;
  acts: Acting;
}

const CLOCK_MS = 5000;

export function useModeration(): Moderation {
  const view = useInquiry('desk');
  const { clockSkew } = useInquiryState();
  const line = useInquiryLine();
  const { role } = useSession().principal;
  const me = useMe();
  const now = useClock(CLOCK_MS) - clockSkew;
  const { questions, queue } = view;
  const all = useMemo(() => sorted({ questions, queue }, me, now), [questions, queue, me, now]);
  const byId = useMemo(() => new Map(all.map((one) => [one.question.questionId, one])), [all]);
  const list = useList(all);
  const index = useState(() => new SimilarIndex())[0];
  const acts = useMemo(() => new Acting(line.command), [line]);
  const acting = useSyncExternalStore(acts.subscribe, acts.state);
  return {
    view,
    me,
    moderates: role === 'moderator' || role === 'operator' || role === 'chair',
    hosts: role === 'operator' || role === 'chair',
    now,
    all,
    sortedOf: (id) => byId.get(id) ?? null,
    questionsOf: (ids) => ids.flatMap((id) => byId.get(id)?.question ?? []),
    counts: useMemo(() => counts(all, list.wanted), [all, list.wanted]),
    list,
    similar: index.over(view.questions),
    acting,
    acts,
  };
}

function useClock(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
