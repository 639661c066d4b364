import type { Step } from './selection.ts';

/** What can be done by one key, in the order in which the list of keys tells it. */
export type KeyAct =
  | Step
  | 'nextChosen'
  | 'previousChosen'
  | 'choose'
  | 'choosePage'
  | 'chooseNone'
  | 'claim'
  | 'release'
  | 'claimNext'
  | 'approve'
  | 'reject'
  | 'refer'
  | 'edit'
  | 'mask'
  | 'label'
  | 'department'
  | 'merge'
  | 'restore'
  | 'queue'
  | 'ban'
  | 'undo'
  | 'refresh'
  | 'search'
  | 'history'
  | 'keys';

/** One key, or Shift with it. Letters mean what is printed on them, whatever the case. */
const keys = {
  next: ['J', 'ArrowDown'],
  previous: ['K', 'ArrowUp'],
  nextChosen: ['Shift+J', 'Shift+ArrowDown'],
  previousChosen: ['Shift+K', 'Shift+ArrowUp'],
  nextPage: [']', 'PageDown'],
  previousPage: ['[', 'PageUp'],
  first: ['Home'],
  last: ['End'],
  choose: ['X'],
  choosePage: ['*', 'Shift+A'],
  chooseNone: ['Escape'],
  claim: ['C'],
  release: ['Shift+C'],
  claimNext: ['N'],
  approve: ['A'],
  reject: ['R'],
  refer: ['F'],
  edit: ['E'],
  mask: ['M'],
  label: ['L'],
  department: ['D'],
  merge: ['G'],
  restore: ['O'],
  queue: ['Q'],
  ban: ['B'],
  undo: ['U'],
  history: ['H'],
  refresh: ['.'],
  search: ['/'],
  keys: ['?'],
} as const satisfies Record<KeyAct, readonly string[]>;

export const keyActs = Object.keys(keys) as KeyAct[];
const acts = new Map(keyActs.flatMap((act) => keys[act].map((key) => [key as string, act] as const)));

/** What is pressed for an act, as it stands on a button and in the list of keys. */
export function keysOf(act: KeyAct): readonly string[] {
  return keys[act].map((key) => key.replace(/Shift\+|ArrowDown|ArrowUp|PageDown|PageUp|Escape/g, short));
}

const signs: Readonly<Record<string, string>> = {
  'Shift+': '⇧',
  ArrowDown: '↓',
  ArrowUp: '↑',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
  Escape: 'Esc',
};
const short = (key: string) => signs[key] ?? key;

interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/** What a pressed key means; null for what belongs to the browser. */
export function actOf({ key, shiftKey, ctrlKey, altKey, metaKey }: Pressed): KeyAct | null {
  if (ctrlKey || altKey || metaKey) return null;
  // Signs are made with Shift on some keyboards and without it on others.
  if (key.length === 1 && !/[a-z]/i.test(key)) return acts.get(key) ?? null;
  const named = key.length === 1 ? key.toUpperCase() : key;
  return acts.get(shiftKey ? `Shift+${named}` : named) ?? null;
}
