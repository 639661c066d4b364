import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { RequestHandler, Router } from 'express';
import type { Operations } from '../operations.ts';
import type { Reach } from '../origin.ts';
import { Admission, type Capacity } from './admission.ts';
import type { GalleryExchange } from './exchange/contract.ts';
import { attachGallery } from './feed.ts';
import type { Viewers } from './identity.ts';
import { Intake } from './intake.ts';
import { Limits } from './limits.ts';
import { Places } from './places.ts';
import { galleryRoutes } from './routes.ts';

export interface GalleryParts {
  exchange: GalleryExchange;
  viewers: Viewers;
  capacity: Capacity;
  operations: Operations;
  reach: Reach;
  now: () => number;
  /** How often the exchange is told who is watching, milliseconds. */
  presentEveryMs?: number;
}

/** The public's plane. `routes` belong under `/api/gallery`. */
export interface Gallery {
  readonly routes: Router;
  /** Origins of the stream and the poster of the inquiry with this code. */
  streamsOf(code: string): string[];
  attach(server: HttpServer | HttpsServer, headers: RequestHandler): void;
  /** Breaks the lines; viewers' devices come back by themselves. */
  close(): void;
}

export function createGallery({ presentEveryMs = 3000, ...parts }: GalleryParts): Gallery {
  const { exchange, viewers, capacity, operations, reach, now } = parts;
  const limits = new Limits(capacity.viewersPerBlock);
  const places = new Places({ exchange, galleryId: randomUUID(), presentEveryMs, limits, now });
  const admission = new Admission(capacity, now);
  const intake = new Intake({
    exchange,
    limits,
    snapshots: (inquiryId) => places.of(inquiryId).snapshots,
    now,
  });
  const wired = { exchange, places, viewers, intake, limits, admission, operations, reach, now };
  const ends: (() => void)[] = [() => places.close()];
  return {
    routes: galleryRoutes(wired),
    streamsOf: (code) => {
      const inquiryId = exchange.inquiries().find((one) => one.code === code)?.inquiryId;
      const view = inquiryId && exchange.snapshot(inquiryId, 'live')?.view;
      return [...new Set([view?.streamUrl, view?.posterUrl].flatMap((url) => originOf(url) ?? []))];
    },
    attach(server, headers) {
      const io = attachGallery(server, { ...wired, headers });
      ends.push(() => io.engine.close());
    },
    close() {
      for (const end of ends) end();
    },
  };
}

/**
 * The origin of an address, null where there is none that a policy can name. A parser of addresses lets stand in a host what
 * ends a directive there, begins another, or stands for every host: `;`, `,`, `*`, quotes.
 */
function originOf(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { origin } = new URL(url);
  return /^https:\/\/[\w.-]+(?::\d+)?$/.test(origin) ? origin : null;
}
