import { z } from 'zod';
import { blockedWordIn } from './blocked-words.ts';
import type { InquiryRecord } from './commands.ts';
import { normalisedQuestion, questionFault } from './question-text.ts';
import type { Inquiry } from './state.ts';

/** Why a viewer's question was rejected without anybody looking at it. Screens word it; a moderator can restore it. */
export const IntakeReason = z.enum(['banned', 'blocked-word', 'too-long', 'nameless', 'early', 'over']);
export type IntakeReason = z.output<typeof IntakeReason>;

/**
 * Whether viewers may ask now. `early`: the time is to come or nobody has said when. The gallery asks before it takes a
 * question; the rules take what was sent in time, also when somebody has paused since: its asker was told that it had arrived.
 */
export function intakeState(inquiry: Inquiry, now: number): 'open' | 'early' | 'paused' | 'over' {
  if (inquiry.stage === 'ended') return 'over';
  const { askFrom } = inquiry.plan;
  if (askFrom === null || now < askFrom) return 'early';
  return inquiry.paused ? 'paused' : 'open';
}

type RecordedQuestion = Extract<InquiryRecord, { type: 'RecordQuestion' }>;

/** Name and text as they will stand, and why the question is rejected at once; null where it waits for moderation. */
export function takenIn(
  inquiry: Inquiry,
  asked: RecordedQuestion,
): { name: string | null; text: string; rejected: IntakeReason | null } {
  const text = normalisedQuestion(asked.text);
  const given = asked.name === null ? '' : normalisedQuestion(asked.name);
  const name = given === '' || inquiry.plan.naming === 'anonymous' ? null : given;
  return { name, text, rejected: reasonAgainst(inquiry, { ...asked, name, text }) };
}

function reasonAgainst(inquiry: Inquiry, asked: RecordedQuestion): IntakeReason | null {
  if (inquiry.bans.has(asked.viewerId)) return 'banned';
  if (inquiry.endedAt !== null && asked.askedAt >= inquiry.endedAt) return 'over';
  const { askFrom, naming } = inquiry.plan;
  if (askFrom === null || asked.askedAt < askFrom) return 'early';
  if (questionFault(asked.text) !== null) return 'too-long';
  if (naming === 'named' && asked.name === null) return 'nameless';
  return blockedWordIn([asked.text, asked.name ?? ''], inquiry.blockedWords) === null ? null : 'blocked-word';
}
