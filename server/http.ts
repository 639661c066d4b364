import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { derivedId, PaperId, SittingId, VoteId } from '../shared/ids.ts';
import { http } from '../shared/protocol.ts';
import type { AnyCommand } from '../shared/sitting/commands.ts';
import { malformed, type Refusal, type RefusalCode, refusal } from '../shared/sitting/refusals.ts';
import type { Admission, Session } from './chamber/admission.ts';
import type { Sittings } from './chamber/sittings.ts';
import { paperFromPabulib, readPabulib } from './imports/pabulib.ts';
import { sendRefusal } from './refusal-status.ts';
import { COOKIE_PATH, cookieName, cookieOptions, fromOwnOrigin, sessionOf } from './session-cookie.ts';

export interface HttpParts {
  admission: Admission;
  sittings: Sittings;
  /** IANA name of the hall's time zone. */
  timeZone: string;
}

type Answered<T> = T | { refused: Refusal };
const isRefused = (answer: object): answer is { refused: Refusal } => 'refused' in answer;
const refuse = (code: RefusalCode, field?: string) => ({ refused: refusal(code, field) });

const limits = { small: '64kb', large: '2mb', file: '9mb' } as const;
const Ids = z.strictObject({
  sittingId: SittingId.optional(),
  voteId: VoteId.optional(),
  paperId: PaperId.optional(),
});

type PostRoute = {
  [K in keyof typeof http]: (typeof http)[K] extends { body: unknown } ? K : never;
}[keyof typeof http];
type GetRoute = Exclude<keyof typeof http, PostRoute>;
type Body<R extends PostRoute> = z.output<(typeof http)[R]['body']>;
type ReplyOf<R extends keyof typeof http> = z.output<(typeof http)[R]['reply']>;
interface Asked {
  session: Session;
  sittingId: SittingId;
  voteId: VoteId;
  paperId: PaperId;
}

/** Papers, imports and sign-in by HTTP. Parses, calls, replies; every rule is elsewhere. */
export function apiRoutes(parts: HttpParts): Router {
  const router = Router({ caseSensitive: true });
  router.use((request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    if (request.method !== 'GET' && !fromOwnOrigin(request))
      return sendRefusal(response, refusal('foreign-origin'));
    next();
  });
  comingIn(router, parts);
  staffRoutes(router, parts);
  readingRoutes(router, parts);
  router.use((_request, response) => sendRefusal(response, refusal('not-found')));
  return router;
}

function comingIn(router: Router, { admission }: HttpParts): void {
  const enter = async (
    response: Response,
    signedIn: Awaited<ReturnType<Admission['signIn']>>,
  ): Promise<Answered<ReplyOf<'POST /api/sign-in'>>> => {
    if (isRefused(signedIn)) return signedIn;
    response.cookie(cookieName, signedIn.token, cookieOptions);
    return { principal: signedIn.principal };
  };
  open(router, 'POST /api/setup', async ({ setupCode, device }, response) =>
    enter(response, await admission.setUp(setupCode, device)),
  );
  open(router, 'POST /api/sign-in', async ({ link, device }, response) =>
    enter(response, await admission.signIn(link, device)),
  );
  post(router, admission, 'POST /api/sign-out', 'small', async (_body, { session }, response) => {
    await admission.signOut(session);
    response.clearCookie(cookieName, { path: COOKIE_PATH });
    return {};
  });
}

