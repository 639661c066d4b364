import { mkdirSync } from 'node:fs';
import type { Server as HttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { Accounts } from './accounts/accounts.ts';
import { openSqliteAccountBook } from './accounts/sqlite.ts';
import { createApp } from './app.ts';
import { serveControl } from './backup/control.ts';
import { type BackupOrder, makeBackup } from './backup/make.ts';
import { forgetRestored, readRestored } from './backup/restored.ts';
import type { CardHolder } from './chamber/access/contract.ts';
import { openSqliteAccessBook } from './chamber/access/sqlite.ts';
import { Admission } from './chamber/admission.ts';
import { Archives } from './chamber/archive.ts';
import { Cards, dropReplacedCards } from './chamber/cards.ts';
import { openSqliteContacts } from './chamber/contacts/sqlite.ts';
import { Disk } from './chamber/disk.ts';
import { Inquiries } from './chamber/inquiries/inquiries.ts';
import { openSqliteInquiryLog } from './chamber/inquiries/sqlite.ts';
import { Issuer } from './chamber/issuer.ts';
import { openSqliteJournal } from './chamber/journal/sqlite.ts';
import { Pins } from './chamber/pins.ts';
import { type Forget, Retention } from './chamber/retention.ts';
import { Sittings } from './chamber/sittings.ts';
import { Urn } from './chamber/urn/urn.ts';
import type { Store } from './commit/queue.ts';
import { type Config, readConfig, WrongConfig } from './config.ts';
import { DataFolder, type StoreName } from './data-folder.ts';
import { openLocalExchange } from './gallery/exchange/local.ts';
import { createGallery } from './gallery/gallery.ts';
import { Viewers } from './gallery/identity.ts';
import { logOperations } from './operations.ts';
import { notReady } from './readiness.ts';
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
const cannotStart = (error: Error): never => {
  operations.cannotStart(error.message);
  console.error(error.message);
  process.exit(1);
};

process.umask(0o077);
const data = new DataFolder(config.DATA_DIR);
mkdirSync(data.root, { recursive: true, mode: 0o700 });
const restored = await readRestored(data).catch(cannotStart);
const journal = openSqliteJournal(data.store('journal'), onDeath);
const book = openSqliteAccessBook(data.store('access'), onDeath);
const accountBook = openSqliteAccountBook(data.store('accounts'), onDeath);
const contacts = openSqliteContacts(data.store('contacts'), onDeath);
const inquiryLog = openSqliteInquiryLog(data.store('inquiries'), onDeath);
const exchange = await openLocalExchange(data.store('crowd'), onDeath);
const stores: Record<StoreName, Store> = {
  crowd: exchange.store,
  inquiries: inquiryLog,
  journal,
  access: book,
  accounts: accountBook,
  contacts,
};
const urn = new Urn(data.urns, data.sealed, onDeath);
const issuer = new Issuer(data.keys, journal);

const disk = new Disk(data.root, { warn: config.DISK_WARN_MB, min: config.DISK_MIN_MB });
let diskLevel = disk.state.level;
disk.watch(({ level, freeMegabytes }) => {
  if (level !== diskLevel) operations.diskIs(level, freeMegabytes);
  diskLevel = level;
});
await disk.look();

const accounts = await Accounts.open(accountBook, now, config.RESET_SETUP === '1');
const { brokenAt } = accounts.chain();
if (brokenAt !== null) operations.actsChanged(brokenAt);
/** Backups and deletions, one at a time: none sees what another has half done. */
let upkeep: Promise<unknown> = Promise.resolve();
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const done = upkeep.then(work);
  upkeep = done.catch(() => {});
  return done;
};

