import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccessBook, SignIn } from '../../server/chamber/access/contract.ts';
import { openSqliteAccessBook } from '../../server/chamber/access/sqlite.ts';
import { Admission, type Entered, SESSION_LIFE } from '../../server/chamber/admission.ts';
import { newSecret } from '../../server/chamber/secrets.ts';
import type { Principal } from '../../shared/protocol.ts';

const HOUR = 3_600_000;
const start = Date.UTC(2026, 0, 20, 9);

let folder: string;
let books: AccessBook[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yishi-access-'));
  books = [];
});
afterEach(async () => {
  await Promise.all(books.map((book) => book.close()));
  rmSync(folder, { recursive: true, force: true });
});

/** Opens the one file of this test; a second call is a restart. */
async function open(): Promise<AccessBook> {
  await Promise.all(books.splice(0).map((book) => book.close()));
  const book = openSqliteAccessBook(join(folder, 'access.sqlite'), (error) => {
    throw error;
  });
  books.push(book);
  return book;
}

describe('the book', () => {
  const staff = (accountId = 'account-1'): Principal => ({ role: 'operator', accountId, label: '工作人员' });
  const expiresAt = start + HOUR;
  const link = (linkHash: string, principal: Principal) => ({ linkHash, principal, expiresAt });
  const by = (deviceHash: string, tokenHash: string, now = start): SignIn => ({
    deviceHash,
    tokenHash,
    now,
    sessionExpiresAt: now + HOUR,
  });
  const tokens = async (book: AccessBook, now = start) =>
    (await book.sessions(now)).map(({ tokenHash }) => tokenHash).sort();

  test('[B44] a link binds itself to the first device; the same device replaces its own session', async () => {
    const book = await open();
    await book.putLinks([link('link', staff())]);
    const first = { kind: 'signed-in', principal: staff(), ended: [] };
    expect(await book.spendLink('link', by('phone', 't1'))).toEqual(first);
    expect(await book.spendLink('link', by('other', 't2'))).toEqual({ kind: 'used' });
    expect(await book.spendLink('link', by('phone', 't3'))).toEqual({ ...first, ended: ['t1'] });
    expect(await tokens(book)).toEqual(['t3']);
  });

  test('[B44] a link is unknown, or expired from its last millisecond on', async () => {
    const book = await open();
    await book.putLinks([link('link', staff())]);
    expect(await book.spendLink('no-link', by('phone', 't1'))).toEqual({ kind: 'unknown' });
    expect(await book.spendLink('link', by('phone', 't1', expiresAt))).toEqual({ kind: 'expired' });
    expect(await book.spendLink('link', by('phone', 't1', expiresAt - 1))).toMatchObject({
      kind: 'signed-in',
    });
    expect(await book.spendLink('link', by('phone', 't1', expiresAt))).toEqual({ kind: 'expired' });
  });

  test('[B44] two members of staff are two people', async () => {
    const book = await open();
    await book.putLinks([link('c', staff()), link('d', staff('account-2'))]);
    for (const name of ['c', 'd']) {
      expect(await book.spendLink(name, by(name, name))).toMatchObject({ ended: [] });
    }
    expect(await tokens(book)).toEqual(['c', 'd']);
  });

  test('[B44] a link that is put twice stays as it was', async () => {
    const book = await open();
    await book.putLinks([link('link', staff())]);
    await book.spendLink('link', by('phone', 't1'));
    await book.putLinks([{ linkHash: 'link', principal: staff('account-2'), expiresAt: start + 9 * HOUR }]);
    expect(await book.spendLink('link', by('other', 't2'))).toEqual({ kind: 'used' });
    expect(await book.spendLink('link', by('phone', 't3'))).toMatchObject({ principal: staff() });
  });

  test('[B44] of many devices that race for one link, one gets it', async () => {
    const book = await open();
    await book.putLinks([link('link', staff())]);
    const all = Array.from({ length: 50 }, (_, k) => book.spendLink('link', by(`device-${k}`, `t${k}`)));
    const kinds = (await Promise.all(all)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'signed-in')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'used')).toHaveLength(49);
    expect(await tokens(book)).toHaveLength(1);
  });

  test('links and sessions survive a restart; ended and expired sessions do not come back', async () => {
    const before = await open();
    await before.putLinks([link('a', staff()), link('b', staff('account-2')), link('c', staff('account-3'))]);
    await before.spendLink('a', by('tablet', 't1'));
    await before.spendLink('b', by('desk', 't2'));
    await before.endSession('t2');
    const after = await open();
    expect(await after.sessions(start)).toEqual([
      { tokenHash: 't1', principal: staff(), expiresAt: start + HOUR },
    ]);
    expect(await after.sessions(start + HOUR)).toEqual([]);
    expect(await after.spendLink('a', by('stranger', 't3'))).toEqual({ kind: 'used' });
    expect(await after.spendLink('c', by('tablet-2', 't4'))).toMatchObject({ kind: 'signed-in', ended: [] });
  });

  test('[B59] sessions by password stand side by side, and all of an account end but one', async () => {
    const book = await open();
    for (const tokenHash of ['t1', 't2', 't3'])
      await book.putSession({ tokenHash, principal: staff(), expiresAt }, 'account-1');
    await book.putSession({ tokenHash: 't4', principal: staff('account-2'), expiresAt }, 'account-2');
    expect(await tokens(book)).toEqual(['t1', 't2', 't3', 't4']);
    expect((await book.endSessionsOf('account-1', 't2')).sort()).toEqual(['t1', 't3']);
    expect(await tokens(book)).toEqual(['t2', 't4']);
    expect(await book.endSessionsOf('account-1', null)).toEqual(['t2']);
    expect(await tokens(await open())).toEqual(['t4']);
  });
});

