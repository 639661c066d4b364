import { Worker } from 'node:worker_threads';
import { CommitQueue } from '../../commit/queue.ts';
import type { AccessBook } from './contract.ts';
import type { AccessOperation, AccessRequest } from './sqlite-worker.ts';

export function openSqliteAccessBook(file: string, onDeath: (error: Error) => void): AccessBook {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: { file } });
  const queue = new CommitQueue<AccessRequest, unknown>(worker, onDeath);
  const ask = <O extends AccessOperation>(op: O) =>
    ((...args: readonly unknown[]) => queue.submit({ op, args })) as AccessBook[O];
  return {
    putSession: ask('putSession'),
    sessions: ask('sessions'),
    endSession: ask('endSession'),
    endSessionsOf: ask('endSessionsOf'),
    putLinks: ask('putLinks'),
    spendLink: ask('spendLink'),
    endLink: ask('endLink'),
    putCards: ask('putCards'),
    cardVersions: ask('cardVersions'),
    dropCards: ask('dropCards'),
    card: ask('card'),
    countTry: ask('countTry'),
    forgetTries: ask('forgetTries'),
    enterByCard: ask('enterByCard'),
    moveCard: ask('moveCard'),
    unlockCard: ask('unlockCard'),
    lockedCards: ask('lockedCards'),
    hasCards: ask('hasCards'),
    forgetSitting: ask('forgetSitting'),
    endAllSessions: ask('endAllSessions'),
    ...queue.asStore(),
  };
}
