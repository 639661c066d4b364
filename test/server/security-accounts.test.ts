import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { COST } from '../../server/argon2id.ts';
import { Device, newSecret } from '../../server/demo/device.ts';
import { grant, invented } from '../../server/demo/staff.ts';
import type { AccountView } from '../../shared/accounts.ts';
import type { AccountRole } from '../../shared/roles.ts';
import type { HallScreen } from '../../shared/staff-protocol.ts';
import { houseForThisFile } from './hall-fixture.ts';

const house = houseForThisFile({ present: 4 });

let made = 0;
/** Somebody new on the staff, signed in, whom no other test uses. */
async function someone(role: AccountRole = 'noteTaker') {
  const who = {
    loginName: `person${++made}`,
    name: `工作人员${made}`,
    password: `一句只有第${made}号本人知道的话 a`,
  };
  const device = new Device(house.url);
  const { administrator: first, secondAdministrator: second } = house.hall;
  await grant({ first, second }, role, who, device);
  const { account } = JSON.parse(await device.get('/api/staff/me')) as { account: AccountView };
  return { who, device, accountId: account.accountId };
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: { refusal?: { code: string } }) => error.refusal?.code ?? String(error),
  );
const signIn = (loginName: string, password: string, code?: string) =>
  codeOf(
    new Device(house.url).post('POST /api/staff/sign-in', { loginName, password, ...(code && { code }) }),
  );
/** Whether the session of a device still opens anything; another device's cookie may be tried. */
const holds = async (cookie: string | null) =>
  (await fetch(`${house.url}/api/me`, { headers: { cookie: cookie ?? '' } })).status === 200;
const acts = async () =>
  (
    JSON.parse(await house.administrator.get('/api/acts')) as {
      acts: { entry: { act: { type: string; accountId?: string } } }[];
    }
  ).acts.map(({ entry: { act } }) => act);

