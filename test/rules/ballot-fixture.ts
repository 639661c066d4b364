import fc from 'fast-check';
import { count, type Tally } from '../../shared/ballot/count.ts';
import { decideOutcome } from '../../shared/ballot/decide-outcome.ts';
import type { Figures, Outcome } from '../../shared/ballot/outcome.ts';
import { type Choice, encodeMarks, Sheet } from '../../shared/ballot/paper.ts';
import { type Base, statutoryRules, type Threshold } from '../../shared/ballot/rules.ts';

/** Lanzhou: 336 members, 304 in the hall. */
export const lanzhou: Figures = {
  totalMembership: 336,
  entitledCount: 336,
  presentCount: 304,
  credentialsIssued: 304,
  deputiesIssued: 304,
};

export const moreThan = (numerator: number, denominator: number, base: Base = 'allMembers'): Threshold => ({
  base,
  comparison: 'moreThan',
  numerator,
  denominator,
});
export const atLeast = (numerator: number, denominator: number, base: Base = 'allMembers'): Threshold => ({
  ...moreThan(numerator, denominator, base),
  comparison: 'atLeast',
});

const about = { round: 1, rehearsal: false };
export const itemsNamed = (names: string) =>
  [...names].map((name) => ({ itemId: name, title: `项目 ${name}` }));

interface ProjectOptions {
  seats?: number;
  maxMarks?: number;
  form?: 'tick' | 'grade';
  threshold?: Threshold | null;
}
/** One project per letter. */
export function projectSheet(names: string, options: ProjectOptions = {}): Sheet {
  const { seats = 1, maxMarks = seats, form = 'tick', threshold = moreThan(1, 2) } = options;
  return Sheet.parse({
    paper: { kind: 'project', title: '民生实事项目', maxMarks, seats, items: itemsNamed(names) },
    rules: { kind: 'project', form, threshold },
    ...about,
  });
}

export function motionSheet(options: { threshold?: Threshold; blank?: 'invalid' | 'abstain' } = {}): Sheet {
  return Sheet.parse({
    paper: { kind: 'motion', title: '关于预算的决议', items: itemsNamed('m') },
    rules: { ...statutoryRules.motion, ...options },
    ...about,
  });
}

export function appraisalSheet(
  options: Partial<Omit<typeof statutoryRules.appraisal, 'kind'>> = {},
  round = 1,
): Sheet {
  return Sheet.parse({
    paper: { kind: 'appraisal', title: '履职测评', items: itemsNamed('s') },
    rules: { ...statutoryRules.appraisal, ...options },
    ...about,
    round,
  });
}

/** Ballots with the same marks, by item: `times(3, sheet, { a: ['approve'] })`. */
export function times(n: number, sheet: Sheet, marks: Readonly<Record<string, readonly Choice[]>>) {
  return Array.from({ length: n }, () => encodeMarks(sheet, marks));
}

/** The ballots of a sheet with one item: so many with each of these marks, and so many blank. */
export function sheetful(sheet: Sheet, marked: Partial<Record<Choice | 'blank', number>>): Uint8Array[] {
  const { itemId } = sheet.paper.items[0]!;
  return Object.entries(marked).flatMap(([choice, n]) =>
    times(n, sheet, choice === 'blank' ? {} : { [itemId]: [choice as Choice] }),
  );
}

/** A tally in which each project, in the paper's order, has so many approvals. */
export function approvals(sheet: Sheet, votes: readonly number[], returned = 304): Tally {
  return {
    returned,
    valid: returned,
    invalid: 0,
    invalidReasons: { overvote: 0, blank: 0, doubleMark: 0 },
    items: sheet.paper.items.map(({ itemId }, at) => ({
      itemId,
      counts: { approve: votes[at]! },
      unmarked: returned - votes[at]!,
      invalidMarks: 0,
    })),
  };
}

type OutcomeOf<K extends Outcome['kind']> = Extract<Outcome, { kind: K }>;

export function outcomeOf<K extends Outcome['kind']>(
  kind: K,
  sheet: Sheet,
  tally: Tally,
  figures: Partial<Figures> = {},
): OutcomeOf<K> {
  const outcome = decideOutcome(sheet, tally, { ...lanzhou, ...figures });
  if (outcome.kind !== kind) throw new Error(`a ${outcome.kind} outcome, ${kind} wanted`);
  return outcome as OutcomeOf<K>;
}

/** The outcome of a project ballot with so many approvals each, in the paper's order. */
export const elect = (
  sheet: Sheet,
  votes: readonly number[],
  figures: Partial<Figures> = {},
  returned = 304,
) => outcomeOf('project', sheet, approvals(sheet, votes, returned), figures);

/** Carries or fails a motion with these ballots. */
export const putToVote = (
  sheet: Sheet,
  marked: Partial<Record<Choice | 'blank', number>>,
  figures: Partial<Figures> = {},
) => outcomeOf('motion', sheet, count(sheet, sheetful(sheet, marked)), figures);

export const appraise = (
  sheet: Sheet,
  marked: Partial<Record<Choice | 'blank', number>>,
  figures: Partial<Figures> = {},
) => outcomeOf('appraisal', sheet, count(sheet, sheetful(sheet, marked)), figures);

/** Thresholds that can be met: more than n/n is none. */
export const anyThreshold = (...bases: Base[]): fc.Arbitrary<Threshold> =>
  fc
    .record({
      base: fc.constantFrom(...bases),
      comparison: fc.constantFrom('moreThan' as const, 'atLeast' as const),
      denominator: fc.integer({ min: 1, max: 12 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ share, ...threshold }) => ({
      ...threshold,
      numerator: Math.round(
        share * (threshold.comparison === 'moreThan' ? threshold.denominator - 1 : threshold.denominator),
      ),
    }));

/** A project sheet of either form with ballots on it, valid and invalid ones. */
export const anyProjectVote: fc.Arbitrary<{ sheet: Sheet; ballots: Uint8Array[] }> = fc
  .record({
    size: fc.integer({ min: 1, max: 7 }),
    form: fc.constantFrom('tick' as const, 'grade' as const),
    seats: fc.nat(),
    maxMarks: fc.nat(),
    threshold: fc.option(anyThreshold('allMembers', 'present', 'cast', 'valid'), { nil: null }),
  })
  .chain(({ size, form, seats, maxMarks, threshold }) => {
    const sheet = projectSheet('abcdefg'.slice(0, size), {
      form,
      threshold,
      seats: 1 + (seats % size),
      maxMarks: 1 + (maxMarks % size),
    });
    const byte = fc.integer({ min: 0, max: form === 'tick' ? 1 : 7 });
    const ballot = fc
      .array(byte, { minLength: size, maxLength: size })
      .map((bytes) => Uint8Array.from(bytes));
    return fc.record({ sheet: fc.constant(sheet), ballots: fc.array(ballot, { maxLength: 25 }) });
  });

/** A body small enough for its random ballots to pass and to fail. */
export const smallBody: Partial<Figures> = {
  totalMembership: 20,
  entitledCount: 18,
  presentCount: 16,
  deputiesIssued: 16,
  credentialsIssued: 16,
};
