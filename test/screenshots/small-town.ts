import { opinion } from '../../server/demo/crowd.ts';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf } from '../../server/demo/hall.ts';
import { drawUpAgenda } from '../../server/demo/papers.ts';
import { inventedTown } from '../../server/demo/people.ts';
import type { PaperId, VoteId } from '../../shared/ids.ts';
import type { House, Plan } from '../journeys/house.ts';

export interface Town {
  opened: House;
  papers: Record<'projects' | 'motion' | 'appraisal', PaperId>;
}

/** The invented town of the demo: forty on the roll, the last of them without a vote, thirty-four in the hall. */
export async function openTown(house: (plan?: Plan) => Promise<House>, plan: Plan = {}): Promise<Town> {
  const roll = inventedTown(40, new Dice(1)).map((entry, at) =>
    at === 39 ? { ...entry, standing: 'nonVoting' as const } : entry,
  );
  const title = '云岭市第十九届人民代表大会第四次会议';
  const opened = await house({ entitled: 40, present: 34, roll, title, ...plan });
  const { hall } = opened;
  await hall.operator.command({ type: 'SetExecutiveChair', deputyId: hall.seats[4]!.deputyId });
  return { opened, papers: await drawUpAgenda(hall) };
}

/** Everybody on a simulated tablet votes as they think; `count` of them where it is given. */
export async function letVote({ hall, simulated }: House, voteId: VoteId, count?: number): Promise<void> {
  await eachOf(simulated.slice(0, count), async ({ tablet }) => {
    await tablet.vote(voteId, opinion(hall.dice.fork()));
  });
}
