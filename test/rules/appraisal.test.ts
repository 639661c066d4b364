import { describe, expect, test } from 'vitest';
import { appraisalSheet, appraise, atLeast, moreThan } from './ballot-fixture.ts';

describe('the verdict', () => {
  test('[B15] satisfied: more than half of all members are satisfied', () => {
    expect(appraise(appraisalSheet(), { satisfied: 169, dissatisfied: 135 }).verdict).toBe('satisfied');
  });

  test('[B15] exactly half satisfied falls to basically satisfied', () => {
    const outcome = appraise(appraisalSheet(), { satisfied: 168, basicallySatisfied: 1, dissatisfied: 135 });
    expect(outcome).toMatchObject({
      verdict: 'basicallySatisfied',
      satisfied: { votes: 168, needed: 169, met: false },
      satisfiedOrBasically: { votes: 169, needed: 169, met: true },
    });
  });

  test('[B15] exactly half satisfied and basically satisfied together is dissatisfied', () => {
    const outcome = appraise(appraisalSheet(), { satisfied: 100, basicallySatisfied: 68, dissatisfied: 1 });
    expect(outcome.verdict).toBe('dissatisfied');
  });

  test('[B15] grades of basically satisfied alone never make a subject satisfied', () => {
    expect(appraise(appraisalSheet(), { basicallySatisfied: 304 }).verdict).toBe('basicallySatisfied');
  });

  test('[B15] the profile sets threshold and base', () => {
    const sheet = appraisalSheet({ threshold: atLeast(2, 3, 'valid') });
    expect(appraise(sheet, { satisfied: 200, dissatisfied: 100 }).verdict).toBe('satisfied');
    expect(appraise(sheet, { satisfied: 199, dissatisfied: 100 }).verdict).toBe('dissatisfied');
  });

  test('[B15] 不了解 supports neither verdict and stays among the valid', () => {
    const sheet = appraisalSheet({ notFamiliar: true, threshold: moreThan(1, 2, 'valid') });
    const outcome = appraise(sheet, { satisfied: 10, notFamiliar: 10 });
    expect(outcome).toMatchObject({ verdict: 'dissatisfied', satisfied: { baseCount: 20 } });
  });
});

describe('the two rates', () => {
  const marked = { satisfied: 150, basicallySatisfied: 90, dissatisfied: 50, blank: 10 };

  test('[B15] are two figures, exact and without rounding', () => {
    expect(appraise(appraisalSheet(), marked)).toMatchObject({
      satisfiedRate: { votes: 150, of: 290 },
      satisfiedOrBasicallyRate: { votes: 240, of: 290 },
    });
  });

  test.each([
    ['allMembers', 336],
    ['present', 304],
    ['cast', 300],
    ['valid', 290],
  ] as const)('[B15] are taken of the base in the profile: %s', (rateBase, of) => {
    const outcome = appraise(appraisalSheet({ rateBase }), marked);
    expect(outcome.satisfiedRate.of).toBe(of);
    expect(outcome.satisfiedOrBasicallyRate.of).toBe(of);
  });

  test('[B10] a blank grade is in the valid base only where the profile lets it stand', () => {
    expect(appraise(appraisalSheet({ blank: 'abstain' }), marked).satisfiedRate.of).toBe(300);
  });
});

describe('reissued credentials', () => {
  const withReissues = (n: number) => ({ credentialsIssued: 304 + n });
  const verdict = { satisfied: 172, dissatisfied: 100 };

  test('[B17] a margin as large as the reissues is flagged, a larger one is not', () => {
    // 172 for, 169 needed: four fewer and the verdict is another one.
    expect(appraise(appraisalSheet(), verdict).margin).toBe(4);
    expect(appraise(appraisalSheet(), verdict, withReissues(3)).flags).toEqual([]);
    expect(appraise(appraisalSheet(), verdict, withReissues(4)).flags).toEqual(['margin-within-reissued']);
  });
});
