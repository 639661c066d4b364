import { Worker } from 'node:worker_threads';
import { CommitQueue } from '../../commit/queue.ts';
import type { Contacts } from './contract.ts';
import type { ContactsAnswer, ContactsRequest } from './sqlite-worker.ts';

export function openSqliteContacts(file: string, onDeath: (error: Error) => void): Contacts {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: { file } });
  const queue = new CommitQueue<ContactsRequest, ContactsAnswer>(worker, onDeath);
  const ask = async <K extends ContactsRequest['op']>(request: Extract<ContactsRequest, { op: K }>) =>
    (await queue.submit(request)) as Extract<ContactsAnswer, { op: K }>;
  return {
    put: async (sittingId, notes) => void (await ask({ op: 'put', sittingId, notes })),
    phones: async (sittingId) => (await ask({ op: 'phones', sittingId })).phones,
    forget: async (sittingId) => void (await ask({ op: 'forget', sittingId })),
    ...queue.asStore(),
  };
}
