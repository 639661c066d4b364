import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Accounts } from './accounts/accounts.ts';
import { openSqliteAccountBook } from './accounts/sqlite.ts';
import { createApp } from './app.ts';
import { openSqliteAccessBook } from './chamber/access/sqlite.ts';
import { Admission } from './chamber/admission.ts';
import { Issuer } from './chamber/issuer.ts';
import { openSqliteJournal } from './chamber/journal/sqlite.ts';
import { Sittings } from './chamber/sittings.ts';
import { Urn } from './chamber/urn/urn.ts';
import { readConfig } from './config.ts';
import { logOperations } from './operations.ts';
import { endSession } from './sockets.ts';

const config = readConfig(process.env);
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
const { server, io } = createApp({
  accounts,
  admission,
  sittings,
  urn,
  operations,
  timeZone: config.TIME_ZONE,
});

server.listen(config.PORT, config.HOST, () => {
  const { port } = server.address() as AddressInfo;
  const host = config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST;
  operations.listening(`http://${host}:${port}`);
  for (const code of accounts.setupCodes) console.log(`setup code ${code}`);
  console.log(`yishi http://${host}:${port}`);
});

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  operations.stopping(signal);
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
