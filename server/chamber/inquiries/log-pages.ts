import type { z } from 'zod';
import type { InquiryId, QuestionId } from '../../../shared/ids.ts';
import type { InquiryEntry, InquiryEvent } from '../../../shared/inquiry/events.ts';
import { inquiryChainStart, inquiryEntryHash } from '../../../shared/inquiry/evolve.ts';
import type { inquiryDeskHttp, ToldInquiryEntry } from '../../../shared/inquiry/log-protocol.ts';
import { LOG_PAGE, type ToldBy } from '../../../shared/log-protocol.ts';
import type { Actor } from '../../../shared/sitting/commands.ts';
import { checkedPage } from '../logs/chain.ts';
import type { Logs } from '../logs/contract.ts';
import type { LiveInquiry } from './live-inquiry.ts';
import { toldInquiryEntry } from './told.ts';

type Log = Pick<Logs<InquiryId, InquiryEntry>, 'read'>;
export type InquiryLogPage = z.output<
  (typeof inquiryDeskHttp)['GET /api/inquiries/:inquiryId/log?after=:after']['reply']
>;

/** The entries after a version, each checked against the one before as it lies in the store. */
export async function inquiryLogPage(
  { inquiry, chainHead }: LiveInquiry,
  log: Log,
  after: number,
  by: (actor: Actor) => ToldBy,
): Promise<InquiryLogPage> {
  const { inquiryId, version } = inquiry;
  const start = inquiryChainStart(inquiryId);
  const whole = { id: inquiryId, start, version, head: chainHead };
  const page = await checkedPage(log, whole, { after, size: LOG_PAGE }, inquiryEntryHash);
  return {
    ...page,
    start,
    entries: page.entries.map((chained) => toldInquiryEntry(chained, inquiry, by(chained.entry.by))),
  };
}

/** What was done with one question, the oldest first. */
export async function historyOf(
  { inquiry }: LiveInquiry,
  log: Log,
  questionId: QuestionId,
  by: (actor: Actor) => ToldBy,
): Promise<ToldInquiryEntry[]> {
  const { inquiryId, version } = inquiry;
  const rows = await log.read(inquiryId, { after: 0, upTo: version });
  const concerns = concerning(questionId);
  return rows
    .filter(({ chained }) => concerns(chained.entry.event))
    .map(({ chained }) => toldInquiryEntry(chained, inquiry, by(chained.entry.by)));
}

/** Whether an event is about a question; asked of all events in their order. Of a queue only that the question came or went. */
function concerning(questionId: QuestionId): (event: InquiryEvent) => boolean {
  let queued = false;
  return (event) => {
    if (event.type === 'QueueSet') {
      const before = queued;
      queued = event.questionIds.includes(questionId);
      return queued !== before;
    }
    if ('into' in event && event.into === questionId) return true;
    if ('questionIds' in event) return event.questionIds.includes(questionId);
    return 'questionId' in event && event.questionId === questionId;
  };
}
