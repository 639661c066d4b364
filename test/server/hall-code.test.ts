import { describe, expect, test } from 'vitest';
import { HallCode } from '../../server/chamber/hall-code.ts';
import { newCommandId } from '../../server/demo/device.ts';
import { deputyId } from '../rules/sitting-fixture.ts';

/** A code whose clock is turned by hand and whose chance is told. */
function codeOf(...drawn: string[]) {
  let now = 1_000_000;
  const code = new HallCode(
    () => now,
    () => drawn.shift()!,
  );
  const judged = (typed: string, n = 1) => code.judge(deputyId(n), newCommandId(), typed);
  const pass = (ms: number) => {
    now += ms;
  };
  return { code, judged, pass };
}

describe('[B73] the code of the hall', () => {
  test('is new every thirty seconds; that one and the one before are good, and no other', () => {
    const { code, judged, pass } = codeOf('1111', '2222', '3333');
    expect(code.shown()).toEqual({ code: '1111', msLeft: 30_000, periodMs: 30_000 });
    pass(29_999);
    expect(code.shown()).toMatchObject({ code: '1111', msLeft: 1 });
    expect(judged('2222')).toBe('wrong');
    pass(1);
    expect(code.shown()).toMatchObject({ code: '2222', msLeft: 30_000 });
    expect([judged('1111'), judged('2222')]).toEqual(['right', 'right']);
    pass(30_000);
    expect(code.shown()).toMatchObject({ code: '3333' });
    expect([judged('1111'), judged('2222'), judged('3333')]).toEqual(['wrong', 'right', 'right']);
  });

  test('[B73] one that is sent again under its id is one try, and another code under the same id is another', () => {
    const { code } = codeOf('1111');
    const id = newCommandId();
    const judge = (typed: string) => code.judge(deputyId(1), id, typed);
    expect(Array.from({ length: 8 }, () => judge('9999'))).toEqual(Array(8).fill('wrong'));
    expect(['0001', '0002', '0003', '0004'].map(judge)).toEqual(['wrong', 'wrong', 'wrong', 'too-many']);
    expect(judge('1111')).toBe('too-many');
  });

  test('that stood there long ago is not good, also where nobody looked meanwhile', () => {
    const { code, judged, pass } = codeOf('1111', '2222');
    pass(75_000);
    expect(judged('1111')).toBe('wrong');
    expect(code.shown()).toEqual({ code: '2222', msLeft: 15_000, periodMs: 30_000 });
  });

  test('is never drawn twice in a row, nor the one before again', () => {
    const { code, judged, pass } = codeOf('1111', '1111', '2222', '2222', '1111', '3333');
    pass(30_000);
    expect(code.shown().code).toBe('2222');
    pass(30_000);
    expect(code.shown().code).toBe('3333');
    expect(judged('1111')).toBe('wrong');
  });

  test('goes on where the clock is set back', () => {
    const { code, pass } = codeOf('1111', '2222');
    pass(-3_600_000);
    expect(code.shown()).toEqual({ code: '1111', msLeft: 30_000, periodMs: 30_000 });
    pass(30_000);
    expect(code.shown().code).toBe('2222');
  });

  test('is four digits, by chance', () => {
    const drawn = Array.from({ length: 200 }, () => new HallCode(() => 0).shown().code);
    expect(drawn.every((code) => /^\d{4}$/.test(code))).toBe(true);
    expect(new Set(drawn).size).toBeGreaterThan(150);
  });

  test('given wrong five times in a row helps this deputy no more, whatever comes; others it does', () => {
    const { code, judged } = codeOf('1111');
    for (const typed of ['0000', '0001', '0002', '0003']) expect(judged(typed)).toBe('wrong');
    expect(judged('0004')).toBe('too-many');
    expect(judged('1111')).toBe('too-many');
    expect(judged('1111', 2)).toBe('right');
    code.forgive(deputyId(1));
    expect(judged('1111')).toBe('right');
  });

  test('in a command that is sent again after a lost answer is wrong once', () => {
    const { code, judged } = codeOf('1111');
    const commandId = newCommandId();
    for (let k = 0; k < 6; k++) expect(code.judge(deputyId(1), commandId, '0000')).toBe('wrong');
    expect(judged('1111')).toBe('right');
  });
});