describe('authentication', () => {
  test('[V6.2.2] [V6.2.3] one’s own password is changed with the present one, and with nothing less', async () => {
    const { who, device } = await someone();
    const change = (old: string, next: string) =>
      codeOf(device.post('POST /api/staff/password', { old, next }));
    expect(await change('not the present one', 'another sentence of mine')).toBe('credentials-wrong');
    expect(await change(who.password, 'another sentence of mine')).toBe('ok');
    expect(await signIn(who.loginName, 'another sentence of mine')).toBe('ok');
  });

  test('[V6.2.1] [V6.2.4] [V6.2.5] [V6.2.9] what may be chosen is decided by length and commonness alone', async () => {
    const { who, device } = await someone();
    let present = who.password;
    const choose = async (next: string) => {
      const code = await codeOf(device.post('POST /api/staff/password', { old: present, next }));
      if (code === 'ok') present = next;
      return code;
    };
    expect(await choose('eleven sign')).toBe('password-too-short');
    expect(await choose('qwertyuiop123')).toBe('password-too-common');
    expect(await choose('only small letters and blanks')).toBe('ok');
    expect(await choose('长'.repeat(3) + '句子也可以当作密码'.repeat(6))).toBe('ok');
    expect(await choose('x1'.repeat(65))).toBe('password-too-long');
  });

  test('[V6.2.8] every sign counts, as it was typed', async () => {
    const { who } = await someone();
    expect(await signIn(who.loginName, who.password)).toBe('ok');
    for (const other of [`${who.password} `, who.password.slice(0, -1), `${who.password}A`])
      expect(await signIn(who.loginName, other)).toBe('credentials-wrong');
  });

  test('[V6.3.1] [V6.1.1] guesses are stopped after five, for this account alone, and its open desk goes on', async () => {
    const { who, device, accountId } = await someone();
    const other = await someone();
    const guesses = Array.from({ length: 12 }, (_, at) => signIn(who.loginName, `guess ${at}`));
    const codes = await Promise.all(guesses);
    expect(codes.filter((code) => code === 'credentials-wrong')).toHaveLength(5);
    expect(await signIn(who.loginName, who.password)).toBe('sign-in-paused');
    expect(await holds(device.cookie)).toBe(true);
    expect(await signIn(other.who.loginName, other.who.password)).toBe('ok');
    await house.administrator.post('POST /api/accounts/lift-pause', { accountId });
    expect(await signIn(who.loginName, who.password)).toBe('ok');
  });

  test('[V6.3.2] a new server has no account at all', async () => {
    for (const name of ['admin', 'administrator', 'root', 'test', 'operator1'])
      for (const password of ['admin', 'password', name])
        expect(await signIn(name, password)).toBe('credentials-wrong');
  });

  test('[V6.3.8] who does not exist, who is closed and who is there are refused alike', async () => {
    const [here, gone] = [await someone(), await someone()];
    await house.administrator.post('POST /api/accounts/close', { accountId: gone.accountId });
    const answer = async (loginName: string) => {
      const response = await fetch(`${house.url}/api/staff/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ loginName, password: 'not the right sentence' }),
      });
      return [response.status, await response.text()];
    };
    const refusal = await answer('nobody-at-all');
    expect(await answer(here.who.loginName)).toEqual(refusal);
    expect(await answer(gone.who.loginName)).toEqual(refusal);
  });

  test('[V6.4.1] [V6.4.6] who is invited chooses the password; neither administrator ever has one that opens', async () => {
    const { administrator: first, secondAdministrator: second } = house.hall;
    const about = { loginName: `invited${++made}`, name: '新主席', role: 'chair' } as const;
    const proposed = await first.post('POST /api/accounts', about);
    const { accountId } = proposed;
    const code = 'code' in proposed ? proposed.code : '';
    const { link, expiresAt } = await second.post('POST /api/accounts/approve', { accountId });
    expect(expiresAt - Date.now()).toBeLessThanOrEqual(72 * 3_600_000);
    expect(Buffer.from(link, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
    for (const secret of [code, link])
      expect(await signIn(about.loginName, secret)).toBe('credentials-wrong');
    const device = new Device(house.url);
    const accept = (given: string) => codeOf(device.accept(link, given, '我自己选的一句很长很长的话'));
    expect(await accept(code === '00000000' ? '11111111' : '00000000')).toBe('invitation-code-wrong');
    expect(await accept(code)).toBe('ok');
    expect(await accept(code)).toBe('link-unknown');
  });

  test('[V6.4.3] a reset needs two people, takes the authenticator away with the password, and ends every session', async () => {
    const { who, device, accountId } = await someone('operator');
    const { secret } = await device.post('POST /api/staff/totp/begin', {});
    await device.post('POST /api/staff/totp/confirm', { code: new TOTP({ secret }).generate() });
    const { administrator: first, secondAdministrator: second } = house.hall;
    const proposed = await first.post('POST /api/accounts/reset', { accountId });
    expect(await codeOf(first.post('POST /api/accounts/approve', { accountId }))).toBe(
      'second-person-needed',
    );
    const { link } = await second.post('POST /api/accounts/approve', { accountId });
    expect(await holds(device.cookie)).toBe(true);
    const renewed = new Device(house.url);
    await renewed.accept(link, 'code' in proposed ? proposed.code : '', '换过以后的另一句很长的话');
    expect(await holds(device.cookie)).toBe(false);
    expect(await signIn(who.loginName, who.password)).toBe('credentials-wrong');
    expect(await signIn(who.loginName, '换过以后的另一句很长的话')).toBe('ok');
  });

  test('[V6.5.1] [V6.5.3] [V6.5.5] [V6.5.8] an authenticator’s code works once, for its half minute and the ones beside it', async () => {
    const { who, device } = await someone();
    const { secret, uri } = await device.post('POST /api/staff/totp/begin', {});
    // 160 bits in base32, as RFC 4226 recommends; the address says the period.
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toContain('period=30');
    const totp = new TOTP({ secret });
    const codeIn = (steps: number) => totp.generate({ timestamp: Date.now() + steps * 30_000 });
    await device.post('POST /api/staff/totp/confirm', { code: codeIn(-1) });
    const enter = (code?: string) => signIn(who.loginName, who.password, code);
    expect(await enter()).toBe('totp-missing');
    expect(await enter(codeIn(-1))).toBe('totp-wrong');
    const next = codeIn(1);
    expect(await enter(codeIn(5))).toBe('totp-wrong');
    expect(await enter(next)).toBe('ok');
    expect(await enter(next)).toBe('totp-wrong');
  });
});

describe('sessions', () => {
  test('[V7.2.4] a new sign-in with the same browser ends the session before it', async () => {
    const { who, device } = await someone();
    const before = device.cookie;
    await device.signInAs(who);
    expect(device.cookie).not.toBe(before);
    expect([await holds(before), await holds(device.cookie)]).toEqual([false, true]);
  });

  test('[V7.4.2] a closed account is out at once, by HTTP and by the socket that was open', async () => {
    const { device, accountId } = await someone('operator');
    const socket = house.socket({ cookie: device.cookie });
    await once(socket as never, 'connect');
    const ended = once(socket as never, 'session:ended');
    await house.administrator.post('POST /api/accounts/close', { accountId });
    await ended;
    expect(await holds(device.cookie)).toBe(false);
  });

  test('[V7.4.3] a new password ends the other sessions and keeps the own', async () => {
    const { who, device } = await someone();
    const other = new Device(house.url);
    await other.signInAs(who);
    await device.post('POST /api/staff/password', { old: who.password, next: 'another sentence of mine' });
    expect([await holds(device.cookie), await holds(other.cookie)]).toEqual([true, false]);
  });

  test('[V7.4.2] [V7.4.3] no session is left by a sign-in that overlaps a new password or the closing', async () => {
    for (const how of ['password', 'close', 'password', 'close']) {
      const { who, device, accountId } = await someone();
      const late = Array.from({ length: 4 }, () => new Device(house.url));
      const comings = late.map((each) => codeOf(each.signInAs(who)));
      const ending =
        how === 'close'
          ? house.administrator.post('POST /api/accounts/close', { accountId })
          : device.post('POST /api/staff/password', { old: who.password, next: 'another sentence of mine' });
      await Promise.all([...comings, ending]);
      for (const each of late) expect(each.cookie !== null && (await holds(each.cookie))).toBe(false);
    }
  });

  test('[V7.4.5] an administrator ends what somebody has open everywhere; nobody else can', async () => {
    const { who, device, accountId } = await someone('operator');
    const other = new Device(house.url);
    await other.signInAs(who);
    const end = (by: Device) => codeOf(by.post('POST /api/accounts/end-sessions', { accountId }));
    expect(await end(house.hall.chair)).toBe('not-allowed');
    expect(await end(house.administrator)).toBe('ok');
    expect([await holds(device.cookie), await holds(other.cookie)]).toEqual([false, false]);
    expect(await signIn(who.loginName, who.password)).toBe('ok');
  });

  test('[B96] a hall screen that staff end is dark at once and does not come back by its link', async () => {
    const { hall, administrator } = house;
    const { operator } = hall;
    const list = async (by: Device) =>
      (JSON.parse(await by.get('/api/hall-screens')) as { screens: HallScreen[] }).screens;
    const { link } = await operator.post('POST /api/hall-screens', { label: '二楼' });
    const screen = new Device(house.url);
    const before = Date.now();
    await screen.signIn(link);
    const [own] = (await list(administrator)).filter(({ label }) => label === '二楼');
    expect(own).toMatchObject({ label: '二楼', connected: false });
    expect(own!.since).toBeGreaterThanOrEqual(before);
    expect(own!.since).toBeLessThanOrEqual(Date.now());
    const socket = house.socket({ cookie: screen.cookie });
    await once(socket as never, 'connect');
    expect(await list(operator)).toContainEqual({ ...own!, connected: true });

    const { screenId } = own!;
    const end = (by: Device) => codeOf(by.post('POST /api/hall-screens/end', { screenId }));
    for (const other of [hall.chair, house.deputy(0).tablet.device, screen]) {
      expect(await end(other)).toBe('not-allowed');
      expect(await codeOf(list(other))).toBe('not-allowed');
    }
    const closed = once(socket as never, 'disconnect');
    expect(await end(operator)).toBe('ok');
    await closed;
    expect(await holds(screen.cookie)).toBe(false);
    expect(await codeOf(screen.signIn(link))).toBe('link-unknown');
    expect((await list(operator)).map(({ label }) => label)).toEqual(['大屏幕']);
    expect(await end(operator)).toBe('not-found');
    expect((await acts()).filter(({ type }) => type.startsWith('HallScreen')).slice(-2)).toEqual([
      { type: 'HallScreenLetIn', label: '二楼' },
      { type: 'HallScreenEnded', label: '二楼' },
    ]);
  });

  test('[V7.5.1] the authenticator is taken away with the password alone', async () => {
    const { who, device } = await someone();
    const { secret } = await device.post('POST /api/staff/totp/begin', {});
    await device.post('POST /api/staff/totp/confirm', { code: new TOTP({ secret }).generate() });
    expect(await codeOf(device.post('POST /api/staff/totp/begin', {}))).toBe('totp-on');
    const remove = (password: string) => codeOf(device.post('POST /api/staff/totp/remove', { password }));
    expect(await remove('not the right one')).toBe('credentials-wrong');
    expect(await remove(who.password)).toBe('ok');
  });
});

test('[V11.4.2] passwords are kept by argon2id, at OWASP’s setting or above, and nowhere in clear', async () => {
  const { who } = await someone();
  expect(COST).toMatchObject({ memory: 19_456, passes: 2, parallelism: 1 });
  const bytes = Buffer.concat(
    ['accounts.sqlite', 'accounts.sqlite-wal'].map((name) => readFileSync(join(house.server.dataDir, name))),
  );
  expect(bytes.includes(who.loginName)).toBe(true);
  expect(bytes.includes('argon2id$19456$2$')).toBe(true);
  for (const { password } of [who, ...Object.values(invented)]) expect(bytes.includes(password)).toBe(false);
});

test('[V16.3.1] sign-ins are put down, good and bad, with whose they were', async () => {
  const { who, accountId } = await someone();
  await signIn(who.loginName, 'not the right one');
  await signIn(who.loginName, who.password);
  await signIn(`nobody-${newSecret().slice(0, 6).replaceAll(/\W/g, 'x')}`, 'x');
  const own = (await acts()).filter((act) => act.accountId === accountId).map(({ type }) => type);
  expect(own).toEqual(['AccountProposed', 'AccountActivated', 'SignInFailed', 'SignedIn']);
});
