import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { newCommandId, newSecret } from '../../server/demo/device.ts';
import { firstRoll, inventedRoll } from '../../server/demo/hall.ts';
import type { VoteId } from '../../shared/ids.ts';
import { blame, houseForThisFile, paper, type Sent, send } from './hall-fixture.ts';

const house = houseForThisFile();
let voteId: VoteId;
let goodCast: object;
beforeAll(async () => {
  voteId = await house.hall.openVote(await house.hall.drawUp(paper));
  const [ballot] = await house.sheets(voteId);
  goodCast = await house.deputy(0).tablet.fillIn(ballot!, () => ({ P01: ['approve'] }));
});

const newcomer = { loginName: 'newcomer', name: '新人', password: 'a sentence of mine' };
const village =
  'META\nkey;value\nmax_length;1\nPROJECTS\nproject_id;cost;name\n1;10;井\nVOTES\nvoter_id;vote\n1;1';
/** Every route that takes a body, with a body that it would take. */
const routes = {
  '/api/setup': { by: null, body: () => ({ setupCode: newSecret(), ...newcomer }) },
  '/api/staff/sign-in': { by: null, body: () => ({ loginName: 'nobody', password: 'x' }) },
  '/api/accounts': {
    by: 'administrator',
    body: () => ({
      loginName: `n${newSecret().slice(0, 8).replaceAll(/\W/g, 'x')}`,
      name: '新人',
      role: 'moderator',
    }),
  },
  '/api/sign-in': { by: null, body: () => ({ link: newSecret(), device: newSecret() }) },
  '/api/card': { by: null, body: () => ({ card: newSecret(), device: newSecret() }) },
  '/api/card/sign-in': {
    by: null,
    body: () => ({ card: newSecret(), device: newSecret(), pin: '135790' }),
  },
  '/api/card/takeover': { by: null, body: () => ({ ticket: newSecret(), device: newSecret() }) },
  '/api/sign-out': { by: 'operator', body: () => ({}) },
  '/api/hall-screens': { by: 'administrator', body: () => ({ label: '大屏幕' }) },
  '/api/hall-screens/end': { by: 'administrator', body: () => ({ screenId: newCommandId() }) },
  '/api/sittings': {
    by: 'operator',
    body: () => ({ commandId: newCommandId(), title: '第二次会议', body: 'congress', totalMembership: 3 }),
  },
  '/api/sittings/:sittingId/roll/changes': {
    by: 'operator',
    body: () => firstRoll(inventedRoll(2)),
  },
  '/api/sittings/:sittingId/cards': {
    by: 'operator',
    body: () => ({ commandId: newCommandId(), deputyIds: [house.absentee.deputyId] }),
  },
  '/api/sittings/:sittingId/card-pins': {
    by: 'operator',
    body: () => ({ deputyId: house.absentee.deputyId }),
  },
  '/api/sittings/:sittingId/card-unlocks': {
    by: 'operator',
    body: () => ({ commandId: newCommandId(), deputyId: house.absentee.deputyId }),
  },
  '/api/sittings/:sittingId/takeovers': {
    by: 'operator',
    body: () => ({ commandId: newCommandId(), takeoverId: newSecret(), agree: true }),
  },
  '/api/sittings/:sittingId/papers': {
    by: 'operator',
    body: () => ({ commandId: newCommandId(), paper }),
  },
  '/api/sittings/:sittingId/papers/pabulib': {
    by: 'operator',
    body: () => ({ commandId: newCommandId(), file: village }),
  },
  '/urn/casts': { by: null, body: () => ({ ...goodCast }) },
} as const;
type Route = keyof typeof routes;
const everyRoute = Object.keys(routes) as Route[];

async function post(route: Route, sent: Partial<Sent>) {
  const { by } = routes[route];
  const cookie = by && house.staff(by).cookie;
  return send(house.url + route.replace(':sittingId', house.hall.sittingId), { cookie, ...sent });
}

/** Does something bad and holds that nothing was written meanwhile. */
async function writingNothing<T>(bad: () => Promise<T>): Promise<T> {
  const before = await house.versionNow();
  const answer = await bad();
  expect(await house.versionNow()).toBe(before + 1);
  return answer;
}

/** Where nothing is wrong with it. */
function fits(field: string, value: unknown): boolean {
  if (Array.isArray(value)) return ['added', 'changed', 'restored', 'removed', 'phones'].includes(field);
  return (field === 'agree' && value === true) || (field === 'rollVersion' && value === 7e9);
}

