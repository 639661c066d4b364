import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { bundleHttp } from '../shared/bundle-protocol.ts';
import { InquiryId, PaperId, SittingId, VoteId } from '../shared/ids.ts';
import { inquiryDeskHttp } from '../shared/inquiry/log-protocol.ts';
import { inquiryHttp } from '../shared/inquiry/protocol.ts';
import { logHttp } from '../shared/log-protocol.ts';
import { http, type Principal } from '../shared/protocol.ts';
import { deskRoles, inquiryRoles, type StaffRole } from '../shared/roles.ts';
import { rollHttp } from '../shared/roll-protocol.ts';
import type { Actor } from '../shared/sitting/commands.ts';
import { malformed, type Refusal, type RefusalCode, refusal } from '../shared/sitting/refusals.ts';
import { staffHttp } from '../shared/staff-protocol.ts';
import type { Admission, Session } from './chamber/admission.ts';
import { sendRefusal } from './refusal-status.ts';
import { sessionOf } from './session-cookie.ts';

/** Every route of the API. */
export const declared = {
  ...http,
  ...bundleHttp,
  ...staffHttp,
  ...rollHttp,
  ...logHttp,
  ...inquiryHttp,
  ...inquiryDeskHttp,
};

export type Answered<T> = T | { refused: Refusal };
export const isRefused = (answer: object): answer is { refused: Refusal } => 'refused' in answer;
export const refuse = (code: RefusalCode, field?: string) => ({ refused: refusal(code, field) });

const limits = { small: '64kb', large: '2mb', file: '9mb' } as const;
const Ids = z.strictObject({
  inquiryId: InquiryId.optional(),
  sittingId: SittingId.optional(),
  voteId: VoteId.optional(),
  paperId: PaperId.optional(),
});

export type PostRoute = {
  [K in keyof typeof declared]: (typeof declared)[K] extends { body: unknown } ? K : never;
}[keyof typeof declared];
export type GetRoute = Extract<keyof typeof declared, `GET ${string}`>;
/** Its body is a file as it is. */
export type FileRoute = Exclude<keyof typeof declared, PostRoute | GetRoute>;
export type Body<R extends PostRoute> = z.output<(typeof declared)[R]['body']>;
export type ReplyOf<R extends keyof typeof declared> = z.output<(typeof declared)[R]['reply']>;
export type QueryOf<R extends GetRoute> = (typeof declared)[R] extends { query: infer Q extends z.ZodType }
  ? z.output<Q>
  : undefined;
export interface Asked {
  session: Session;
  sittingId: SittingId;
  voteId: VoteId;
  paperId: PaperId;
  inquiryId: InquiryId;
}

/** The session and the ids of the path. A deputy's session reaches its own sitting and no other. */
export function authorised(request: Request, admission: Admission): Answered<Asked> {
  const session = sessionOf(request, admission);
  if (!session) return refuse('not-signed-in');
  const ids = Ids.safeParse(request.params);
  if (!ids.success) return { refused: malformed(ids.error) };
  const { principal } = session;
  const { sittingId, voteId, paperId, inquiryId } = ids.data;
  if (principal.role === 'deputy' && sittingId !== undefined && principal.sittingId !== sittingId) {
    return refuse('not-allowed', 'sittingId');
  }
  if (sittingId !== undefined && !reachesSittings(principal)) return refuse('not-allowed', 'sittingId');
  return {
    session,
    sittingId: sittingId as SittingId,
    voteId: voteId as VoteId,
    paperId: paperId as PaperId,
    inquiryId: inquiryId as InquiryId,
  };
}

/** Not moderator, department and note-taker: they have their part in an inquiry and none in a sitting. */
export function reachesSittings({ role }: Principal): boolean {
  return role === 'deputy' || role === 'hallScreen' || deskRoles.includes(role);
}

/** Who has a part in an inquiry of a sitting, over the sitting's line. */
export function reachesInquiries({ role }: Principal): boolean {
  return inquiryRoles.includes(role as StaffRole);
}

function pathOf(route: PostRoute | GetRoute | FileRoute): string {
  return route.replace(/^(?:GET|POST) \/api/, '').replace(/\?.*/, '');
}

function parsed<R extends PostRoute>(route: R, request: Request): Answered<{ body: Body<R> }> {
  const body = declared[route].body.safeParse(request.body);
  return body.success ? { body: body.data as Body<R> } : { refused: malformed(body.error) };
}

/** Where a route declares none nobody looks at it. */
function queryIn<R extends GetRoute>(route: R, request: Request): Answered<{ query: QueryOf<R> }> {
  const about: { reply: z.ZodType; query?: z.ZodType } = declared[route];
  if (!about.query) return { query: undefined as QueryOf<R> };
  const query = about.query.safeParse(request.query);
  return query.success ? { query: query.data as QueryOf<R> } : { refused: malformed(query.error) };
}

function reply(response: Response, answer: Answered<object>): void {
  if (isRefused(answer)) sendRefusal(response, answer.refused);
  else response.json(answer);
}

/** A route for people without a session. */
export function open<R extends PostRoute>(
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
export function post<R extends PostRoute>(
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

/** A route that reads, behind a session. Text is sent as it is: a bundle's digest covers every byte. */
export function get<R extends GetRoute>(
  router: Router,
  admission: Admission,
  route: R,
  read: (asked: Asked, query: QueryOf<R>) => Promise<Answered<object> | string>,
): void {
  router.get(pathOf(route), async (request, response) => {
    const asked = authorised(request, admission);
    if (isRefused(asked)) return sendRefusal(response, asked.refused);
    const query = queryIn(route, request);
    if (isRefused(query)) return sendRefusal(response, query.refused);
    const answer = await read(asked, query.query);
    if (typeof answer === 'string') return void response.type('application/json').send(answer);
    reply(response, answer);
  });
}

/** A route for a file of at most so many bytes. Who sends it is asked before any of it is read. */
export function file<R extends FileRoute>(
  router: Router,
  admission: Admission,
  route: R,
  limit: { role: Actor['role']; bytes: number },
  handle: (bytes: Uint8Array, asked: Asked) => Promise<Answered<ReplyOf<R>>>,
): void {
  const type = 'application/octet-stream';
  const authorise = (request: Request, response: Response, next: () => void) => {
    const asked = authorised(request, admission);
    if (isRefused(asked)) return sendRefusal(response, asked.refused);
    if (asked.session.actor.role !== limit.role) return sendRefusal(response, refusal('not-allowed'));
    if (!request.is(type)) return sendRefusal(response, refusal('malformed', '', `expected ${type}`));
    response.locals['asked'] = asked;
    next();
  };
  const raw = express.raw({ limit: limit.bytes, type, inflate: false });
  router.post(pathOf(route), authorise, raw, async (request, response) => {
    // Without a body nothing was parsed.
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    reply(response, await handle(bytes, response.locals['asked'] as Asked));
  });
}
