import type { z } from 'zod';
import type { Figures } from '../ballot/outcome.ts';
import { wasPresent } from '../roll.ts';
import type { Sitting, Vote } from './state.ts';
import type { SealedFigures } from './vote-records.ts';

/** The figures that the outcome of one ballot is drawn from. Nobody's later coming or going changes them. */
export function figuresOf(sitting: Sitting, vote: Vote, sealed: z.output<typeof SealedFigures>): Figures {
  const { opening } = vote;
  if (!opening) throw new Error(`vote ${vote.voteId} was never opened`);
  return {
    totalMembership: opening.totalMembership,
    entitledCount: opening.entitledCount,
    presentCount: attendedCount(sitting, opening.at, vote.closedAt),
    credentialsIssued: sealed.credentialsIssued,
    deputiesIssued: sealed.deputiesIssued,
  };
}

/** Deputies with a vote who were in the hall at any moment between open and close: nobody else can return a ballot. */
export function attendedCount({ roll }: Sitting, open: number, close: number | null): number {
  let count = 0;
  for (const { deputy, stays } of roll.values())
    if (deputy.standing === 'entitled' && wasPresent(stays, open, close)) count++;
  return count;
}