describe.each(everyRoute)('POST %s', (route) => {
  test.each([
    ['nothing', undefined],
    ['a space', ' '],
    ['half an object', '{"commandId":"'],
    ['a trailing comma', '{"a":1,}'],
    ['words', 'commandId=12345678'],
    ['an array', '[]'],
    ['an array of objects', '[{}]'],
    ['a string', '"text"'],
    ['null', 'null'],
    ['a number', '3'],
    ['NaN', '{"commandId":NaN}'],
    ['bytes that are no UTF-8', Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d)],
    ['20,000 nested arrays', '['.repeat(20_000)],
    ['2,000 nested objects', `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`],
    ['another extra field', '{"extra":1}'],
  ])('[B40] %s is refused as malformed', async (_what, body) => {
    const answer = await writingNothing(() => post(route, { body }));
    // 2,000 objects are more than the urn reads at all.
    const tooLong = route === '/urn/casts' && typeof body === 'string' && body.length > 4096;
    expect(blame(answer)).toMatchObject(
      tooLong ? { status: 413, code: 'too-large' } : { status: 400, code: 'malformed' },
    );
  });

  test.each([
    ['with its length', () => ({ body: `{"a":"${'x'.repeat(10_000_000)}"}` })],
    ['in chunks', () => ({ body: tenMegabytes() })],
    [
      'packed small',
      () => ({
        body: new Uint8Array(gzipSync(Buffer.alloc(10_000_000, ' '))),
        headers: { 'content-encoding': 'gzip' },
      }),
    ],
  ])('[B45] ten megabytes %s are too large', async (_how, sent) => {
    const answer = await writingNothing(() => post(route, sent()));
    expect(blame(answer)).toEqual({ status: 413, code: 'too-large' });
  });

  test.each([
    ['text', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['no type at all', { 'content-type': '' }],
    ['JSON in an unknown alphabet', { 'content-type': 'application/json; charset=klingon' }],
    ['packed in an unknown way', { 'content-encoding': 'compress' }],
  ])('[B40] a good body that calls itself %s is refused as malformed', async (_what, headers) => {
    const body = JSON.stringify(routes[route].body());
    const answer = await writingNothing(() => post(route, { body, headers }));
    expect(blame(answer)).toMatchObject({ status: 400, code: 'malformed' });
  });

  test.each(['extra', '__proto__', 'constructor', 'toString', ''])(
    '[B40] a good body with a further field "%s" is refused, and the field named',
    async (name) => {
      const good = JSON.stringify(routes[route].body());
      const body = `{${JSON.stringify(name)}:{"role":"administrator"}${good === '{}' ? '' : ','}${good.slice(1)}`;
      const answer = await writingNothing(() => post(route, { body }));
      expect(blame(answer)).toEqual({ status: 400, code: 'malformed', ...(name && { field: name }) });
    },
  );

  test('[B40] each missing field is named, and so is one that is null or an object', async () => {
    for (const field of Object.keys(routes[route].body())) {
      if (field === 'seats') continue;
      for (const value of [undefined, null, {}, [], 7e9, true]) {
        if (fits(field, value)) continue;
        const body = { ...routes[route].body(), [field]: value };
        const { status, refused } = await post(route, { body });
        expect({ status, code: refused?.code, field: refused?.field?.split('.')[0] }, String(value)).toEqual({
          status: 400,
          code: 'malformed',
          field,
        });
      }
    }
  });
});

