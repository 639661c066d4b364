import type { DeputyId } from '../ids.ts';
import { accept, type By, type Decision, type Rules, refuse } from './decision.ts';
import { type Sitting, watches } from './state.ts';

/**
 * Cards and the help with them. A scrutineer confirms what staff have done, so no one person may come to be that scrutineer:
 * a card is asked for by the operator and issued by the chair, and nothing less than a new card opens one that is
 * locked or moves it to another tablet without the old one's word. The same holds for who is proposed, so that cards are ready
 * when scrutineers are appointed.
 */
export const cardRules: Rules<'IssueCards' | 'RequestCard' | 'UnlockCard' | 'ApproveTakeover'> = {
  IssueCards(sitting, { deputyIds }, { actor }) {
    for (const [at, deputyId] of deputyIds.entries()) {
      const field = `deputyIds.${at}`;
      if (!sitting.roll.has(deputyId)) return refuse('deputy-unknown', field);
      if (actor.role === 'chair') {
        const askedBy = sitting.cardRequests.get(deputyId);
        if (askedBy === undefined) return refuse('card-not-requested', field);
        if (askedBy === actor.accountId) return refuse('card-requested-by-same-person', field);
      } else if (watches(sitting, deputyId)) return refuse('scrutineer-needs-two', field);
    }
    return accept({ type: 'CardsIssued', deputyIds });
  },

  RequestCard(sitting, { deputyId }) {
    if (!sitting.roll.has(deputyId)) return refuse('deputy-unknown', 'command.deputyId');
    if (!watches(sitting, deputyId)) return refuse('not-scrutineer', 'command.deputyId');
    if (sitting.cardRequests.has(deputyId)) return refuse('card-requested', 'command.deputyId');
    return accept({ type: 'CardRequested', deputyId });
  },

  UnlockCard(sitting, { deputyId }) {
    return byOnePerson(sitting, deputyId) ?? accept({ type: 'CardUnlocked', deputyId });
  },

  ApproveTakeover(sitting, { deputyId }) {
    return byOnePerson(sitting, deputyId) ?? accept({ type: 'TakeoverApproved', deputyId });
  },
};

/** Why one member of staff may not do this for the deputy. */
function byOnePerson(sitting: Sitting, deputyId: DeputyId): Decision | null {
  if (!sitting.roll.has(deputyId)) return refuse('deputy-unknown', 'deputyId');
  return watches(sitting, deputyId) ? refuse('scrutineer-needs-two', 'deputyId') : null;
}

/**
 * Whether this deputy is signed in with the own latest card and two people made it. Who came in with an earlier card has no say,
 * also where a crash has left that card and its session in place.
 */
export function maySayAsScrutineer(
  sitting: Sitting,
  { actor, cardVersion }: Pick<By, 'actor' | 'cardVersion'>,
): boolean {
  if (actor.role !== 'deputy') return false;
  const card = sitting.cards.get(actor.deputyId);
  return card?.byTwo === true && card.version === cardVersion;
}
