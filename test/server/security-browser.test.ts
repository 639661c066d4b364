import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { declared } from '../../server/declared-routes.ts';
import { Device, newCommandId, newSecret } from '../../server/demo/device.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { invented } from '../../server/demo/staff.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol.ts';
import { blame, houseForThisFile, send } from './hall-fixture.ts';

const house = houseForThisFile({ present: 4 });
let script: string;
let style: string;
beforeAll(async () => {
  const html = await (await fetch(house.url)).text();
  [script, style] = [/\.js/, /\.css/].map((ending) => html.match(`/assets/[\\w-]+${ending.source}`)![0]) as [
    string,
    string,
  ];
});

/** One of every kind of response there is: pages, files, answers, refusals of every layer. */
const kinds: [string, () => string, RequestInit?][] = [
  ['the page', () => '/'],
  ['a screen', () => '/tablet'],
  ['the page by its file name', () => '/index.html'],
  ['a script', () => script],
  ['a style', () => style],
  ['a picture', () => '/icon.svg'],
  ['the page about an address', () => '/insecure'],
  ['the health check', () => '/healthz'],
  [
    'an answer',
    () => '/api/me',
    {
      headers: {
        get cookie() {
          return house.hall.operator.cookie!;
        },
      },
    },
  ],
  ['a stranger’s refusal', () => '/api/me'],
  ['nothing', () => '/nothing'],
  ['nothing of the API', () => '/api/nothing'],
  ['a malformed message', () => '/api/sign-in', { method: 'POST', body: '{' }],
  [
    'a message too large',
    () => '/api/sign-in',
    { method: 'POST', body: `"${'x'.repeat(70_000)}"`, headers: { 'content-type': 'application/json' } },
  ],
  [
    'a foreign page’s refusal',
    () => '/api/sign-in',
    { method: 'POST', headers: { origin: 'https://evil.example' } },
  ],
  ['a refused cast', () => '/urn/casts', { method: 'POST' }],
  ['a refused socket', () => '/api/socket/?EIO=4&transport=polling'],
];
const respond = (path: string, init?: RequestInit) => fetch(house.url + path, init);

function directives(response: Response): Record<string, string> {
  const policy = response.headers.get('content-security-policy') ?? '';
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name, ...values] = directive.split(' ');
      return [name!, values.join(' ')];
    }),
  );
}

describe.each(kinds)('%s', (_what, path, init) => {
  test('[V3.4.3] loads nothing but our own: object-src and base-uri none, no inline script', async () => {
    const policy = directives(await respond(path(), init));
    expect(policy).toMatchObject({ 'default-src': "'none'", 'object-src': "'none'", 'base-uri': "'none'" });
    expect(policy['script-src'] ?? "'self'").toBe("'self'");
    expect(JSON.stringify(policy)).not.toMatch(/unsafe-|\*|https:|http:/);
  });
  test('[V3.4.4] is what it is called', async () => {
    expect((await respond(path(), init)).headers.get('x-content-type-options')).toBe('nosniff');
  });
  test('[V3.4.5] tells no other server where the reader was', async () => {
    expect((await respond(path(), init)).headers.get('referrer-policy')).toBe('no-referrer');
  });
  test('[V3.4.6] stands in no frame', async () => {
    expect(directives(await respond(path(), init))['frame-ancestors']).toBe("'none'");
  });
  test('[V3.4.2] is open to no other origin, and [V3.5.8] embedded by none', async () => {
    const { headers } = await respond(path(), init);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
  test('[V13.4.6] does not say what serves it', async () => {
    const { headers } = await respond(path(), init);
    expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null]);
  });
  test('[V4.1.1] names its type, and its alphabet where it is text', async () => {
    const response = await respond(path(), init);
    const type = response.headers.get('content-type') ?? '';
    expect(type).toMatch(
      /^(?:text\/(?:html|javascript|css); charset=utf-8|application\/json.*|image\/svg\+xml.*)$/i,
    );
    if (type.startsWith('application/json')) JSON.parse(await response.text());
  });
});

test('[V3.4.8] a page shares no window with pages of others', async () => {
  for (const path of ['/', '/tablet', '/insecure']) {
    expect((await respond(path)).headers.get('cross-origin-opener-policy')).toBe('same-origin');
  }
});

