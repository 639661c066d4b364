import { once } from 'node:events';
import type { Socket } from 'socket.io-client';
import { beforeAll, describe, expect, test } from 'vitest';
import { newCommandId } from '../../server/demo/device.ts';
import { SOCKET_PATH } from '../../server/sockets.ts';
import type { VoteId } from '../../shared/ids.ts';
import { type Answer, PROTOCOL_VERSION } from '../../shared/protocol.ts';
import { houseForThisFile, paper } from './hall-fixture.ts';

const house = houseForThisFile();
let voteId: VoteId;
let socket: Socket;
beforeAll(async () => {
  voteId = await house.hall.openVote(await house.hall.drawUp(paper));
  socket = await connected(house.socket());
});

async function connected(one: Socket): Promise<Socket> {
  await once(one as never, 'connect');
  return one;
}

/** What comes back; a question that is never answered fails the test. */
async function emit(name: string, ...payloads: unknown[]): Promise<Answer<{ version: number }>> {
  return socket.timeout(5000).emitWithAck(name, ...payloads);
}
const agenda = (items: unknown = []) => ({
  commandId: newCommandId(),
  command: { type: 'SetAgenda', items },
});
const refusedFor = (field: string) => ({ refused: expect.objectContaining({ code: 'malformed', field }) });
const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

