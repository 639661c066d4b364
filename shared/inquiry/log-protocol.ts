import { z } from 'zod';
import { Digest, QuestionId } from '../ids.ts';
import { LOG_PAGE, ToldBy } from '../log-protocol.ts';
import { InquiryEvent } from './events.ts';
import { Naming, Segment } from './plan.ts';

type EventType = InquiryEvent['type'];
const types = InquiryEvent.options.map(({ shape }) => shape.type.value) as [EventType, ...EventType[]];
const count = z.int().min(0);

/**
 * An event of an inquiry in the few fields that a sentence needs. Questions are told by their number; no text of theirs, no
 * viewer and no word that is blocked is here: what was masked would stand in the log for ever.
 */
export const ToldInquiryEvent = z.strictObject({
  type: z.enum(types),
  /** Numbers of the questions it is about, as the desk shows them. */
  questions: z.array(z.int().min(1)).optional(),
  /** Of a merge: the number of the question that stays. */
  into: z.int().min(1).optional(),
  /** Entries of a queue or list that was set. */
  count: count.optional(),
  title: z.string().optional(),
  /** A rejection's or referral's reason, or the name of the reason why a question was rejected when it came. */
  reason: z.string().optional(),
  label: z.string().optional(),
  on: z.boolean().optional(),
  /** Name of a department, as it is in the plan now. */
  department: z.string().optional(),
  official: z.string().optional(),
  segment: Segment.optional(),
  outcome: z.enum(['answered', 'referred']).optional(),
  /** Milliseconds since 1970: when the stream's own time begins. */
  at: z.int().optional(),
  paused: z.boolean().optional(),
  slowSeconds: count.optional(),
  naming: Naming.optional(),
});
export type ToldInquiryEvent = z.output<typeof ToldInquiryEvent>;

export const ToldInquiryEntry = z.strictObject({
  version: z.int().min(1),
  /** Milliseconds since 1970. */
  at: z.int(),
  by: ToldBy,
  event: ToldInquiryEvent,
  /** Of the whole entry with its salt; the link covers it and the link before. */
  entryHash: Digest,
  link: Digest,
});
export type ToldInquiryEntry = z.output<typeof ToldInquiryEntry>;

const nothing = z.strictObject({});
/** Of up to 200 questions, with commas in between. */
const idList = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}(?:,[A-Za-z0-9_-]{8,64}){0,199}$/, 'must be ids of questions');

/** By HTTP, for moderators, operator, chair and administrator: what the desk asks besides the view that it follows. */
export const inquiryDeskHttp = {
  /** The entries after this version, at most `LOG_PAGE` of them, oldest first. */
  'GET /api/inquiries/:inquiryId/log?after=:after': {
    query: z.strictObject({ after: z.string().regex(/^\d{1,9}$/, 'must be a version') }),
    reply: z.strictObject({
      entries: z.array(ToldInquiryEntry).max(LOG_PAGE),
      /** Of the whole log: its last version and its last link, and what its first link is made of. */
      version: z.int(),
      head: Digest,
      start: Digest,
      /** The first entry among these that is not as it was written. It and what follows it are not told. */
      brokenAt: z.int().nullable(),
    }),
  },
  /** What was done with one question, oldest first. */
  'GET /api/inquiries/:inquiryId/history?question=:questionId': {
    query: z.strictObject({ question: QuestionId }),
    reply: z.strictObject({ entries: z.array(ToldInquiryEntry) }),
  },
  /** How many viewers would support a question once these are merged: each counted once. */
  'GET /api/inquiries/:inquiryId/supporters?of=:questionIds': {
    query: z.strictObject({ of: idList }),
    reply: z.strictObject({ supporters: count }),
  },
  /** Puts down in the log of staff acts that this was taken out. */
  'POST /api/inquiries/:inquiryId/export': {
    body: z.strictObject({ what: z.enum(['log', 'record']) }),
    reply: nothing,
  },
} as const;
