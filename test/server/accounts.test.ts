import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Accounts, type Answered } from '../../server/accounts/accounts.ts';
import type { Account, AccountBook } from '../../server/accounts/contract.ts';
import { passwordFault } from '../../server/accounts/passwords.ts';
import * as rules from '../../server/accounts/rules.ts';
import { openSqliteAccountBook } from '../../server/accounts/sqlite.ts';
import { firstBrokenAct } from '../../shared/acts-chain.ts';
import type { AccountId } from '../../shared/ids.ts';
import { AccountRole } from '../../shared/roles.ts';

const MINUTE = 60_000;
const sentence = (who: string) => `${who} 只有本人知道的一句话`;
const people = {
  ma: { loginName: 'Ma.Li', name: '马丽', password: sentence('马') },
  bai: { loginName: 'bai', name: '白云', password: sentence('白') },
  chen: { loginName: 'chen', name: '陈主席', password: sentence('陈') },
} as const;

let folder: string;
let now: number;
let books: AccountBook[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yishi-accounts-'));
  now = Date.UTC(2026, 0, 20, 9);
  books = [];
});
afterEach(async () => {
  await Promise.all(books.map((book) => book.close()));
  rmSync(folder, { recursive: true, force: true });
});

/** Opens the one file of this test; a second call is a restart. */
async function open(renewSetup = false): Promise<Accounts> {
  await Promise.all(books.splice(0).map((book) => book.close()));
  const book = openSqliteAccountBook(join(folder, 'accounts.sqlite'), (error) => {
    throw error;
  });
  books.push(book);
  return Accounts.open(book, () => now, renewSetup);
}

function ok<T extends object>(answer: Answered<T>): T {
  if ('refused' in answer) throw new Error(`${answer.refused.code} ${answer.refused.field ?? ''}`);
  return answer;
}
const codeOf = (answer: object) => ('refused' in answer ? (answer.refused as { code: string }).code : 'ok');

/** Both administrators, and their accounts' ids. */
async function withAdministrators() {
  const accounts = await open();
  const [one, two] = accounts.setupCodes;
  const ma = ok(await accounts.setUp(one!, people.ma)).account.accountId;
  const bai = ok(await accounts.setUp(two!, people.bai)).account.accountId;
  return { accounts, ma, bai };
}

describe('the first two', () => {
  test('[B55] each administrator comes in by a code of the own, which is worth nothing afterwards', async () => {
    const accounts = await open();
    const [one, two] = accounts.setupCodes;
    expect(new Set([one, two]).size).toBe(2);
    expect(await accounts.setUp('x'.repeat(32), people.ma)).toEqual({
      refused: { code: 'setup-code-wrong', field: 'setupCode' },
    });
    ok(await accounts.setUp(one!, people.ma));
    expect(codeOf(await accounts.setUp(one!, people.bai))).toBe('setup-code-wrong');
    expect(codeOf(await accounts.setUp(two!, { ...people.bai, loginName: 'MA.LI' }))).toBe(
      'login-name-taken',
    );
    ok(await accounts.setUp(two!, people.bai));
    expect(codeOf(await accounts.setUp(two!, people.chen))).toBe('setup-done');
    expect((await open()).setupCodes).toEqual([]);
  });

  test('[B55] a restart prints a code for each administrator that is missing; a renewal prints two and is put down', async () => {
    const first = await open();
    ok(await first.setUp(first.setupCodes[0]!, people.ma));
    const second = await open();
    expect(second.setupCodes).toHaveLength(1);
    expect(codeOf(await second.setUp(first.setupCodes[0]!, people.bai))).toBe('setup-code-wrong');
    ok(await second.setUp(second.setupCodes[0]!, people.bai));
    const renewed = await open(true);
    expect(renewed.setupCodes).toHaveLength(2);
    expect(renewed.acts.at(-1)!.entry).toMatchObject({
      by: { who: 'server' },
      act: { type: 'SetupCodesRenewed' },
    });
  });
});

