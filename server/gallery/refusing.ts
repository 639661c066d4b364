import type { ErrorRequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { GalleryRefusal, GalleryRefusalCode } from '../../shared/inquiry/gallery-protocol.ts';
import { malformed } from '../../shared/sitting/refusals.ts';
import type { Operations } from '../operations.ts';
import { refusalOf } from '../refusal-status.ts';

export type Answered<T> = T | { refused: GalleryRefusal };

export const refuse = (code: GalleryRefusalCode, more: Omit<GalleryRefusal, 'code'> = {}) => ({
  refused: { code, ...more } satisfies GalleryRefusal,
});

const status: Record<GalleryRefusalCode, number> = {
  malformed: 400,
  'viewer-unknown': 401,
  'foreign-origin': 403,
  'asker-banned': 403,
  'not-found': 404,
  'question-unknown': 404,
  'asking-early': 409,
  'asking-paused': 409,
  'inquiry-ended': 409,
  'name-missing': 409,
  'too-large': 413,
  'too-soon': 429,
  busy: 429,
  unavailable: 503,
};

export function sendGalleryRefusal(response: Response, refused: GalleryRefusal): void {
  if (refused.retryMs !== undefined) {
    response.setHeader('Retry-After', String(Math.ceil(refused.retryMs / 1000)));
  }
  // Nobody keeps a no for others.
  response.setHeader('Cache-Control', 'no-store');
  response.status(status[refused.code]).json({ refused });
}

/** The first thing wrong in a message, with its field named. */
export function malformedFor(error: z.ZodError): { refused: GalleryRefusal } {
  const { code, field, detail } = malformed(error);
  return refuse(code, { ...(field !== undefined && { field }), ...(detail !== undefined && { detail }) });
}

/** Turns what was thrown into a refusal: bodies that do not parse, a store that cannot write, bugs. */
export function galleryRefusalOf(error: unknown, operations: Operations): { refused: GalleryRefusal } {
  const { code, detail } = refusalOf(error, operations);
  return refuse(code, {
    ...(detail !== undefined && { detail }),
    ...(code === 'unavailable' && { retryMs: 1000 }),
  });
}

export function answerGalleryErrors(operations: Operations): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    sendGalleryRefusal(response, galleryRefusalOf(error, operations).refused);
  };
}
