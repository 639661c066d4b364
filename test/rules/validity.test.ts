import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Choice, choicesOf, encodeMarks, fitsSheet, type Sheet } from '../../shared/ballot/paper.ts';
import { judge } from '../../shared/ballot/validity.ts';
import { anyProjectVote, appraisalSheet, motionSheet, projectSheet } from './ballot-fixture.ts';

const judged = (sheet: Sheet, marks: Readonly<Record<string, readonly Choice[]>>) =>
  judge(sheet, encodeMarks(sheet, marks));
const ticks = (names: string) => Object.fromEntries([...names].map((name) => [name, ['approve'] as const]));

describe('a tick ballot, choose at most 10 of 13', () => {
  const sheet = projectSheet('abcdefghijklm', { seats: 5, maxMarks: 10 });

  test('[B7] exactly the maximum is valid', () => {
    expect(judged(sheet, ticks('abcdefghij')).valid).toBe(true);
  });

  test('[B7] one more than the maximum makes the whole ballot invalid', () => {
    expect(judged(sheet, ticks('abcdefghijk'))).toEqual({ valid: false, reason: 'overvote' });
  });

  test('[B7] a partial ballot is valid and says nothing of the rest', () => {
    const result = judged(sheet, ticks('am'));
    expect(result).toEqual({ valid: true, marks: ['approve', ...Array(11).fill('unmarked'), 'approve'] });
  });

  test('[B7] a blank ballot is valid', () => {
    expect(judged(sheet, {})).toEqual({ valid: true, marks: Array(13).fill('unmarked') });
  });

  test('[B6] the limit is maxMarks and never the number of seats', () => {
    expect(judged(sheet, ticks('abcdef')).valid).toBe(true);
    expect(judged(projectSheet('abc', { seats: 3, maxMarks: 1 }), ticks('ab')).valid).toBe(false);
  });
});

describe('a graded project ballot', () => {
  const sheet = projectSheet('abc', { form: 'grade', seats: 1, maxMarks: 1 });

  test('[B7] oppositions and abstentions are no choices, only approvals are limited', () => {
    expect(judged(sheet, { a: ['approve'], b: ['oppose'], c: ['abstain'] })).toEqual({
      valid: true,
      marks: ['approve', 'oppose', 'abstain'],
    });
    expect(judged(sheet, { a: ['approve'], b: ['approve'] })).toEqual({ valid: false, reason: 'overvote' });
  });

  test('[B7] two grades on one project spoil that mark alone', () => {
    expect(judged(sheet, { a: ['approve', 'oppose'], b: ['approve'] })).toEqual({
      valid: true,
      marks: ['invalidMark', 'approve', 'unmarked'],
    });
  });
});

describe.each([
  ['motion', 'm', ['approve', 'oppose'], motionSheet],
  ['appraisal', 's', ['satisfied', 'dissatisfied'], appraisalSheet],
] as const)('a %s sheet', (_, item, [one, other], sheetWith) => {
  test('[B10] one mark is valid', () => {
    expect(judged(sheetWith({}), { [item]: [other] })).toEqual({ valid: true, marks: [other] });
  });

  test('[B10] two marks are invalid under either blank rule', () => {
    for (const blank of ['invalid', 'abstain'] as const) {
      expect(judged(sheetWith({ blank }), { [item]: [one, other] })).toEqual({
        valid: false,
        reason: 'doubleMark',
      });
    }
  });

  test('[B10] no mark is invalid', () => {
    expect(judged(sheetWith({}), {})).toEqual({ valid: false, reason: 'blank' });
  });

  test('[B10] no mark is valid where the profile reads it as an abstention', () => {
    expect(judged(sheetWith({ blank: 'abstain' }), {})).toEqual({ valid: true, marks: ['unmarked'] });
  });
});

describe('mark bytes', () => {
  test('[B30] bits follow the order of the choices', () => {
    const sheet = projectSheet('abcd', { form: 'grade', maxMarks: 4 });
    const bytes = encodeMarks(sheet, { a: ['approve'], b: ['oppose'], c: ['abstain', 'approve'] });
    expect([...bytes]).toEqual([1, 2, 5, 0]);
  });

  test('[B30] marks fit only with one byte per item and no bit without a choice', () => {
    const tick = projectSheet('ab');
    expect(fitsSheet(tick, Uint8Array.of(1, 1))).toBe(true);
    expect(fitsSheet(tick, Uint8Array.of(1))).toBe(false);
    expect(fitsSheet(tick, Uint8Array.of(1, 0, 0))).toBe(false);
    expect(fitsSheet(tick, Uint8Array.of(2, 0))).toBe(false);
    expect(fitsSheet(motionSheet(), Uint8Array.of(7))).toBe(true);
    expect(fitsSheet(motionSheet(), Uint8Array.of(8))).toBe(false);
  });

  test('[B30] 不了解 is on the sheet only where the profile has it', () => {
    const familiar = appraisalSheet({ notFamiliar: true });
    expect(choicesOf(familiar.rules)).toContain('notFamiliar');
    expect(fitsSheet(familiar, Uint8Array.of(8))).toBe(true);
    expect(fitsSheet(appraisalSheet(), Uint8Array.of(8))).toBe(false);
    expect(() => encodeMarks(appraisalSheet(), { s: ['notFamiliar'] })).toThrow('notFamiliar');
  });

  test('[B7] any ballot that fits is judged, and is invalid exactly when it approves too many', () => {
    fc.assert(
      fc.property(anyProjectVote, ({ sheet, ballots }) => {
        if (sheet.paper.kind !== 'project') throw new Error('a project sheet is wanted');
        for (const marks of ballots) {
          expect(fitsSheet(sheet, marks)).toBe(true);
          const approvals = marks.filter((byte) => byte === 1).length;
          expect(judge(sheet, marks).valid).toBe(approvals <= sheet.paper.maxMarks);
        }
      }),
    );
  });
});
