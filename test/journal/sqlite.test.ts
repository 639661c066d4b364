import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Disk } from '../../server/chamber/disk.ts';
import { Issuer } from '../../server/chamber/issuer.ts';
import type { Journal } from '../../server/chamber/journal/contract.ts';
import { openSqliteJournal } from '../../server/chamber/journal/sqlite.ts';
import { Sittings } from '../../server/chamber/sittings.ts';
import { Urn } from '../../server/chamber/urn/urn.ts';
import { CommitQueue, StoreUnavailable } from '../../server/commit/queue.ts';
import { insist } from '../../server/commit/worker.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { logOperations } from '../../server/operations.ts';
import { notReady } from '../../server/readiness.ts';
import { CommandId } from '../../shared/ids.ts';
import { Command } from '../../shared/sitting/commands.ts';
import { commandId, operator, sittingId } from '../rules/sitting-fixture.ts';
import { appendOf, journalContract } from './contract.ts';

let folder: string;
const ending: (() => Promise<unknown>)[] = [];
async function endAll(): Promise<void> {
  for (const end of ending.splice(0).reverse()) await end();
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yishi-'));
});
afterEach(async () => {
  await endAll();
  rmSync(folder, { recursive: true });
});

/** Opens a journal that must not die, closed when the test is over. */
function openJournal(file: string): Journal {
  const deaths: Error[] = [];
  const journal = openSqliteJournal(file, (error) => deaths.push(error));
  ending.push(async () => {
    await journal.close();
    expect(deaths).toEqual([]);
  });
  return journal;
}

describe('sqlite', () =>
  journalContract(async () => {
    const file = join(folder, 'journal.sqlite');
    const journal = openJournal(file);
    const reopen = async () => {
      await journal.close();
      return openJournal(file);
    };
    return { journal, reopen };
  }));

describe('the file', () => {
  test('a second open is refused while the first goes on', async () => {
    const file = join(folder, 'journal.sqlite');
    const first = openJournal(file);
    await first.append(sittingId, appendOf(1, 0));
    const deaths: string[] = [];
    const second = openSqliteJournal(file, (error) => deaths.push(error.message));
    await expect(second.read(sittingId)).rejects.toThrow(StoreUnavailable);
    expect(deaths).toEqual(['database is locked']);
    await second.close();
    expect(await first.append(sittingId, appendOf(2, 1))).toEqual({ kind: 'appended', version: 2 });
  });

  test('a second server on the same folder stops and says why; the first goes on', async () => {
    const first = await ServerProcess.start(folder);
    ending.push(() => first.stop());
    await expect(ServerProcess.start(folder)).rejects.toThrow(/database is locked/);
    const health = await fetch(`${first.url}/healthz`);
    expect(await health.json()).toEqual({ ok: true });
  });

  test('[B87] is copied at one moment while appends go on, into one file that is whole by itself', async () => {
    const journal = openJournal(join(folder, 'journal.sqlite'));
    const appends = Array.from({ length: 400 }, (_, at) => appendOf(at, at, 1));
    for (const append of appends.slice(0, 200)) await journal.append(sittingId, append);
    const copy = join(folder, 'copy.sqlite');
    const [, ...versions] = await Promise.all([
      journal.snapshot(copy),
      ...appends.slice(200).map((append) => journal.append(sittingId, append)),
    ]);
    expect(versions.map(({ kind }) => kind)).toEqual(Array(200).fill('appended'));
    expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.sqlite']);
    const rows = await openJournal(copy).read(sittingId);
    expect(rows.length).toBeGreaterThanOrEqual(200);
    const all = appends.flatMap(({ entries }) => entries);
    expect(rows.map(({ chained }) => chained)).toEqual(all.slice(0, rows.length));
  });

  test('[B90] a store that is closed is named as not ready', async () => {
    const [journal, other] = ['journal.sqlite', 'other.sqlite'].map((name) =>
      openJournal(join(folder, name)),
    );
    const disk = new Disk(folder, { warn: 0, min: 0 });
    ending.push(async () => disk.stop());
    expect(await notReady({ journal: journal!, other: other! }, disk)).toEqual([]);
    await other!.close();
    expect(await notReady({ journal: journal!, other: other! }, disk)).toEqual(['other']);
  });

  test('[B42] is in WAL mode, synced in full at every commit, or is not opened', async () => {
    const file = join(folder, 'journal.sqlite');
    await openJournal(file).append(sittingId, appendOf(1, 0));
    expect(existsSync(`${file}-wal`)).toBe(true);
    // File format 2 for writing and reading is WAL.
    expect([...readFileSync(file).subarray(18, 20)]).toEqual([2, 2]);
    const memory = new DatabaseSync(':memory:');
    expect(() => insist(memory, 'journal_mode', 'wal')).toThrow('journal_mode is memory, not wal');
    expect(() => insist(memory, 'synchronous', 'NORMAL', 2)).toThrow('synchronous is 1, not 2');
    expect(() => insist(memory, 'synchronous', 'FULL', 2)).not.toThrow();
    memory.close();
  });
});