test('[V3.4.3] each page has a nonce of its own for the styles that it adds, and only for those', async () => {
  const nonces = new Set<string>();
  for (let visit = 0; visit < 3; visit++) {
    const page = await respond('/desk');
    const [, nonce] = /^'self' 'nonce-([^']+)'$/.exec(directives(page)['style-src']!)!;
    expect(Buffer.from(nonce!, 'base64')).toHaveLength(16);
    expect(await page.text()).toContain(`nonce="${nonce}"`);
    nonces.add(nonce!);
  }
  expect(nonces.size).toBe(3);
});

test('[B86] [V3.4.3] text becomes no program: trusted types with the one policy of our own', async () => {
  expect(directives(await respond('/'))).toMatchObject({
    'require-trusted-types-for': "'script'",
    'trusted-types': 'default',
    'form-action': "'self'",
    'worker-src': "'self'",
  });
});

test('[V14.3.2] no answer of the API is kept by a browser or on the way', async () => {
  for (const [, path, init] of kinds.filter(
    ([, address]) => address().startsWith('/api/') && !address().includes('socket'),
  )) {
    expect((await respond(path(), init)).headers.get('cache-control')).toBe('no-store');
  }
});

test('[V14.2.5] an address that only looks like a file is nothing, and no page or answer', async () => {
  for (const path of [
    '/api/me/x.css',
    '/api/me.css',
    '/tablet/x.css',
    '/desk/a/b/c.js',
    '/assets/none.js',
    '/assets/',
  ]) {
    const { status } = await respond(path, { headers: { cookie: house.hall.operator.cookie! } });
    expect([path, status]).toEqual([path, 404]);
  }
});

test('[V13.4.4] [V4.1.4] methods that nobody needs are refused, TRACE with them', async () => {
  const { hostname, port } = new URL(house.url);
  for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
    for (const path of ['/', '/api/me', '/api/sign-in', '/urn/casts', script]) {
      const [response] = await once(request({ hostname, port, path, method }).end(), 'response');
      response.resume();
      expect([method, path, response.statusCode]).not.toEqual([method, path, 200]);
      expect(response.headers['access-control-allow-methods']).toBeUndefined();
    }
  }
});

/** Every request that changes something, as its route is declared; ids are those of the hall. */
const changing = Object.keys(declared)
  .filter((route) => route.startsWith('POST '))
  .map((route) => route.slice('POST '.length));
const filled = (path: string) =>
  house.url + path.replace(':sittingId', house.hall.sittingId).replace(/:\w+/g, 'abcdefgh');

describe.each(changing)('a change by POST %s', (path) => {
  const sent = () => ({ cookie: house.hall.operator.cookie, body: {} });
  const foreign = { status: 403, code: 'foreign-origin' };

  test('[B86] [V3.5.1] from the page of another origin is refused', async () => {
    const { host } = new URL(house.url);
    for (const origin of [
      'https://evil.example',
      'null',
      `http://evil.${host}`,
      'http://127.0.0.1:1',
      `ftp://${host}`,
    ]) {
      const answer = await send(filled(path), { ...sent(), headers: { origin } });
      expect([origin, blame(answer)]).toEqual([origin, foreign]);
    }
    for (const site of ['cross-site', 'same-site', 'none']) {
      // A browser that hides where a page came from still says how far away it was.
      const answer = await send(filled(path), { ...sent(), headers: { 'sec-fetch-site': site } });
      expect([site, blame(answer)]).toEqual([site, foreign]);
      const both = { 'sec-fetch-site': site, origin: house.url };
      expect(blame(await send(filled(path), { ...sent(), headers: both }))).toEqual(foreign);
    }
  });

  test('[V3.5.2] as a form could send it is refused', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const headers = { 'content-type': type, origin: house.url, 'sec-fetch-site': 'same-origin' };
      const { refused } = await send(filled(path), { ...sent(), body: '{}', headers });
      expect(['malformed', 'not-allowed', 'not-signed-in']).toContain(refused?.code);
    }
    expect(blame(await send(`${house.url}/api/me`, { method: 'GET', cookie: sent().cookie }))).toEqual({
      status: 200,
    });
  });

  test('[V3.5.3] by a method that is safe is nothing', async () => {
    for (const method of ['GET', 'HEAD']) {
      const response = await fetch(filled(path), { method, headers: { cookie: sent().cookie! } });
      if (!(`GET ${path}` in declared)) expect(response.ok).toBe(false);
    }
  });
});

