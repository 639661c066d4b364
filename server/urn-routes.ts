import express, { type Router } from 'express';
import { Cast } from '../shared/ballot/credential.ts';
import { malformed } from '../shared/sitting/refusals.ts';
import type { Urn } from './chamber/urn/urn.ts';
import { sendRefusal } from './refusal-status.ts';

/** A cast of 200 items is under 1.5 KB. */
const MAX_CAST = '4kb';

/**
 * The urn's one route. It is mounted before anything that reads cookies or sessions and logs nothing: address, headers
 * and time of a cast go no further than this function.
 */
export function urnRoutes(urn: Urn): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.use((_request, response, next) => {
    // The answer does not say when it was given.
    response.sendDate = false;
    next();
  });
  router.post('/casts', express.json({ limit: MAX_CAST }), async (request, response) => {
    const cast = Cast.safeParse(request.body);
    if (!cast.success) return sendRefusal(response, malformed(cast.error));
    const answer = await urn.cast(cast.data);
    if ('refused' in answer) return sendRefusal(response, answer.refused);
    response.json(answer);
  });
  return router;
}
