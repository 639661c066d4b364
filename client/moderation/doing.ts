import type { QuestionId } from '../../shared/ids.ts';
import { masked } from '../../shared/inquiry/personal-data.ts';
import {
  type ActName,
  approve,
  claim,
  edit,
  liftBan,
  queue,
  release,
  restore,
  unmerge,
  unqueue,
} from './acts.ts';
import type { KeyAct } from './keys.ts';
import { allChosen, onPage, type Step, stepped, toggled } from './selection.ts';
import { claimed } from './standings.ts';
import type { Bench, Make, Open } from './useDesk.ts';

/** Questions that one takes at once. */
export const AT_ONCE = 10;

type Doing = (bench: Bench) => void;

const step =
  (to: Step, extending = false): Doing =>
  ({ moderation: { list } }) =>
    list.select((before, ids) => stepped(before, ids, to, extending));
const atOnce =
  (name: ActName, make: Make): Doing =>
  ({ carryOut, meant }) =>
    carryOut(name, meant, make);
const asking =
  (name: ActName, dialog: Open['dialog']): Doing =>
  ({ able, meant, setOpen }) => {
    const ids = able(name, meant);
    if (ids.length > 0) setOpen({ dialog, ids });
  };
const first =
  (make: (id: QuestionId) => ReturnType<Make>): Make =>
  ([id]) =>
    make(id!);

/** What each key does, and what buttons do that have one. */
export const doing: Readonly<Record<KeyAct, Doing>> = {
  next: step('next'),
  previous: step('previous'),
  nextChosen: step('next', true),
  previousChosen: step('previous', true),
  nextPage: step('nextPage'),
  previousPage: step('previousPage'),
  first: step('first'),
  last: step('last'),
  choose: ({ moderation: { list } }) =>
    list.select((before) => (before.at === null ? before : toggled(before, before.at))),
  choosePage: ({ moderation: { list } }) =>
    list.select((before, ids) => allChosen(before, onPage(ids, before.at))),
  chooseNone({ moderation: { list, acts } }) {
    acts.forgetStopped();
    list.select(({ at }) => ({ at, chosen: new Set() }));
  },
  claim: atOnce('claim', claim),
  release: atOnce('release', release),
  claimNext,
  approve: atOnce('approve', approve),
  restore: atOnce('restore', restore),
  reject: asking('reject', 'reject'),
  refer: asking('refer', 'refer'),
  label: asking('label', 'label'),
  department: asking('assign', 'department'),
  edit({ moderation: { list }, able, editing }) {
    const { at } = list.selection;
    if (at !== null && able('edit', [at]).length > 0) editing.begin(at);
  },
  mask({ moderation: { questionsOf }, able, meant, carryOut }) {
    for (const question of questionsOf(able('mask', meant)))
      carryOut('mask', [question.questionId], () => edit('mask', question, masked(question.text)));
  },
  merge({ able, meant, carryOut, setOpen }) {
    if (meant.length === 1 && able('unmerge', meant).length > 0) carryOut('unmerge', meant, first(unmerge));
    else if (meant.length > 0) setOpen({ dialog: 'merge', ids: meant });
  },
  queue({ able, meant, carryOut }) {
    if (able('queue', meant).length > 0) carryOut('queue', meant, queue);
    else carryOut('unqueue', meant, unqueue);
  },
  ban(bench) {
    const { able, meant, carryOut } = bench;
    if (meant.length !== 1) return;
    if (able('liftBan', meant).length > 0) carryOut('liftBan', meant, first(liftBan));
    else asking('ban', 'ban')(bench);
  },
  // It ends without an answer only when the screen is gone.
  undo: ({ moderation: { acts } }) => void acts.undo().catch(() => {}),
  history: ({ history }) => history.toggle(),
  refresh: ({ moderation: { list } }) => list.refresh(),
  search: () => document.getElementById('search')?.focus(),
  keys: ({ setOpen }) => setOpen({ dialog: 'keys', ids: [] }),
};

/** The next few that wait and that nobody is at. */
function claimNext({ moderation, able, who, setNoneToClaim }: Bench): void {
  const { list, acts, sortedOf } = moderation;
  const next = able('claim', list.ids)
    .filter((id) => {
      const one = sortedOf(id)!;
      return one.standing === 'toModerate' && claimed(one.question, who.now) === null;
    })
    .slice(0, AT_ONCE);
  setNoneToClaim(next.length === 0);
  if (next.length === 0) return;
  list.select(() => ({ at: next[0]!, chosen: new Set() }));
  acts.perform(next, claim).catch(() => {});
}