test('[B86] [V3.5.1] from its own page, or from a program, it is taken', async () => {
  const of = (headers: Record<string, string>) =>
    send(`${house.url}/api/sittings`, { cookie: house.hall.operator.cookie, body: {}, headers });
  for (const headers of [
    {},
    { origin: house.url },
    { origin: house.url, 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin' },
  ]) {
    expect(blame(await of(headers))).toMatchObject({ status: 400, code: 'malformed' });
  }
});

test('[V3.2.1] [V3.5.8] an answer is for our own pages: no other site can load it, by whatever element', async () => {
  const { cookie } = house.hall.operator;
  const get = (headers: Record<string, string>) =>
    send(`${house.url}/api/me`, { method: 'GET', cookie, headers });
  for (const site of ['cross-site', 'same-site']) {
    const answer = await get({ 'sec-fetch-site': site, 'sec-fetch-dest': 'script' });
    expect(blame(answer)).toEqual({ status: 403, code: 'foreign-origin' });
  }
  for (const site of ['same-origin', 'none'])
    expect(blame(await get({ 'sec-fetch-site': site }))).toEqual({ status: 200 });
});

test('[V4.4.2] a socket from another origin is refused, from our own taken', async () => {
  for (const origin of ['https://evil.example', 'null', house.url.replace('http:', 'ftp:')]) {
    await once(house.socket({ origin }) as never, 'connect_error');
  }
  await once(house.socket({ origin: house.url }) as never, 'connect');
});

test('[V3.5.1] [B165] with PUBLIC_ORIGIN no other host name leads in: a name that was made to point here gets nothing', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'yishi-rebinding-'));
  const server = await ServerProcess.start(dataDir, {
    PUBLIC_ORIGIN: 'https://vote.example.org http://localhost:8080',
    LOG_LEVEL: 'warn',
  });
  const { hostname, port } = new URL(server.url);
  const ask = async (path: string, headers: Record<string, string>, method = 'GET', posted?: object) => {
    const type = posted && { 'content-type': 'application/json' };
    const sent = request({ hostname, port, path, method, headers: { ...headers, ...type } });
    const [response] = await once(sent.end(posted && JSON.stringify(posted)), 'response');
    let body = '';
    for await (const chunk of response) body += chunk;
    const cookie = response.headers['set-cookie']?.[0]?.split(';')[0] as string;
    return { status: response.statusCode as number, body, cookie };
  };
  try {
    for (const host of [
      'evil.example',
      `127.0.0.1:${port}`,
      'vote.example.org:81',
      'vote.example.org.evil.example',
    ]) {
      const page = await ask('/tablet', { host });
      expect([host, page.status]).toEqual([host, 421]);
      expect(page.body).toContain('<a href="https://vote.example.org/">');
      expect(page.body).not.toMatch(/<script|evil/);
      for (const [path, method] of [
        ['/api/me', 'GET'],
        ['/api/setup', 'POST'],
      ] as const) {
        expect((await ask(path, { host }, method)).status).toBe(403);
      }
    }
    for (const host of ['vote.example.org', 'VOTE.example.org', 'localhost:8080']) {
      expect((await ask('/tablet', { host })).body).toContain('<div id="root">');
      expect((await ask('/api/me', { host })).status).toBe(401);
    }
    const { status } = await ask(
      '/api/setup',
      { host: 'vote.example.org', origin: 'http://vote.example.org' },
      'POST',
    );
    expect(status).toBe(403);
    // A screen of the hall's network is told where those outside come in.
    const host = 'localhost:8080';
    const about = { setupCode: server.setupCodes[0]!, ...invented.administrator };
    const { cookie } = await ask('/api/setup', { host }, 'POST', about);
    expect(JSON.parse((await ask('/api/me', { host, cookie })).body).publicOrigin).toBe(
      'https://vote.example.org',
    );
    // Whoever watches over the machine asks it by its number.
    expect((await ask('/healthz', { host: hostname })).status).toBe(200);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

describe('the session cookie', () => {
  let set: string;
  beforeAll(async () => {
    const body = { link: await house.hall.screenLink(), device: newSecret() };
    const { headers, json } = await send(`${house.url}/api/sign-in`, { body });
    [set] = headers.getSetCookie() as [string];
    const token = set.split(/[=;]/)[1]!;
    expect(JSON.stringify(json)).not.toContain(token);
  });
  const attributes = () => set.split('; ').slice(1);

  test('[V3.3.1] [V3.3.3] is of this host alone, and encrypted on its way', () => {
    expect(set).toMatch(/^__Host-yishi=/);
    expect(attributes()).toEqual(expect.arrayContaining(['Secure', 'Path=/']));
    expect(set).not.toMatch(/domain/i);
  });
  test('[V3.3.2] comes with no request that another site has begun', () => {
    expect(attributes()).toContain('SameSite=Strict');
  });
  test('[V3.3.4] is out of reach of scripts, and its value in no body', () => {
    expect(attributes()).toContain('HttpOnly');
  });
  test('[V3.3.5] is small', () => {
    expect(set.split(';')[0]!.length).toBeLessThan(100);
  });
  test('[V7.2.3] holds a random number of more than 128 bits, new at every sign-in', async () => {
    const tokens = new Set<string>();
    for (let time = 0; time < 5; time++) {
      const device = new Device(house.url);
      await device.signIn(await house.hall.screenLink());
      const token = device.cookie!.split('=')[1]!;
      expect(Buffer.from(token, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
      tokens.add(token);
    }
    expect(tokens.size).toBe(5);
  });
});

test('[V7.4.1] a stolen cookie is worth nothing after the sign-out: by HTTP, by a new socket, by the socket that was open', async () => {
  const { tablet } = house.deputy(0);
  const { cookie } = tablet.device;
  const thief = house.socket({ cookie });
  await once(thief as never, 'connect');
  const me = () => send(`${house.url}/api/me`, { method: 'GET', cookie });
  expect(blame(await me())).toEqual({ status: 200 });

  const cut = once(thief as never, 'disconnect');
  await tablet.device.post('POST /api/sign-out', {});
  await cut;
  expect(blame(await me())).toEqual({ status: 401, code: 'not-signed-in' });
  for (const path of changing.filter((route) => route.includes(':sittingId') || route === '/api/sign-out')) {
    const answer = await send(filled(path), { cookie, body: {} });
    expect([path, blame(answer)]).toEqual([path, { status: 401, code: 'not-signed-in' }]);
  }
  const [error] = await once(house.socket({ cookie }) as never, 'connect_error');
  expect((error as { data?: unknown }).data).toEqual({ code: 'not-signed-in' });
  thief.connect();
  const [again] = await once(thief as never, 'connect_error');
  expect((again as { data?: unknown }).data).toEqual({ code: 'not-signed-in' });
});

test('[V7.2.1] a socket has its identity from the cookie alone, whatever else its handshake says', async () => {
  const { cookie } = house.deputy(1).tablet.device;
  const token = cookie!.split('=')[1]!;
  const auth = { sittingId: house.hall.sittingId, protocolVersion: PROTOCOL_VERSION };
  for (const more of [{ token }, { cookie }, { deputyId: house.deputy(2).deputyId }, { role: 'chair' }]) {
    const [error] = await once(
      house.socket({ cookie: null, auth: { ...auth, ...more } }) as never,
      'connect_error',
    );
    expect((error as { data?: { code: string } }).data?.code).toBe('not-signed-in');
  }
  const socket = house.socket({ cookie });
  const [{ self }] = (await once(socket as never, 'sitting:self')) as [{ self: object }];
  expect(self).toEqual(house.deputy(1).tablet.device.self);
  const command = { type: 'CheckIn', deputyId: house.deputy(2).deputyId };
  const answer = await socket.emitWithAck('sitting:command', { commandId: newCommandId(), command });
  expect(answer).toMatchObject({ refused: { code: 'not-allowed' } });
});
