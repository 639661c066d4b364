import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeBackup, type Snapshot } from '../../server/backup/make.ts';
import { Manifest } from '../../server/backup/manifest.ts';
import { openSqliteJournal } from '../../server/chamber/journal/sqlite.ts';
import { snapshot } from '../../server/commit/worker.ts';
import { DataFolder, storeNames } from '../../server/data-folder.ts';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf, Hall, inventedRoll, projectPaper } from '../../server/demo/hall.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { invented } from '../../server/demo/staff.ts';
import { entryHash, nextLink } from '../../shared/bundle.ts';
import { fromBase64Url, sha256Hex } from '../../shared/bytes.ts';
import { AccountId, type BallotId, CommandId, type VoteId } from '../../shared/ids.ts';
import { RESTORED_FROM_BACKUP } from '../../shared/sitting/commands.ts';
import type { SaltedEntry } from '../../shared/sitting/events.ts';
import { firstChoice } from './hall-fixture.ts';
import { withTmpfs } from './tmpfs.ts';

const DEPUTIES = 8;
const program = (name: string) => fileURLToPath(new URL(`../../server/${name}.ts`, import.meta.url));

/** One of the programs as an operator calls it. */
function run(
  name: 'backup' | 'restore',
  args: string[],
  dataDir: string,
): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    const env = { ...process.env, DATA_DIR: dataDir };
    execFile(process.execPath, [program(name), ...args], { env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
    );
  });
}

// A sitting with one vote published, one open with casts coming in, one prepared.
let folder: string;
let server: ServerProcess;
let hall: Hall;
let published: VoteId;
let open: VoteId;
let prepared: VoteId;
let openBallot: BallotId;
let audit: { text: string; digest: string };
let backup: string;
const papers = ['已经宣布', '正在投票', '已经准备'].map((title) => projectPaper(title, 5, 2));
const inFolder = (...names: string[]) => join(folder, ...names);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yishi-'));
  server = await ServerProcess.start(inFolder('data'), { LOG_LEVEL: 'info' });
  const plan = {
    title: '备份',
    body: 'congress',
    totalMembership: DEPUTIES,
    roll: inventedRoll(DEPUTIES),
  } as const;
  hall = await Hall.open(server.url, server.setupCodes, plan, new Dice(1));
  await eachOf(hall.seats, (seat) => hall.signIn(seat));
  await hall.checkIn(hall.seats);
  const [first, second, third] = await Promise.all(papers.map((paper) => hall.drawUp(paper)));
  published = await hall.openVote(first!);
  await eachOf(hall.seats, async ({ tablet }) => void (await tablet.vote(published, firstChoice)));
  ({ audit } = await hall.finish(published));
  open = await hall.openVote(second!);
  openBallot = (await hall.inStage(open, 'open')).ballots[0]!.ballotId;
  await hall.operator.command({ type: 'PrepareVote', paperId: third!, rehearsal: false });
  prepared = (await hall.operator.until((view) => view.votes.find((vote) => vote.paperId === third)))!.voteId;
});

afterAll(async () => {
  hall?.leave();
  await server?.stop();
  rmSync(folder, { recursive: true });
});

/** Every file of a backup, with its bytes. */
function filesOf(backup: string): Map<string, Buffer> {
  const entries = readdirSync(backup, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [file.slice(backup.length + 1), readFileSync(file)];
    }),
  );
}

function bytesIn(folder: string): number {
  return [...filesOf(folder).values()].reduce((sum, { length }) => sum + length, 0);
}

function backupIn(collection: string): string {
  const names = readdirSync(collection);
  expect(names).toEqual([expect.stringMatching(/^yishi-\d{8}T\d{6}Z$/)]);
  return join(collection, names[0]!);
}

/** The restored folder behind the address that everyone knows. */
function startRestored(): Promise<ServerProcess> {
  return ServerProcess.start(inFolder('restored'), {}, Number(new URL(server.url).port));
}

