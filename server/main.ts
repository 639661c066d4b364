import { mkdirSync } from 'node:fs';
import type { Server as HttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { Accounts } from './accounts/accounts.ts';
import { openSqliteAccountBook } from './accounts/sqlite.ts';
import { createApp } from './app.ts';
import { openSqliteAccessBook } from './chamber/access/sqlite.ts';
import { Admission } from './chamber/admission.ts';
import { Cards } from './chamber/cards.ts';
import { Issuer } from './chamber/issuer.ts';
import { openSqliteJournal } from './chamber/journal/sqlite.ts';
import { Pins } from './chamber/pins.ts';
import { Sittings } from './chamber/sittings.ts';
import { Urn } from './chamber/urn/urn.ts';
import { type Config, readConfig, WrongConfig } from './config.ts';
import { logOperations } from './operations.ts';
import { createRedirect } from './redirect.ts';
import { endSession } from './sockets.ts';
import { ServerCertificate, WrongKeyPair } from './tls.ts';

const config = orExit(() => readConfig(process.env));
const certificate = orExit(() => certificateOf(config));
const operations = logOperations(config.LOG_LEVEL);
const now = () => Date.now();

// Without its store the server could only lose things: it stops, and whoever runs it starts it again.
const onDeath = (error: Error) => {
  operations.storeDied(error);
  process.exit(1);
};

process.umask(0o077);
mkdirSync(config.DATA_DIR, { recursive: true, mode: 0o700 });
const inData = (name: string) => join(config.DATA_DIR, name);
const journal = openSqliteJournal(inData('journal.sqlite'), onDeath);
const book = openSqliteAccessBook(inData('access.sqlite'), onDeath);
const accountBook = openSqliteAccountBook(inData('accounts.sqlite'), onDeath);
const urn = new Urn(inData('urns'), inData('sealed'), onDeath);
const issuer = new Issuer(inData('keys'), journal);

const accounts = await Accounts.open(accountBook, now, config.RESET_SETUP === '1');
const { brokenAt } = accounts.chain();
if (brokenAt !== null) operations.actsChanged(brokenAt);
const sittings = await Sittings.open(
  { journal, issuer, urn, operations },
  { turnoutStepMs: config.TURNOUT_STEP_MS, now },
);
const admission = await Admission.open(book, now, (sessionId) => endSession(io, sessionId));
const cards = await Cards.open({
  book,
  admission,
  pins: await Pins.open(inData('pin-key')),
  now,
  deputyOf: ({ sittingId, deputyId }) => sittings.deputy(sittingId, deputyId),
});
const reach = { origins: config.PUBLIC_ORIGIN, tls: certificate !== null };
const { server, io } = createApp({
  accounts,
  admission,
  cards,
  sittings,
  urn,
  operations,
  timeZone: config.TIME_ZONE,
  reach,
  tls: certificate?.options ?? null,
  hstsSeconds: config.HSTS_SECONDS,
});
certificate?.follow(server as HttpsServer, operations);

const listenOn = (listener: Server, port: number, scheme: string, then: (url: string) => void) =>
  listener.listen(port, config.HOST, () => {
    const host = config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST;
    then(`${scheme}://${host}:${(listener.address() as AddressInfo).port}`);
  });
const redirect =
  config.HTTP_PORT === undefined
    ? null
    : createRedirect((host) => reach.origins[0] ?? originOf(host, (server.address() as AddressInfo).port));
listenOn(server, config.PORT, certificate ? 'https' : 'http', (url) => {
  operations.listening(url);
  for (const code of accounts.setupCodes) console.log(`setup code ${code}`);
  const ready = () => console.log(`yishi ${url}`);
  if (!redirect) return ready();
  listenOn(redirect, config.HTTP_PORT!, 'http', (plain) => {
    operations.redirecting(plain);
    ready();
  });
});

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  operations.stopping(signal);
  redirect?.close();
  redirect?.closeAllConnections();
  io.disconnectSockets(true);
  await new Promise((closed) => {
    server.close(closed);
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2000).unref();
  });
  await sittings.shutDown();
  await Promise.all([urn.shutDown(), journal.close(), book.close(), accountBook.close()]);
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));

/** What whoever set the variables did not mean is said in its own words, without a trace of calls. */
function orExit<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof WrongConfig || error instanceof WrongKeyPair)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

function certificateOf({ TLS_CERT, TLS_KEY }: Config): ServerCertificate | null {
  return TLS_CERT !== undefined && TLS_KEY !== undefined
    ? new ServerCertificate({ cert: TLS_CERT, key: TLS_KEY })
    : null;
}

/** The encrypted address for a Host header, null where the certificate does not name that host. */
function originOf(host: string, port: number): string | null {
  if (!URL.canParse(`http://${host}`)) return null;
  const { hostname } = new URL(`http://${host}`);
  if (!certificate?.names(hostname)) return null;
  return `https://${hostname}${port === 443 ? '' : `:${port}`}`;
}