function staffRoutes(router: Router, { admission, sittings }: HttpParts): void {
  const submit = (asked: Asked, commandId: Body<'POST /api/sittings'>['commandId'], command: AnyCommand) =>
    sittings.submit(asked.sittingId, asked.session.actor, { commandId, command });

  post(router, admission, 'POST /api/staff-links', 'small', async ({ role, label }, { session }) =>
    session.actor.role === 'administrator' ? admission.staffLink(role, label) : refuse('not-allowed'),
  );
  post(router, admission, 'POST /api/sittings', 'small', async ({ commandId, ...about }, { session }) => {
    const sittingId = SittingId.parse(derivedId(commandId, 'sitting'));
    const command = { type: 'CreateSitting', ...about } as const;
    const outcome = await sittings.submit(sittingId, session.actor, { commandId, command });
    return isRefused(outcome) ? outcome : { sittingId, ...outcome };
  });
  post(router, admission, 'POST /api/sittings/:sittingId/roll', 'large', ({ commandId, deputies }, asked) =>
    submit(asked, commandId, { type: 'ImportRoll', deputies }),
  );
  post(router, admission, 'POST /api/sittings/:sittingId/deputy-links', 'large', async (body, asked) => {
    const { commandId, deputyIds } = body;
    const outcome = await submit(asked, commandId, { type: 'IssueDeputyLinks', deputyIds });
    if (isRefused(outcome)) return outcome;
    return { ...outcome, links: await admission.deputyLinks(asked.sittingId, deputyIds) };
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
  const get = (route: GetRoute, read: (asked: Asked) => Promise<Answered<object> | string>) =>
    router.get(pathOf(route), async (request, response) => {
      const asked = authorised(request, admission);
      if (isRefused(asked)) return sendRefusal(response, asked.refused);
      const answer = await read(asked);
      if (typeof answer === 'string') return void response.type('application/json').send(answer);
      return isRefused(answer) ? sendRefusal(response, answer.refused) : void response.json(answer);
    });
  get('GET /api/me', async ({ session }) => ({
    principal: session.principal,
    timeZone: parts.timeZone,
    now: Date.now(),
  }));
  get('GET /api/sittings', async ({ session }) =>
    session.principal.role === 'deputy' ? refuse('not-allowed') : { sittings: sittings.list() },
  );
  get('GET /api/sittings/:sittingId/papers/:paperId', async ({ sittingId, paperId }) => {
    return sittings.paper(sittingId, paperId) ?? refuse('paper-unknown', 'paperId');
  });
  get('GET /api/sittings/:sittingId/votes/:voteId/sheets', async ({ sittingId, voteId }) => {
    const ballots = sittings.sheets(sittingId, voteId);
    return ballots ? { voteId, ballots } : refuse('vote-unknown', 'voteId');
  });
  get('GET /api/sittings/:sittingId/votes/:voteId/result', async ({ sittingId, voteId }) => {
    const vote = sittings.result(sittingId, voteId);
    return isRefused(vote) ? vote : { vote };
  });
  for (const which of ['audit', 'public'] as const) {
    get(
      `GET /api/sittings/:sittingId/votes/:voteId/${which}-bundle`,
      async ({ session, sittingId, voteId }) => {
        const bundle = await sittings.bundle(sittingId, voteId, session.actor, which);
        return isRefused(bundle) ? bundle : bundle.text;
      },
    );
  }
}

/** The session and the ids of the path. A deputy's session reaches its own sitting and no other. */
function authorised(request: Request, admission: Admission): Answered<Asked> {
  const session = sessionOf(request, admission);
  if (!session) return refuse('not-signed-in');
  const ids = Ids.safeParse(request.params);
  if (!ids.success) return { refused: malformed(ids.error) };
  const { principal } = session;
  const { sittingId, voteId, paperId } = ids.data;
  if (principal.role === 'deputy' && sittingId !== undefined && principal.sittingId !== sittingId) {
    return refuse('not-allowed', 'sittingId');
  }
  return {
    session,
    sittingId: sittingId as SittingId,
    voteId: voteId as VoteId,
    paperId: paperId as PaperId,
  };
}

function pathOf(route: PostRoute | GetRoute): string {
  return route.replace(/^(?:GET|POST) \/api/, '');
}

function parsed<R extends PostRoute>(route: R, request: Request): Answered<{ body: Body<R> }> {
  const body = http[route].body.safeParse(request.body);
  return body.success ? { body: body.data as Body<R> } : { refused: malformed(body.error) };
}

function reply(response: Response, answer: Answered<object>): void {
  if (isRefused(answer)) sendRefusal(response, answer.refused);
  else response.json(answer);
}

/** A route for people without a session. */
function open<R extends PostRoute>(
  router: Router,
  route: R,
  handle: (body: Body<R>, response: Response) => Promise<Answered<ReplyOf<R>>>,
): void {
  router.post(pathOf(route), express.json({ limit: limits.small }), async (request, response) => {
    const asked = parsed(route, request);
    reply(response, isRefused(asked) ? asked : await handle(asked.body, response));
  });
}

/** A route behind a session, which is asked before the body is read: strangers cannot make the server parse. */
function post<R extends PostRoute>(
  router: Router,
  admission: Admission,
  route: R,
  limit: keyof typeof limits,
  handle: (body: Body<R>, asked: Asked, response: Response) => Promise<Answered<ReplyOf<R>>>,
): void {
  const authorise = (request: Request, response: Response, next: () => void) => {
    const asked = authorised(request, admission);
    if (isRefused(asked)) return sendRefusal(response, asked.refused);
    response.locals['asked'] = asked;
    next();
  };
  router.post(pathOf(route), authorise, express.json({ limit: limits[limit] }), async (request, response) => {
    const body = parsed(route, request);
    const asked = response.locals['asked'] as Asked;
    reply(response, isRefused(body) ? body : await handle(body.body, asked, response));
  });
}
