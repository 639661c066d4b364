import { TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { addressBlock } from '../../server/accounts/pace.ts';
import { passwordFault } from '../../server/accounts/passwords.ts';
import { LOGIN_NAME_PATTERN, LoginName } from '../../shared/accounts.ts';
import { codeOf, officeForThisFile, ok, people, sentence } from './office.ts';

const MINUTE = 60_000;
const office = officeForThisFile();

describe('signing in', () => {
  test('[B56] by login name in any case and the whole password, also after a restart', async () => {
    await office.withAdministrators();
    const accounts = await office.open();
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
    const { accounts, ma, bai } = await office.withAdministrators();
    for (let tries = 0; tries < 5; tries++) await accounts.signIn('bai', 'wrong');
    expect(codeOf(await accounts.signIn('bai', people.bai.password))).toBe('sign-in-paused');
    const again = await office.open();
    expect(codeOf(await again.signIn('bai', people.bai.password))).toBe('sign-in-paused');
    office.now += 30_000;
    expect(codeOf(await again.signIn('bai', 'wrong'))).toBe('credentials-wrong');
    office.now += 59_999;
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
    const { accounts } = await office.withAdministrators();
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
    office.now += 30_000;
    expect(codeOf(await stranger())).toBe('credentials-wrong');
  });

  test('[B57] an authenticator is asked once it is set up, each code works once, and the password takes it away', async () => {
    const { accounts, bai } = await office.withAdministrators();
    const { secret } = ok(accounts.beginTotp(bai));
    const codeAt = (timestamp: number) => new TOTP({ secret }).generate({ timestamp });
    // Begun is not set up: a person who could not scan it is not locked out.
    ok(await accounts.signIn('bai', people.bai.password));
    expect(codeOf(await accounts.confirmTotp(bai, codeAt(office.now - 10 * MINUTE)))).toBe('totp-wrong');
    ok(await accounts.confirmTotp(bai, codeAt(office.now)));
    const enter = (code?: string) => accounts.signIn('bai', people.bai.password, code);
    expect(codeOf(await enter())).toBe('totp-missing');
    expect(codeOf(await enter(codeAt(office.now)))).toBe('totp-wrong');
    // An open desk cannot exchange it.
    expect(codeOf(accounts.beginTotp(bai))).toBe('totp-on');
    office.now += MINUTE;
    ok(await enter(codeAt(office.now)));
    expect(codeOf(await enter(codeAt(office.now)))).toBe('totp-wrong');
    expect(codeOf(await accounts.signIn('bai', 'wrong', codeAt(office.now)))).toBe('credentials-wrong');
    expect(codeOf(await accounts.removeTotp(bai, 'wrong'))).toBe('credentials-wrong');
    ok(await accounts.removeTotp(bai, people.bai.password));
    ok(await enter());
  });

  test('[B57] a begun authenticator is forgotten after ten minutes', async () => {
    const { accounts, bai } = await office.withAdministrators();
    const { secret } = ok(accounts.beginTotp(bai));
    office.now += 10 * MINUTE;
    expect(
      codeOf(await accounts.confirmTotp(bai, new TOTP({ secret }).generate({ timestamp: office.now }))),
    ).toBe('totp-not-begun');
  });
});

test.each([
  ['ma', true],
  ['Ma.Li-2_b', true],
  ['2号馆', true],
  ['马丽', true],
  ['𠮷田', true],
  ['André', true],
  ['ｍａ１', true],
  ['马li', false],
  ['m\u0430', false],
  ['\u0430\u0431', false],
  ['b\u0251i', false],
  ['b\u03bfss', false],
  ['か马', false],
  ['m\u0661', false],
  ['a\u0301b', false],
  ['.ma', false],
  ['m', false],
  ['m'.repeat(41), false],
  ['ma li', false],
  ['ma\u200d', false],
])('[B97] %j can be a login name: %s', (name, can) => {
  expect(LoginName.safeParse(name).success).toBe(can);
  // As browsers read the pattern of the form.
  expect(new RegExp(`^(?:${LOGIN_NAME_PATTERN})$`, 'v').test(name)).toBe(can);
});

test.each([
  ['203.0.113.7', '203.0.113.7', true],
  ['203.0.113.7', '::ffff:203.0.113.7', true],
  ['203.0.113.7', '203.0.113.8', false],
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
  ['2001:db8:1:2::1', '2001:0db8:0001:0002:0:0:0:1', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['fe80::1%eth0', 'fe80::2%eth1', true],
  ['not an address', 'nor this', false],
])('[B98] %s and %s are one block of addresses: %s', (one, other, same) => {
  expect(addressBlock(one) === addressBlock(other)).toBe(same);
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
    const accounts = await office.open();
    ok(await accounts.setUp(accounts.setupCodes[0]!, { ...people.ma, password: 'caf\u00e9 au lait tous' }));
    ok(await accounts.signIn('ma.li', 'cafe\u0301 au lait tous'));
  });

  test('[B56] a change asks for the old one', async () => {
    const { accounts, bai } = await office.withAdministrators();
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
