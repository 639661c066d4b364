import { z } from 'zod';
import { ItemId } from '../ids.ts';
import { Arithmetic } from './rules.ts';

const figure = z.int().min(0);

/** What is known of a vote besides its marks; all of it stands in the opening record or the seal. */
export const Figures = z.strictObject({
  totalMembership: figure,
  entitledCount: figure,
  /** Present at any moment between open and close. */
  presentCount: figure,
  credentialsIssued: figure,
  deputiesIssued: figure,
});
export type Figures = z.output<typeof Figures>;

/** An exact share, for a screen to print as it likes. */
export const Rate = z.strictObject({ votes: figure, of: figure });
export type Rate = z.output<typeof Rate>;

export const Standing = z.enum(['elected', 'tied', 'passedNotElected', 'notPassed']);
export type Standing = z.output<typeof Standing>;

/** A result that so few reissued ballots could have changed that it must be said. */
const Flag = z.enum(['margin-within-reissued']);

export const ProjectOutcome = z.strictObject({
  kind: z.literal('project'),
  /** Most votes first, equal votes in the paper's order. */
  items: z.array(
    z.strictObject({
      itemId: ItemId,
      votes: figure,
      standing: Standing,
      arithmetic: Arithmetic.nullable(),
    }),
  ),
  elected: z.array(ItemId),
  /** A tie across the cut: another ballot among these for the seats still open. Never broken here. */
  runoff: z.strictObject({ among: z.array(ItemId), seats: figure }).nullable(),
  /** Seats that nobody passed for; the presidium decides. */
  shortfall: figure,
  margin: figure,
  flags: z.array(Flag),
});
export const MotionOutcome = z.strictObject({
  kind: z.literal('motion'),
  carried: z.boolean(),
  arithmetic: Arithmetic,
  margin: figure,
  flags: z.array(Flag),
});
export const Verdict = z.enum(['satisfied', 'basicallySatisfied', 'dissatisfied']);
export const AppraisalOutcome = z.strictObject({
  kind: z.literal('appraisal'),
  verdict: Verdict,
  satisfied: Arithmetic,
  satisfiedOrBasically: Arithmetic,
  satisfiedRate: Rate,
  satisfiedOrBasicallyRate: Rate,
  margin: figure,
  flags: z.array(Flag),
});
export const Outcome = z.discriminatedUnion('kind', [ProjectOutcome, MotionOutcome, AppraisalOutcome]);
export type Outcome = z.output<typeof Outcome>;
export type ProjectOutcome = z.output<typeof ProjectOutcome>;

/** More ballots than deputies who were given one: the whole vote is void and is held again. */
export function exceedsIssued(returned: number, deputiesIssued: number): boolean {
  return returned > deputiesIssued;
}
