import { z } from 'zod';
import { Digest, SittingId } from './ids.ts';
import { Body } from './roll.ts';
import { PreparedBallot } from './sitting/vote-records.ts';
import { VoteView } from './views.ts';

/**
 * What is kept of a sitting once its personal data is gone: every vote that was no rehearsal, as everyone was shown it, with its
 * sheets; the public bundle of each published vote lies beside it.
 */
export const Archive = z.strictObject({
  format: z.literal('yishi-archive-1'),
  sittingId: SittingId,
  title: z.string(),
  body: Body,
  totalMembership: z.int(),
  /** Milliseconds since 1970. */
  closedAt: z.int(),
  /** How many entries the log had, and its last link: what a copy of it can be held against. */
  version: z.int(),
  chainHead: Digest,
  votes: z.array(z.strictObject({ vote: VoteView, sheets: z.array(PreparedBallot) })),
});
export type Archive = z.output<typeof Archive>;
