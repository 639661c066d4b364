import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { MAX_QUEUED } from '../../server/gallery/room.ts';
import { ViewerId } from '../../shared/ids.ts';
import { GALLERY_PROTOCOL_VERSION } from '../../shared/inquiry/limits.ts';
import { inquiryId, newKey, questionId, questionOf, Stage } from './gallery-fixture.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.shut());

const likes = (count: number) => ({ crowd: { ...stage.view.crowd, likes: count } });

describe('following', () => {
  test('[B122] connect and reconnect are one path: the snapshot, then every tick, to the same view', async () => {
    const viewer = await stage.viewer();
    const first = await viewer.follow();
    await stage.publish(likes(1));
    await stage.publish({ ...likes(2), questions: { [questionId(1)]: questionOf(1) } });
    await first.until(() => first.view.crowd.likes === 2);
    expect(first.heard).toEqual([
      'gallery:snapshot',
      ...Array.from({ length: 2 }, () => ['gallery:tick', 'applied']).flat(),
    ]);
    first.socket.disconnect();
    await stage.publish({ ...likes(3), questions: {} });
    const again = await viewer.follow();
    expect(again.heard).toEqual(['gallery:snapshot']);
    await stage.publish(likes(4));
    await again.until(() => again.view.crowd.likes === 4);
    expect(again.view).toEqual(stage.view);
  });

  test('[B122] whoever has missed a number asks for the view, and goes on from there', async () => {
    const following = await (await stage.viewer()).follow();
    // A tick that never came.
    const missed = following.socket.listeners('gallery:tick');
    following.socket.off('gallery:tick');
    await stage.publish(likes(101));
    // Comes after the tick, by the same socket.
    await following.ask('gallery:own', {});
    for (const listener of missed) following.socket.on('gallery:tick', listener);
    await stage.publish(likes(102));
    await following.until(() => following.heard.at(-1) === 'gap');
    const { ok } = await following.ask('gallery:snapshot', {});
    expect(ok).toMatchObject({ epoch: 'epoch-1', seq: following.follower.place!.seq + 2, view: stage.view });
    following.follower.take(ok as never);
    await stage.publish(likes(103));
    await following.until(() => following.view.crowd.likes === 103);
    expect(following.heard.at(-1)).toBe('applied');
  });

  test('[B122] a new epoch brings everybody the view anew', async () => {
    const followers = await Promise.all([0, 1, 2].map(async () => (await stage.viewer()).follow()));
    await stage.startEpoch('epoch-2');
    for (const following of followers) {
      await following.until(() => following.follower.place?.epoch === 'epoch-2');
      expect(following.view).toEqual(stage.view);
    }
    await stage.publish(likes(5));
    for (const following of followers) await following.until(() => following.view.crowd.likes === 5);
  });

  test('only whom it concerns is told of own questions', async () => {
    const [mine, other] = [await stage.viewer(), await stage.viewer()];
    const [here, there] = [await mine.follow(), await other.follow()];
    const own = {
      questionId: questionId(7),
      key: newKey(),
      text: '一',
      askedAt: 1,
      state: 'waiting',
    } as const;
    await stage.exchange.tell(inquiryId, ViewerId.parse(mine.id), [own]);
    await here.until(() => here.heard.includes('gallery:own'));
    expect(await here.ask('gallery:own', {})).toMatchObject({ ok: { questions: [own] } });
    expect(await there.ask('gallery:own', {})).toMatchObject({ ok: { questions: [] } });
    expect(there.heard).not.toContain('gallery:own');
  });

  test('a socket without a cookie follows, and posts nothing', async () => {
    const following = await stage.stranger().follow();
    const answers = await Promise.all([
      following.ask('gallery:like', { count: 1 }),
      following.ask('gallery:ask', { key: newKey(), text: '问', name: null }),
      following.ask('gallery:own', {}),
    ]);
    expect(answers.map(({ refused }) => refused?.code)).toEqual(Array(3).fill('viewer-unknown'));
    await stage.publish(likes(9000));
    await following.until(() => following.view.crowd.likes === 9000);
  });
});

