import { Worker } from 'node:worker_threads';
import type { SittingId } from '../../../shared/ids.ts';
import type { SaltedEntry } from '../../../shared/sitting/events.ts';
import { CommitQueue } from '../../commit/queue.ts';
import { logsOver } from '../logs/table.ts';
import type { Journal } from './contract.ts';
import type { JournalAnswer, JournalRequest } from './sqlite-worker.ts';

/** The journal in one SQLite file; a worker thread writes it, so that a slow disk does not stall the hall. */
export function openSqliteJournal(file: string, onDeath: (error: Error) => void): Journal {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: { file } });
  const queue = new CommitQueue<JournalRequest, JournalAnswer>(worker, onDeath);
  const ask = async <K extends JournalRequest['op']>(request: Extract<JournalRequest, { op: K }>) =>
    (await queue.submit(request)) as Extract<JournalAnswer, { op: K }>;
  const logs = logsOver<SittingId, SaltedEntry>((request) => queue.submit(request));
  return {
    append: logs.append,
    read: logs.read,
    sittings: logs.ids,
    issue: async (record) => (await ask({ op: 'issue', record })).issued,
    issuance: async (ballotId) => (await ask({ op: 'issuance', ballotId })).issuance,
    forget: async (sittingId, ballotIds) => void (await ask({ op: 'forget', sittingId, ballotIds })),
    ...queue.asStore(),
  };
}
