import { Acting } from '../../client/moderation/acting.ts';
import { everything, type Wanted } from '../../client/moderation/standings.ts';
import type { InquiryCommand } from '../../shared/inquiry/commands.ts';
import { evolveInquiry } from '../../shared/inquiry/evolve.ts';
import { inquiryViewFor } from '../../shared/inquiry/view-for.ts';
import {
  about,
  actors,
  approved,
  asked,
  decideIn,
  entryOf,
  inquiryAfter,
  later,
  live,
  type Part,
  prepared,
  put,
  q,
  queued,
  referred,
  rejected,
  requested,
  water,
  withdrawn,
} from '../rules/inquiry-fixture.ts';

export const me = actors.moderator.accountId;
export const who = { me, moderates: true, hosts: false, now: later };
export type Steps = Parameters<typeof inquiryAfter>;
export const deskOf = (inquiry: ReturnType<typeof inquiryAfter>) => inquiryViewFor(inquiry, 'desk', about);
export const wanted = (change: Partial<Wanted>): Wanted => ({ ...everything, ...change });

/** A desk over the rules themselves: what is sent is decided by them. */
export function benchOf(part: Part, ...steps: Steps) {
  const inquiry = inquiryAfter(...steps);
  const carryOut = (command: InquiryCommand, by: Part = part) => {
    const decision = decideIn(inquiry, by, command);
    if ('refused' in decision) return decision;
    for (const event of decision.accepted) evolveInquiry(inquiry, entryOf(inquiry.version + 1, later, event));
    return { ok: { version: inquiry.version } };
  };
  const sent: InquiryCommand[] = [];
  const acting = new Acting(async (command) => {
    sent.push(command);
    return carryOut(command);
  });
  const view = () => deskOf(inquiry);
  return { acting, sent, view, carryOut, question: (n: number) => view().questions[q(n)]! };
}
export const everyState: Steps = [
  live,
  Array.from({ length: 9 }, (_, at) => asked(at + 1)),
  asked(10, 10, 'banned'),
  prepared(11),
  requested(12),
  requested(13, 2),
  approved(2, 3, 4, 5, 6, 8),
  queued(3),
  put(4, 40),
  { type: 'QuestionFinished', questionId: q(4), outcome: 'answered', reason: null },
  put(5, 50),
  referred(7),
  { type: 'QuestionsMerged', into: q(2), questionIds: [q(6)] },
  rejected(9),
  withdrawn(13),
  {
    type: 'AnsweredInWriting',
    questionId: q(8),
    turnId: 'turn-0080' as never,
    respondent: { departmentId: water, official: null },
    text: '答复',
  },
];
