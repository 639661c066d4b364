import { expect, test, vi } from 'vitest';
import type { Asked, Exchange } from '../../server/gallery/exchange/contract.ts';
import type { OpensExchange } from './contract.ts';
import { askedOf, here, there, viewer } from './heard.ts';

/** Takes questions until there are `count`, and gives all that came. */
async function taken(exchange: Exchange, count: number): Promise<Asked[]> {
  const got: Asked[] = [];
  const stop = exchange.consume(async (batch) => void got.push(...batch));
  await vi.waitFor(() => expect(got.length).toBeGreaterThanOrEqual(count), { timeout: 10_000 });
  await stop();
  return got;
}

export function intakeContract(open: OpensExchange): void {
  test('[X10] gives questions in the order in which they were asked, those of before and those of after', async () => {
    const { exchange } = await open();
    for (const n of [3, 1, 2]) await exchange.ask(askedOf(n));
    const got: Asked[] = [];
    let underWay = 0;
    const stop = exchange.consume(async (batch) => {
      expect(++underWay).toBe(1);
      await new Promise(setImmediate);
      got.push(...batch);
      underWay--;
    });
    await vi.waitFor(() => expect(got).toHaveLength(3));
    const later = Array.from({ length: 250 }, (_, at) =>
      askedOf(at + 10, { inquiryId: at % 2 ? here : there }),
    );
    await Promise.all(later.map((asked) => exchange.ask(asked)));
    await vi.waitFor(() => expect(got).toHaveLength(253));
    expect(got).toEqual([...[3, 1, 2].map((n) => askedOf(n)), ...later]);
    await stop();
  });

  test('[X11] [B120] takes one question per key of a viewer: what comes again changes nothing, before and after it was taken', async () => {
    const store = await open();
    let { exchange } = store;
    const first = askedOf(1);
    const again = () => exchange.ask({ ...first, text: '别的', name: '别人', askedAt: 9 });
    await Promise.all([exchange.ask(first), again(), again()]);
    const others = [askedOf(1, { viewerId: viewer(2) }), askedOf(1, { inquiryId: there })];
    for (const other of others) await exchange.ask(other);
    expect(await taken(exchange, 3)).toEqual([first, ...others]);
    await again();
    exchange = await store.reopen();
    await again();
    await exchange.ask(askedOf(5));
    expect(await taken(exchange, 1)).toEqual([askedOf(5)]);
  });

  test('[X12] [B120] gives again, in order, what was not taken: after a refusal and after a restart', async () => {
    const store = await open();
    for (const n of [1, 2]) await store.exchange.ask(askedOf(n));
    const offered: Asked[][] = [];
    const stop = store.exchange.consume(async (batch) => {
      offered.push([...batch]);
      if (offered.length < 3) throw new Error('the log cannot be written');
    });
    await vi.waitFor(() => expect(offered).toHaveLength(3), { timeout: 10_000 });
    expect(offered).toEqual(Array.from({ length: 3 }, () => [askedOf(1), askedOf(2)]));
    await stop();

    await store.exchange.ask(askedOf(3));
    let refused = false;
    const stopAgain = store.exchange.consume(async () => {
      refused = true;
      throw new Error('the log cannot be written');
    });
    await vi.waitFor(() => expect(refused).toBe(true));
    await stopAgain();
    const again = await store.reopen();
    await again.ask(askedOf(4));
    expect(await taken(again, 2)).toEqual([askedOf(3), askedOf(4)]);
  });

  test('[X13] stops after the batch that is under way, which counts as taken', async () => {
    const store = await open();
    await store.exchange.ask(askedOf(1));
    const got: Asked[] = [];
    const { promise: finish, resolve } = Promise.withResolvers<void>();
    const stop = store.exchange.consume(async (batch) => {
      got.push(...batch);
      await finish;
    });
    await vi.waitFor(() => expect(got).toHaveLength(1));
    const stopped = stop();
    await store.exchange.ask(askedOf(2));
    resolve();
    await stopped;
    expect(got).toEqual([askedOf(1)]);
    expect(await taken(await store.reopen(), 1)).toEqual([askedOf(2)]);
  });

  test('[X14] forgets what was asked in an inquiry, taken or not', async () => {
    const store = await open();
    await store.exchange.ask(askedOf(1));
    await taken(store.exchange, 1);
    for (const asked of [askedOf(2), askedOf(3, { inquiryId: there })]) await store.exchange.ask(asked);
    await store.exchange.forget(here);
    const again = await store.reopen();
    expect(await taken(again, 1)).toEqual([askedOf(3, { inquiryId: there })]);
    // Nobody knows of the first one any more.
    await again.ask(askedOf(1));
    expect(await taken(again, 1)).toEqual([askedOf(1)]);
  });
}