describe('signing in', () => {
  test('[B56] by login name in any case and the whole password, also after a restart', async () => {
    await withAdministrators();
    const accounts = await open();
    const came = ok(await accounts.signIn('mA.lI', people.ma.password));
    expect(came.account).toMatchObject({ role: 'administrator', name: '马丽', standing: 'active' });
    for (const wrong of [people.ma.password.slice(0, -1), `${people.ma.password} `, people.bai.password])
      expect(await accounts.signIn('ma.li', wrong)).toEqual({
        refused: { code: 'credentials-wrong', field: 'password' },
      });
    expect(await accounts.signIn('nobody', people.ma.password)).toEqual({
      refused: { code: 'credentials-wrong', field: 'password' },
    });
  });

  test('[B56] five wrong passwords pause sign-in, durably, and each further one doubles the pause', async () => {
    const { accounts, ma, bai } = await withAdministrators();
    for (let tries = 0; tries < 5; tries++) await accounts.signIn('bai', 'wrong');
    expect(codeOf(await accounts.signIn('bai', people.bai.password))).toBe('sign-in-paused');
    const again = await open();
    expect(codeOf(await again.signIn('bai', people.bai.password))).toBe('sign-in-paused');
    now += 30_000;
    expect(codeOf(await again.signIn('bai', 'wrong'))).toBe('credentials-wrong');
    now += 59_999;
    expect(codeOf(await again.signIn('bai', people.bai.password))).toBe('sign-in-paused');
    expect(codeOf(await again.liftPause(bai, bai))).toBe('ok');
    ok(await again.signIn('bai', people.bai.password));
    // Nobody else was kept out.
    ok(await again.signIn('ma.li', people.ma.password));
    expect(again.acts.map(({ entry: { act } }) => act)).toContainEqual({
      type: 'SignInPaused',
      accountId: bai,
    });
    expect(codeOf(await again.liftPause(ma, bai))).toBe('not-paused');
  });

  test('[B56] forty passwords tried at the same moment are five tries', async () => {
    const { accounts } = await withAdministrators();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => accounts.signIn('bai', `guess ${at}`)),
    );
    const codes = answers.map(codeOf);
    expect(codes.filter((code) => code === 'credentials-wrong')).toHaveLength(5);
    expect(codes.filter((code) => code === 'sign-in-paused')).toHaveLength(35);
    // A name that nobody has pauses as well: it does not tell who is there.
    const stranger = () => accounts.signIn('nobody', 'guess');
    const others = (await Promise.all(Array.from({ length: 8 }, stranger))).map(codeOf);
    expect(others.filter((code) => code === 'sign-in-paused')).toHaveLength(3);
    now += 30_000;
    expect(codeOf(await stranger())).toBe('credentials-wrong');
  });

  test('[B57] an authenticator is asked once it is set up, each code works once, and the password takes it away', async () => {
    const { accounts, bai } = await withAdministrators();
    const { secret } = ok(accounts.beginTotp(bai));
    const codeAt = (timestamp: number) => new TOTP({ secret }).generate({ timestamp });
    // Begun is not set up: a person who could not scan it is not locked out.
    ok(await accounts.signIn('bai', people.bai.password));
    expect(codeOf(await accounts.confirmTotp(bai, codeAt(now - 10 * MINUTE)))).toBe('totp-wrong');
    ok(await accounts.confirmTotp(bai, codeAt(now)));
    const enter = (code?: string) => accounts.signIn('bai', people.bai.password, code);
    expect(codeOf(await enter())).toBe('totp-missing');
    expect(codeOf(await enter(codeAt(now)))).toBe('totp-wrong');
    // An open desk cannot exchange it.
    expect(codeOf(accounts.beginTotp(bai))).toBe('totp-on');
    now += MINUTE;
    ok(await enter(codeAt(now)));
    expect(codeOf(await enter(codeAt(now)))).toBe('totp-wrong');
    expect(codeOf(await accounts.signIn('bai', 'wrong', codeAt(now)))).toBe('credentials-wrong');
    expect(codeOf(await accounts.removeTotp(bai, 'wrong'))).toBe('credentials-wrong');
    ok(await accounts.removeTotp(bai, people.bai.password));
    ok(await enter());
  });

  test('[B57] a begun authenticator is forgotten after ten minutes', async () => {
    const { accounts, bai } = await withAdministrators();
    const { secret } = ok(accounts.beginTotp(bai));
    now += 10 * MINUTE;
    expect(codeOf(await accounts.confirmTotp(bai, new TOTP({ secret }).generate({ timestamp: now })))).toBe(
      'totp-not-begun',
    );
  });
});

