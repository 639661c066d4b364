import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { count, Tally } from '../../shared/ballot/count.ts';
import {
  anyProjectVote,
  appraisalSheet,
  motionSheet,
  projectSheet,
  sheetful,
  times,
} from './ballot-fixture.ts';

describe('what is counted', () => {
  const sheet = projectSheet('abc', { seats: 1, maxMarks: 2 });

  test('[B8] an invalid ballot is among the returned and gives no votes', () => {
    const tally = count(sheet, [
      ...times(4, sheet, { a: ['approve'], b: ['approve'] }),
      ...times(3, sheet, { a: ['approve'], b: ['approve'], c: ['approve'] }),
    ]);
    expect(tally).toMatchObject({
      returned: 7,
      valid: 4,
      invalid: 3,
      invalidReasons: { overvote: 3, blank: 0, doubleMark: 0 },
    });
    expect(tally.items.map(({ counts, unmarked }) => [counts.approve, unmarked])).toEqual([
      [4, 0],
      [4, 0],
      [0, 4],
    ]);
  });

  test('[B9] nobody voting gives a tally of nothing and no abstentions', () => {
    expect(count(motionSheet(), [])).toEqual({
      returned: 0,
      valid: 0,
      invalid: 0,
      invalidReasons: { overvote: 0, blank: 0, doubleMark: 0 },
      items: [{ itemId: 'm', counts: { approve: 0, oppose: 0, abstain: 0 }, unmarked: 0, invalidMarks: 0 }],
    });
  });

  test('[B9] an abstention is a mark, apart from approval and opposition', () => {
    const tally = count(motionSheet(), sheetful(motionSheet(), { approve: 3, oppose: 2, abstain: 1 }));
    expect(tally).toMatchObject({ returned: 6, valid: 6 });
    expect(tally.items[0]!.counts).toEqual({ approve: 3, oppose: 2, abstain: 1 });
  });

  test('[B8] a spoiled grade is counted apart within its valid ballot', () => {
    const graded = projectSheet('ab', { form: 'grade', maxMarks: 2 });
    const tally = count(graded, times(2, graded, { a: ['approve', 'oppose'], b: ['oppose'] }));
    expect(tally.valid).toBe(2);
    expect(tally.items[0]).toMatchObject({ counts: { approve: 0, oppose: 0, abstain: 0 }, invalidMarks: 2 });
    expect(tally.items[1]!.counts).toEqual({ approve: 0, oppose: 2, abstain: 0 });
  });
});

describe('blanks', () => {
  test('[B10] a blank motion is invalid by default', () => {
    const tally = count(motionSheet(), sheetful(motionSheet(), { approve: 1, blank: 2 }));
    expect(tally).toMatchObject({ returned: 3, valid: 1, invalid: 2, invalidReasons: { blank: 2 } });
  });

  test('[B10] a blank motion is an abstention where the profile says so', () => {
    const sheet = motionSheet({ blank: 'abstain' });
    const tally = count(sheet, sheetful(sheet, { approve: 1, abstain: 1, blank: 2 }));
    expect(tally).toMatchObject({ valid: 4, invalid: 0 });
    expect(tally.items[0]).toMatchObject({ counts: { approve: 1, abstain: 3 }, unmarked: 0 });
  });

  test('[B10] a blank appraisal is valid and unmarked where the profile says so: the sheet has no abstention', () => {
    const sheet = appraisalSheet({ blank: 'abstain' });
    const tally = count(sheet, sheetful(sheet, { satisfied: 2, blank: 3 }));
    expect(tally).toMatchObject({ valid: 5, invalid: 0 });
    expect(tally.items[0]).toMatchObject({
      counts: { satisfied: 2, basicallySatisfied: 0, dissatisfied: 0 },
      unmarked: 3,
    });
    expect(tally.items[0]!.counts).not.toHaveProperty('abstain');
  });

  test('[B10] two grades on an appraisal are invalid', () => {
    const sheet = appraisalSheet();
    const tally = count(sheet, times(2, sheet, { s: ['satisfied', 'basicallySatisfied'] }));
    expect(tally).toMatchObject({ returned: 2, invalid: 2, invalidReasons: { doubleMark: 2 } });
  });
});

const sum = (figures: readonly number[]) => figures.reduce((total, one) => total + one, 0);

describe('for any ballots', () => {
  test('[B8] returned = valid + invalid, and every item adds up to the valid', () => {
    fc.assert(
      fc.property(anyProjectVote, ({ sheet, ballots }) => {
        const tally = Tally.parse(count(sheet, ballots));
        expect(tally.returned).toBe(ballots.length);
        expect(tally.valid + tally.invalid).toBe(tally.returned);
        expect(sum(Object.values(tally.invalidReasons))).toBe(tally.invalid);
        for (const item of tally.items) {
          expect(sum(Object.values(item.counts)) + item.unmarked + item.invalidMarks).toBe(tally.valid);
        }
      }),
    );
  });

  test('[B26] the order of the ballots changes nothing', () => {
    const shuffled = anyProjectVote.chain(({ sheet, ballots }) =>
      fc.record({
        sheet: fc.constant(sheet),
        ballots: fc.constant(ballots),
        other: fc.shuffledSubarray(ballots, { minLength: ballots.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ sheet, ballots, other }) => {
        expect(count(sheet, other)).toEqual(count(sheet, ballots));
      }),
    );
  });

  test('[B8] two halves of an urn count to the whole', () => {
    fc.assert(
      fc.property(anyProjectVote, fc.nat(), ({ sheet, ballots }, cut) => {
        const at = cut % (ballots.length + 1);
        const [first, second] = [count(sheet, ballots.slice(0, at)), count(sheet, ballots.slice(at))];
        const whole = count(sheet, ballots);
        expect(first.valid + second.valid).toBe(whole.valid);
        for (const [k, { counts }] of whole.items.entries()) {
          const halves = [first.items[k]!.counts.approve!, second.items[k]!.counts.approve!];
          expect(sum(halves)).toBe(counts.approve);
        }
      }),
    );
  });
});
