import type { z } from 'zod';
import type { Figures } from '../ballot/outcome.ts';
import { wasPresent } from '../roll.ts';
import type { SealedFigures } from './events.ts';
import type { Sitting, Vote } from './state.ts';

/** The figures that the outcome of one ballot is drawn from. Nobody's later coming or going changes them. */
export function figuresOf(sitting: Sitting, vote: Vote, sealed: z.output<typeof SealedFigures>): Figures {
  const { opening, closedAt } = vote;
  if (!opening) throw new Error(`vote ${vote.voteId} was never opened`);
  const present = [...sitting.roll.values()].filter(
    ({ deputy, stays }) => deputy.standing === 'entitled' && wasPresent(stays, opening.at, closedAt),
  );
  return {
    totalMembership: opening.totalMembership,
    entitledCount: opening.entitledCount,
    presentCount: present.length,
    credentialsIssued: sealed.credentialsIssued,
    deputiesIssued: sealed.deputiesIssued,
  };
}