describe('a command', () => {
  test.each<[string, () => unknown[], string]>([
    ['without payload', () => [], ''],
    ['null', () => [null], ''],
    ['a number', () => [7], ''],
    ['a string', () => ['SetAgenda'], ''],
    ['an array', () => [[agenda()]], ''],
    ['bytes', () => [Buffer.alloc(2000)], 'commandId'],
    ['twice', () => [agenda(), agenda()], ''],
    ['ten times', () => Array.from({ length: 10 }, () => agenda()), ''],
    ['without commandId', () => [{ command: agenda().command }], 'commandId'],
    ['with a commandId of bytes', () => [{ ...agenda(), commandId: Buffer.from('12345678') }], 'commandId'],
    ['without command', () => [{ commandId: newCommandId() }], 'command'],
    ['as text', () => [{ ...agenda(), command: JSON.stringify(agenda().command) }], 'command'],
    ['with a list for a command', () => [{ ...agenda(), command: [agenda().command] }], 'command'],
    ['of an unknown type', () => [{ ...agenda(), command: { type: 'StuffUrn' } }], 'command.type'],
    [
      'of the server’s own',
      () => [{ ...agenda(), command: { type: 'RecordBallotsCounted' } }],
      'command.type',
    ],
    ['of HTTP', () => [{ ...agenda(), command: { type: 'ChangeRoll', added: [] } }], 'command.type'],
    ['named like a prototype', () => [{ ...agenda(), command: { type: '__proto__' } }], 'command.type'],
    ['with an actor', () => [{ ...agenda(), actor: { role: 'chair' } }], 'actor'],
    ['with a sitting', () => [{ ...agenda(), sittingId: 'another-sitting' }], 'sittingId'],
    ['with a time', () => [{ ...agenda(), command: { ...agenda().command, at: 1 } }], 'command.at'],
    [
      'with a prototype',
      () => [JSON.parse(`{"__proto__":{},${JSON.stringify(agenda()).slice(1)}`)],
      '__proto__',
    ],
    ['with 5,000 nested lists', () => [agenda(nested(5000))], 'command.items.0'],
    ['with a list for an item', () => [agenda([[]])], 'command.items.0'],
    ['with 101 items', () => [agenda(Array(101).fill({ title: '项' }))], 'command.items'],
    ['with an empty title', () => [agenda([{ title: '' }])], 'command.items.0.title'],
    ['with a control character', () => [agenda([{ title: 'a\u0000' }])], 'command.items.0.title'],
    ['with a lone surrogate', () => [agenda([{ title: '\ud83d' }])], 'command.items.0.title'],
    ['with a title of bytes', () => [agenda([{ title: Buffer.from('议程') }])], 'command.items.0.title'],
  ])('[B40] %s is refused and changes nothing', async (_what, payloads, field) => {
    const before = await house.versionNow();
    expect(await emit('sitting:command', ...payloads())).toEqual(refusedFor(field));
    expect(await house.versionNow()).toBe(before + 1);
  });

  test('[B40] that nobody waits for does nothing when it is malformed, and no harm', async () => {
    const before = await house.versionNow();
    for (const payload of [undefined, null, 7, {}, agenda([{ title: '' }])])
      socket.emit('sitting:command', payload);
    socket.emit('ballot:issue');
    socket.emit('no such event', 1, 2, 3);
    expect(await house.versionNow()).toBe(before + 1);
  });

  test('[B41] repeated at once and later it has one version', async () => {
    const once = agenda([{ title: '第一项' }]);
    const answers = await Promise.all(Array.from({ length: 12 }, () => emit('sitting:command', once)));
    answers.push(await emit('sitting:command', once), await emit('sitting:command', { ...once }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toHaveProperty('ok');
  });

  test('[B45] a thousand at once are each answered, with their version or with busy', async () => {
    const answers = await Promise.all(Array.from({ length: 1000 }, () => emit('sitting:command', agenda())));
    const versions = answers.flatMap((answer) => ('ok' in answer ? [answer.ok.version] : []));
    const refused = answers.flatMap((answer) => ('refused' in answer ? [answer.refused.code] : []));
    expect(new Set(versions).size).toBe(versions.length);
    expect(versions.length).toBeGreaterThan(0);
    expect(new Set(refused)).toEqual(new Set(['busy']));
    expect(versions.length + refused.length).toBe(1000);
  });
});

test.each([
  'sitting:view',
  'session:ended',
  'error',
  'message',
  'toString',
  '__proto__',
  '',
  'sitting:Command',
])('[B40] an event called "%s" is refused', async (name) => {
  expect(await emit(name, agenda())).toEqual(refusedFor('event'));
});

test('[B40] a credential with bytes or further words is refused', async () => {
  const deputy = await connected(house.socket({ cookie: house.deputy(0).tablet.device.cookie }));
  const ballotId = 'a'.repeat(32);
  const blindedMessage = 'A'.repeat(342);
  const ask = (...payloads: unknown[]) => deputy.timeout(5000).emitWithAck('ballot:issue', ...payloads);
  expect(await ask({ ballotId, blindedMessage: Buffer.alloc(256) })).toEqual(refusedFor('blindedMessage'));
  expect(await ask({ ballotId, blindedMessage, deputyId: house.deputy(1).deputyId })).toEqual(
    refusedFor('deputyId'),
  );
  expect(await ask({ ballotId, blindedMessage }, 1)).toEqual(refusedFor(''));
});

describe('a packet', () => {
  /** A WebSocket below socket.io, already let in or, as one too many, refused; resolves with the code it is closed with. */
  async function raw(...packets: (string | Uint8Array<ArrayBuffer>)[]): Promise<number> {
    const address = `${house.url.replace('http', 'ws')}${SOCKET_PATH}/?EIO=4&transport=websocket`;
    const plain = new WebSocket(address, { headers: { cookie: house.hall.operator.cookie! } });
    const closed = new Promise<number>((done) => plain.addEventListener('close', ({ code }) => done(code)));
    const auth = JSON.stringify({ sittingId: house.hall.sittingId, protocolVersion: PROTOCOL_VERSION });
    await new Promise<void>((letIn) => {
      plain.addEventListener('message', ({ data }) => {
        if (String(data).startsWith('0')) plain.send(`40${auth}`);
        if (/^4[04]/.test(String(data))) letIn();
      });
    });
    for (const packet of packets) plain.send(packet);
    return closed;
  }

  test.each<[string, (string | Uint8Array<ArrayBuffer>)[]]>([
    ['of 17 KB', [`42["sitting:command","${'x'.repeat(17_000)}"]`]],
    ['of 10 MB', [`42["sitting:command","${'x'.repeat(10_000_000)}"]`]],
    ['of 17 KB of bytes', ['451-["sitting:command",{"_placeholder":true,"num":0}]', new Uint8Array(17_000)]],
    ['of no type', ['x']],
    ['that is empty', ['']],
    ['with half a JSON', ['42["sitting:command",{']],
    ['that is no list', ['42{"0":"sitting:command"}']],
    ['without a name', ['42[]']],
    ['with an object for a name', ['42[{}]']],
    ['with a reserved name', ['42["disconnect"]']],
    ['with the name of a listener', ['42["newListener","x"]']],
    ['of a future type', ['49[]']],
    ['with a million attachments', ['451000000-["sitting:command"]']],
    ['with attachments below none', ['45-1-["sitting:command"]']],
    ['with a placeholder out of range', ['451-["a",{"_placeholder":true,"num":5}]', new Uint8Array(1)]],
    ['of bytes out of place', [new Uint8Array(10)]],
    ['with text where bytes are due', ['451-["a",{"_placeholder":true,"num":0}]', '42["b"]']],
  ])('[B45] %s closes its own socket and no other', async (_what, packets) => {
    const before = await house.versionNow();
    const code = await raw(...packets);
    expect(code).toBeGreaterThanOrEqual(1000);
    expect(await emit('sitting:command', agenda())).toHaveProperty('ok');
    expect(await house.versionNow()).toBe(before + 2);
  });

  test.each(['1', '41', '427', '4207', '40/admin,{}', '43["x"]', '430[]', '44{"message":"x"}'])(
    '[B45] %s does nobody any harm',
    async (packet) => {
      await raw(packet, 'x');
      expect(await emit('sitting:command', agenda())).toHaveProperty('ok');
    },
  );

  test('[B45] three hundred sockets that say nothing or nonsense do not keep others out', async () => {
    const crowd = Array.from({ length: 300 }, (_, k) => raw(k % 2 === 0 ? 'x' : '41', 'x'));
    expect(await emit('sitting:command', agenda())).toHaveProperty('ok');
    expect(await Promise.all(crowd)).toHaveLength(300);
  });
});

test('[B45] one tablet may ask only so often, over all its sockets, and has only so many of them', async () => {
  const { cookie } = house.deputy(5).tablet.device;
  const sockets: Socket[] = [];
  for (;;) {
    const one = house.socket({ cookie });
    const refused = await new Promise<{ code: string } | null>((done) => {
      one.once('connect', () => done(null));
      one.once('connect_error', (error) => done((error as Error & { data: { code: string } }).data));
    });
    if (refused) {
      expect(refused).toEqual({ code: 'busy' });
      break;
    }
    sockets.push(one);
    expect(sockets.length).toBeLessThan(20);
  }
  const flood = { ballotId: 'a'.repeat(32), blindedMessage: 'A'.repeat(342) };
  const codes = new Set<string>();
  for (let k = 0; k < 60 && !codes.has('busy'); k++) {
    const asked = sockets.map((one) => one.timeout(5000).emitWithAck('ballot:issue', flood));
    for (const { refused } of await Promise.all(asked)) codes.add(refused.code);
  }
  expect([...codes].sort()).toEqual(['ballot-unknown', 'busy']);
  expect(await emit('sitting:command', agenda())).toHaveProperty('ok');
  for (const one of sockets) one.disconnect();
});

test('[B167] one line is one socket of its session, however many ask to be let in on it at once', async () => {
  const address = `${house.url.replace('http', 'ws')}${SOCKET_PATH}/?EIO=4&transport=websocket`;
  const plain = new WebSocket(address, { headers: { cookie: house.hall.operator.cookie! } });
  const heard: string[] = [];
  const answered = new Promise<void>((all) => {
    plain.addEventListener('message', ({ data }) => {
      if (/^4[04]/.test(String(data))) heard.push(String(data).slice(0, 2));
      if (heard.length === 30) all();
      if (!String(data).startsWith('0')) return;
      const auth = JSON.stringify({ sittingId: house.hall.sittingId, protocolVersion: PROTOCOL_VERSION });
      for (let at = 0; at < 30; at++) plain.send(`40${auth}`);
    });
    plain.addEventListener('close', () => all());
  });
  await answered;
  plain.close();
  expect(heard.filter((kind) => kind === '40')).toHaveLength(1);
});

test('[B45] after all of it everyone votes and every ballot is counted', async () => {
  expect(socket.connected).toBe(true);
  await house.vote(voteId);
  const { counted, published } = await house.finishExactly(voteId);
  expect(counted).toBe(12);
  expect(published.results![0]!.tally).toMatchObject({ returned: 12, valid: 12, invalid: 0 });
});