/** Staff by their passwords, deputies by the links that they have. */
async function comeBack(): Promise<void> {
  await hall.operator.signInAs(invented.operator);
  await hall.chair.signInAs(invented.chair);
  for (const device of [hall.operator, hall.chair]) device.connect(hall.sittingId);
  await eachOf(hall.seats, (seat) => hall.signIn(seat));
}

describe('a backup during an open vote', () => {
  test('[B87] holds journal, access and sealed ballots, and nothing of the open urn, while casts come in', async () => {
    const voters = hall.seats.slice(0, 6);
    for (const { tablet } of voters.slice(0, 2)) await tablet.vote(open, firstChoice);
    const [made] = await Promise.all([
      run('backup', ['--to', inFolder('backups')], server.dataDir),
      eachOf(voters.slice(2), async ({ tablet }) => void (await tablet.vote(open, firstChoice))),
    ]);
    const sealed = readdirSync(join(server.dataDir, 'sealed')).map((name) => `sealed/${name}`);
    const kept = [...storeNames.map((name) => `${name}.sqlite`), 'pin-key', 'viewer-key', ...sealed];
    const figures = new RegExp(`^backup=\\S+ files=${kept.length} bytes=\\d+\\n$`);
    expect(made).toEqual({ code: 0, said: expect.stringMatching(figures) });
    backup = backupIn(inFolder('backups'));
    const files = filesOf(backup);
    expect([...files.keys()].sort()).toEqual([...kept, 'manifest.json'].sort());
    const { files: listed } = Manifest.parse(JSON.parse(files.get('manifest.json')!.toString()));
    for (const { path, size, sha256 } of listed) {
      expect([files.get(path)!.length, sha256Hex(files.get(path)!)]).toEqual([size, sha256]);
    }
    for (const [name, { mode }] of [backup, ...[...files.keys()].map((name) => join(backup, name))].map(
      (name) => [name, statSync(name)] as const,
    )) {
      expect(mode & 0o077, name).toBe(0);
    }
    const secrets = voters.flatMap(({ tablet }) => {
      const { cast } = tablet.kept.get(openBallot)!;
      return [cast!.key, cast!.credential, cast!.tag, cast!.signature].flatMap((text) => [
        Buffer.from(text),
        Buffer.from(fromBase64Url(text)!),
      ]);
    });
    const pem = readFileSync(join(server.dataDir, 'keys', `${openBallot}.pem`), 'utf8').split('\n')[5]!;
    for (const [name, bytes] of files) {
      for (const secret of [...secrets, pem]) expect(bytes.includes(secret), name).toBe(false);
    }
    // The urn itself has them: the search would find what is there.
    const urn = readFileSync(join(server.dataDir, 'urns', `${openBallot}.urn`));
    expect(secrets.filter((secret) => urn.includes(secret)).length).toBe(voters.length * 4);
    expect(server.output).toMatch(new RegExp(`"files":${kept.length},"bytes":\\d+,"msg":"backup made"`));
  });

  test('[B87] the socket is for the folder’s owner alone and understands one verb', () => {
    expect(statSync(join(server.dataDir, 'control.sock')).mode & 0o777).toBe(0o600);
  });

  test.each([
    [
      'a file was changed',
      (at: string) => writeFileSync(join(at, 'access.sqlite'), 'x', { flag: 'a' }),
      /access\.sqlite is not as the manifest says/,
    ],
    ['a file is missing', (at: string) => rmSync(join(at, 'journal.sqlite')), /journal\.sqlite is missing/],
    [
      'a file was added',
      (at: string) => writeFileSync(join(at, 'sealed', 'more.json'), ''),
      /sealed\/more\.json is in the backup and not in its manifest/,
    ],
    ['it was never finished', (at: string) => rmSync(join(at, 'manifest.json')), /it is no finished backup/],
    [
      'its manifest leads elsewhere',
      (at: string) =>
        writeFileSync(
          join(at, 'manifest.json'),
          readFileSync(join(at, 'manifest.json'), 'utf8').replace('access.sqlite', '../access.sqlite'),
        ),
      /must name a file of a data folder/,
    ],
  ])('[B88] is not restored when %s', async (_, change, why) => {
    const changed = inFolder('changed');
    cpSync(backup, changed, { recursive: true });
    change(changed);
    const { code, said } = await run('restore', ['--from', changed], inFolder('never'));
    expect([code, said]).toEqual([1, expect.stringMatching(why)]);
    expect(existsSync(inFolder('never'))).toBe(false);
    rmSync(changed, { recursive: true });
  });

  test('[B88] is not restored over anything, and a restore that broke off is not started on', async () => {
    const { code, said } = await run('restore', ['--from', backup], server.dataDir);
    expect([code, said]).toEqual([1, expect.stringMatching(/is not empty/)]);
    const half = inFolder('half');
    mkdirSync(half);
    writeFileSync(join(half, 'restore-unfinished'), '');
    await expect(ServerProcess.start(half)).rejects.toThrow(/a restore into \S+ broke off/);
    expect(readdirSync(half)).toEqual(['restore-unfinished']);
  });

  test('[B87] is not backed up while another program holds it, and is no data folder when it is empty', async () => {
    rmSync(join(server.dataDir, 'control.sock'));
    const busy = await run('backup', ['--to', inFolder('busy')], server.dataDir);
    expect([busy.code, busy.said]).toEqual([
      1,
      expect.stringMatching(/is in use, and its server does not answer/),
    ]);
    const none = await run('backup', ['--to', inFolder('busy')], inFolder('nothing'));
    expect([none.code, none.said]).toEqual([1, expect.stringMatching(/this is no data folder/)]);
    expect((await run('backup', [], server.dataDir)).code).toBe(2);
  });
});

