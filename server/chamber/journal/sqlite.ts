import { Worker } from 'node:worker_threads';
import { CommitQueue } from '../../commit/queue.ts';
import type { Journal } from './contract.ts';
import type { JournalAnswer, JournalRequest } from './sqlite-worker.ts';

/** The journal in one SQLite file; a worker thread writes it, so that a slow disk does not stall the hall. */
export function openSqliteJournal(file: string, onDeath: (error: Error) => void): Journal {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: { file } });
  const queue = new CommitQueue<JournalRequest, JournalAnswer>(worker, onDeath);
  const ask = async <K extends JournalRequest['op']>(request: Extract<JournalRequest, { op: K }>) =>
    (await queue.submit(request)) as Extract<JournalAnswer, { op: K }>;
  return {
    append: async (sittingId, append) => (await ask({ op: 'append', sittingId, append })).appended,
    read: async (sittingId, range = { after: 0, upTo: Number.MAX_SAFE_INTEGER }) =>
      (await ask({ op: 'read', sittingId, range })).rows,
    sittings: async () => (await ask({ op: 'sittings' })).sittingIds,
    issue: async (record) => (await ask({ op: 'issue', record })).issued,
    issuance: async (ballotId) => (await ask({ op: 'issuance', ballotId })).issuance,
    forget: async (sittingId, ballotIds) => void (await ask({ op: 'forget', sittingId, ballotIds })),
    ...queue.asStore(),
  };
}
