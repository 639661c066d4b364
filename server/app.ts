import { createServer, type Server as HttpServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import staticGzip from 'express-static-gzip';
import helmet from 'helmet';
import type { Server as SocketServer } from 'socket.io';
import { refusal } from '../shared/sitting/refusals.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { Admission } from './chamber/admission.ts';
import type { Sittings } from './chamber/sittings.ts';
import type { Urn } from './chamber/urn/urn.ts';
import { apiRoutes } from './http.ts';
import type { Operations } from './operations.ts';
import { answerErrors, sendRefusal } from './refusal-status.ts';
import { attachSockets } from './sockets.ts';
import { urnRoutes } from './urn-routes.ts';

const clientFolder = fileURLToPath(new URL('../client/dist', import.meta.url));
/** The build lays compressed files beside the others. */
const smallest = { enableBrotli: true, orderPreference: ['br', 'gzip'] };
/** Addresses of screens; each is the one page, which reads its address. */
const screens = /^\/(?:in|tablet|scrutineer|hall|desk|report)(?:\/[\w-]+){0,2}\/?$/;

export interface AppParts {
  accounts: Accounts;
  admission: Admission;
  sittings: Sittings;
  urn: Urn;
  operations: Operations;
  /** IANA name of the hall's time zone. */
  timeZone: string;
}

/** Wires the parts to one HTTP server. Reads no environment and starts nothing. */
export function createApp(parts: AppParts): { server: HttpServer; io: SocketServer } {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: { baseUri: ["'none'"], frameAncestors: ["'none'"], upgradeInsecureRequests: null },
      },
      referrerPolicy: { policy: 'no-referrer' },
      // Set where TLS ends; a header sent over plain HTTP means nothing.
      strictTransportSecurity: false,
    }),
  );
  // Before anything that reads a cookie: a cast shares no code with sign-in.
  app.use('/urn', urnRoutes(parts.urn));
  app.get('/healthz', (_request, response) => void response.json({ ok: true }));
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
  app.use(express.static(clientFolder, { cacheControl: false }));
  app.get(screens, (_request, response) =>
    response.sendFile(join(clientFolder, 'index.html'), { cacheControl: false }),
  );
  app.use((_request, response) => sendRefusal(response, refusal('not-found')));
  app.use(answerErrors(parts.operations));
  const server = createServer(app);
  return { server, io: attachSockets(server, parts) };
}
