import type { BallotId, DeputyId } from '../ids.ts';
import { isPresent } from '../roll.ts';
import { type Refusal, refusal } from './refusals.ts';
import type { Sitting, Vote } from './state.ts';

/** How many credentials of this ballot a deputy may have by now, or why none. Presence is asked at the moment of the issue. */
export function credentialsAllowed(
  sitting: Sitting | undefined,
  ballotId: BallotId,
  deputyId: DeputyId,
): { allowed: number } | { refused: Refusal } {
  const refuse = (code: Refusal['code'], field?: string) => ({ refused: refusal(code, field) });
  const vote = sitting && votingOn(sitting, ballotId);
  if (!sitting || !vote) return refuse('ballot-unknown', 'ballotId');
  if (vote.stage === 'prepared') return refuse('ballot-not-open', 'ballotId');
  if (vote.stage === 'aborted') return refuse('ballot-aborted', 'ballotId');
  if (vote.stage !== 'open') return refuse('ballot-closed', 'ballotId');
  const seated = sitting.roll.get(deputyId);
  if (seated?.deputy.standing !== 'entitled') return refuse('deputy-not-entitled');
  if (!isPresent(seated.stays)) return refuse('deputy-not-present');
  return { allowed: 1 + (vote.reissues.get(deputyId) ?? 0) };
}

function votingOn(sitting: Sitting, ballotId: BallotId): Vote | undefined {
  return [...sitting.votes.values()].find(({ ballots }) =>
    ballots.some((ballot) => ballot.ballotId === ballotId),
  );
}
