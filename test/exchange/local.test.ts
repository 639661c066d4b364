import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Dice } from '../../server/demo/dice.ts';
import type { Asked } from '../../server/gallery/exchange/contract.ts';
import { type LocalExchange, openLocalExchange } from '../../server/gallery/exchange/local.ts';
import { exchangeContract } from './contract.ts';
import { askedOf, Heard, here, postsOf, question } from './heard.ts';
import { isQuestion, POSTS, TOGETHER } from './poster.ts';

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

/** Opens an exchange that must not die, closed when the test is over. */
async function openExchange(file: string): Promise<LocalExchange> {
  const deaths: Error[] = [];
  const exchange = await openLocalExchange(file, (error) => deaths.push(error), {
    presenceMs: 500,
    retryMs: 50,
  });
  ending.push(async () => {
    await exchange.close();
    expect(deaths).toEqual([]);
  });
  return exchange;
}

function freshFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yishi-'));
  ending.push(async () => rmSync(folder, { recursive: true }));
  return join(folder, 'crowd.sqlite');
}

describe('local', () =>
  exchangeContract(async () => {
    const file = freshFile();
    let exchange = await openExchange(file);
    const reopen = async () => {
      await exchange.close();
      exchange = await openExchange(file);
      return exchange;
    };
    return { exchange, reopen };
  }));

/** Posts from the n-th post on until `enough` were acknowledged, and kills whoever does. Resolves with the numbers acknowledged. */
async function postAndKill(file: string, seed: number, from: number, enough: number): Promise<Set<number>> {
  const poster = join(import.meta.dirname, 'poster.ts');
  const child = spawn(process.execPath, [poster, file, String(seed), String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const acknowledged = new Set<number>();
  for await (const line of createInterface(child.stdout)) {
    acknowledged.add(Number(line));
    if (acknowledged.size === enough) child.kill('SIGKILL');
  }
  await exited;
  return acknowledged;
}

test('[B120] [B121] kills lose nothing that was acknowledged, and what is sent again counts once', async () => {
  const file = freshFile();
  const seed = 271;
  const dice = new Dice(seed);
  let from = 0;
  for (let kill = 0; kill < 4; kill++) {
    const acknowledged = await postAndKill(file, seed, from, dice.between(50, 900));
    // What was under way is sent again, by whoever comes next; what was acknowledged with all before it, by nobody.
    while (acknowledged.has(from)) from++;
    from -= from % TOGETHER;
  }
  expect(from).toBeGreaterThan(500);
  const all = postsOf(seed, POSTS);
  const exchange = await openExchange(file);
  const sent = from + TOGETHER;
  const heard = new Heard();
  for (let n = 0; n < sent; n++) {
    if (isQuestion(n)) continue;
    if (n < from) heard.note(all[n]!);
    else await heard.post(exchange, here, all[n]!);
  }
  for (let n = from; n < sent; n++) if (isQuestion(n)) await exchange.ask(askedOf(n));
  expect(await exchange.crowd(here)).toEqual(heard.crowd());
  const groups = [[0], [1, 2], [3, 4, 5, 6, 7]].map((group) => group.map(question));
  expect(await exchange.supports(here, groups)).toEqual(heard.supports(groups));
  const taken: Asked[] = [];
  exchange.consume(async (batch) => void taken.push(...batch));
  const numbers = Array.from({ length: sent }, (_, n) => n).filter(isQuestion);
  await vi.waitFor(() => expect(taken.length).toBeGreaterThanOrEqual(numbers.length));
  expect(taken).toEqual(numbers.map((n) => askedOf(n)));
});