describe('a viewer who does not read', () => {
  test('[B122] is sent no more than the bound, holds nobody up, and gets one fresh view when it reads again', async () => {
    const well = await (await stage.viewer()).follow();
    const slow = await rawSocket();
    await slow.until(({ events }) => events.includes('gallery:snapshot'));
    slow.socket.pause();
    // Each tick is half of what may wait; the kernel takes some of them for the other end.
    const filler = (at: number) => ({ topic: `${at} ${'字'.repeat(MAX_QUEUED / 6)}` });
    let ticks = 0;
    const publishUntil = async (enough: () => boolean) => {
      for (; !enough(); ticks++) {
        await stage.publish(filler(ticks));
        const topic = stage.view.topic;
        await well.until(() => well.view.topic === topic);
      }
    };
    const before = bytesInUse();
    await publishUntil(() => ticks >= 400);
    // Fifty megabytes were published since it stopped.
    expect(bytesInUse() - before).toBeLessThan(20 * 1024 * 1024);

    slow.socket.resume();
    await slow.until(({ events }) => events.filter((name) => name === 'gallery:snapshot').length === 2);
    expect(slow.events.filter((name) => name === 'gallery:tick').length).toBeLessThan(ticks);
    const { seq } = slow.latest!;
    await stage.publish(likes(77));
    await slow.until(({ latest }) => latest!.seq === seq + 1);
    slow.socket.terminate();
    await stage.publish({ topic: '' });
  });

  test('[B122] and goes on asking is cut off', async () => {
    await stage.publish({ topic: '字'.repeat(100_000) });
    const slow = await rawSocket();
    await slow.until(({ events }) => events.includes('gallery:snapshot'));
    slow.socket.pause();
    const closed = once(slow.socket, 'close');
    let asked = 0;
    const asking = setInterval(() => slow.socket.send(`42${asked++}["gallery:snapshot",{}]`), 5);
    await closed;
    clearInterval(asking);
    // Long before it was one packet too many.
    expect(asked).toBeLessThan(200);
    await stage.publish({ topic: '' });
  });
});

describe('what nobody should send', () => {
  test('[B125] unknown events, wrong payloads and too many of them are answered, each by its field', async () => {
    const { socket } = await (await stage.viewer()).follow();
    const ask = async (name: string, ...payload: unknown[]) =>
      ((await socket.timeout(10_000).emitWithAck(name, ...payload)) as { refused: unknown }).refused;
    expect(await ask('gallery:open', {})).toMatchObject({ code: 'malformed', field: 'event' });
    expect(await ask('sitting:command', {})).toMatchObject({ code: 'malformed', field: 'event' });
    expect(await ask('gallery:like', { count: -1 })).toMatchObject({ code: 'malformed', field: 'count' });
    expect(await ask('gallery:like', { count: 1, more: 1 })).toMatchObject({
      code: 'malformed',
      field: 'more',
    });
    expect(await ask('gallery:like', { count: 1 }, {})).toMatchObject({ code: 'malformed' });
    for (const id of [questionId(999), 'constructor', '__proto__']) {
      const refused = { code: 'question-unknown' };
      expect(await ask('gallery:support', { questionId: id, on: true })).toMatchObject(refused);
    }
    expect(socket.connected).toBe(true);
  });

  test('[B167] who leaves and comes again on one line, or comes several times at once, is let in once and harms nobody', async () => {
    const auth = JSON.stringify({ inquiryId, protocolVersion: GALLERY_PROTOCOL_VERSION });
    const line = new WebSocket(
      `${stage.url.replace('http', 'ws')}/gallery/socket/?EIO=4&transport=websocket`,
    );
    const heard: string[] = [];
    const until = (holds: () => boolean) => vi.waitFor(() => expect(holds()).toBe(true));
    line.on('message', (message) => heard.push(String(message)));
    await until(() => heard.length === 1);
    // Encoded together, so that they come in one piece.
    const stream = line as unknown as { _socket: { cork(): void; uncork(): void } };
    stream._socket.cork();
    for (let at = 0; at < 3; at++) line.send(`40${auth}`);
    stream._socket.uncork();
    await until(() => heard.filter((message) => message.startsWith('44')).length === 2);
    line.send('41');
    line.send('2');
    line.send(`40${auth}`);
    await until(
      () =>
        heard.filter((message) => message.startsWith('44')).length === 3 || line.readyState === line.CLOSED,
    );
    expect(heard.filter((message) => message.startsWith('40'))).toHaveLength(1);
    line.terminate();
    const following = await stage.stranger().follow();
    expect(following.view).toEqual(stage.view);
  });

  test('[B125] a packet that is too large ends its socket and nothing else', async () => {
    const [viewer, other] = [await stage.viewer(), await (await stage.viewer()).follow()];
    const { socket } = await viewer.follow();
    const ended = new Promise((end) => socket.once('disconnect', end));
    socket.emit('gallery:ask', { key: newKey(), text: '问'.repeat(100_000), name: null }, () => {});
    await ended;
    await stage.publish(likes(123));
    await other.until(() => other.view.crowd.likes === 123);
  });

  test('[B167] brackets within brackets end their line after a few, whether it was let in or not', async () => {
    const brackets = `${'['.repeat(3500)}${']'.repeat(3500)}`;
    const stranger = new WebSocket(`ws://127.0.0.1:${stage.port}/gallery/socket/?EIO=4&transport=websocket`);
    await once(stranger, 'open');
    let refusals = 0;
    stranger.on('message', (message) => {
      if (String(message).startsWith('44')) refusals++;
    });
    const viewer = await rawSocket();
    await viewer.until(({ events }) => events.includes('gallery:snapshot'));
    for (const [line, packet] of [
      [stranger, `40{"a":${brackets}}`],
      [viewer.socket, `42["x",${brackets}]`],
    ] as const) {
      const closed = once(line, 'close');
      for (let at = 0; at < 8; at++) line.send(packet);
      await closed;
    }
    expect(refusals).toBeLessThan(8);
    await (await stage.viewer()).follow();
  });

  test('[B125] a socket that sends on and on is cut off, and others do not notice', async () => {
    const other = await (await stage.viewer()).follow();
    const flood = await rawSocket();
    await flood.until(({ events }) => events.includes('gallery:snapshot'));
    const closed = once(flood.socket, 'close');
    for (let at = 0; at < 400; at++) flood.socket.send(`42${at}["gallery:like",{"count":${at}}]`);
    await closed;
    await stage.publish(likes(321));
    await other.until(() => other.view.crowd.likes === 321);
  });

  test('[B127] a foreign page, a wrong version and an inquiry that is not there get no socket', async () => {
    const viewer = await stage.viewer();
    const refusalOf = async (about: Parameters<typeof viewer.socket>[0]) => {
      const socket = viewer.socket(about);
      return new Promise((refused) => socket.once('connect_error', (error) => refused(error)));
    };
    expect(await refusalOf({ headers: { origin: 'https://elsewhere.example' } })).toBeInstanceOf(Error);
    const auth = { inquiryId, protocolVersion: GALLERY_PROTOCOL_VERSION };
    expect(await refusalOf({ auth: { ...auth, protocolVersion: 99 } })).toMatchObject({
      data: { code: 'malformed', field: 'protocolVersion' },
    });
    expect(await refusalOf({ auth: { ...auth, inquiryId: 'no-such-inquiry' } })).toMatchObject({
      data: { code: 'not-found', field: 'inquiryId' },
    });
  });
});

