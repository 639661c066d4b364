import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Account } from '../../server/accounts/contract.ts';
import * as rules from '../../server/accounts/rules.ts';
import { firstBrokenAct } from '../../shared/acts-chain.ts';
import type { AccountId } from '../../shared/ids.ts';
import { AccountRole } from '../../shared/roles.ts';
import { codeOf, officeForThisFile, ok, people, sentence } from './office.ts';

const office = officeForThisFile();

describe('the first two', () => {
  test('[B55] each administrator comes in by a code of the own, which is worth nothing afterwards', async () => {
    const accounts = await office.open();
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
    expect((await office.open()).setupCodes).toEqual([]);
  });

  test('[B55] a restart prints a code for each administrator that is missing; a renewal prints two and is put down', async () => {
    const first = await office.open();
    ok(await first.setUp(first.setupCodes[0]!, people.ma));
    const second = await office.open();
    expect(second.setupCodes).toHaveLength(1);
    expect(codeOf(await second.setUp(first.setupCodes[0]!, people.bai))).toBe('setup-code-wrong');
    ok(await second.setUp(second.setupCodes[0]!, people.bai));
    const renewed = await office.open(true);
    expect(renewed.setupCodes).toHaveLength(2);
    expect(renewed.acts.at(-1)!.entry).toMatchObject({
      by: { who: 'server' },
      act: { type: 'SetupCodesRenewed' },
    });
  });
});

describe('grants', () => {
  const chair = { loginName: 'chen', name: '陈主席', role: 'chair' } as const;
  const password = people.chen.password;

  test('[B58] a chair is proposed by one and approved by another; whoever comes in needs what both have', async () => {
    const { accounts, ma, bai } = await office.withAdministrators();
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
    const { accounts, ma, bai } = await office.withAdministrators();
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
    const { accounts, ma, bai } = await office.withAdministrators();
    const { accountId, code } = ok(await accounts.propose(ma, chair)) as {
      accountId: AccountId;
      code: string;
    };
    const { link: first } = ok(await accounts.approve(bai, accountId));
    const { link, expiresAt } = ok(await accounts.approve(bai, accountId));
    expect(codeOf(accounts.invitation(first))).toBe('link-unknown');
    office.now = expiresAt;
    expect(codeOf(await accounts.accept(link, code, password))).toBe('link-expired');
  });

  test('[B58] a role that confirms nothing is granted by one', async () => {
    const { accounts, ma } = await office.withAdministrators();
    const proposed = ok(await accounts.propose(ma, { loginName: 'note', name: '记录', role: 'noteTaker' }));
    if (!('link' in proposed)) throw new Error('a note-taker by two people');
    ok(await accounts.accept(proposed.link, undefined, password));
    ok(await accounts.signIn('note', password));
  });

  test('[B58] a lost password is replaced by two people; the old one works until then', async () => {
    const { accounts, ma, bai } = await office.withAdministrators();
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
    const { accounts, ma, bai } = await office.withAdministrators();
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
    expect((await office.open()).setupCodes).toEqual([]);
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
    const { accounts, ma } = await office.withAdministrators();
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
    const bytes = Buffer.concat(
      readdirSync(office.folder).map((name) => readFileSync(join(office.folder, name))),
    );
    expect(bytes.includes('马丽')).toBe(true);
    for (const secret of [link, people.ma.password, people.bai.password])
      expect(bytes.includes(secret)).toBe(false);
  });

  test('[B60] a hundred acts at once stand in one order, through a restart', async () => {
    const { accounts, ma } = await office.withAdministrators();
    await Promise.all(
      Array.from({ length: 100 }, () => accounts.record(accounts.by(ma), { type: 'ActsExported' })),
    );
    const again = await office.open();
    expect(again.acts).toHaveLength(102);
    expect(again.chain()).toEqual({ head: accounts.chain().head, brokenAt: null });
  });
});