describe('a folder without its server', () => {
  /** As the plug was pulled on it, with the close of the open vote in its journal. */
  let asKilled: string;

  beforeAll(async () => {
    asKilled = inFolder('as-killed');
    await server.kill();
    cpSync(server.dataDir, asKilled, { recursive: true, filter: (name) => !name.endsWith('.sock') });
  });

  test('[B87] [B89] is backed up by the same command; a vote that was closed and not sealed is aborted', async () => {
    const journal = openSqliteJournal(join(asKilled, 'journal.sqlite'), () => {});
    const last = (await journal.read(hall.sittingId)).at(-1)!.chained;
    const { version, at } = last.entry;
    const by = { role: 'chair', accountId: AccountId.parse('chair-of-test') } as const;
    const event = { type: 'VoteClosed', voteId: open } as const;
    const entry: SaltedEntry = { salt: '5a'.repeat(16), version: version + 1, at, by, event };
    const entries = [{ entry, link: nextLink(last.link, entryHash(entry)) }];
    const commandId = CommandId.parse('closed-by-test');
    await journal.append(hall.sittingId, { expectedVersion: version, commandId, entries });
    await journal.close();
    const made = await run('backup', ['--to', inFolder('offline')], asKilled);
    expect(made.code, made.said).toBe(0);
    expect((await run('restore', ['--from', backupIn(inFolder('offline'))], inFolder('again'))).code).toBe(0);
    const again = await ServerProcess.start(inFolder('again'));
    await again.stop();
    const restored = openSqliteJournal(join(again.dataDir, 'journal.sqlite'), () => {});
    const aborted = (await restored.read(hall.sittingId)).flatMap(({ chained: { entry } }) =>
      entry.event.type === 'VoteAborted' ? [[entry.by, entry.event.voteId, entry.event.reason]] : [],
    );
    expect(aborted).toEqual([open, prepared].map((id) => [{ role: 'system' }, id, RESTORED_FROM_BACKUP]));
    await restored.close();
  });
});

