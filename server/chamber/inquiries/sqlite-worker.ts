import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import type { InquiryId } from '../../../shared/ids.ts';
import type { InquiryEntry } from '../../../shared/inquiry/events.ts';
import { inTransaction, makeDurable, serveBatches } from '../../commit/worker.ts';
import { type LogAnswer, type LogRequest, LogTable } from '../logs/table.ts';

export type InquiryLogRequest = LogRequest<InquiryId, InquiryEntry> | { op: 'forget'; inquiryId: InquiryId };
export type InquiryLogAnswer = LogAnswer<InquiryId, InquiryEntry> | { op: 'forget' };

const db = new DatabaseSync((workerData as { file: string }).file);
makeDurable(db);
const log = new LogTable<InquiryId, InquiryEntry>(db, 'inquiry_id');

function carryOut(request: InquiryLogRequest): InquiryLogAnswer {
  if (request.op !== 'forget') return log.carryOut(request);
  log.forget(request.inquiryId);
  return { op: 'forget' };
}

serveBatches((batch: readonly InquiryLogRequest[]) => inTransaction(db, () => batch.map(carryOut)), db);
