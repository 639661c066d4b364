import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccessBook, CardHolder } from '../../server/chamber/access/contract.ts';
import { openSqliteAccessBook } from '../../server/chamber/access/sqlite.ts';
import { DeputyId, SittingId } from '../../shared/ids.ts';

const sittingId = SittingId.parse('sitting-1');
const ma: CardHolder = { sittingId, deputyId: DeputyId.parse('deputy-ma') };
const li: CardHolder = { sittingId, deputyId: DeputyId.parse('deputy-li') };
const expiresAt = 2_000_000;

let folder: string;
let book: AccessBook;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yishi-cards-'));
  open();
});
afterEach(async () => {
  await book.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(): void {
  book = openSqliteAccessBook(join(folder, 'access.sqlite'), (error) => {
    throw error;
  });
}
async function restart(): Promise<void> {
  await book.close();
  open();
}
const put = (holder: CardHolder, secretHash: string, version = 7) =>
  book.putCards([{ ...holder, secretHash, version, printed: `printed-${secretHash}` }]);
const enter = (
  holder: CardHolder,
  secretHash: string,
  deviceHash: string,
  token: string,
  pin: string | null,
) =>
  book.enterByCard(secretHash, {
    deviceHash,
    pin,
    session: {
      tokenHash: token,
      principal: { role: 'deputy', ...holder },
      expiresAt,
    },
  });
const isIn = (...ended: string[]) => ({ kind: 'in', cardVersion: 7, ended });
const tokens = async () => (await book.sessions(1)).map(({ tokenHash }) => tokenHash).sort();

test('[B62] a new card is bound to the first tablet; its deputy has one session', async () => {
  await put(ma, 'card');
  expect(await book.card('card')).toMatchObject({ ...ma, pin: null, deviceHash: null, wrong: 0 });
  expect(await enter(ma, 'card', 'tablet', 't1', 'own')).toEqual(isIn());
  expect(await book.card('card')).toMatchObject({ pin: 'own', deviceHash: 'tablet' });
  expect(await enter(ma, 'card', 'other', 't2', null)).toEqual({ kind: 'elsewhere' });
  expect(await enter(ma, 'card', 'tablet', 't3', null)).toEqual(isIn('t1'));
  expect(await tokens()).toEqual(['t3']);
});

test('[B62] of many tablets that race for a new card, one is bound', async () => {
  await put(ma, 'card');
  const all = Array.from({ length: 50 }, (_, k) => enter(ma, 'card', `tablet-${k}`, `t${k}`, `own-${k}`));
  const kinds = (await Promise.all(all)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'in')).toHaveLength(1);
  expect(await tokens()).toHaveLength(1);
});

test('[B63] a newer card revokes the older one with all that came of it, and nobody else’s', async () => {
  await put(ma, 'old');
  await put(li, 'li');
  await enter(ma, 'old', 'tablet', 't1', 'own');
  await enter(li, 'li', 'other', 't2', 'own');
  expect(await put(ma, 'new')).toEqual(['t1']);
  expect(await book.card('old')).toBeNull();
  expect(await enter(ma, 'old', 'tablet', 't3', null)).toEqual({ kind: 'unknown' });
  expect(await book.moveCard('old', 'thief')).toBeNull();
  expect(await book.card('new')).toMatchObject({ pin: null, deviceHash: null, wrong: 0 });
  expect(await tokens()).toEqual(['t2']);
});

test('[B64] a session bears the version of the card that opened it, also after a restart; a card can be dropped', async () => {
  await put(ma, 'old', 7);
  await put(li, 'li', 8);
  await enter(ma, 'old', 'tablet', 't1', 'own');
  await enter(li, 'li', 'other', 't2', 'own');
  await put(ma, 'new', 9);
  await enter(ma, 'new', 'tablet', 't3', 'own');
  await restart();
  const versions = (await book.sessions(1)).map(({ tokenHash, cardVersion }) => [tokenHash, cardVersion]);
  expect(versions.sort()).toEqual([
    ['t2', 8],
    ['t3', 9],
  ]);
  expect(await book.dropCards([li])).toEqual(['t2']);
  expect(await book.cardVersions()).toEqual([{ ...ma, version: 9 }]);
  expect(await tokens()).toEqual(['t3']);
});

test('[B65] a try is counted before its PIN is looked at: of a hundred at once five are', async () => {
  await put(ma, 'card');
  const tries = await Promise.all(Array.from({ length: 100 }, () => book.countTry('card')));
  const left = tries.flatMap((tried) => (tried.kind === 'tried' ? [tried.triesLeft] : []));
  expect(left).toEqual([4, 3, 2, 1, 0]);
  expect(tries.filter(({ kind }) => kind === 'locked')).toHaveLength(95);
  expect(await book.countTry('no-card')).toEqual({ kind: 'unknown' });
});

test('[B65] a lock and the tries before it survive a restart; the right PIN and staff begin the count anew', async () => {
  await put(ma, 'card');
  await put(li, 'li');
  for (let k = 0; k < 5; k++) await book.countTry('card');
  for (let k = 0; k < 3; k++) await book.countTry('li');
  await restart();
  expect(await book.lockedCards()).toEqual([ma]);
  expect(await book.countTry('card')).toEqual({ kind: 'locked' });
  expect(await book.countTry('li')).toMatchObject({ triesLeft: 1 });
  await book.forgetTries('li');
  expect(await book.countTry('li')).toMatchObject({ triesLeft: 4 });
  expect(await book.unlockCard(li)).toBe(false);
  expect(await book.unlockCard(ma)).toBe(true);
  expect(await book.lockedCards()).toEqual([]);
  expect(await book.countTry('card')).toMatchObject({ triesLeft: 4 });
  await enter(ma, 'card', 'tablet', 't1', 'own');
  expect(await book.card('card')).toMatchObject({ wrong: 0 });
});

test('[B66] a card that is moved ends its session and knows the old tablet no more', async () => {
  await put(ma, 'card');
  await enter(ma, 'card', 'old', 't1', 'own');
  expect(await book.moveCard('card', 'new')).toEqual(['t1']);
  expect(await enter(ma, 'card', 'old', 't2', null)).toEqual({ kind: 'elsewhere' });
  expect(await enter(ma, 'card', 'new', 't3', null)).toEqual(isIn());
  await restart();
  expect(await book.card('card')).toMatchObject({ pin: 'own', deviceHash: 'new' });
  expect(await tokens()).toEqual(['t3']);
});
