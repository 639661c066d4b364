import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Devices } from '../../server/chamber/devices.ts';
import type { DeviceLine, DeviceReport } from '../../shared/devices.ts';
import type { DeputyId } from '../../shared/ids.ts';
import { deputyId, sittingId } from '../rules/sitting-fixture.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const good: DeviceReport = { build: 'b2', visible: true, ready: true };

function listOf(deputies: readonly number[], signedIn = deputies) {
  const around = {
    open: false,
    signed: new Set<DeputyId>(signedIn.map(deputyId)),
    deputies: () => deputies.map(deputyId),
    signedIn: () => around.signed,
    isVoteOpen: () => around.open,
  };
  const devices = new Devices('b2', around, 5000);
  const seen: string[] = [];
  const words = (list: readonly DeviceLine[]) =>
    list.map(({ state, oldBuild }) => (oldBuild ? `${state} (old)` : state)).join(', ');
  const watch = () => devices.watch(sittingId, (list) => seen.push(words(list)));
  return {
    around,
    seen,
    watch,
    came: (n: number, page = 'p') => devices.came(sittingId, deputyId(n), page),
    says: (n: number, report: Partial<DeviceReport> = {}, page = 'p') =>
      devices.reported(sittingId, deputyId(n), page, { ...good, ...report }),
    went: (n: number, goodbye: boolean, page = 'p') => devices.went(sittingId, deputyId(n), page, goodbye),
    last: () => seen.at(-1),
  };
}
const step = () => vi.advanceTimersByTime(1000);

test('[B76] tells apart ready, unfit, asleep, lost, never there, and an old build', () => {
  const { around, watch, came, says, went, last } = listOf([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5]);
  watch();
  expect(last()).toBe('lost, lost, lost, lost, lost, never');
  for (const n of [1, 2, 3, 4, 5]) came(n);
  step();
  expect(last()).toBe('asleep, asleep, asleep, asleep, asleep, never');
  says(1);
  says(2, { ready: false });
  says(3, { visible: false });
  says(4, { build: 'b1' });
  says(5);
  went(5, false);
  step();
  expect(last()).toBe('ready, unfit, asleep, ready (old), lost, never');
  went(1, true);
  says(2);
  went(4, false);
  came(5);
  says(5);
  went(3, false);
  step();
  expect(last()).toBe('asleep, ready, asleep, lost (old), ready, never');
  around.signed = new Set([deputyId(2)]);
  step();
  expect(last()).toBe('never, ready, never, never, never, never');
});

test('[B76] no tablet falls asleep on the list while a vote is open: only a line that breaks in the hand is seen', () => {
  const { around, watch, came, says, went, last } = listOf([1, 2, 3, 4]);
  watch();
  for (const n of [1, 2, 3, 4]) came(n);
  for (const n of [1, 2, 3]) says(n);
  says(4, { visible: false });
  step();
  expect(last()).toBe('ready, ready, ready, asleep');
  around.open = true;
  says(1, { visible: false });
  went(1, false);
  went(2, true);
  went(3, false);
  vi.advanceTimersByTime(5000);
  expect(last()).toBe('ready, ready, lost, asleep');
  around.open = false;
  step();
  expect(last()).toBe('asleep, asleep, lost, asleep');
});

test('of two pages of one deputy the one in hand counts', () => {
  const { watch, came, says, went, last } = listOf([1]);
  watch();
  came(1, 'a');
  says(1, {}, 'a');
  came(1, 'b');
  says(1, { visible: false }, 'b');
  step();
  expect(last()).toBe('ready');
  went(1, true, 'a');
  step();
  expect(last()).toBe('asleep');
});

test('[B76] while a vote is open it moves every five seconds, however often one looks', () => {
  const { around, watch, came, says, went, seen } = listOf([1, 2]);
  for (const n of [1, 2]) came(n);
  for (const n of [1, 2]) says(n);
  const stop = watch();
  expect(seen).toEqual(['ready, ready']);
  step();
  around.open = true;
  says(1, { ready: false });
  for (let ms = 1000; ms < 4500; ms += 500) {
    expect(seen.at(-1)).toBe('ready, ready');
    // Looking anew does not hurry it.
    watch()();
    vi.advanceTimersByTime(500);
  }
  // Both have changed, and nobody can tell which came first.
  went(2, false);
  expect(seen.at(-1)).toBe('ready, ready');
  vi.advanceTimersByTime(500);
  expect(seen.at(-1)).toBe('unfit, lost');
  const shown = seen.length;
  says(1);
  vi.advanceTimersByTime(4999);
  expect(seen).toHaveLength(shown);
  vi.advanceTimersByTime(1);
  expect(seen.at(-1)).toBe('ready, lost');
  around.open = false;
  came(2);
  says(2);
  step();
  expect(seen.at(-1)).toBe('ready, ready');
  stop();
  says(2, { ready: false });
  step();
  expect(seen.at(-1)).toBe('ready, ready');
});
