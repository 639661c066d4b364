import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect } from 'vitest';
import { type LocalExchange, openLocalExchange } from '../../server/gallery/exchange/local.ts';
import { exchangeContract } from './contract.ts';

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
