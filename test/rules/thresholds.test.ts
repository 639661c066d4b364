import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { count } from '../../shared/ballot/count.ts';
import {
  type Base,
  PaperRules,
  statutoryRules,
  Threshold,
  VotingRules,
  weigh,
} from '../../shared/ballot/rules.ts';
import {
  anyThreshold,
  atLeast,
  moreThan,
  motionSheet,
  outcomeOf,
  projectSheet,
  putToVote,
  times,
} from './ballot-fixture.ts';

describe('more than half of all members', () => {
  test('[B5] 169 of 336 are needed, though only 304 are present', () => {
    const { arithmetic } = putToVote(motionSheet(), { approve: 169, oppose: 135 });
    expect(arithmetic).toEqual({
      base: 'allMembers',
      baseCount: 336,
      comparison: 'moreThan',
      numerator: 1,
      denominator: 2,
      needed: 169,
      votes: 169,
      met: true,
    });
  });

  test('[B5] 153, a majority of the 304 present, does not carry', () => {
    expect(putToVote(motionSheet(), { approve: 153, oppose: 151 }).carried).toBe(false);
  });

  test('[B5] exactly half, 168 of 336, is not more than half', () => {
    expect(putToVote(motionSheet(), { approve: 168 })).toMatchObject({
      carried: false,
      arithmetic: { needed: 169, met: false },
    });
  });

  test.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [335, 168],
    [336, 169],
    [337, 169],
  ])('[B5] of %i members %i are needed', (members, needed) => {
    expect(weigh(moreThan(1, 2), members, needed)).toMatchObject({ needed, met: true });
    expect(weigh(moreThan(1, 2), members, needed - 1).met).toBe(false);
  });
});

describe('two thirds', () => {
  test('[B5] at least two thirds of 300 is met by 200, more than two thirds is not', () => {
    expect(weigh(atLeast(2, 3), 300, 200)).toMatchObject({ needed: 200, met: true });
    expect(weigh(atLeast(2, 3), 300, 199).met).toBe(false);
    expect(weigh(moreThan(2, 3), 300, 200)).toMatchObject({ needed: 201, met: false });
    expect(weigh(moreThan(2, 3), 300, 201).met).toBe(true);
  });

  test('[B5] at least two thirds of 304 is 203: the fraction is never rounded down', () => {
    expect(weigh(atLeast(2, 3), 304, 202).met).toBe(false);
    expect(weigh(atLeast(2, 3), 304, 203)).toMatchObject({ needed: 203, met: true });
    expect(weigh(moreThan(2, 3), 304, 203)).toMatchObject({ needed: 203, met: true });
  });
});