/** A chamber in this process on the files of the folder. */
async function openChamber(): Promise<Sittings> {
  const journal = openJournal(join(folder, 'journal.sqlite'));
  const urn = new Urn(join(folder, 'urns'), join(folder, 'sealed'), () => {});
  ending.push(() => urn.shutDown());
  const parts = { journal, urn, issuer: new Issuer(join(folder, 'keys'), journal) };
  const sittings = await Sittings.open(
    { ...parts, disk: new Disk(folder, { warn: 0, min: 0 }), operations: logOperations('silent') },
    { turnoutStepMs: 5000, now: () => 1_000_000 },
  );
  ending.push(() => sittings.shutDown());
  return sittings;
}

/** Leaves the journal of one sitting with two entries in the folder, closed, and then changed. */
async function leaveJournal(change: string): Promise<void> {
  const sittings = await openChamber();
  const created = {
    type: 'CreateSitting',
    title: '第三次会议',
    body: 'congress',
    totalMembership: 9,
  } as const;
  await sittings.submit(sittingId, operator, { commandId, command: created });
  const agenda = Command.parse({ type: 'SetAgenda', items: [{ title: '民生实事项目' }] });
  const second = { commandId: CommandId.parse('command-0002'), command: agenda };
  expect(await sittings.submit(sittingId, operator, second)).toEqual({ version: 2 });
  await endAll();
  const db = new DatabaseSync(join(folder, 'journal.sqlite'));
  db.exec(change);
  db.close();
}

describe('the hash chain', () => {
  const oneByte = `UPDATE entries SET entry = replace(entry, '第三', '第四') WHERE version = 1`;
  const otherDigit = `CASE substr(link, 1, 1) WHEN 'f' THEN '0' ELSE 'f' END || substr(link, 2)`;
  test.each([
    ['one byte of an entry', oneByte, 1],
    ['the moment of an entry', `UPDATE entries SET entry = replace(entry, '1000000', '1000001')`, 1],
    ['one digit of a link', `UPDATE entries SET link = ${otherDigit} WHERE version = 2`, 2],
    ['the order', 'UPDATE entries SET version = 13 - version', 2],
    ['an entry that is gone', 'DELETE FROM entries WHERE version = 1', 2],
  ])('[B39] a journal is refused at the start for %s', async (_, change, at) => {
    await leaveJournal(change);
    await expect(openChamber()).rejects.toThrow(`the journal of ${sittingId} was changed at version ${at}`);
  });

  test('[B39] an untouched journal is read again', async () => {
    await leaveJournal('');
    const sittings = await openChamber();
    expect(sittings.view(sittingId, 'host')).toMatchObject({ version: 2 });
  });

  test('[B39] the server does not start on a changed journal and says where', async () => {
    await leaveJournal(oneByte);
    await expect(ServerProcess.start(folder)).rejects.toThrow(
      new RegExp(`the server stopped with 1:[^]*the journal of ${sittingId} was changed at version 1`),
    );
  });
});

/** A worker that answers each batch as `answer` says, until it meets a request that kills it. */
function mortalQueue(killer: string): { queue: CommitQueue<string, string>; deaths: string[] } {
  const code = `
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', (batch) => {
      if (batch.includes('killer')) { ${killer} }
      parentPort.postMessage({ answers: batch.map((request) => 'done ' + request) });
    });`;
  const deaths: string[] = [];
  const queue = new CommitQueue<string, string>(new Worker(code, { eval: true }), ({ message }) =>
    deaths.push(message),
  );
  ending.push(() => queue.close());
  return { queue, deaths };
}

describe('a worker that dies', () => {
  test.each([
    ['throws', `throw new Error('disk on fire')`, ['disk on fire'], 'the store stopped: disk on fire'],
    ['exits', 'process.exit(1)', ['the store ended by itself'], 'the store is closed'],
  ])(
    '[B28] %s: what is under way and what waits is rejected, and so is all that follows',
    async (_, how, said, why) => {
      const { queue, deaths } = mortalQueue(how);
      expect(await queue.submit('first')).toBe('done first');
      const lost = ['killer', 'waiting', 'waiting too'].map((request) => queue.submit(request));
      for (const one of await Promise.allSettled(lost)) {
        expect(one).toMatchObject({ status: 'rejected', reason: { name: 'StoreUnavailable', message: why } });
      }
      await expect(queue.submit('late')).rejects.toThrow(StoreUnavailable);
      expect(deaths).toEqual(said);
    },
  );

  test('a journal that cannot be opened rejects everything and says so', async () => {
    const file = join(folder, 'a-folder');
    mkdirSync(file);
    const deaths: string[] = [];
    const journal = openSqliteJournal(file, (error) => deaths.push(error.message));
    await expect(journal.append(sittingId, appendOf(1, 0))).rejects.toThrow(StoreUnavailable);
    expect(deaths).toEqual(['unable to open database file']);
    await journal.close();
  });
});