describe('[B40] a field with a value that cannot be', () => {
  const created = { body: 'congress', totalMembership: 3, title: '会议' };
  const roll = (entry: object) => ({ added: [{ ...inventedRoll(1)[0]!, ...entry }] });
  const project = (change: object) => ({ paper: { ...paper, ...change } });
  const item = (change: object) =>
    project({ items: [{ ...paper.items[0], ...change }], maxMarks: 1, seats: 1 });
  const sittings = '/api/sittings';
  const rolls = '/api/sittings/:sittingId/roll/changes';
  const papers = '/api/sittings/:sittingId/papers';

  test.each<[Route, string, object | string]>([
    [sittings, 'totalMembership', { ...created, totalMembership: 0 }],
    [sittings, 'totalMembership', { ...created, totalMembership: -1 }],
    [sittings, 'totalMembership', { ...created, totalMembership: 1.5 }],
    [sittings, 'totalMembership', { ...created, totalMembership: 5001 }],
    [sittings, 'totalMembership', { ...created, totalMembership: '3' }],
    [sittings, 'totalMembership', '"body":"congress","title":"会议","totalMembership":1e400'],
    [sittings, 'totalMembership', '"body":"congress","title":"会议","totalMembership":-1e400'],
    [sittings, 'body', { ...created, body: 'parliament' }],
    [sittings, 'title', { ...created, title: '' }],
    [sittings, 'title', { ...created, title: ' \t ' }],
    [sittings, 'title', { ...created, title: 'a\u0000b' }],
    [sittings, 'title', { ...created, title: 'a\nb' }],
    [sittings, 'title', { ...created, title: 'a\u0085b' }],
    [sittings, 'title', { ...created, title: 'x'.repeat(201) }],
    [sittings, 'title', '"body":"congress","totalMembership":3,"title":"\\ud800"'],
    [sittings, 'commandId', { ...created, commandId: '../../etc' }],
    [sittings, 'commandId', { ...created, commandId: 'short' }],
    [sittings, 'commandId', { ...created, commandId: 'x'.repeat(65) }],
    [rolls, 'rollVersion', { rollVersion: -1 }],
    [rolls, 'added', { added: inventedRoll(5001) }],
    [rolls, 'added.0.name', roll({ name: '马\u001b[2J' })],
    [rolls, 'added.0.name', roll({ name: '马\udc00' })],
    [rolls, 'added.0.name', roll({ name: '名'.repeat(61) })],
    [rolls, 'added.0.seat', roll({ seat: '' })],
    [rolls, 'added.0.standing', roll({ standing: 'observer' })],
    [rolls, 'added.0.deputyId', roll({ deputyId: 'mine-mine' })],
    [papers, 'paper.maxMarks', project({ maxMarks: 0 })],
    [papers, 'paper.maxMarks', project({ maxMarks: 6 })],
    [papers, 'paper.seats', project({ seats: 6 })],
    [papers, 'paper.seats', project({ seats: 1.5 })],
    [papers, 'paper.items', project({ items: [] })],
    [papers, 'paper.items', project({ items: Array(201).fill(paper.items[0]) })],
    [papers, 'paper.items', project({ items: Array(5).fill(paper.items[0]) })],
    [papers, 'paper.kind', project({ kind: 'lottery' })],
    [papers, 'paper.items.0.itemId', item({ itemId: '' })],
    [
      papers,
      'paper.items.0.deputyId',
      {
        paper: {
          kind: 'appraisal',
          title: '评议',
          items: [{ itemId: 'a', title: '局长', deputyId: '\ud800' }],
        },
      },
    ],
    [papers, 'paper.items.0.itemId', item({ itemId: 'a b' })],
    [papers, 'paper.items.0.title', item({ title: '井\u202e' })],
    [papers, 'paper.items.0.investment', item({ investment: -1 })],
    [papers, 'paper.items.0.investment', item({ investment: 2 ** 53 })],
    [papers, 'paper.items.0.description', item({ description: 'a\u0007' })],
    ['/api/sittings/:sittingId/cards', 'deputyIds', { commandId: newCommandId(), deputyIds: [] }],
    [
      '/api/sittings/:sittingId/cards',
      'deputyIds',
      { commandId: newCommandId(), deputyIds: Array(5001).fill('a'.repeat(8)) },
    ],
    ['/api/sittings/:sittingId/papers/pabulib', 'file', { file: '' }],
    ['/api/sittings/:sittingId/papers/pabulib', 'file', { file: 'no sections at all' }],
    ['/api/sittings/:sittingId/papers/pabulib', 'seats', { file: village, seats: 0 }],
    ['/api/sittings/:sittingId/papers/pabulib', 'seats', { file: village, seats: 2 }],
    ['/api/sittings/:sittingId/papers/pabulib', 'file', { file: village.replace(';1\nPRO', ';x\nPRO') }],
    ['/api/hall-screens', 'label', { label: '\u0000' }],
    ['/api/accounts', 'role', { role: 'deputy' }],
    ['/api/accounts', 'role', { role: 'hallScreen' }],
    ['/api/accounts', 'role', { role: 'system' }],
    ['/api/accounts', 'loginName', { loginName: 'a b' }],
    ['/api/accounts', 'loginName', { loginName: 'p\u0430ul' }],
    ['/api/setup', 'loginName', { loginName: '马li' }],
    ['/api/accounts', 'name', { name: '王\u202e' }],
    ['/api/staff/sign-in', 'code', { code: '12345' }],
    ['/api/staff/sign-in', 'password', { password: 'x'.repeat(513) }],
    ['/api/card/sign-in', 'pin', { pin: '12345' }],
    ['/api/card/sign-in', 'pin', { pin: '１２３４５６' }],
    ['/api/card/sign-in', 'newPin', { newPin: '1234567' }],
    ['/api/sign-in', 'device', { device: 'too-short' }],
    ['/api/sign-in', 'device', { device: `${'x'.repeat(63)}+` }],
    ['/api/sign-in', 'link', { link: 'x'.repeat(101) }],
    ['/api/setup', 'setupCode', { setupCode: '' }],
  ])('%s: %s (%#)', async (route, field, wrong) => {
    const body =
      typeof wrong === 'string'
        ? `{"commandId":"${newCommandId()}",${wrong}}`
        : { ...routes[route].body(), ...wrong };
    const answer = await writingNothing(() => post(route, { body }));
    expect(blame(answer)).toEqual({ status: 400, code: 'malformed', field });
  });
});