describe('passwords', () => {
  test.each([
    ['eleven signs', 'abcdefghij1', 'password-too-short'],
    ['eleven signs of two units each', '𠮷'.repeat(11), 'password-too-short'],
    ['more than any keyboard likes', 'ab1'.repeat(43), 'password-too-long'],
    ['what everybody takes', 'qwertyuiop123', 'password-too-common'],
    ['one thing over and over', 'abcabcabcabc', 'password-too-common'],
    ['the own name', 'Zhang.Xiaoming', 'password-too-common'],
    ['a sentence', '今天的会议室窗外有一棵老槐树', null],
    ['spaces only between words', 'four plain words here', null],
    ['twelve signs of two units each, not alike', '𠮷野家議事堂民主法治公平', null],
  ])('[B56] %s', (_what, password, code) => {
    expect(passwordFault(password, 'password', 'zhang.xiaoming')?.code ?? null).toBe(code);
  });

  test('[B56] one that is composed differently by another keyboard is the same', async () => {
    const accounts = await open();
    ok(await accounts.setUp(accounts.setupCodes[0]!, { ...people.ma, password: 'caf\u00e9 au lait tous' }));
    ok(await accounts.signIn('ma.li', 'cafe\u0301 au lait tous'));
  });

  test('[B56] a change asks for the old one', async () => {
    const { accounts, bai } = await withAdministrators();
    const next = sentence('新');
    expect(await accounts.changePassword(bai, 'wrong', next)).toEqual({
      refused: { code: 'credentials-wrong', field: 'old' },
    });
    expect(await accounts.changePassword(bai, people.bai.password, 'short')).toEqual({
      refused: { code: 'password-too-short', field: 'next' },
    });
    ok(await accounts.changePassword(bai, people.bai.password, next));
    expect(codeOf(await accounts.signIn('bai', people.bai.password))).toBe('credentials-wrong');
    ok(await accounts.signIn('bai', next));
    // A session left open gets no more guesses than the entrance.
    const guesses = Array.from({ length: 20 }, (_, at) => accounts.removeTotp(bai, `guess ${at}`));
    const codes = (await Promise.all(guesses)).map(codeOf);
    expect(codes.filter((code) => code === 'credentials-wrong')).toHaveLength(5);
  });
});

