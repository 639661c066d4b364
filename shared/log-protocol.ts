import { z } from 'zod';
import { AccountId, DeputyId, Digest } from './ids.ts';

const Named = z.strictObject({ deputyId: DeputyId, name: z.string() });
export type NamedDeputy = z.output<typeof Named>;

/** A vote by its paper, or a paper that is in no vote yet. */
const Paper = z.strictObject({ title: z.string(), round: z.int(), rehearsal: z.boolean() });

/** More people than these are counted and not named. */
export const MAX_NAMED = 20;
const some = z.array(Named).max(MAX_NAMED);

const ofPaper = { paper: Paper };
const ofDeputy = { deputy: Named };
const count = z.int().min(0);
const reason = z.string();

/**
 * An event of a sitting in the few fields that a sentence needs: never a roll, a paper's items or a card. Of a count nothing is
 * here but that it was made [B20].
 */
export const ToldEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('SittingCreated'), title: z.string() }),
  z.strictObject({ type: z.enum(['RollImported', 'AgendaSet', 'SittingOpened']), count }),
  z.strictObject({
    type: z.literal('RollChanged'),
    added: count,
    changed: count,
    restored: count,
    removed: count,
    deputies: some,
  }),
  z.strictObject({ type: z.literal('CardsIssued'), count, deputies: some }),
  z.strictObject({
    type: z.enum(['CardRequested', 'CardUnlocked', 'TakeoverApproved', 'DeputyCheckedOut']),
    ...ofDeputy,
  }),
  z.strictObject({
    type: z.literal('DeputyCheckedIn'),
    ...ofDeputy,
    how: z.enum(['code', 'staff']).optional(),
  }),
  z.strictObject({ type: z.literal('LeaveSet'), ...ofDeputy, onLeave: z.boolean() }),
  z.strictObject({ type: z.literal('ExecutiveChairSet'), deputy: Named.nullable() }),
  z.strictObject({ type: z.literal('VotingRulesAdopted'), title: z.string(), version: z.int() }),
  z.strictObject({ type: z.literal('ScrutineersProposed'), deputies: some, chief: Named }),
  z.strictObject({
    type: z.literal('ScrutineersAppointed'),
    deputies: some,
    chief: Named,
    /** The name of the account. */
    proposedBy: z.string(),
  }),
  z.strictObject({ type: z.enum(['SittingClosed', 'ScrutineerProposalWithdrawn']) }),
  z.strictObject({
    type: z.enum([
      'PaperDrawnUp',
      'PaperWithdrawn',
      'VotePrepared',
      'VoteClosed',
      'BallotsSealed',
      'ReturnReported',
      'BallotsCounted',
      'BundlesMade',
      'ResultConfirmed',
      'ResultPublished',
    ]),
    ...ofPaper,
  }),
  z.strictObject({ type: z.literal('VoteOpened'), ...ofPaper, count }),
  z.strictObject({ type: z.literal('ReissueRequested'), ...ofPaper, ...ofDeputy, reason }),
  z.strictObject({ type: z.literal('ReissueApproved'), ...ofPaper, ...ofDeputy }),
  z.strictObject({ type: z.enum(['VoteAborted', 'ResultObjected']), ...ofPaper, reason }),
  z.strictObject({
    type: z.literal('VoteDeclared'),
    ...ofPaper,
    verdict: z.enum(['valid', 'void']),
    reason: reason.nullable(),
  }),
]);
export type ToldEvent = z.output<typeof ToldEvent>;

export const ToldBy = z.discriminatedUnion('who', [
  z.strictObject({ who: z.literal('account'), accountId: AccountId, name: z.string() }),
  z.strictObject({ who: z.literal('deputy'), ...Named.shape }),
  z.strictObject({ who: z.literal('server') }),
]);
export type ToldBy = z.output<typeof ToldBy>;

/** One entry of a sitting's log. Names are those of today; what was hashed holds ids. */
export const ToldEntry = z.strictObject({
  version: z.int().min(1),
  /** Milliseconds since 1970. */
  at: z.int(),
  by: ToldBy,
  event: ToldEvent,
  /** Of the whole entry with its salt; the link covers it and the link before. */
  entryHash: Digest,
  link: Digest,
});
export type ToldEntry = z.output<typeof ToldEntry>;

/** Entries in one reply. */
export const LOG_PAGE = 200;

/** What the desk reads of a sitting's own log. Apart from protocol.ts: no tablet has to load it. */
export const logHttp = {
  /** The entries after this version, at most `LOG_PAGE` of them, oldest first. */
  'GET /api/sittings/:sittingId/log?after=:after': {
    query: z.strictObject({ after: z.string().regex(/^\d{1,9}$/, 'must be a version') }),
    reply: z.strictObject({
      entries: z.array(ToldEntry).max(LOG_PAGE),
      /** Of the whole log: its last version and its last link. */
      version: z.int(),
      head: Digest,
      /** The first entry among these that is not as it was written. It and what follows it are not told. */
      brokenAt: z.int().nullable(),
    }),
  },
  /** Puts down in the log of staff acts that the log of this sitting was taken out. */
  'POST /api/sittings/:sittingId/log/export': { body: z.strictObject({}), reply: z.strictObject({}) },
} as const;