test.each([
  ['GET', '/server/main.ts'],
  ['GET', '/data/journal.sqlite'],
  ['GET', '/api'],
  ['GET', '/api/sign-in'],
  ['PUT', '/api/sign-in'],
  ['DELETE', '/api/sittings'],
  ['PATCH', '/api/sittings/abcdefgh/roll'],
  ['POST', '/api/me'],
  ['POST', '/api/SIGN-IN'],
  ['POST', '/api/sittings/abcdefgh/votes/abcdefgh/sheets'],
  ['GET', '/urn/casts'],
  ['PUT', '/urn/casts'],
  ['POST', '/urn/casts/'],
  ['POST', '/urn/CASTS'],
  ['POST', '/urn'],
  ['POST', '/healthz'],
  ['GET', '/../server/main.ts'],
  ['GET', '/api/sittings/..%2f..%2fmain.ts'],
])('[B43] %s %s is not there', async (method, path) => {
  const answer = await send(house.url + path, { method, cookie: house.hall.operator.cookie });
  expect(blame(answer)).toEqual({ status: 404, code: 'not-found' });
});

test.each(['%ZZ', 'short', 'a'.repeat(65), '%00%00%00%00%00%00%00%00', 'a%2Fb%2Fc%2Fd%2Fe', '__proto__%20'])(
  '[B40] the id %s in a path is refused',
  async (id) => {
    for (const path of [
      `/api/sittings/${id}/votes/${voteId}/sheets`,
      `/api/sittings/${house.hall.sittingId}/votes/${id}/sheets`,
    ]) {
      const answer = await send(house.url + path, { method: 'GET', cookie: house.hall.operator.cookie });
      expect(blame(answer)).toMatchObject({ status: 400, code: 'malformed' });
    }
  },
);

test.each([
  ['no HTTP', 'hello\r\n\r\n'],
  ['an endless header', `GET / HTTP/1.1\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`],
  ['two lengths', 'POST /urn/casts HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}'],
  ['a length that is none', 'POST /urn/casts HTTP/1.1\r\nhost: a\r\ncontent-length: -5\r\n\r\n{}'],
  [
    'length and chunks',
    'POST /urn/casts HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}',
  ],
  ['bytes of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
])('[B45] %s ends that connection and no other', async (_what, text) => {
  const socket = connect(Number(new URL(house.url).port), '127.0.0.1');
  const closed = new Promise((done) => socket.once('close', done));
  socket.on('error', () => {});
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk));
  socket.write(text, 'latin1');
  await closed;
  expect(answer).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
});

test('[B45] clients that hang up in the middle of a body do no harm', async () => {
  const head =
    'POST /urn/casts HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"ballot';
  await Promise.all(
    Array.from({ length: 200 }, async () => {
      const socket = connect(Number(new URL(house.url).port), '127.0.0.1');
      socket.on('error', () => {});
      await once(socket, 'connect');
      const closed = once(socket, 'close');
      socket.write(head, () => socket.resetAndDestroy());
      await closed;
    }),
  );
});

test('[B45] after all of it everyone votes and every ballot is counted', async () => {
  const { cookie } = house.hall.operator;
  const { json } = await send(`${house.url}/api/sittings`, { method: 'GET', cookie });
  expect(json['sittings']).toHaveLength(1);
  expect(house.hall.operator.view!.papers).toHaveLength(1);
  await house.vote(voteId);
  const { counted, published } = await house.finishExactly(voteId);
  expect(counted).toBe(12);
  expect(published.results![0]!.tally).toMatchObject({ returned: 12, valid: 12, invalid: 0 });
});

function tenMegabytes(): ReadableStream {
  const chunk = new TextEncoder().encode(`"${'x'.repeat(99_998)}"`);
  let left = 100;
  return new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(chunk);
      else controller.close();
    },
  });
}
