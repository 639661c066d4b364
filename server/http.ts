import { Router } from 'express';
import { derivedId, PaperId, SittingId } from '../shared/ids.ts';
import type { AnyCommand } from '../shared/sitting/commands.ts';
import { refusal } from '../shared/sitting/refusals.ts';
import { accountOf, accountRoutes } from './accounts/routes.ts';
import { cardRoutes } from './card-routes.ts';
import type { Cards } from './chamber/cards.ts';
import type { Contacts } from './chamber/contacts/contract.ts';
import type { Inquiries } from './chamber/inquiries/inquiries.ts';
import { paperIn } from './chamber/sitting-facts.ts';
import {
  type Answered,
  type Asked,
  type Body,
  type GetRoute,
  get,
  isRefused,
  open,
  post,
  type ReplyOf,
  reachesSittings,
  refuse,
} from './declared-routes.ts';
import { paperFromPabulib, readPabulib } from './imports/pabulib.ts';
import { inquiryRoutes } from './inquiry-routes.ts';
import { logRoutes } from './log-routes.ts';
import { isForeign, type Reach } from './origin.ts';
import { sendRefusal } from './refusal-status.ts';
import { archivedBundle, type RetentionRouteParts, retentionRoutes } from './retention-routes.ts';
import { rollRoutes } from './roll-routes.ts';
import { cookieName, cookiePlace, giveSession } from './session-cookie.ts';

export interface HttpParts extends RetentionRouteParts {
  contacts: Contacts;
  inquiries: Inquiries;
  cards: Cards;
  /** IANA name of the hall's time zone. */
  timeZone: string;
  reach: Reach;
}

/** Papers, imports and sign-in by HTTP. Parses, calls, replies; every rule is elsewhere. */
export function apiRoutes(parts: HttpParts): Router {
  const router = Router({ caseSensitive: true });
  router.use((request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    if (isForeign(request, parts.reach)) return sendRefusal(response, refusal('foreign-origin'));
    next();
  });
  comingIn(router, parts);
  accountRoutes(router, parts);
  retentionRoutes(router, parts);
  cardRoutes(router, parts);
  staffRoutes(router, parts);
  rollRoutes(router, parts);
  logRoutes(router, parts);
  inquiryRoutes(router, parts);
  readingRoutes(router, parts);
  router.use((_request, response) => sendRefusal(response, refusal('not-found')));
  return router;
}

function comingIn(router: Router, { admission, accounts }: HttpParts): void {
  open(router, 'POST /api/sign-in', async ({ link, device }, response) => {
    const signedIn = await admission.signIn(link, device);
    if (isRefused(signedIn)) return signedIn;
    await giveSession(response, admission, signedIn.token);
    return { principal: signedIn.principal };
  });
  post(router, admission, 'POST /api/sign-out', 'small', async (_body, { session }, response) => {
    await admission.signOut(session);
    const accountId = accountOf(session.principal);
    if (accountId) await accounts.record(accounts.by(accountId), { type: 'SignedOut', accountId });
    response.clearCookie(cookieName, cookiePlace);
    return {};
  });
}

function staffRoutes(router: Router, { admission, sittings }: HttpParts): void {
  const submit = (asked: Asked, commandId: Body<'POST /api/sittings'>['commandId'], command: AnyCommand) =>
    sittings.submit(asked.sittingId, asked.session.actor, { commandId, command });

  post(router, admission, 'POST /api/sittings', 'small', async ({ commandId, ...about }, { session }) => {
    const sittingId = SittingId.parse(derivedId(commandId, 'sitting'));
    const command = { type: 'CreateSitting', ...about } as const;
    const outcome = await sittings.submit(sittingId, session.actor, { commandId, command });
    return isRefused(outcome) ? outcome : { sittingId, ...outcome };
  });
  const drawUp = async (
    asked: Asked,
    commandId: Body<'POST /api/sittings'>['commandId'],
    paper: Body<'POST /api/sittings/:sittingId/papers'>['paper'],
  ) => {
    const outcome = await submit(asked, commandId, { type: 'DrawUpPaper', paper });
    return isRefused(outcome)
      ? outcome
      : { paperId: PaperId.parse(derivedId(commandId, 'paper')), ...outcome };
  };
  post(router, admission, 'POST /api/sittings/:sittingId/papers', 'large', ({ commandId, paper }, asked) =>
    drawUp(asked, commandId, paper),
  );
  post(router, admission, 'POST /api/sittings/:sittingId/papers/pabulib', 'file', async (body, asked) => {
    if (asked.session.actor.role !== 'operator') return refuse('not-allowed');
    const instance = readPabulib(body.file);
    if ('wrong' in instance) return { refused: refusal('malformed', 'file', instance.wrong) };
    const paper = paperFromPabulib(instance, body.seats);
    if (isRefused(paper)) return paper;
    const drawn = await drawUp(asked, body.commandId, paper);
    return isRefused(drawn) ? drawn : { ...drawn, projects: paper.items.length };
  });
}

function readingRoutes(router: Router, parts: HttpParts): void {
  const { admission, sittings } = parts;
  const reads = (route: GetRoute, read: (asked: Asked) => Promise<Answered<object> | string>) =>
    get(router, admission, route, read);
  reads('GET /api/me', async ({ session }) => ({
    principal: session.principal,
    timeZone: parts.timeZone,
    publicOrigin: parts.reach.origins[0] ?? null,
    now: Date.now(),
  }));
  reads('GET /api/sittings', async ({ session }) =>
    session.principal.role === 'deputy' || !reachesSittings(session.principal)
      ? refuse('not-allowed')
      : { sittings: listed(parts) },
  );
  reads('GET /api/sittings/:sittingId/papers/:paperId', async ({ sittingId, paperId }) => {
    const paper = sittings.read(sittingId, (sitting) => paperIn(sitting, paperId));
    return paper ?? refuse('paper-unknown', 'paperId');
  });
  reads('GET /api/sittings/:sittingId/votes/:voteId/sheets', async ({ sittingId, voteId }) => {
    const ballots = sittings.sheets(sittingId, voteId);
    return ballots ? { voteId, ballots } : refuse('vote-unknown', 'voteId');
  });
  reads('GET /api/sittings/:sittingId/votes/:voteId/result', async ({ sittingId, voteId }) => {
    const vote = sittings.result(sittingId, voteId);
    return isRefused(vote) ? vote : { vote };
  });
  for (const which of ['audit', 'public'] as const) {
    reads(`GET /api/sittings/:sittingId/votes/:voteId/${which}-bundle`, async (asked) => {
      const { session, sittingId, voteId } = asked;
      const bundle = parts.archives.get(sittingId)
        ? await archivedBundle(parts.archives, asked, which)
        : await sittings.bundle(sittingId, voteId, session, which);
      return isRefused(bundle) ? bundle : bundle.text;
    });
  }
}

/** Archived sittings first: the list grows at its end. */
function listed({ sittings, archives, retention }: HttpParts): ReplyOf<'GET /api/sittings'>['sittings'] {
  const archived = archives.all().map(({ sittingId, title, closedAt }) => ({
    sittingId,
    title,
    stage: 'closed' as const,
    closedAt,
    keptUntil: null,
    archived: true,
  }));
  const whole = sittings.list().map((sitting) => ({
    ...sitting,
    keptUntil: retention.keptUntil(sitting.closedAt),
    archived: false,
  }));
  return [...archived, ...whole];
}
