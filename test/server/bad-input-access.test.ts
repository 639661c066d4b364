import { once } from 'node:events';
import type { Socket } from 'socket.io-client';
import { beforeAll, describe, expect, test } from 'vitest';
import { Device, newCommandId, newSecret } from '../../server/demo/device.ts';
import { invented } from '../../server/demo/staff.ts';
import type { SittingId, VoteId } from '../../shared/ids.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol.ts';
import { Refusal } from '../../shared/sitting/refusals.ts';
import { blame, houseForThisFile, paper, type Sent, send } from './hall-fixture.ts';

const house = houseForThisFile();
let voteId: VoteId;
let otherSitting: SittingId;
beforeAll(async () => {
  const about = { title: '另一次会议', body: 'congress', totalMembership: 3 } as const;
  const other = await house.hall.operator.post('POST /api/sittings', { commandId: newCommandId(), ...about });
  otherSitting = other.sittingId;
  voteId = await house.hall.openVote(await house.hall.drawUp(paper));
});

const api = (path: string, sent: Partial<Sent> = {}) =>
  send(`${house.url}/api${path}`, { body: {}, ...sent });
const get = (path: string, cookie: string | null = null) =>
  api(path, { method: 'GET', cookie, body: undefined });
const me = async (cookie: string | null) => blame(await get('/me', cookie));
const welcome = { status: 200 };
const stranger = { status: 401, code: 'not-signed-in' };

/** The refusal with which a handshake ends. */
async function refusedHandshake(socket: Socket): Promise<Refusal> {
  const [error] = (await once(socket as never, 'connect_error')) as [Error & { data?: unknown }];
  return Refusal.parse(error.data);
}

async function signIn(link: string, device = newSecret()) {
  const answer = await api('/sign-in', { body: { link, device } });
  return { ...blame(answer), cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? null };
}

describe('without a session', () => {
  const forged = {
    'no cookie': () => null,
    'an empty cookie': () => '__Host-yishi=',
    'an invented cookie': () => `__Host-yishi=${newSecret()}`,
    'a cookie with one letter changed': () =>
      house.hall.operator.cookie!.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    'the cookie under another name': () => house.hall.operator.cookie!.replace('__Host-yishi', 'session'),
    'a broken percent sign': () => '__Host-yishi=%E0%A4%A',
    'a prototype for a cookie': () => '__proto__=x; constructor=y',
    'a megabyte of nothing': () => `x=${'a'.repeat(10_000)}`,
  };

  test.each(Object.entries(forged))('[B43] %s opens nothing, by HTTP or socket', async (_what, cookie) => {
    const sitting = `/sittings/${house.hall.sittingId}`;
    for (const path of [
      '/me',
      '/sittings',
      `${sitting}/votes/${voteId}/sheets`,
      `${sitting}/votes/${voteId}/result`,
      `${sitting}/votes/${voteId}/audit-bundle`,
      `${sitting}/votes/${voteId}/public-bundle`,
    ]) {
      expect(blame(await get(path, cookie())), path).toEqual(stranger);
    }
    for (const path of [
      '/sign-out',
      '/accounts',
      '/hall-screens',
      '/hall-screens/end',
      '/sittings',
      ...['/roll/changes', '/papers', '/cards', '/card-unlocks', '/takeovers'].map((end) => sitting + end),
    ]) {
      expect(blame(await api(path, { cookie: cookie() })), path).toEqual(stranger);
    }
    expect(await refusedHandshake(house.socket({ cookie: cookie() }))).toEqual({ code: 'not-signed-in' });
  });

  test('[B43] a body is not even read', async () => {
    expect(blame(await api('/sittings', { body: 'x'.repeat(10_000_000) }))).toEqual(stranger);
  });

  test('[B43] a cookie is worthless after its sign-out, and its socket is closed', async () => {
    const { cookie } = await signIn(await house.hall.screenLink());
    const socket = house.socket({ cookie });
    const ended = once(socket as never, 'session:ended');
    await once(socket as never, 'connect');
    expect(await me(cookie)).toEqual(welcome);
    expect(blame(await api('/sign-out', { cookie }))).toEqual(welcome);
    expect(await me(cookie)).toEqual(stranger);
    await ended;
    expect(await refusedHandshake(house.socket({ cookie }))).toEqual({ code: 'not-signed-in' });
  });
});

