import type { Page } from '@playwright/test';
import { opinion } from '../../server/demo/crowd.ts';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf } from '../../server/demo/hall.ts';
import { inventedTown } from '../../server/demo/people.ts';
import type { Marking } from '../../server/demo/tablet.ts';
import type { PaperId, VoteId } from '../../shared/ids.ts';
import type { VoteView } from '../../shared/views.ts';
import type { House, Plan } from '../journeys/house.ts';
import { shoot } from './shots.ts';

/** A congress whose names and figures look like those of a real one. */
export const town = {
  entitled: 60,
  present: 54,
  inBrowsers: 0,
  roll: inventedTown(60, new Dice(1)),
  title: '云岭市第十九届人民代表大会第四次会议',
} satisfies Plan;

export async function staffAt(house: House, role: 'operator' | 'chair', part = ''): Promise<Page> {
  return house.staffPage(role, `/desk/${house.hall.sittingId}${part}`);
}

/** Some of those present vote, each with an opinion of their own unless all mark alike. */
export async function vote(
  { simulated }: House,
  voteId: VoteId,
  marking?: (at: number) => Marking,
  [from, to]: readonly [number, number] = [0, simulated.length],
): Promise<void> {
  const dice = new Dice(5);
  const markings = simulated.map((_, at) => marking?.(at) ?? opinion(dice.fork()));
  const voters = simulated.map((seat, at) => ({ seat, marking: markings[at]! })).slice(from, to);
  await eachOf(voters, async (voter) => void (await voter.seat.tablet.vote(voteId, voter.marking)), 16);
}

/** A vote that is prepared and not open yet. */
export async function prepare({ hall }: House, paperId: PaperId, rehearsal = false): Promise<VoteId> {
  await hall.operator.command({ type: 'PrepareVote', paperId, rehearsal });
  const isMine = (one: VoteView) => one.paperId === paperId && one.stage === 'prepared';
  return (await hall.chair.until((view) => view.votes.find(isMine))).voteId;
}

export const approving =
  (...itemIds: string[]): Marking =>
  () =>
    Object.fromEntries(itemIds.map((itemId) => [itemId, ['approve']]));

/** The sizes at which the desk is looked at. */
export const wide = { viewports: ['desk'] } as const;
export const main = { viewports: ['desk', 'tablet', 'phone'] } as const;
export const mainLarge = { viewports: ['desk', 'tablet', 'phone', 'deskLarge'] } as const;

/** The first button of this name. */
export const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).first().click();
export const closeDialog = (page: Page) => page.keyboard.press('Escape');

/** The same moment at the desks of operator and chair. */
export function bothDesks(operator: Page, chair: Page) {
  return async (name: string, sizes: Parameters<typeof shoot>[2] = wide) => {
    await shoot(operator, `desk/${name}-operator`, sizes);
    await shoot(chair, `desk/${name}-chair`, sizes);
  };
}