describe('no room', () => {
  test('[B123] whoever is too many is told to poll, polls and posts by HTTP, and comes in when there is room', async () => {
    const small = await Stage.open({ capacity: { maxViewers: 2 } });
    try {
      const [first, second, third] = await Promise.all([small.viewer(), small.viewer(), small.viewer()]);
      const inside = [await first!.follow(), await second!.follow()];
      const full = third!.socket();
      const [{ retryMs }] = (await Promise.all([
        new Promise((told) => full.once('gallery:full', told)),
        new Promise((gone) => full.once('disconnect', gone)),
      ])) as [{ retryMs: number }, unknown];
      expect(retryMs).toBeGreaterThan(0);
      const live = await third!.get('live');
      expect([live.status, live.json['view']]).toEqual([200, small.view]);
      expect((await third!.post('like', { count: 3 })).json).toEqual({ count: 3 });
      inside[0]!.socket.disconnect();
      await vi.waitFor(async () => {
        const again = third!.socket();
        expect(
          await Promise.race([
            new Promise((told) => again.once('gallery:full', () => told('full'))),
            new Promise((told) => again.once('gallery:snapshot', () => told('in'))),
          ]),
        ).toBe('in');
      });
    } finally {
      await small.shut();
    }
  });

  test('[B125] one block of addresses does not take all the room', async () => {
    const small = await Stage.open({ capacity: { viewersPerBlock: 2 } });
    try {
      const near = ['198.51.100.1', '198.51.100.2', '198.51.100.250'];
      const [a, b, c, far] = [...near, '203.0.113.9'].map((from) => small.stranger(from));
      await a!.follow();
      await b!.follow();
      const full = c!.socket();
      await new Promise((told) => full.once('gallery:full', told));
      expect((await far!.follow()).view).toEqual(small.view);
    } finally {
      await small.shut();
    }
  });
});

/** Of buffers that something still holds. */
function bytesInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().arrayBuffers;
}

/** A client of a few lines, whose reading can be stopped. */
async function rawSocket() {
  const socket = new WebSocket(`ws://127.0.0.1:${stage.port}/gallery/socket/?EIO=4&transport=websocket`);
  const raw = {
    socket,
    events: [] as string[],
    latest: null as { seq: number } | null,
    async until(holds: (raw: { events: string[]; latest: { seq: number } | null }) => boolean) {
      while (!holds(raw)) await once(socket, 'message');
    },
  };
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    if (text === '2') socket.send('3');
    if (text.startsWith('0'))
      socket.send(`40${JSON.stringify({ inquiryId, protocolVersion: GALLERY_PROTOCOL_VERSION })}`);
    if (!text.startsWith('42')) return;
    const [name, message] = JSON.parse(text.slice(2)) as [string, { seq: number }];
    raw.events.push(name);
    raw.latest = message;
  });
  await once(socket, 'open');
  return raw;
}