describe('from the page of another origin', () => {
  const origins = ['http://evil.example', 'null', 'no address', 'http://127.0.0.1:1', 'file://'];

  test.each(origins)('[B43] a POST from %s is refused', async (origin) => {
    for (const path of ['/sign-in', '/setup', '/sign-out', '/sittings']) {
      const answer = await api(path, { cookie: house.hall.operator.cookie, headers: { origin } });
      expect(blame(answer)).toEqual({ status: 403, code: 'foreign-origin' });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test.each(origins)('[B43] a socket from %s is refused', async (origin) => {
    const socket = house.socket({ origin });
    await once(socket as never, 'connect_error');
    expect(socket.connected).toBe(false);
  });

  test('[B43] from its own page both are taken', async () => {
    const socket = house.socket({ origin: house.url });
    await once(socket as never, 'connect');
    const answer = await api('/sittings', {
      cookie: house.hall.operator.cookie,
      headers: { origin: house.url },
    });
    expect(blame(answer)).toMatchObject({ status: 400, code: 'malformed' });
  });

  test('[B43] no address is let in by CORS', async () => {
    for (const path of ['/urn/casts', '/api/sign-in', '/api/socket/']) {
      const response = await fetch(house.url + path, {
        method: 'OPTIONS',
        headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
      });
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('links', () => {
  test('[B44] an invented link is unknown', async () => {
    expect(await signIn(newSecret())).toMatchObject({ status: 401, code: 'link-unknown', field: 'link' });
  });

  test('[B44] the link of the hall screen works for one device', async () => {
    const link = await house.hall.screenLink();
    const device = newSecret();
    const first = await signIn(link, device);
    expect(await signIn(link)).toMatchObject({ status: 401, code: 'link-used', field: 'link' });
    expect(await me(first.cookie)).toEqual(welcome);
    // The answer may have been lost: the same device asks again and gets a session, in place of the first.
    const again = await signIn(link, device);
    expect(again.status).toBe(200);
    expect(await me(again.cookie)).toEqual(welcome);
    expect(await me(first.cookie)).toEqual(stranger);
  });

  test('[B44] twenty devices race for one link and one gets in', async () => {
    const link = await house.hall.screenLink();
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(link)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'link-used')).toHaveLength(19);
  });

  test('[B44] an account may be open at two desks', async () => {
    const [one, two] = [new Device(house.url), new Device(house.url)];
    await one.signInAs(invented.chair);
    await two.signInAs(invented.chair);
    expect([await me(one.cookie), await me(two.cookie)]).toEqual([welcome, welcome]);
  });
});

test.each([
  ['a code of the start', () => house.server.setupCodes[0]],
  ['an invented code', newSecret],
])('[B43] once there are two administrators, %s lets nobody else in', async (_what, code) => {
  const about = { loginName: 'third', name: '第三人', password: 'a sentence of mine' };
  const answer = await api('/setup', { body: { setupCode: code(), ...about } });
  expect(blame(answer)).toEqual({ status: 401, code: 'setup-done', field: 'setupCode' });
});

describe('another sitting', () => {
  const foreign = { status: 403, code: 'not-allowed', field: 'sittingId' };

  test('[B43] a deputy reaches nothing of it', async () => {
    const { cookie } = house.deputy(0).tablet.device;
    for (const what of ['sheets', 'result', 'audit-bundle', 'public-bundle']) {
      expect(blame(await get(`/sittings/${otherSitting}/votes/${voteId}/${what}`, cookie))).toEqual(foreign);
    }
    expect(blame(await api(`/sittings/${otherSitting}/roll/changes`, { cookie }))).toEqual(foreign);
    expect(blame(await get('/sittings', cookie))).toEqual({ status: 403, code: 'not-allowed' });
    const refused = await refusedHandshake(house.socket({ cookie, sittingId: otherSitting }));
    expect(refused).toEqual({ code: 'not-allowed', field: 'sittingId' });
  });

  test('[B43] staff cannot open one that is not there', async () => {
    const refused = await refusedHandshake(house.socket({ sittingId: 'no-such-sitting' }));
    expect(refused).toEqual({ code: 'not-found', field: 'sittingId' });
  });
});

test.each([
  ['no words at all', {}, 'sittingId'],
  ['a later protocol', { protocolVersion: PROTOCOL_VERSION + 1 }, 'protocolVersion'],
  ['an earlier protocol', { protocolVersion: PROTOCOL_VERSION - 1 }, 'protocolVersion'],
  ['a protocol in letters', { protocolVersion: String(PROTOCOL_VERSION) }, 'protocolVersion'],
  ['a number for a sitting', { sittingId: 12345678, protocolVersion: PROTOCOL_VERSION }, 'sittingId'],
  ['a role of its own', { protocolVersion: PROTOCOL_VERSION, role: 'chair' }, 'role'],
])('[B40] a handshake with %s is refused', async (_what, auth, field) => {
  const whole = Object.keys(auth).length === 0 ? {} : { sittingId: house.hall.sittingId, ...auth };
  expect(await refusedHandshake(house.socket({ auth: whole }))).toMatchObject({ code: 'malformed', field });
});

test('[B43] polling is no way in', async () => {
  const { cookie } = house.hall.operator;
  const response = await fetch(`${house.url}/api/socket/?EIO=4&transport=polling`, {
    headers: { cookie: cookie! },
  });
  expect(response.status).toBe(400);
});

describe('bundles', () => {
  const bundle = async (which: 'audit' | 'public', device: Device) =>
    blame(await get(`/sittings/${house.hall.sittingId}/votes/${voteId}/${which}-bundle`, device.cookie));
  const staff = () =>
    (['operator', 'chair', 'hallScreen', 'administrator'] as const).map((role) => house.staff(role));
  const scrutineer = () => house.hall.scrutineers[0]!.tablet.device;
  const deputy = () => house.deputy(0).tablet.device;
  const tooEarly = { status: 409, code: 'wrong-stage', field: 'voteId' };
  const notTheirs = { status: 403, code: 'not-allowed' };

  async function expectNotYetPublic(): Promise<void> {
    for (const device of [...staff(), deputy()]) {
      expect(await bundle('audit', device)).toEqual(notTheirs);
      expect(await bundle('public', device)).toEqual(tooEarly);
    }
  }

  test('[B20] there is none while the vote is open', async () => {
    await expectNotYetPublic();
    for (const which of ['audit', 'public'] as const)
      expect(await bundle(which, scrutineer())).toEqual(tooEarly);
  });

  test('[B45] after all of it everyone votes and every ballot is counted', async () => {
    await house.vote(voteId);
    await house.hall.closeAndDeclare(voteId);
    await house.hall.confirm(voteId);
    await expectNotYetPublic();
    await house.hall.publish(voteId);
    for (const device of [...staff(), deputy()]) {
      expect(await bundle('audit', device)).toEqual(notTheirs);
      expect(await bundle('public', device)).toEqual(welcome);
    }
    expect(house.hall.chair.view!.votes[0]!.results![0]!.tally).toMatchObject({ returned: 12, valid: 12 });
  });

  test('[B43] none is there for a vote that is not', async () => {
    const path = `/sittings/${house.hall.sittingId}/votes/no-such-vote/public-bundle`;
    expect(blame(await get(path, deputy().cookie))).toEqual({
      status: 404,
      code: 'vote-unknown',
      field: 'voteId',
    });
  });
});
