import { z } from 'zod';
import { AccountId, CommandId, InquiryId, PaperId, SittingId } from '../ids.ts';
import { InquiryCommand } from './commands.ts';
import { Snapshot, Tick } from './feed.ts';
import { InquiryPlan } from './plan.ts';
import { InquiryAudience } from './views.ts';

const commandId = CommandId;
const ofInquiry = { inquiryId: InquiryId };

/** A line in lists of inquiries. */
export const InquiryLine = z.strictObject({
  ...ofInquiry,
  sittingId: SittingId,
  title: z.string(),
  code: z.string(),
  stage: z.enum(['planned', 'live', 'ended']),
  /** Milliseconds since 1970. */
  startsAt: z.int().nullable(),
});
export type InquiryLine = z.output<typeof InquiryLine>;

/** Over the chamber's socket, for staff, departments, hall screens and tablets. Apart from protocol.ts: no tablet votes by it. */
export const inquiryRequests = {
  /** Begins to follow; which audience somebody belongs to is the role's. Ticks come until the socket ends. */
  'inquiry:follow': {
    payload: z.strictObject(ofInquiry),
    reply: z.strictObject({ audience: InquiryAudience, snapshot: Snapshot }),
  },
  'inquiry:command': {
    payload: z.strictObject({ ...ofInquiry, commandId, command: InquiryCommand }),
    reply: z.strictObject({ version: z.int().min(0) }),
  },
} as const;

export const inquiryBroadcasts = {
  'inquiry:tick': z.strictObject({ ...ofInquiry, tick: Tick }),
} as const;

/** By HTTP, for staff. */
export const inquiryHttp = {
  'GET /api/inquiries': { reply: z.strictObject({ inquiries: z.array(InquiryLine) }) },
  'POST /api/sittings/:sittingId/inquiries': {
    body: z.strictObject({ commandId, plan: InquiryPlan }),
    reply: z.strictObject({ inquiryId: InquiryId, version: z.int() }),
  },
  /** Accounts that can answer for a department, and papers of the sitting to be voted on the spot. */
  'GET /api/sittings/:sittingId/inquiry-choices': {
    reply: z.strictObject({
      accounts: z.array(z.strictObject({ accountId: AccountId, name: z.string() })),
      papers: z.array(z.strictObject({ paperId: PaperId, title: z.string() })),
    }),
  },
} as const;