const archives = await Archives.open(data.archive);
const sittings: Sittings = await Sittings.open(
  { journal, issuer, urn, disk, operations },
  {
    turnoutStepMs: config.TURNOUT_STEP_MS,
    now,
    restored: restored !== null,
    archived: (id) => archives.get(id) !== undefined,
    inquiryUnfinished: (id) => inquiries.unfinished(id),
  },
).catch(cannotStart);
const inquiries = await Inquiries.open(
  { log: inquiryLog, sittings, exchange, archives, accountOf: (id) => accounts.view(id), operations },
  { galleryTickMs: config.GALLERY_TICK_MS, now },
).catch(cannotStart);
if (restored) {
  await book.endAllSessions();
  await forgetRestored(data);
  operations.restored(restored.madeAt);
}
const issued = ({ sittingId, deputyId }: CardHolder) =>
  sittings.read(sittingId, ({ cards }) => cards.get(deputyId) ?? null);
await dropReplacedCards(book, issued);
const admission = await Admission.open(book, now, (sessionId) => endSession(io, sessionId));
setInterval(
  () => void admission.endExpired().catch((error: Error) => operations.storeUnavailable(error)),
  60_000,
).unref();
const cards = await Cards.open({
  book,
  admission,
  pins: await Pins.open(data.pinKey, await book.hasCards()).catch(cannotStart),
  now,
  deputyOf: ({ sittingId, deputyId }) => sittings.deputy(sittingId, deputyId),
  issued,
});
// Whoever keeps personal data of a sitting has one line here.
const forgets: readonly Forget[] = [
  (sittingId) => admission.forgetSitting(sittingId),
  async (sittingId) => cards.forgetSitting(sittingId),
  (sittingId) => contacts.forget(sittingId),
  (sittingId) => inquiries.forget(sittingId),
];
const retention = new Retention(
  {
    sittings,
    archives,
    inquiries,
    journal,
    urn,
    forgets,
    record: (by, sittingId) => accounts.record(by, { type: 'SittingForgotten', sittingId }),
    operations,
    inTurn,
  },
  { days: config.ROLL_RETENTION_DAYS, now },
);
const reach = { origins: config.PUBLIC_ORIGIN, tls: certificate !== null };
const gallery = createGallery({
  exchange,
  viewers: await Viewers.open(data.viewerKey),
  capacity: {
    maxViewers: config.GALLERY_MAX_VIEWERS,
    viewersPerBlock: config.GALLERY_VIEWERS_PER_BLOCK,
    trustedProxies: config.TRUSTED_PROXIES,
  },
  operations,
  reach,
  now,
});
const { server, io } = createApp({
  gallery,
  trustedProxies: config.TRUSTED_PROXIES,
  accounts,
  admission,
  cards,
  sittings,
  archives,
  inquiries,
  retention,
  contacts,
  urn,
  disk,
  notReady: () => notReady({ ...stores, urn }, disk),
  operations,
  timeZone: config.TIME_ZONE,
  reach,
  tls: certificate?.options ?? null,
  hstsSeconds: config.HSTS_SECONDS,
  clientFolder: config.CLIENT_DIR,
  openStepMs: config.TURNOUT_STEP_MS,
});
certificate?.follow(server as HttpsServer, operations);

const control = await serveControl(data.control, (order: BackupOrder) =>
  inTurn(async () => {
    try {
      const made = await makeBackup(data, (name, file) => stores[name].snapshot(file), order, now());
      await accounts.record({ who: 'server' }, { type: 'BackupMade' });
      operations.backupMade(made.files, made.bytes);
      return made;
    } catch (error) {
      operations.backupFailed((error as Error).message);
      throw error;
    }
  }),
).catch(cannotStart);

await retention.eraseDue();
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
  control.close();
  retention.stop();
  // Only the lines break: who is sent away by name does not come back by itself, and the next server waits for all of them.
  io.engine.close();
  gallery.close();
  await new Promise((closed) => {
    server.close(closed);
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2000).unref();
  });
  await inquiries.shutDown();
  await sittings.shutDown();
  await exchange.close();
  await Promise.all([urn.shutDown(), ...Object.values(stores).map((store) => store.close())]);
  // A backup that lost its stores takes away what it had written.
  await upkeep;
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
