import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createTlsServer, type Server as HttpsServer } from 'node:https';
import { join } from 'node:path';
import type { SecureContextOptions } from 'node:tls';
import express, { type Response } from 'express';
import staticGzip from 'express-static-gzip';
import type { Server as SocketServer } from 'socket.io';
import { refusal } from '../shared/sitting/refusals.ts';
import type { Accounts } from './accounts/accounts.ts';
import { type AddressFault, addressPage } from './address-page.ts';
import type { Admission } from './chamber/admission.ts';
import type { Archives } from './chamber/archive.ts';
import type { Cards } from './chamber/cards.ts';
import type { Contacts } from './chamber/contacts/contract.ts';
import type { Disk } from './chamber/disk.ts';
import type { Inquiries } from './chamber/inquiries/inquiries.ts';
import type { Retention } from './chamber/retention.ts';
import type { Sittings } from './chamber/sittings.ts';
import type { Urn } from './chamber/urn/urn.ts';
import type { Gallery } from './gallery/gallery.ts';
import { galleryPageOf, pageOf, securityHeaders } from './headers.ts';
import { apiRoutes } from './http.ts';
import type { Operations } from './operations.ts';
import { isOwnHost, type Reach } from './origin.ts';
import { answerErrors, sendRefusal } from './refusal-status.ts';
import { servedBuild } from './served-build.ts';
import { attachSockets } from './sockets.ts';
import { urnRoutes } from './urn-routes.ts';

/** The build lays compressed files beside the others. */
const smallest = { enableBrotli: true, orderPreference: ['br', 'gzip'] };
/** Addresses of screens; each is the one page, which reads its address. */
const screens =
  /^\/(?:(?:index\.html)?|(?:in|invitation|account|accounts|acts|tablet|scrutineer|hall|desk|report|archive|inquiries|moderation|department|notes)(?:\/[\w-]+){0,2}\/?)$/;

/** The public page: where a code is entered, or that of one inquiry. */
const galleryPages = /^\/(?:gallery\.html|g(?:\/[\w-]+){0,2}\/?)$/;

export interface AppParts {
  accounts: Accounts;
  admission: Admission;
  cards: Cards;
  sittings: Sittings;
  archives: Archives;
  inquiries: Inquiries;
  retention: Retention;
  contacts: Contacts;
  urn: Urn;
  gallery: Gallery;
  operations: Operations;
  disk: Disk;
  /** Names of the parts that cannot do their work just now. */
  notReady: () => Promise<string[]>;
  /** Proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
  /** IANA name of the hall's time zone. */
  timeZone: string;
  reach: Reach;
  /** Null where it speaks plain HTTP. */
  tls: SecureContextOptions | null;
  /** Seconds for which browsers keep to HTTPS, told over TLS alone. */
  hstsSeconds: number;
  /** The built screens. */
  clientFolder: string;
  /** Turnout and the list of tablets move in steps of this while a vote is open, milliseconds. */
  openStepMs: number;
}

/** Wires the parts to one HTTP server. Reads no environment and starts nothing. */
export function createApp(parts: AppParts): {
  server: HttpServer | HttpsServer;
  io: SocketServer;
} {
  const { clientFolder } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  // Proxies that are trusted say for whom they ask; of nobody else is that believed.
  app.set('trust proxy', [...parts.trustedProxies]);
  const { reach, tls } = parts;
  const headers = securityHeaders({ hstsSeconds: tls ? parts.hstsSeconds : null });
  app.use(headers);
  // No other origin is ever let in: there is nothing to ask about.
  app.use((request, response, next) =>
    request.method === 'OPTIONS' ? sendRefusal(response, refusal('not-found')) : next(),
  );
  // Before anything that reads a cookie: a cast shares no code with sign-in.
  app.use('/urn', urnRoutes(parts.urn));
  app.get('/healthz', (_request, response) => void response.json({ ok: true }));
  app.get('/readyz', async (_request, response) => {
    const not = await parts.notReady();
    response
      .status(not.length === 0 ? 200 : 503)
      .json(not.length === 0 ? { ready: true } : { ready: false, not });
  });
  const sendAddressPage = (response: Response, fault: AddressFault) => {
    const { html, policy } = addressPage({ fault, origin: reach.origins[0] ?? null });
    response.setHeader('Content-Security-Policy', policy);
    response.status(fault === 'insecure' ? 200 : 421);
    response.type('html').send(html);
  };
  app.get([screens, galleryPages], (request, response, next) =>
    isOwnHost(request, reach) ? next() : sendAddressPage(response, 'unknown-host'),
  );
  // Where every screen leads that finds itself without encryption.
  app.get('/insecure', (_request, response) => sendAddressPage(response, 'insecure'));
  app.use('/api/gallery', parts.gallery.routes);
  app.use('/api', apiRoutes(parts));
  // Built files are named by their content; the page that names them is asked for every time.
  app.use(
    '/assets',
    staticGzip(join(clientFolder, 'assets'), {
      ...smallest,
      index: false,
      serveStatic: { immutable: true, maxAge: '1y' },
    }),
  );
  app.get(screens, pageOf(join(clientFolder, 'index.html')));
  app.get(
    galleryPages,
    galleryPageOf(join(clientFolder, 'gallery.html'), parts.timeZone, parts.gallery.streamsOf),
  );
  app.use(express.static(clientFolder, { cacheControl: false, index: false }));
  app.use((_request, response) => sendRefusal(response, refusal('not-found')));
  app.use(answerErrors(parts.operations));
  const server = tls ? createTlsServer(tls, app) : createServer(app);
  parts.gallery.attach(server, headers);
  return { server, io: attachSockets(server, { ...parts, headers, build: servedBuild(clientFolder) }) };
}
