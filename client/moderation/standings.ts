import type { QuestionId } from '../../shared/ids.ts';
import { claimant } from '../../shared/inquiry/claims.ts';
import type { DeskQuestion, DeskView } from '../../shared/inquiry/views.ts';

/** Where a question stands, as a moderator sorts it: exactly one of these for each, so that none is out of sight. */
export const standings = [
  'toModerate',
  'toSpeak',
  'prepared',
  'shown',
  'queued',
  'asked',
  'answered',
  'referred',
  'merged',
  'rejected',
  'withdrawn',
] as const;
export type Standing = (typeof standings)[number];

export const orders = ['oldest', 'newest', 'supports'] as const;
export type Order = (typeof orders)[number];

/** What the list is to show. `null`: whatever it is. */
export interface Wanted {
  standing: Standing | null;
  /** Only what I am at. */
  mine: boolean;
  /** An id, or `none` for those of no department. */
  departmentId: string | null;
  label: string | null;
  /** Of one asker. */
  alias: string | null;
  /** In the text or the name. */
  text: string;
  order: Order;
}
export const everything: Wanted = {
  standing: null,
  mine: false,
  departmentId: null,
  label: null,
  alias: null,
  text: '',
  order: 'oldest',
};
export const NO_DEPARTMENT = 'none';

/** A question with what the view knows of it elsewhere. */
export interface Sorted {
  question: DeskQuestion;
  standing: Standing;
  mine: boolean;
}

export function standingOf(
  { state, source, questionId }: DeskQuestion,
  queued: ReadonlySet<QuestionId>,
): Standing {
  switch (state) {
    case 'submitted':
      if (queued.has(questionId)) return 'queued';
      return source === 'public' ? 'toModerate' : source === 'member' ? 'toSpeak' : 'prepared';
    case 'waiting':
      return queued.has(questionId) ? 'queued' : 'shown';
    case 'answeredInWriting':
      return 'answered';
    case 'asked':
    case 'answered':
    case 'referred':
    case 'merged':
    case 'rejected':
    case 'withdrawn':
      return state;
    default:
      return state satisfies never;
  }
}

/** Every question, by age. */
export function sorted(
  { questions, queue }: Pick<DeskView, 'questions' | 'queue'>,
  me: string,
  now: number,
): Sorted[] {
  const queued = new Set(queue);
  return Object.values(questions)
    .sort((a, b) => a.number - b.number)
    .map((question) => ({
      question,
      standing: standingOf(question, queued),
      mine: claimed(question, now)?.accountId === me,
    }));
}

/** Who is at work on it, while the claim holds. */
export function claimed({ claim }: DeskQuestion, now: number): NonNullable<DeskQuestion['claim']> | null {
  return claim && claimant({ claim }, now) !== null ? claim : null;
}

const facets = {
  standing: ({ standing }: Sorted, wanted: Wanted) =>
    wanted.standing === null || standing === wanted.standing,
  mine: ({ mine }: Sorted, wanted: Wanted) => !wanted.mine || mine,
  department: ({ question }: Sorted, { departmentId }: Wanted) =>
    departmentId === null || (question.departmentId ?? NO_DEPARTMENT) === departmentId,
  label: ({ question }: Sorted, { label }: Wanted) =>
    label === null || (question.labels ?? []).includes(label),
  alias: ({ question }: Sorted, { alias }: Wanted) => alias === null || question.alias === alias,
  text: ({ question }: Sorted, { text }: Wanted) => text === '' || holds(question, text),
} as const;
type Facet = keyof typeof facets;
const facetNames = Object.keys(facets) as Facet[];

/** Full-width letters and case do not matter. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase();
function holds({ text, name }: DeskQuestion, wanted: string): boolean {
  const words = plain(wanted);
  return plain(text).includes(words) || (name !== undefined && plain(name).includes(words));
}

/** The ids that the list is to show, in its order. */
export function found(all: readonly Sorted[], wanted: Wanted): QuestionId[] {
  const those = all.filter((one) => facetNames.every((name) => facets[name](one, wanted)));
  const ordered = {
    oldest: () => those,
    newest: () => those.reverse(),
    // Equals stay by age.
    supports: () => those.sort((a, b) => b.question.supports - a.question.supports),
  }[wanted.order]();
  return ordered.map(({ question }) => question.questionId);
}

export interface Counts {
  standing: ReadonlyMap<Standing, number>;
  all: number;
  mine: number;
  department: ReadonlyMap<string, number>;
  label: ReadonlyMap<string, number>;
}

/** How many questions each choice of a filter would show, the other filters staying as they are. */
export function counts(all: readonly Sorted[], wanted: Wanted): Counts {
  const standing = new Map<Standing, number>();
  const department = new Map<string, number>();
  const label = new Map<string, number>();
  const more = <K>(map: Map<K, number>, key: K) => map.set(key, (map.get(key) ?? 0) + 1);
  let every = 0;
  let mine = 0;
  for (const one of all) {
    const missed = facetNames.filter((name) => !facets[name](one, wanted));
    const but = (facet: Facet) => missed.every((name) => name === facet);
    if (but('standing')) {
      every++;
      more(standing, one.standing);
    }
    if (but('mine') && one.mine) mine++;
    if (but('department')) more(department, one.question.departmentId ?? NO_DEPARTMENT);
    if (but('label')) for (const name of one.question.labels ?? []) more(label, name);
  }
  return { standing, all: every, mine, department, label };
}
