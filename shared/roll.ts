import { z } from 'zod';
import { type Arithmetic, type Threshold, weigh } from './ballot/rules.ts';
import { canonicalHash } from './bytes.ts';
import { DeputyId, Digest } from './ids.ts';
import { line } from './text.ts';

export const Body = z.enum(['congress', 'standingCommittee']);
export type Body = z.output<typeof Body>;

/** People on one roll, and lines of one file. */
export const MAX_ROLL = 5000;

const name = line(60);

export const Standing = z.enum(['entitled', 'nonVoting']);
export type Standing = z.output<typeof Standing>;

/** One line of the roll as it is imported. A non-voting attendee (列席) has a voice and no vote. */
export const RollEntry = z.strictObject({
  name,
  delegation: name,
  seat: line(20),
  /** Of the deputy's certificate (代表证号): where there is one, it is one person's. */
  number: line(30).optional(),
  standing: Standing.default('entitled'),
});
export type RollEntry = z.output<typeof RollEntry>;

export const Deputy = RollEntry.extend({ deputyId: DeputyId, standing: Standing });
export type Deputy = z.output<typeof Deputy>;

/** Milliseconds since 1970; `to` is null while the deputy is in the hall. */
export const Stay = z.strictObject({ from: z.int(), to: z.int().nullable() });
export type Stay = z.output<typeof Stay>;

/** Quorum of each body: a congress two thirds of its members, a standing committee more than half. */
const quorumOf: Record<Body, Threshold> = {
  congress: { base: 'allMembers', comparison: 'atLeast', numerator: 2, denominator: 3 },
  standingCommittee: { base: 'allMembers', comparison: 'moreThan', numerator: 1, denominator: 2 },
};

/** Organic Law of the Local People's Congresses: `3 * present >= 2 * total`, or `2 * present > total`. */
export function quorum(body: Body, presentCount: number, totalMembership: number): Arithmetic {
  return weigh(quorumOf[body], totalMembership, presentCount);
}

export function isPresent(stays: readonly Stay[]): boolean {
  return stays.at(-1)?.to === null;
}

/** Whether any stay touches the time from `open` to `close`. A null `close` is still running. */
export function wasPresent(stays: readonly Stay[], open: number, close: number | null): boolean {
  return stays.some(({ from, to }) => (close === null || from <= close) && (to === null || to >= open));
}

/** The hash in the opening record: who could vote, in the order of their ids. */
export function rollHash(deputies: Iterable<Deputy>): Digest {
  const sorted = [...deputies].sort((a, b) => (a.deputyId < b.deputyId ? -1 : 1));
  return Digest.parse(canonicalHash(sorted));
}

export interface Attendance {
  entitledCount: number;
  presentCount: number;
  onLeaveCount: number;
  absentCount: number;
}

interface Attending {
  deputy: Deputy;
  stays: readonly Stay[];
  onLeave: boolean;
}

export interface DelegationAttendance extends Attendance {
  delegation: string;
}

/** The same for each delegation, in the order of the roll; one that has no vote at all is left out. */
export function attendanceByDelegation(roll: Iterable<Attending>): DelegationAttendance[] {
  const members = new Map<string, Attending[]>();
  for (const seated of roll) {
    const { delegation } = seated.deputy;
    const known = members.get(delegation);
    if (known) known.push(seated);
    else members.set(delegation, [seated]);
  }
  return [...members]
    .map(([delegation, seated]) => ({ delegation, ...attendance(seated) }))
    .filter(({ entitledCount }) => entitledCount > 0);
}

/** `entitled = present + on leave + absent`. Non-voting attendees are not counted. */
export function attendance(roll: Iterable<Attending>): Attendance {
  const figures = { entitledCount: 0, presentCount: 0, onLeaveCount: 0, absentCount: 0 };
  for (const { deputy, stays, onLeave } of roll) {
    if (deputy.standing !== 'entitled') continue;
    figures.entitledCount++;
    if (isPresent(stays)) figures.presentCount++;
    else if (onLeave) figures.onLeaveCount++;
    else figures.absentCount++;
  }
  return figures;
}