describe('admission', () => {
  let now: number;
  let ended: string[];
  beforeEach(() => {
    now = start;
    ended = [];
  });
  const clock = () => now;
  const admit = async () => {
    return Admission.open(await open(), clock, (sessionId) => ended.push(sessionId));
  };
  const signedIn = async (answer: Promise<Entered>) => {
    const got = await answer;
    if ('refused' in got) throw new Error(got.refused.code);
    return got;
  };
  const screenLink = async (admission: Admission) => (await admission.hallScreenLink('大屏幕')).link;

  test('[B44] a link lives a day', async () => {
    const admission = await admit();
    const inTime = await admission.hallScreenLink('大屏幕');
    expect(inTime.expiresAt).toBe(start + 24 * HOUR);
    now = inTime.expiresAt - 1;
    await signedIn(admission.signIn(inTime.link, newSecret()));
    const tooLate = await admission.hallScreenLink('大屏幕');
    now = tooLate.expiresAt;
    expect(await admission.signIn(tooLate.link, newSecret())).toEqual({
      refused: { code: 'link-expired', field: 'link' },
    });
  });

  test('[B44] a link that is used for the second time, or never was, says so', async () => {
    const admission = await admit();
    const link = await screenLink(admission);
    await signedIn(admission.signIn(link, newSecret()));
    const refused = (code: string) => ({ refused: { code, field: 'link' } });
    expect(await admission.signIn(link, newSecret())).toEqual(refused('link-used'));
    expect(await admission.signIn(newSecret(), newSecret())).toEqual(refused('link-unknown'));
    expect(await admission.signIn('', newSecret())).toEqual(refused('link-unknown'));
  });

  test('[B43] a session lives a day, through restarts, and ends at its sign-out for good', async () => {
    const first = await admit();
    const { token } = await signedIn(first.signIn(await screenLink(first), newSecret()));
    const { token: other } = await signedIn(first.signIn(await screenLink(first), newSecret()));
    await first.signOut(first.session(other)!);
    expect(ended).toHaveLength(1);
    const second = await admit();
    now = start + SESSION_LIFE - 1;
    expect(second.session(token)).toMatchObject({ actor: { role: 'hallScreen' } });
    expect(second.session(other)).toBeNull();
    now++;
    expect(second.session(token)).toBeNull();
    expect((await admit()).session(token)).toBeNull();
  });

  test.each([undefined, '', 'setup', '__proto__', 'undefined'])(
    '[B43] the token %s opens nothing',
    async (token) => {
      const admission = await admit();
      await admission.startSession({ role: 'chair', accountId: 'account-1', label: '主席' });
      expect(admission.session(token)).toBeNull();
    },
  );

  test('[B59] a session of the staff ends after a working day, or after two hours in which nothing is heard', async () => {
    const admission = await admit();
    const principal = { role: 'chair', accountId: 'account-1', label: '主席' } as const;
    const [busy, idle] = [await admission.startSession(principal), await admission.startSession(principal)];
    for (let hours = 0; hours < 11; hours++) {
      now += HOUR;
      admission.seen(admission.session(busy)!.id);
    }
    expect(admission.session(idle)).toBeNull();
    // Its open line is cut too, not only its next request.
    await admission.endExpired();
    expect(ended).toHaveLength(1);
    now = start + 12 * HOUR - 1;
    expect(admission.session(busy)).not.toBeNull();
    now++;
    expect(admission.session(busy)).toBeNull();
  });

  test('[B59] signing out everywhere ends every session of the account and no other', async () => {
    const admission = await admit();
    const open = (accountId: string) =>
      admission.startSession({ role: 'operator', accountId, label: '操作员' });
    const [one, two, other] = [await open('account-1'), await open('account-1'), await open('account-2')];
    await admission.endSessionsOf('account-1', admission.session(two));
    expect([one, two, other].map((token) => admission.session(token) !== null)).toEqual([false, true, true]);
    await admission.endSessionsOf('account-1');
    expect(admission.session(two)).toBeNull();
    expect(ended).toHaveLength(2);
  });

  test('[B43] nothing in the files lets anybody sign in', async () => {
    const admission = await admit();
    const devices = Array.from({ length: 2 }, newSecret);
    const links = [await screenLink(admission), await screenLink(admission), await screenLink(admission)];
    const sessions = [
      await signedIn(admission.signIn(links[0]!, devices[0]!)),
      await signedIn(admission.signIn(links[2]!, devices[1]!)),
    ];
    const secrets = [...devices, ...links, ...sessions.map(({ token }) => token)];
    const onDisk = () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
    for (const bytes of [onDisk(), await open().then(onDisk)]) {
      // The search itself must be able to find something.
      expect(bytes.includes(createHash('sha256').update(links[0]!).digest('hex'))).toBe(true);
      for (const secret of secrets) {
        expect(bytes.includes(secret)).toBe(false);
        expect(bytes.includes(Buffer.from(secret, 'base64url'))).toBe(false);
      }
    }
  });
});