describe('the base', () => {
  const marked = { approve: 100, oppose: 60, abstain: 40, blank: 4 };
  test.each<[Base, number]>([
    ['allMembers', 336],
    ['entitled', 330],
    ['present', 310],
    ['cast', 204],
    ['valid', 200],
    ['decisive', 160],
  ])('[B5][B16] %s counts %i', (base, baseCount) => {
    const sheet = motionSheet({ threshold: moreThan(1, 2, base) });
    const outcome = putToVote(sheet, marked, { entitledCount: 330, presentCount: 310 });
    expect(outcome.arithmetic).toMatchObject({ base, baseCount, votes: 100 });
  });

  test('[B9] those who did not vote stay in the base of those present', () => {
    const sheet = motionSheet({ threshold: moreThan(1, 2, 'present') });
    expect(putToVote(sheet, { approve: 152 }).carried).toBe(false);
    expect(putToVote(sheet, { approve: 153 }).carried).toBe(true);
  });

  test('[B5] a decisive base leaves out the abstentions on that project', () => {
    const sheet = projectSheet('ab', { form: 'grade', maxMarks: 2, threshold: atLeast(2, 3, 'decisive') });
    const ballots = [
      ...times(2, sheet, { a: ['approve'], b: ['approve'] }),
      ...times(1, sheet, { a: ['oppose'], b: ['abstain'] }),
    ];
    const { items } = outcomeOf('project', sheet, count(sheet, ballots));
    expect(items.map(({ arithmetic }) => arithmetic?.baseCount)).toEqual([3, 2]);
  });

  test.each(['cast', 'valid', 'decisive'] as const)(
    '[B5] of no %s votes nothing is at least two thirds',
    (base) => {
      const outcome = putToVote(motionSheet({ threshold: atLeast(2, 3, base) }), {});
      expect(outcome).toMatchObject({ carried: false, arithmetic: { baseCount: 0, needed: 1 } });
    },
  );

  test('[B5] a decisive base is refused where the paper asks for no opposition', () => {
    const threshold = moreThan(1, 2, 'decisive');
    expect(PaperRules.safeParse({ ...statutoryRules.project, threshold }).success).toBe(false);
    expect(PaperRules.safeParse({ ...statutoryRules.project, threshold, form: 'grade' }).success).toBe(true);
    expect(PaperRules.safeParse({ ...statutoryRules.motion, threshold }).success).toBe(true);
    const profile = { ...statutoryRules, appraisal: { ...statutoryRules.appraisal, threshold } };
    expect(VotingRules.safeParse(profile).error?.issues[0]?.path).toEqual(['appraisal', 'threshold', 'base']);
  });

  test.each([
    ['at least 4/3', atLeast(4, 3), false],
    ['more than 4/3', moreThan(4, 3), false],
    ['more than 1/1', moreThan(1, 1), false],
    ['more than 3/3', moreThan(3, 3), false],
    ['more than 2/3', moreThan(2, 3), true],
    ['more than 0/1', moreThan(0, 1), true],
    ['at least 3/3', atLeast(3, 3), true],
  ])('[B5] a threshold that nobody can meet is refused: %s', (_, threshold, accepted) => {
    const parsed = PaperRules.safeParse({ ...statutoryRules.motion, threshold });
    expect(parsed.success).toBe(accepted);
    expect(parsed.error?.issues[0]?.path).toEqual(accepted ? undefined : ['threshold', 'numerator']);
  });
});

/** votes / base against numerator / denominator by continued division: no multiplication across. */
function compareFractions(a: bigint, b: bigint, c: bigint, d: bigint): number {
  const [left, right] = [a / b, c / d];
  if (left !== right) return left < right ? -1 : 1;
  const [restLeft, restRight] = [a % b, c % d];
  if (restLeft === 0n || restRight === 0n) return restLeft === restRight ? 0 : restLeft === 0n ? -1 : 1;
  return -compareFractions(b, restLeft, d, restRight);
}

describe('for any threshold and base', () => {
  const any = { threshold: anyThreshold('allMembers'), base: fc.nat(6000), votes: fc.nat(6000) };

  test('[B5] a threshold is accepted exactly when the votes of the whole base meet it', () => {
    const written = fc.record({
      base: fc.constant('allMembers' as const),
      comparison: fc.constantFrom('moreThan' as const, 'atLeast' as const),
      numerator: fc.integer({ min: 0, max: 12 }),
      denominator: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(written, fc.integer({ min: 1, max: 6000 }), (threshold, base) => {
        expect(Threshold.safeParse(threshold).success).toBe(weigh(threshold, base, base).met);
      }),
      { numRuns: 500 },
    );
  });

  test('[B5] every threshold of these tests is one that is accepted', () => {
    fc.assert(fc.property(any.threshold, (threshold) => Threshold.safeParse(threshold).success));
  });

  test('[B5] meeting it agrees with exact fractions', () => {
    fc.assert(
      fc.property(any.threshold, any.base, any.votes, (threshold, base, votes) => {
        fc.pre(base > 0 && votes > 0);
        const order = compareFractions(
          BigInt(votes),
          BigInt(base),
          BigInt(threshold.numerator),
          BigInt(threshold.denominator),
        );
        const met = threshold.comparison === 'moreThan' ? order > 0 : order >= 0;
        expect(weigh(threshold, base, votes).met).toBe(met);
      }),
      { numRuns: 500 },
    );
  });

  test('[B16] needed is the fewest votes that meet it, and never none', () => {
    fc.assert(
      fc.property(any.threshold, any.base, any.votes, (threshold, base, votes) => {
        const { needed, met } = weigh(threshold, base, votes);
        expect(met).toBe(votes >= needed);
        expect(needed).toBeGreaterThan(0);
        expect(weigh(threshold, base, needed).met).toBe(true);
        expect(weigh(threshold, base, needed - 1).met).toBe(false);
      }),
    );
  });
});
