import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FeedSource, type Tick } from '../../shared/inquiry/feed.ts';
import { FeedFollower } from '../../shared/inquiry/feed-follower.ts';
import { patchBetween, patched } from '../../shared/inquiry/merge-patch.ts';

/** RFC 7396, appendix A: target, patch, result. */
const appendixA: readonly [string, string, string][] = [
  ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
  ['{"a":"b"}', '{"a":null}', '{}'],
  ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
  ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
  ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
  ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
  ['["a","b"]', '["c","d"]', '["c","d"]'],
  ['{"a":"b"}', '["c"]', '["c"]'],
  ['{"a":"foo"}', 'null', 'null'],
  ['{"a":"foo"}', '"bar"', '"bar"'],
  ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
  ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
  ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
];

const names = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', 'toString', 'length', '');
const { view } = fc.letrec((tie) => ({
  view: fc
    .array(fc.tuple(names, tie('value')), { maxLength: 6 })
    .map((members) => Object.fromEntries(members)),
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(-0), fc.constant({})),
    tie('view'),
    fc.array(fc.oneof(fc.integer(), fc.constant(null), tie('view')), { maxLength: 3 }),
  ),
})) as { view: fc.Arbitrary<Record<string, unknown>> };

const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value));

describe('merge patches', () => {
  test.each(appendixA)('[B108] RFC 7396, appendix A: %s with %s is %s', (target, patch, result) => {
    const before = JSON.parse(target);
    expect(patched(before, JSON.parse(patch))).toEqual(JSON.parse(result));
    expect(JSON.stringify(before)).toBe(target);
  });

  test('[B108] what is between two views leads from one to the other, whatever the members are called', () => {
    fc.assert(
      fc.property(view, view, (before, after) => {
        const patch = patchBetween(before, after);
        expect(sent(patched(before, sent(patch ?? {})))).toEqual(sent(after));
        if (patch === undefined) expect(sent(before)).toEqual(sent(after));
        expect(patchBetween(after, after)).toBeUndefined();
        expect(patchBetween(after, sent(after))).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  test('[B108] reach no prototype and carry no null', () => {
    const evil = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
    const result = patched({}, evil) as Record<string, unknown>;
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(result['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(() => patchBetween({}, { a: { b: null } })).toThrow('cannot say that b is null');
  });
});

describe('following', () => {
  const views = fc.array(view, { minLength: 1, maxLength: 12 });
  /** What the line does with each tick. */
  const line = fc.array(fc.constantFrom('arrives', 'lost', 'twice', 'late'), {
    minLength: 12,
    maxLength: 12,
  });

  test('[B108] ends with the server’s view, whatever is lost, doubled or out of order on the way', () => {
    fc.assert(
      fc.property(view, views, line, fc.nat(11), (first, later, fates, restart) => {
        let source = new FeedSource<object>('epoch-1', first);
        const follower = new FeedFollower<object>();
        follower.take(sent(source.snapshot(0)));
        let late: Tick | null = null;
        const arrive = (tick: Tick) => {
          // One request for the whole brings it up to date; the answer may be older than what came meanwhile.
          if (follower.apply(sent(tick)) === 'gap') follower.take(sent(source.snapshot(0)));
        };
        for (const [at, next] of later.entries()) {
          if (at === restart) source = new FeedSource<object>('epoch-2', source.view);
          const tick = source.advance(next);
          if (!tick) continue;
          const fate = fates[at]!;
          if (fate === 'late') late = tick;
          if (fate === 'arrives' || fate === 'twice') arrive(tick);
          if (fate === 'twice') arrive(tick);
          if (fate !== 'late' && late) {
            arrive(late);
            late = null;
          }
        }
        const last = source.advance({ ...source.view, end: 1 });
        if (last) arrive(last);
        expect(follower.view).toEqual(sent(source.view));
        expect(follower.place).toEqual({ epoch: source.epoch, seq: source.seq });
      }),
      { numRuns: 300 },
    );
  });

  test('[B108] numbers have no holes, and nothing is sent when nothing has changed', () => {
    const source = new FeedSource<object>('epoch', { a: 1 });
    expect(source.advance({ a: 1 })).toBeNull();
    expect(source.advance({ a: 2 })).toEqual({ epoch: 'epoch', seq: 1, patch: { a: 2 } });
    expect(source.advance({ a: 2 })).toBeNull();
    expect(source.advance({})).toEqual({ epoch: 'epoch', seq: 2, patch: { a: null } });
    expect(source.snapshot(7)).toEqual({ epoch: 'epoch', seq: 2, now: 7, view: {} });
    const follower = new FeedFollower<object>();
    expect(follower.apply({ epoch: 'epoch', seq: 1, patch: {} })).toBe('gap');
    expect(follower.take(source.snapshot(7))).toBe(true);
    expect(follower.take({ epoch: 'epoch', seq: 1, view: { old: 1 } })).toBe(false);
    expect(follower.apply({ epoch: 'epoch', seq: 2, patch: { old: 1 } })).toBe('known');
    expect(follower.view).toEqual({});
  });
});
