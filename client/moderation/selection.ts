import type { QuestionId } from '../../shared/ids.ts';
import { PAGE } from './settled.ts';

/** Where one is in the list, and what is chosen in it. */
export interface Selection {
  /** The question that is shown large; null in an empty list. */
  at: QuestionId | null;
  chosen: ReadonlySet<QuestionId>;
}
export const nothingChosen: Selection = { at: null, chosen: new Set() };

export type Step = 'next' | 'previous' | 'nextPage' | 'previousPage' | 'first' | 'last';

/** The selection in another list: what is not in it is no longer chosen. */
export function within({ at, chosen }: Selection, ids: readonly QuestionId[]): Selection {
  const there = new Set(ids);
  return {
    at: at !== null && there.has(at) ? at : (ids[0] ?? null),
    chosen: new Set([...chosen].filter((id) => there.has(id))),
  };
}

export function pageOf(ids: readonly QuestionId[], at: QuestionId | null): number {
  return Math.floor(Math.max(0, at === null ? 0 : ids.indexOf(at)) / PAGE);
}

export function onPage(ids: readonly QuestionId[], at: QuestionId | null): readonly QuestionId[] {
  const first = pageOf(ids, at) * PAGE;
  return ids.slice(first, first + PAGE);
}

/** `extending`: what is passed on the way is chosen, as with the Shift key. */
export function stepped(
  { at, chosen }: Selection,
  ids: readonly QuestionId[],
  step: Step,
  extending = false,
): Selection {
  if (ids.length === 0) return { at: null, chosen };
  const from = Math.max(0, at === null ? 0 : ids.indexOf(at));
  const last = ids.length - 1;
  const page = Math.floor(from / PAGE);
  const to = {
    next: from + 1,
    previous: from - 1,
    nextPage: (page + 1) * PAGE > last ? last : (page + 1) * PAGE,
    previousPage: Math.max(0, page - 1) * PAGE,
    first: 0,
    last,
  }[step];
  const now = Math.min(last, Math.max(0, to));
  const passed = extending ? ids.slice(Math.min(from, now), Math.max(from, now) + 1) : [];
  return { at: ids[now]!, chosen: new Set([...chosen, ...passed]) };
}

export function toggled({ at, chosen }: Selection, id: QuestionId): Selection {
  const now = new Set(chosen);
  if (!now.delete(id)) now.add(id);
  return { at, chosen: now };
}

/** From where one is to this one, both with it. */
export function chosenTo({ at, chosen }: Selection, ids: readonly QuestionId[], id: QuestionId): Selection {
  const [from, to] = [Math.max(0, at === null ? 0 : ids.indexOf(at)), ids.indexOf(id)];
  const between = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { at: id, chosen: new Set([...chosen, ...between]) };
}

/** All of them, or none where all are chosen already. */
export function allChosen({ at, chosen }: Selection, ids: readonly QuestionId[]): Selection {
  const every = ids.length > 0 && ids.every((id) => chosen.has(id));
  return {
    at,
    chosen: every ? new Set([...chosen].filter((id) => !ids.includes(id))) : new Set([...chosen, ...ids]),
  };
}

/** What an act is for: what is chosen, or else what one is at, in the order of the list. */
export function meant({ at, chosen }: Selection, ids: readonly QuestionId[]): QuestionId[] {
  if (chosen.size > 0) return ids.filter((id) => chosen.has(id));
  return at === null ? [] : [at];
}

/** After an act: nothing is chosen, and one is at the first after it that is still to be done; else one stays. */
export function movedOn(
  { at }: Selection,
  ids: readonly QuestionId[],
  done: readonly QuestionId[],
  toDo: (id: QuestionId) => boolean,
): Selection {
  const last = Math.max(...done.map((id) => ids.indexOf(id)));
  const free = (id: QuestionId) => !done.includes(id) && toDo(id);
  const next = ids.slice(last + 1).find(free) ?? ids.slice(0, last).find(free) ?? at;
  return { at: next, chosen: new Set() };
}