describe('grants', () => {
  const chair = { loginName: 'chen', name: '陈主席', role: 'chair' } as const;
  const password = people.chen.password;

  test('[B58] a chair is proposed by one and approved by another; whoever comes in needs what both have', async () => {
    const { accounts, ma, bai } = await withAdministrators();
    const proposed = ok(await accounts.propose(ma, chair));
    if (!('code' in proposed)) throw new Error('a chair by one person');
    const { accountId, code } = proposed;
    expect(accounts.view(accountId)!.standing).toBe('proposed');
    expect(await accounts.approve(ma, accountId)).toEqual({
      refused: { code: 'second-person-needed', field: 'accountId' },
    });
    const { link } = ok(await accounts.approve(bai, accountId));
    expect(ok(accounts.invitation(link))).toMatchObject({
      needsCode: true,
      proposedBy: '马丽',
      account: { name: '陈主席', standing: 'invited' },
    });
    for (const wrong of [undefined, code === '00000000' ? '11111111' : '00000000'])
      expect(codeOf(await accounts.accept(link, wrong, password))).toBe('invitation-code-wrong');
    expect(ok(await accounts.accept(link, code, password)).account).toMatchObject({ role: 'chair' });
    expect(codeOf(await accounts.accept(link, code, password))).toBe('link-unknown');
    ok(await accounts.signIn('chen', password));
  });

  test('[B58] five wrong codes spoil an invitation, and a new proposal makes another', async () => {
    const { accounts, ma, bai } = await withAdministrators();
    const { accountId, code } = ok(await accounts.propose(ma, chair)) as {
      accountId: AccountId;
      code: string;
    };
    const { link } = ok(await accounts.approve(bai, accountId));
    const wrong = code === '00000000' ? '11111111' : '00000000';
    for (let tries = 0; tries < 5; tries++) await accounts.accept(link, wrong, password);
    expect(codeOf(await accounts.accept(link, code, password))).toBe('link-unknown');
    expect(accounts.view(accountId)!.standing).toBe('proposed');
    // Approving anew gives no further guesses: it has to be proposed anew, with another code.
    expect(codeOf(await accounts.approve(bai, accountId))).toBe('nothing-to-approve');
    const again = ok(await accounts.proposeReset(ma, accountId)) as { code: string };
    const { link: other } = ok(await accounts.approve(bai, accountId));
    ok(await accounts.accept(other, again.code, password));
  });

  test('[B58] an invitation lives three days, and the last approval’s link alone', async () => {
    const { accounts, ma, bai } = await withAdministrators();
    const { accountId, code } = ok(await accounts.propose(ma, chair)) as {
      accountId: AccountId;
      code: string;
    };
    const { link: first } = ok(await accounts.approve(bai, accountId));
    const { link, expiresAt } = ok(await accounts.approve(bai, accountId));
    expect(codeOf(accounts.invitation(first))).toBe('link-unknown');
    now = expiresAt;
    expect(codeOf(await accounts.accept(link, code, password))).toBe('link-expired');
  });

  test('[B58] a role that confirms nothing is granted by one', async () => {
    const { accounts, ma } = await withAdministrators();
    const proposed = ok(await accounts.propose(ma, { loginName: 'note', name: '记录', role: 'noteTaker' }));
    if (!('link' in proposed)) throw new Error('a note-taker by two people');
    ok(await accounts.accept(proposed.link, undefined, password));
    ok(await accounts.signIn('note', password));
  });

  test('[B58] a lost password is replaced by two people; the old one works until then', async () => {
    const { accounts, ma, bai } = await withAdministrators();
    const proposed = ok(await accounts.propose(ma, chair)) as { accountId: AccountId; code: string };
    const invited = ok(await accounts.approve(bai, proposed.accountId));
    ok(await accounts.accept(invited.link, proposed.code, password));
    const reset = ok(await accounts.proposeReset(bai, proposed.accountId)) as { code: string };
    expect(codeOf(await accounts.approve(bai, proposed.accountId))).toBe('second-person-needed');
    const { link } = ok(await accounts.approve(ma, proposed.accountId));
    ok(await accounts.signIn('chen', password));
    ok(await accounts.accept(link, reset.code, sentence('改')));
    expect(codeOf(await accounts.signIn('chen', password))).toBe('credentials-wrong');
  });

  test('[B58] nobody resets, approves or closes the own account, and a closed one is closed for good', async () => {
    const { accounts, ma, bai } = await withAdministrators();
    expect(codeOf(await accounts.proposeReset(ma, ma))).toBe('not-yourself');
    expect(codeOf(await accounts.close(ma, ma))).toBe('not-yourself');
    ok(await accounts.proposeReset(ma, bai));
    expect(codeOf(await accounts.approve(bai, bai))).toBe('not-yourself');
    // With one alone, the next start would print a code and make the log of the machine a second administrator.
    expect(codeOf(await accounts.close(ma, bai))).toBe('administrators-too-few');
    const third = ok(
      await accounts.propose(ma, { loginName: 'third', name: '第三人', role: 'administrator' }),
    );
    const { link } = ok(await accounts.approve(bai, third.accountId));
    ok(await accounts.accept(link, (third as { code: string }).code, sentence('第三人的')));
    ok(await accounts.close(ma, bai));
    expect(codeOf(await accounts.signIn('bai', people.bai.password))).toBe('credentials-wrong');
    expect(codeOf(await accounts.proposeReset(ma, bai))).toBe('account-closed');
    expect((await open()).setupCodes).toEqual([]);
  });

  test('[B58] whatever one administrator does alone, no account that two people grant comes of it', () => {
    const account = (accountId: string): Account => ({
      accountId: accountId as AccountId,
      loginName: accountId,
      name: accountId,
      role: 'administrator',
      password: 'known',
      totp: null,
      invitation: null,
      wrong: 0,
      pausedUntil: null,
      closed: false,
    });
    const step = fc.record({
      what: fc.constantFrom('propose', 'reset', 'approve', 'withdraw', 'accept', 'close'),
      role: fc.constantFrom(...AccountRole.options),
      at: fc.nat(7),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const all = new Map([account('one'), account('two')].map((each) => [each.accountId, each]));
        /** Accounts that the first administrator can act as. */
        const mine = new Set(['one' as AccountId]);
        const codes = new Map<AccountId, string>();
        const links = new Map<AccountId, string>();
        for (const [n, { what, role, at }] of steps.entries()) {
          const by = all.get([...mine][at % mine.size]!)!;
          const target = [...all.values()][at % all.size]!;
          const secrets = { codeHash: `code-${n}`, linkHash: `link-${n}` };
          const grants = { accounts: all, now: n };
          const about = { accountId: `new-${n}` as AccountId, loginName: `new-${n}`, name: 'x', role };
          const ruling =
            what === 'propose'
              ? rules.propose(grants, by, about, secrets)
              : what === 'reset'
                ? rules.proposeReset(grants, by, target, secrets)
                : what === 'approve'
                  ? rules.approve(grants, by, target, secrets.linkHash)
                  : what === 'withdraw'
                    ? rules.withdraw(by, target)
                    : what === 'close'
                      ? rules.close(grants, by, target)
                      : null;
          if (ruling && !('refused' in ruling)) {
            all.set(ruling.account.accountId, ruling.account);
            if (what === 'approve' || ruling.account.invitation?.linkHash === secrets.linkHash)
              links.set(ruling.account.accountId, secrets.linkHash);
            if (ruling.account.invitation?.codeHash === secrets.codeHash)
              codes.set(ruling.account.accountId, secrets.codeHash);
          }
          const { accountId, invitation } = target;
          const mayEnter =
            what === 'accept' &&
            rules.invitationFault(grants, target) === null &&
            links.get(accountId) === invitation!.linkHash &&
            (invitation!.codeHash === null || codes.get(accountId) === invitation!.codeHash);
          if (mayEnter) {
            all.set(accountId, rules.activate(target, 'mine').account);
            mine.add(accountId);
          }
        }
        const powerful = [...mine].filter((id) => id !== 'one' && rules.needsTwo(all.get(id)!.role));
        expect(powerful).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the log of staff acts', () => {
  test('[B60] tells who did what, holds no secret, and names the line that was changed', async () => {
    const { accounts, ma } = await withAdministrators();
    const { link } = ok(
      await accounts.propose(ma, { loginName: 'note', name: '记录', role: 'noteTaker' }),
    ) as {
      link: string;
    };
    await accounts.signIn('bai', people.bai.password);
    expect(accounts.acts.map(({ entry: { number, act } }) => [number, act.type])).toEqual([
      [1, 'SetUp'],
      [2, 'SetUp'],
      [3, 'AccountProposed'],
      [4, 'SignedIn'],
    ]);
    expect(accounts.acts[2]!.entry.by).toEqual({ who: 'account', accountId: ma, name: '马丽' });
    expect(accounts.chain().brokenAt).toBeNull();
    const changed = structuredClone(accounts.acts) as typeof accounts.acts & {
      [at: number]: { entry: { at: number } };
    };
    changed[2]!.entry.at++;
    expect(firstBrokenAct(changed)).toBe(3);
    expect(firstBrokenAct(accounts.acts.filter((_, at) => at !== 1))).toBe(2);
    const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
    expect(bytes.includes('马丽')).toBe(true);
    for (const secret of [link, people.ma.password, people.bai.password])
      expect(bytes.includes(secret)).toBe(false);
  });

  test('[B60] a hundred acts at once stand in one order, through a restart', async () => {
    const { accounts, ma } = await withAdministrators();
    await Promise.all(
      Array.from({ length: 100 }, () => accounts.record(accounts.by(ma), { type: 'ActsExported' })),
    );
    const again = await open();
    expect(again.acts).toHaveLength(102);
    expect(again.chain()).toEqual({ head: accounts.chain().head, brokenAt: null });
  });
});
