import type { View } from '../../../shared/views.ts';
import { isUnderWay } from '../ceremony/agenda.ts';

/** A vote that was opened holds the roll as it was, until it is over. */
export function holdsTheRoll({ votes }: View): boolean {
  return votes.some((vote) => isUnderWay(vote) && vote.stage !== 'prepared');
}
