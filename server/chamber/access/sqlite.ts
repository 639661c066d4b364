import { Worker } from 'node:worker_threads';
import { CommitQueue } from '../commit/queue.ts';
import type { AccessBook } from './contract.ts';
import type { AccessAnswer, AccessRequest } from './sqlite-worker.ts';

export function openSqliteAccessBook(file: string, onDeath: (error: Error) => void): AccessBook {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: { file } });
  const queue = new CommitQueue<AccessRequest, AccessAnswer>(worker, onDeath);
  const ask = async <K extends AccessRequest['op']>(request: Extract<AccessRequest, { op: K }>) =>
    (await queue.submit(request)) as Extract<AccessAnswer, { op: K }>;
  return {
    putLinks: async (links) => void (await ask({ op: 'putLinks', links })),
    spendLink: async (linkHash, signIn) => (await ask({ op: 'spendLink', linkHash, signIn })).signedIn,
    sessions: async (now) => (await ask({ op: 'sessions', now })).sessions,
    putSession: async (session, person) => void (await ask({ op: 'putSession', session, person })),
    endSession: async (tokenHash) => void (await ask({ op: 'endSession', tokenHash })),
    endSessionsOf: async (person, except) => (await ask({ op: 'endSessionsOf', person, except })).ended,
    forgetSitting: async (sittingId) => (await ask({ op: 'forgetSitting', sittingId })).ended,
    endAllSessions: async () => void (await ask({ op: 'endAllSessions' })),
    ...queue.asStore(),
  };
}
