import express, { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { InquiryId } from '../../shared/ids.ts';
import { type GalleryPayload, galleryHttp, galleryRequests } from '../../shared/inquiry/gallery-protocol.ts';
import type { Operations } from '../operations.ts';
import { isForeign, type Reach } from '../origin.ts';
import type { Admission } from './admission.ts';
import type { GalleryExchange } from './exchange/contract.ts';
import { type Viewers, viewerCookie, viewerCookieOptions } from './identity.ts';
import type { Intake, Posted, Poster } from './intake.ts';
import type { Limits } from './limits.ts';
import type { Place, Places } from './places.ts';
import { answerGalleryErrors, malformedFor, refuse, sendGalleryRefusal } from './refusing.ts';
import type { Served } from './served.ts';

const json = express.json({ limit: '8kb' });

export interface RouteParts {
  exchange: GalleryExchange;
  places: Places;
  viewers: Viewers;
  intake: Intake;
  limits: Limits;
  admission: Admission;
  operations: Operations;
  reach: Reach;
  now: () => number;
}
type Reads = (place: Place, request: Request, response: Response) => Promise<unknown> | unknown;

/** The public's HTTP: everything that goes by socket goes this way as well, where sockets are blocked or there is no room. */
export function galleryRoutes(parts: RouteParts): Router {
  const router = Router({ caseSensitive: true });
  router.use((request, response, next) => {
    if (isForeign(request, parts.reach)) return sendGalleryRefusal(response, { code: 'foreign-origin' });
    next();
  });
  visits(router, parts);
  readings(router, parts);
  posts(router, parts);
  router.use((_request, response) => sendGalleryRefusal(response, { code: 'not-found' }));
  router.use(answerGalleryErrors(parts.operations));
  return router;
}

function visits(router: Router, { exchange, viewers, limits, admission }: RouteParts): void {
  router.post('/visits', json, async (request, response) => {
    const body = galleryHttp['POST /api/gallery/visits'].body.safeParse(request.body);
    if (!body.success) return sendGalleryRefusal(response, malformedFor(body.error).refused);
    const { key, code } = body.data;
    const known = viewers.viewerOf(request);
    const enough = await limits.refuses('visit', known, admission.blockOf(request));
    if (enough) return sendGalleryRefusal(response, enough);
    const notice = exchange.inquiries().find((one) => one.code === code);
    if (!notice) return sendGalleryRefusal(response, { code: 'not-found', field: 'code' });
    const viewerId = known ?? viewers.newcomer(key);
    await exchange.visit(notice.inquiryId, viewerId, viewers.keptKey(key));
    if (!known) response.cookie(viewerCookie, viewers.cookieOf(viewerId), viewerCookieOptions);
    response.setHeader('Cache-Control', 'no-store');
    response.json({ inquiryId: notice.inquiryId });
  });
}

function readings(router: Router, { places, viewers, intake, limits, admission, now }: RouteParts): void {
  const reads = (path: string, read: Reads) => {
    router.get(`/:inquiryId/${path}`, async (request, response) => {
      const inquiryId = inquiryOf(request);
      if (!inquiryId || !places.has(inquiryId)) return sendGalleryRefusal(response, notFound);
      await read(places.of(inquiryId), request, response);
    });
  };
  /** Made once for all: what many ask for together costs nothing more. */
  const serves = (path: string, find: (place: Place, request: Request) => Served | null) =>
    reads(path, (place, request, response) => {
      const served = find(place, request);
      return served ? served.send(request, response) : sendGalleryRefusal(response, notFound);
    });
  serves('live', ({ snapshots, watching }, request) => {
    const viewerId = viewers.viewerOf(request);
    if (viewerId) watching.poll(viewerId, now());
    return snapshots.live()?.served ?? null;
  });
  serves('votes/:voteId', ({ snapshots }, request) => snapshots.vote(String(request.params['voteId'])));
  serves('record', ({ snapshots }) => snapshots.record());
  reads('questions', ({ snapshots }, request, response) => {
    const query = queryOf('GET /api/gallery/:inquiryId/questions', request, response);
    if (!query) return;
    const page = snapshots.page(query.order, query.page);
    return page ? page.send(request, response) : sendGalleryRefusal(response, notFound);
  });
  reads('similar', async ({ snapshots }, request, response) => {
    const query = queryOf('GET /api/gallery/:inquiryId/similar', request, response);
    if (!query) return;
    const enough = await limits.refuses('read', viewers.viewerOf(request), admission.blockOf(request));
    if (enough) return sendGalleryRefusal(response, enough);
    const questions = snapshots.similar(query.text);
    if (!questions) return sendGalleryRefusal(response, notFound);
    response.setHeader('Cache-Control', 'no-store');
    response.json({ questions });
  });
  reads('own', async (_place, request, response) => {
    const poster = posterOf(request, viewers, admission);
    await replyWith(response, intake.take('gallery:own', poster, {}));
  });
}

function posts(router: Router, { places, viewers, intake, admission }: RouteParts): void {
  const accepts = <N extends Posted>(path: string, name: N) => {
    router.post(`/:inquiryId/${path}`, json, async (request, response) => {
      const inquiryId = inquiryOf(request);
      if (!inquiryId || !places.has(inquiryId)) return sendGalleryRefusal(response, notFound);
      const body = galleryRequests[name].payload.safeParse(request.body);
      if (!body.success) return sendGalleryRefusal(response, malformedFor(body.error).refused);
      const poster = posterOf(request, viewers, admission);
      await replyWith(response, intake.take(name, poster, body.data as GalleryPayload<N>));
    });
  };
  accepts('ask', 'gallery:ask');
  accepts('support', 'gallery:support');
  accepts('like', 'gallery:like');
}

const { refused: notFound } = refuse('not-found');

function inquiryOf(request: Request): InquiryId | null {
  const inquiryId = InquiryId.safeParse(request.params['inquiryId']);
  return inquiryId.success ? inquiryId.data : null;
}

function posterOf(request: Request, viewers: Viewers, admission: Admission): Poster {
  return {
    inquiryId: inquiryOf(request)!,
    viewerId: viewers.viewerOf(request),
    block: admission.blockOf(request),
  };
}

type Queried = 'GET /api/gallery/:inquiryId/questions' | 'GET /api/gallery/:inquiryId/similar';
/** Null when it was refused. */
function queryOf<R extends Queried>(
  route: R,
  request: Request,
  response: Response,
): z.output<(typeof galleryHttp)[R]['query']> | null {
  const query = galleryHttp[route].query.safeParse(request.query);
  if (query.success) return query.data as z.output<(typeof galleryHttp)[R]['query']>;
  sendGalleryRefusal(response, malformedFor(query.error).refused);
  return null;
}

async function replyWith(response: Response, taken: ReturnType<Intake['take']>): Promise<void> {
  const answer = await taken;
  if ('refused' in answer) return sendGalleryRefusal(response, answer.refused);
  response.setHeader('Cache-Control', 'no-store');
  response.json(answer);
}
