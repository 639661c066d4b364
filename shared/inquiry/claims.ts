import type { AccountId } from '../ids.ts';
import type { Question } from './state.ts';

/** So long a question is somebody's who has claimed it and does nothing. */
export const CLAIM_MS = 2 * 60_000;

/** Whose it is now, or null: a claim that has run out is none. */
export function claimant({ claim }: Pick<Question, 'claim'>, now: number): AccountId | null {
  return claim && now < claim.at + CLAIM_MS ? claim.accountId : null;
}
