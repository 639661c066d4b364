import { describe, expect, test } from 'vitest';
import { phaseOf } from '../../client/tablet/box-state.ts';
import type { Kept } from '../../client/tablet/kept.ts';

type Standing = Parameters<typeof phaseOf>[0];
const ballot = (kept: Partial<Kept> = {}) =>
  ({ receipt: null, refused: null, confirmed: false, key: null, ...kept }) as Kept;
const received = ballot({ confirmed: true, receipt: '7KQ2-M4XZ-0B9D' as never });
const refused = ballot({ confirmed: true, refused: { code: 'ballot-closed' } });
const phase = (kept: readonly Kept[], standing: Partial<Standing> = {}) =>
  phaseOf({
    kept,
    over: false,
    read: true,
    fault: null,
    elsewhere: false,
    doubt: false,
    present: true,
    prepared: true,
    ...standing,
  });

describe('[B46] what a tablet says of its ballot', () => {
  test('received stands on a receipt for every ballot, and on nothing else', () => {
    expect(phase([received])).toBe('received');
    expect(phase([received, received, received])).toBe('received');
    expect(phase([received, ballot({ confirmed: true })])).toBe('sending');
    expect(phase([received, refused])).toBe('refused');
    expect(phase([ballot({ confirmed: true })])).toBe('sending');
  });

  test('a receipt counts although the disk has failed: nobody is sent for another ballot', () => {
    expect(phase([received], { fault: 'unfit' })).toBe('received');
    expect(phase([ballot({ confirmed: true })], { fault: 'unfit', doubt: true })).toBe('unconfirmed');
    expect(phase([ballot()], { fault: 'unfit' })).toBe('unfit');
  });

  test('what was not confirmed ends with the vote, what was confirmed waits for its word', () => {
    expect(phase([ballot()], { over: true })).toBe('none');
    expect(phase([ballot({ confirmed: true })], { over: true, doubt: true })).toBe('unconfirmed');
    expect(phase([refused], { over: true })).toBe('refused');
  });

  test('a paper comes to whoever is present, and to nobody whose ballot is elsewhere', () => {
    expect(phase([ballot()])).toBe('marking');
    expect(phase([ballot()], { present: false })).toBe('absent');
    expect(phase([ballot()], { elsewhere: true })).toBe('elsewhere');
    expect(phase([ballot()], { prepared: false })).toBe('loading');
    expect(phase([ballot()], { fault: 'mismatch' })).toBe('mismatch');
  });
});
