import type { Response, Router } from 'express';
import type { Admission } from './chamber/admission.ts';
import type { CardEntered, Cards } from './chamber/cards.ts';
import type { Sittings } from './chamber/sittings.ts';
import { isRefused, open, post, refuse } from './declared-routes.ts';
import { giveSession } from './session-cookie.ts';

interface Parts {
  admission: Admission;
  cards: Cards;
  sittings: Sittings;
}

/** Cards over HTTP: deputies come in by them, staff make them and help. */
export function cardRoutes(router: Router, parts: Parts): void {
  comingIn(router, parts);
  atTheDesk(router, parts);
}

function comingIn(router: Router, { admission, cards, sittings }: Parts): void {
  const enter = async (response: Response, { token, principal }: CardEntered) => {
    await giveSession(response, admission, token);
    return { kind: 'in', principal } as const;
  };
  open(router, 'POST /api/card', async ({ card, device }) => {
    const looked = await cards.look(card, device);
    if (isRefused(looked)) return looked;
    const { name, delegation, seat } = looked.deputy;
    const title = sittings.view(looked.holder.sittingId, 'hallScreen')?.view.title ?? '';
    return { stage: looked.stage, title, deputy: { name, delegation, seat } };
  });
  open(router, 'POST /api/card/sign-in', async (tried, response) => {
    const answer = await cards.signIn(tried);
    return 'kind' in answer && answer.kind === 'in' ? enter(response, answer) : answer;
  });
  open(router, 'POST /api/card/takeover', async ({ ticket, device }, response) => {
    const answer = await cards.continueTakeover(ticket, device);
    return 'kind' in answer && answer.kind === 'in' ? enter(response, answer) : answer;
  });
}

function atTheDesk(router: Router, { admission, cards, sittings }: Parts): void {
  post(router, admission, 'POST /api/sittings/:sittingId/cards', 'large', async (body, asked) => {
    const { commandId, deputyIds } = body;
    const command = { type: 'IssueCards', deputyIds } as const;
    const { actor } = asked.session;
    const outcome = await sittings.submit(asked.sittingId, actor, { commandId, command });
    if (isRefused(outcome)) return outcome;
    // The chair has the links of scrutineers' cards and the operator their PINs: neither can sign in alone.
    const issue = { version: outcome.version, withPins: actor.role === 'operator' };
    return { ...outcome, cards: await cards.issue(asked.sittingId, deputyIds, issue) };
  });
  post(router, admission, 'POST /api/sittings/:sittingId/card-pins', 'small', async ({ deputyId }, asked) => {
    const { sittingId, session } = asked;
    const { actor } = session;
    if (actor.role !== 'operator') return refuse('not-allowed');
    return cards.takePin({ sittingId, deputyId }, actor.accountId);
  });
  post(router, admission, 'POST /api/sittings/:sittingId/card-unlocks', 'small', async (body, asked) => {
    const { commandId, deputyId } = body;
    const { sittingId, session } = asked;
    const command = { type: 'UnlockCard', deputyId } as const;
    const outcome = await sittings.submit(sittingId, session.actor, { commandId, command });
    if (!isRefused(outcome)) await cards.unlock({ sittingId, deputyId });
    return outcome;
  });
  post(router, admission, 'POST /api/sittings/:sittingId/takeovers', 'small', async (body, asked) => {
    const { commandId, takeoverId, agree } = body;
    const { sittingId, session } = asked;
    if (session.actor.role !== 'operator') return refuse('not-allowed');
    const takeover = cards.takeover(takeoverId);
    if (takeover?.sittingId !== sittingId) return refuse('takeover-over', 'takeoverId');
    if (agree) {
      const command = { type: 'ApproveTakeover', deputyId: takeover.deputyId } as const;
      const outcome = await sittings.submit(sittingId, session.actor, { commandId, command });
      if (isRefused(outcome)) return outcome;
    }
    return cards.answerTakeover(takeoverId, agree);
  });
}
