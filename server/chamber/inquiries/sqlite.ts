import { Worker } from 'node:worker_threads';
import type { InquiryId } from '../../../shared/ids.ts';
import type { InquiryEntry } from '../../../shared/inquiry/events.ts';
import { CommitQueue } from '../../commit/queue.ts';
import { logsOver } from '../logs/table.ts';
import type { InquiryLog } from './contract.ts';
import type { InquiryLogAnswer, InquiryLogRequest } from './sqlite-worker.ts';

/** The logs of inquiries in one SQLite file of their own: moderation of thousands of questions stays out of the journal of votes. */
export function openSqliteInquiryLog(file: string, onDeath: (error: Error) => void): InquiryLog {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: { file } });
  const queue = new CommitQueue<InquiryLogRequest, InquiryLogAnswer>(worker, onDeath);
  const logs = logsOver<InquiryId, InquiryEntry>((request) => queue.submit(request));
  return {
    append: logs.append,
    read: logs.read,
    inquiries: logs.ids,
    forget: async (inquiryId) => void (await queue.submit({ op: 'forget', inquiryId })),
    ...queue.asStore(),
  };
}
