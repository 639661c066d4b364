import { Worker } from 'node:worker_threads';
import { CommitQueue } from '../commit/queue.ts';
import type { AccountBook } from './contract.ts';
import type { AccountAnswer, AccountRequest } from './sqlite-worker.ts';

export function openSqliteAccountBook(file: string, onDeath: (error: Error) => void): AccountBook {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: { file } });
  const queue = new CommitQueue<AccountRequest, AccountAnswer>(worker, onDeath);
  const ask = async <K extends AccountRequest['op']>(request: Extract<AccountRequest, { op: K }>) =>
    (await queue.submit(request)) as Extract<AccountAnswer, { op: K }>;
  return {
    accounts: async () => (await ask({ op: 'accounts' })).accounts,
    acts: async () => (await ask({ op: 'acts' })).acts,
    save: async (accounts, acts) => void (await ask({ op: 'save', accounts, acts })),
    ...queue.asStore(),
  };
}
