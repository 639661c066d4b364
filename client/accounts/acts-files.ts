import type { z } from 'zod';
import type { ActEntry } from '../../shared/accounts.ts';
import type { staffHttp } from '../../shared/staff-protocol.ts';
import { csvOf } from '../files/csv.ts';

export type ActLog = z.output<(typeof staffHttp)['GET /api/acts']['reply']>;

/** `yishi-acts-1`: the whole log, oldest first, with everything that its seals are made of (`shared/acts-chain.ts`). */
export function actsJson(log: ActLog): string {
  return `${JSON.stringify({ format: 'yishi-acts-1', ...log }, null, 2)}\n`;
}

/** `heads` name number, time, what was done, its code and its seal. */
export function actsCsv(
  log: ActLog,
  heads: readonly string[],
  words: { at: (at: number) => string; sentence: (entry: ActEntry) => string },
): string {
  const lines = log.acts.map(({ entry, link }) => [
    entry.number,
    words.at(entry.at),
    words.sentence(entry),
    entry.act.type,
    link,
  ]);
  return csvOf([heads, ...lines]);
}
