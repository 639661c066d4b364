import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { OwnQuestion } from '../../shared/inquiry/views.ts';
import type { OpensExchange } from './contract.ts';
import { Heard, here, key, type Post, question, there, viewer } from './heard.ts';

const nobody = { views: 0, viewers: 0, watching: 0, likes: 0, likers: 0 };
const nothing = { questions: [], supports: [], likes: 0, banned: false };
const rejected: OwnQuestion = {
  questionId: question(1),
  key: key(1),
  text: '一',
  askedAt: 1,
  state: 'rejected',
  reason: '与本次询问无关',
};

export function crowdContract(open: OpensExchange): void {
  test('[X1] counts one opening per key, and each viewer once', async () => {
    const { exchange } = await open();
    expect(await exchange.crowd(here)).toEqual(nobody);
    for (const [who, what] of [
      [1, 1],
      [1, 1],
      [1, 2],
      [2, 1],
      [1, 1],
    ] as const) {
      await exchange.visit(here, viewer(who), key(what));
    }
    expect(await exchange.crowd(here)).toEqual({ ...nobody, views: 3, viewers: 2 });
    expect(await exchange.crowd(there)).toEqual(nobody);
  });

  test("[X2] keeps the largest of a viewer's counts of likes, in whatever order they come", async () => {
    const { exchange } = await open();
    const said = [3, 7, 5, 7, 1].map((count) => exchange.like(here, viewer(1), count));
    expect(await Promise.all(said)).toEqual([3, 7, 7, 7, 7]);
    expect(await exchange.like(here, viewer(2), 4)).toBe(4);
    expect(await exchange.crowd(here)).toEqual({ ...nobody, likes: 11, likers: 2 });
    expect((await exchange.own(here, viewer(1))).likes).toBe(7);
  });

  test('[X3] counts each supporter of a group once, whatever is supported twice, taken back or repeated', async () => {
    const { exchange } = await open();
    const support = (who: number, what: number, on = true) =>
      exchange.support(here, viewer(who), question(what), on);
    await Promise.all([support(1, 1), support(1, 1), support(1, 2), support(2, 2), support(3, 3)]);
    const groups = [[question(1)], [question(2)], [question(1), question(2)], [question(4)], []];
    expect(await exchange.supports(here, groups)).toEqual([1, 2, 2, 0, 0]);
    await Promise.all([support(1, 2, false), support(1, 2, false), support(9, 2, false)]);
    expect(await exchange.supports(here, groups)).toEqual([1, 1, 2, 0, 0]);
    await support(2, 2, false);
    expect(await exchange.supports(here, groups)).toEqual([1, 0, 1, 0, 0]);
    expect(await exchange.supports(there, groups)).toEqual([0, 0, 0, 0, 0]);
  });

  test("[X4] says what is a viewer's own, and nothing of another's", async () => {
    const { exchange } = await open();
    await exchange.support(here, viewer(1), question(2), true);
    await exchange.support(here, viewer(1), question(3), true);
    await exchange.support(here, viewer(1), question(2), false);
    await exchange.like(here, viewer(1), 2);
    await exchange.tell(here, viewer(1), [rejected]);
    await exchange.notice({ inquiryId: here, code: '123456', banned: [viewer(2)] });
    const own = { questions: [rejected], supports: [question(3)], likes: 2, banned: false };
    expect(await exchange.own(here, viewer(1))).toEqual(own);
    expect(await exchange.own(here, viewer(2))).toEqual({ ...nothing, banned: true });
    expect(await exchange.own(there, viewer(1))).toEqual(nothing);
  });

  test('[X5] tells of changes of the crowd, and not of posts that change nothing', async () => {
    const { exchange } = await open();
    const told: string[] = [];
    const stop = exchange.onCrowd((inquiryId) => void told.push(inquiryId));
    const post = () =>
      Promise.all([
        exchange.visit(here, viewer(1), key(1)),
        exchange.like(here, viewer(1), 1),
        exchange.support(here, viewer(1), question(1), true),
      ]);
    await post();
    await vi.waitFor(() => expect(told).toContain(here));
    await exchange.visit(there, viewer(1), key(1));
    await vi.waitFor(() => expect(told.at(-1)).toBe(there));
    const before = told.length;
    await post();
    // Whatever came of the repeated posts would be told before this.
    await exchange.visit(there, viewer(1), key(2));
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(before));
    expect(told.slice(before)).toEqual([there]);
    stop();
  });

  test('[X6] adds up who is watching over all galleries, and forgets a gallery that says no more', async () => {
    const { exchange } = await open();
    const told: string[] = [];
    exchange.onCrowd((inquiryId) => void told.push(inquiryId));
    const expectWatching = (count: number) =>
      vi.waitFor(async () => expect((await exchange.crowd(here)).watching).toBe(count), { timeout: 10_000 });
    exchange.present(here, 'gallery-a', 4);
    exchange.present(here, 'gallery-b', 3);
    exchange.present(there, 'gallery-a', 9);
    await expectWatching(7);
    const repeats = setInterval(() => exchange.present(here, 'gallery-b', 2), 50);
    await expectWatching(2);
    clearInterval(repeats);
    told.length = 0;
    await expectWatching(0);
    await vi.waitFor(() => expect(told).toContain(here));
  });

  test('[X7] finishes what was posted before it closes, finds it again, and takes nothing after', async () => {
    const store = await open();
    const heard = new Heard();
    const posts = Array.from({ length: 300 }, (_, at): Post[] => [
      { kind: 'visit', who: at % 100, what: at },
      { kind: 'like', who: at % 100, count: at + 1 },
      { kind: 'support', who: at % 100, what: at % 7, on: at % 5 > 0 },
    ]).flat();
    const acknowledged = posts.map((post) => heard.post(store.exchange, here, post));
    const again = await store.reopen();
    await Promise.all(acknowledged);
    const groups = [[question(1)], [question(2), question(3)]];
    expect(await again.crowd(here)).toEqual(heard.crowd());
    expect(await again.supports(here, groups)).toEqual(heard.supports(groups));
    await expect(store.exchange.like(here, viewer(1), 10_000)).rejects.toThrow();
  });

  test('[X8] forgets everything of an inquiry that came from viewers, and nothing of another', async () => {
    const store = await open();
    const { exchange } = store;
    const mine = [rejected];
    for (const inquiryId of [here, there]) {
      await exchange.visit(inquiryId, viewer(1), key(1));
      await exchange.like(inquiryId, viewer(1), 5);
      await exchange.support(inquiryId, viewer(1), question(1), true);
      await exchange.tell(inquiryId, viewer(1), mine);
    }
    const [figures, own] = [await exchange.crowd(there), await exchange.own(there, viewer(1))];
    // Twice: a crash may have come between.
    for (const _ of [1, 2]) await exchange.forget(here);
    expect(await exchange.own(here, viewer(1))).toEqual(nothing);
    expect(await exchange.own(there, viewer(1))).toEqual(own);
    const again = await store.reopen();
    expect(await again.crowd(here)).toEqual(nobody);
    expect(await again.supports(here, [[question(1)]])).toEqual([0]);
    expect(await again.crowd(there)).toEqual(figures);
    expect(await again.supports(there, [[question(1)]])).toEqual([1]);
  });

  test('[X9] [B121] comes to what a list of all posts comes to, whatever is posted, repeated, raced and opened anew', async () => {
    const who = fc.nat({ max: 4 });
    const what = fc.nat({ max: 3 });
    const kind = <K extends string>(name: K) => fc.constant(name);
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: kind('visit'), who, what }) },
      { weight: 6, arbitrary: fc.record({ kind: kind('support'), who, what, on: fc.boolean() }) },
      { weight: 4, arbitrary: fc.record({ kind: kind('like'), who, count: fc.integer({ min: 1, max: 9 }) }) },
      { weight: 1, arbitrary: fc.record({ kind: kind('reopen') }) },
    );
    const groups = [[0], [1, 2], [0, 1, 2, 3], [3]].map((group) => group.map(question));
    const property = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      const store = await open();
      let { exchange } = store;
      const heard = new Heard();
      const acknowledged: Promise<unknown>[] = [];
      for (const one of steps) {
        if (one.kind === 'reopen') exchange = await store.reopen();
        else acknowledged.push(heard.post(exchange, here, one));
      }
      await Promise.all(acknowledged);
      for (const now of [() => exchange, () => store.reopen()]) {
        const found = await now();
        expect(await found.crowd(here)).toEqual(heard.crowd());
        expect(await found.supports(here, groups)).toEqual(heard.supports(groups));
        for (let n = 0; n < 5; n++) {
          const own = await found.own(here, viewer(n));
          expect({ ...own, supports: own.supports.toSorted() }).toEqual(heard.own(n));
        }
      }
    });
    await fc.assert(property, { numRuns: 8 });
  });
}
