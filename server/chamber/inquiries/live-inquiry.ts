import type { CommandId, Digest, InquiryId } from '../../../shared/ids.ts';
import type { InquiryEntry } from '../../../shared/inquiry/events.ts';
import { evolveInquiry, inquiryChainStart } from '../../../shared/inquiry/evolve.ts';
import { type Inquiry, unbornInquiry } from '../../../shared/inquiry/state.ts';

/** One inquiry in memory: what its log says, and the turn that commands take. */
export interface LiveInquiry {
  inquiry: Inquiry;
  chainHead: Digest;
  /** Command → the version it led to. */
  done: Map<CommandId, number>;
  lastAt: number;
  turn: Promise<unknown>;
}

export function newLiveInquiry(inquiryId: InquiryId): LiveInquiry {
  return {
    inquiry: unbornInquiry(inquiryId),
    chainHead: inquiryChainStart(inquiryId),
    done: new Map(),
    lastAt: 0,
    turn: Promise.resolve(),
  };
}

export function applyEntry(live: LiveInquiry, entry: InquiryEntry, link: Digest, commandId: CommandId): void {
  evolveInquiry(live.inquiry, entry);
  live.chainHead = link;
  live.lastAt = Math.max(live.lastAt, entry.at);
  live.done.set(commandId, entry.version);
}