describe('a full disk', () => {
  test('[B87] no backup is begun that has no room, and one that runs out of it leaves nothing', async () => {
    const data = new DataFolder(inFolder('as-killed'));
    await withTmpfs(8, async (disk) => {
      const fill = (free: number) =>
        writeFileSync(join(disk, 'filler'), Buffer.alloc(8 * 1024 * 1024 - free));
      fill(256 * 1024);
      const refused = await run('backup', ['--to', disk], data.root);
      const why = /not enough room for a backup: \d+ MB are needed, 0 MB are free/;
      expect([refused.code, refused.said]).toEqual([1, expect.stringMatching(why)]);
      expect(readdirSync(disk)).toEqual(['filler']);
      rmSync(join(disk, 'filler'));

      const copy: Snapshot = async (name, file) => {
        // Somebody else fills it between two stores.
        if (name === 'access') fill(bytesIn(join(file, '..')) + 16 * 1024);
        const db = new DatabaseSync(data.store(name));
        await snapshot(db, file).finally(() => db.close());
      };
      const failing = makeBackup(data, copy, { to: disk }, Date.now());
      await expect(failing).rejects.toThrow('the disk of the backup is full; nothing was left on it');
      expect(readdirSync(disk)).toEqual(['filler']);
    });
  });
});

describe('a restored folder', () => {
  let restored: ServerProcess;
  afterAll(() => restored?.stop());

  test('[B88] [B89] the published vote is there byte for byte; the others are aborted, and held again', async () => {
    hall.leave();
    mkdirSync(inFolder('restored'));
    const { code } = await run(
      'restore',
      ['--from', backup, '--data', inFolder('restored')],
      inFolder('elsewhere'),
    );
    expect(code).toBe(0);
    const { cookie } = hall.operator;
    restored = await startRestored();
    expect(readdirSync(restored.dataDir)).not.toContain('restored.json');
    const me = await fetch(`${restored.url}/api/me`, { headers: { cookie: cookie! } });
    expect(me.status).toBe(401);
    await comeBack();
    const votes = await hall.chair.until(
      (view) => view.votes.every(({ stage }) => stage !== 'open' && stage !== 'prepared') && view.votes,
    );
    expect(votes.map(({ voteId, stage, reason }) => [voteId, stage, reason])).toEqual([
      [published, 'published', null],
      [open, 'aborted', RESTORED_FROM_BACKUP],
      [prepared, 'aborted', RESTORED_FROM_BACKUP],
    ]);
    const { tablet } = hall.seats[0]!;
    const path = `/api/sittings/${hall.sittingId}/votes/${published}/audit-bundle`;
    expect(await tablet.device.get(path)).toBe(audit.text);
    // What was cast into the urn that is gone is not called counted.
    await expect(tablet.send(openBallot)).rejects.toThrow('ballot-aborted');

    await hall.operator.command({ type: 'PrepareNextRound', voteId: open });
    const paperId = await hall.operator.until(
      (view) => view.papers.find(({ follows }) => follows === open)?.paperId,
    );
    const second = await hall.openVote(paperId);
    await eachOf(hall.seats, async (seat) => void (await seat.tablet.vote(second, firstChoice)));
    const finished = await hall.finish(second);
    expect(finished.published).toMatchObject({ round: 2, results: [{ tally: { returned: DEPUTIES } }] });
    expect(finished.audit.verification.passed).toBe(true);
  });

  test('[B89] later, the same server does not start without an urn: that was no restore', async () => {
    await hall.operator.command({ type: 'PrepareNextRound', voteId: prepared });
    const paperId = await hall.operator.until(
      (view) => view.papers.find(({ follows }) => follows === prepared)?.paperId,
    );
    await hall.openVote(paperId);
    await restored.kill();
    const urns = join(restored.dataDir, 'urns');
    const [urn] = readdirSync(urns);
    rmSync(join(urns, urn!));
    const before = filesOf(restored.dataDir);
    await expect(restored.start()).rejects.toThrow(
      new RegExp(`the server stopped with 1:[^]*the data folder is damaged: [^]*urns/${urn}`),
    );
    const kept = [...before.keys()].filter((name) => /^(?:keys|sealed)\//.test(name));
    expect(kept.length).toBe(3);
    for (const name of kept) expect(readFileSync(join(restored.dataDir, name))).toEqual(before.get(name));
  });
});
