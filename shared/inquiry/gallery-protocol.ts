import { z } from 'zod';
import { InquiryId, QuestionId } from '../ids.ts';
import { line } from '../text.ts';
import { Snapshot, Tick } from './feed.ts';
import { GALLERY_PROTOCOL_VERSION, MAX_QUESTION, MAX_QUESTION_UNITS } from './limits.ts';
import { questionFault } from './question-text.ts';
import { Own, PublicQuestion, PublicVote } from './views.ts';

/** Six digits: what is printed beside the QR. */
export const JoinCode = z.string().regex(/^\d{6}$/, 'must be six digits');

/** Chosen by the device for one post and used again in every retry of it. */
const key = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/, 'must be 16 to 64 letters, digits, - or _');

export const Ask = z.strictObject({
  key,
  /** As it was typed or pasted: what is not to be seen in it is taken out, and its characters are counted after that. */
  text: z
    .string()
    .max(MAX_QUESTION_UNITS)
    .refine((words) => questionFault(words) !== 'question-empty', { message: 'must not be empty' })
    .refine((words) => questionFault(words) !== 'question-too-long', {
      message: `must have at most ${MAX_QUESTION} characters`,
    }),
  /** Null to stay unnamed. */
  name: line(30).nullable(),
});
export const Support = z.strictObject({ questionId: QuestionId, on: z.boolean() });
/** The device's own count since it first liked: the largest that was heard holds. More than anybody taps is refused. */
export const Like = z.strictObject({ count: z.int().min(1).max(10_000) });
const nothing = z.strictObject({});

/** By socket at `/gallery/socket`, and the same by HTTP where sockets are blocked. */
export const galleryRequests = {
  'gallery:ask': { payload: Ask, reply: z.strictObject({ key: z.string() }) },
  'gallery:support': { payload: Support, reply: Support },
  'gallery:like': { payload: Like, reply: Like },
  /** After a gap in the numbers. */
  'gallery:snapshot': { payload: nothing, reply: Snapshot },
  'gallery:own': { payload: nothing, reply: Own },
} as const;

export const galleryBroadcasts = {
  'gallery:snapshot': Snapshot,
  'gallery:tick': Tick,
  /** Something of one's own has changed: ask for it. */
  'gallery:own': nothing,
  /** This process has no room: poll instead, and try again after so many milliseconds. */
  'gallery:full': z.strictObject({ retryMs: z.int() }),
} as const;

/** What a socket says when it connects. Who it is comes in a cookie, which a visit gives. */
export const GalleryHandshake = z.strictObject({
  inquiryId: InquiryId,
  protocolVersion: z.literal(GALLERY_PROTOCOL_VERSION),
});

const page = z.strictObject({
  order: z.enum(['top', 'newest', 'done', 'all']).default('newest'),
  /** The number of the page, from 0. */
  page: z.coerce.number().int().min(0).max(10_000).default(0),
});

export const galleryHttp = {
  /** Counts one opening of the page, gives a cookie to who has none, and says which inquiry the code means. */
  'POST /api/gallery/visits': {
    body: z.strictObject({ key, code: JoinCode }),
    reply: z.strictObject({ inquiryId: InquiryId }),
  },
  /** The live view; ETag is epoch and number. */
  'GET /api/gallery/:inquiryId/live': { reply: Snapshot },
  'GET /api/gallery/:inquiryId/questions': {
    query: page,
    reply: z.strictObject({ questions: z.array(PublicQuestion), total: z.int(), pageSize: z.int() }),
  },
  'GET /api/gallery/:inquiryId/similar': {
    query: z.strictObject({
      text: z.string().min(1).max(MAX_QUESTION_UNITS),
    }),
    reply: z.strictObject({ questions: z.array(PublicQuestion) }),
  },
  'GET /api/gallery/:inquiryId/votes/:voteId': { reply: PublicVote },
  /** The whole record, for export. */
  'GET /api/gallery/:inquiryId/record': {
    reply: z.strictObject({ live: Snapshot, questions: z.array(PublicQuestion), votes: z.array(PublicVote) }),
  },
  'GET /api/gallery/:inquiryId/own': { reply: Own },
  'POST /api/gallery/:inquiryId/ask': { body: Ask, reply: z.strictObject({ key: z.string() }) },
  'POST /api/gallery/:inquiryId/support': { body: Support, reply: Support },
  'POST /api/gallery/:inquiryId/like': { body: Like, reply: Like },
} as const;

export type GalleryRequestName = keyof typeof galleryRequests;
export type GalleryPayload<N extends GalleryRequestName> = z.output<(typeof galleryRequests)[N]['payload']>;
export type GalleryReply<N extends GalleryRequestName> = z.output<(typeof galleryRequests)[N]['reply']>;

/** Every way in which the gallery says no. Few: who asks is nobody it knows, and there is little to refuse. */
export const GalleryRefusalCode = z.enum([
  'malformed',
  'too-large',
  'not-found',
  'foreign-origin',
  /** It could not be kept just now; the same again, with the same key, does no harm. */
  'unavailable',
  /** Too much at once, of this viewer or from this neighbourhood of the network. */
  'busy',
  /** Slow mode: this viewer has asked a moment ago. */
  'too-soon',
  /** No cookie of this server: make a visit, then the same again. */
  'viewer-unknown',
  'asker-banned',
  'asking-early',
  'asking-paused',
  /** It has ended: nothing is asked, supported or liked any more. */
  'inquiry-ended',
  'name-missing',
  'question-unknown',
]);
export type GalleryRefusalCode = z.output<typeof GalleryRefusalCode>;

export const GalleryRefusal = z.strictObject({
  code: GalleryRefusalCode,
  /** Which field, as a path. */
  field: z.string().optional(),
  /** Milliseconds after which the same may be tried again. */
  retryMs: z.int().min(0).optional(),
  /** For engineers, in English; pages word the code. */
  detail: z.string().optional(),
});
export type GalleryRefusal = z.output<typeof GalleryRefusal>;
export type GalleryAnswer<T> = { ok: T } | { refused: GalleryRefusal };
