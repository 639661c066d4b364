import type { InquiryId } from '../../../shared/ids.ts';
import { inquiryChainStart } from '../../../shared/inquiry/evolve.ts';
import type { ToldInquiryEntry } from '../../../shared/inquiry/log-protocol.ts';
import type { Answer } from '../../../shared/protocol.ts';
import { firstBrokenIn, readWhole, type WholeLog } from '../../accounts/whole-log.ts';
import { inquiryDeskApi } from '../desk-api.ts';

export interface InquiryLog extends WholeLog<ToldInquiryEntry> {
  inquiryId: InquiryId;
}

export async function wholeInquiryLog(inquiryId: InquiryId): Promise<Answer<InquiryLog>> {
  const answer = await readWhole((after) =>
    inquiryDeskApi('GET /api/inquiries/:inquiryId/log?after=:after', { inquiryId, after }),
  );
  return 'refused' in answer ? answer : { ok: { inquiryId, ...answer.ok } };
}

export function firstBrokenLink({ inquiryId, entries }: InquiryLog): number | null {
  return firstBrokenIn(inquiryChainStart(inquiryId), entries);
}
