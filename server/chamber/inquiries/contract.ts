import type { InquiryId } from '../../../shared/ids.ts';
import type { InquiryEntry } from '../../../shared/inquiry/events.ts';
import type { Store } from '../../commit/queue.ts';
import type { Logs } from '../logs/contract.ts';

/** The logs of all inquiries: floor, queue and moderation. What the crowd does is not in here. */
export interface InquiryLog extends Store, Logs<InquiryId, InquiryEntry> {
  inquiries(): Promise<InquiryId[]>;
  /** Removes all entries of an inquiry. Their bytes are gone from the file after `compact`. May be repeated. */
  forget(inquiryId: InquiryId): Promise<void>;
}
