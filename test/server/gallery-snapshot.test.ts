import { once } from 'node:events';
import { request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { blockOf } from '../../server/gallery/limits.ts';
import { PAGE_SIZE, Snapshots } from '../../server/gallery/snapshot.ts';
import { galleryHttp } from '../../shared/inquiry/gallery-protocol.ts';
import { code, inquiryId, questionId, questionOf, Stage } from './gallery-fixture.ts';

let stage: Stage;
let clock = 1_800_000_000_000;
beforeAll(async () => {
  stage = await Stage.open({ now: () => clock });
});
afterAll(() => stage.shut());

/** One answer with the bytes as they were on the wire. */
async function raw(path: string, headers: Record<string, string> = {}) {
  const sent = request(`${stage.url}/api/gallery/${inquiryId}/${path}`, { headers }).end();
  const [response] = await once(sent, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

describe('the live view by HTTP', () => {
  test('[B123] is named by epoch and number, is not sent twice, and is made anew with every tick', async () => {
    const first = await raw('live');
    expect(first.headers).toMatchObject({
      etag: '"epoch-1-0"',
      'cache-control': 'public, max-age=1',
      vary: 'Accept-Encoding',
    });
    expect(first.headers['set-cookie']).toBeUndefined();
    for (const known of ['"epoch-1-0"', 'W/"epoch-1-0"', '"other", "epoch-1-0"']) {
      const again = await raw('live', { 'if-none-match': known });
      expect([again.status, again.body.length, again.headers['etag']]).toEqual([304, 0, '"epoch-1-0"']);
    }
    await stage.publish({ topic: '新的议题' });
    const next = await raw('live', { 'if-none-match': '"epoch-1-0"' });
    expect([next.status, next.headers['etag']]).toEqual([200, '"epoch-1-1"']);
    const snapshot = galleryHttp['GET /api/gallery/:inquiryId/live'].reply.parse(
      JSON.parse(next.body.toString()),
    );
    expect(snapshot).toEqual({ epoch: 'epoch-1', seq: 1, now: clock, view: stage.view });
  });

  test('[B123] comes as small as the asker can read it, the same in every coding', async () => {
    await stage.publish({ topic: '很长的议题'.repeat(300) });
    const plain = await raw('live');
    const [br, gzip] = [
      await raw('live', { 'accept-encoding': 'gzip, br' }),
      await raw('live', { 'accept-encoding': 'gzip' }),
    ];
    expect([plain, br, gzip].map(({ headers }) => headers['content-encoding'])).toEqual([
      undefined,
      'br',
      'gzip',
    ]);
    expect(brotliDecompressSync(br.body)).toEqual(plain.body);
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    expect(br.body.length).toBeLessThan(plain.body.length / 4);
  });

  test('tells the time of now, also when nothing has happened for long', async () => {
    const nowOf = async () => (JSON.parse((await raw('live')).body.toString()) as { now: number }).now;
    clock += 600_000;
    expect(await nowOf()).toBe(clock);
    // Within a second it is the same answer.
    clock += 500;
    expect(await nowOf()).toBe(clock - 500);
  });

  test('[B121] whoever asks for it again and again is watching; whoever stops is not', async () => {
    const [polling, following] = [await stage.viewer(), await stage.viewer()];
    const { socket } = await following.follow();
    await polling.get('live');
    await polling.get('live');
    await following.get('live');
    await stage.stranger().get('live');
    const expectWatching = (count: number) =>
      vi.waitFor(async () => expect((await stage.exchange.crowd(inquiryId)).watching).toBe(count), {
        timeout: 10_000,
      });
    await expectWatching(2);
    clock += 30_000;
    await expectWatching(1);
    socket.disconnect();
    // By HTTP it asked as well, but too long ago.
    await expectWatching(0);
  });
});

describe('the record, page by page', () => {
  beforeAll(async () => {
    const waiting = Array.from({ length: 120 }, (_, n) =>
      questionOf(n, { supports: (n * 7) % 13, shownAt: 2_000_000 + n }),
    );
    const done = [
      questionOf(200, { state: 'answered', decidedAt: 300 }),
      questionOf(201, { state: 'referred', decidedAt: 500 }),
      questionOf(202, { state: 'merged', mergedInto: questionId(5), text: '老旧小区什么时候加装电梯' }),
    ];
    await stage.approve(
      ...waiting,
      ...done,
      questionOf(5, { text: '老旧小区加装电梯何时开始', supports: 9 }),
    );
  });
  const page = async (order: string, at = 0) =>
    galleryHttp['GET /api/gallery/:inquiryId/questions'].reply.parse(
      JSON.parse((await raw(`questions?order=${order}&page=${at}`)).body.toString()),
    );

  test('every question stands on exactly one page, in the order of the live view', async () => {
    const pages = await Promise.all([0, 1, 2, 3].map((at) => page('newest', at)));
    expect(pages.map(({ questions, total, pageSize }) => [questions.length, total, pageSize])).toEqual([
      [PAGE_SIZE, 120, PAGE_SIZE],
      [PAGE_SIZE, 120, PAGE_SIZE],
      [20, 120, PAGE_SIZE],
      [0, 120, PAGE_SIZE],
    ]);
    const shown = pages.flatMap(({ questions }) => questions.map(({ shownAt }) => shownAt!));
    expect(shown).toEqual(shown.toSorted((a, b) => b - a));
    const top = (await page('top')).questions.map(({ supports }) => supports);
    expect(top).toEqual(top.toSorted((a, b) => b - a));
    expect((await page('done')).questions.map(({ questionId }) => questionId)).toEqual(
      [201, 200].map(questionId),
    );
    expect((await page('all')).total).toBe(123);
  });

  test('similar ones are found before one asks, and a merged one leads to the one that it was merged into', async () => {
    const found = await raw(`similar?text=${encodeURIComponent('小区电梯什么时候装')}`);
    const { questions } = galleryHttp['GET /api/gallery/:inquiryId/similar'].reply.parse(
      JSON.parse(found.body.toString()),
    );
    expect(questions.map(({ questionId }) => questionId)).toEqual([questionId(5)]);
    expect((await raw('similar?text=')).status).toBe(400);
    expect((await raw('similar')).status).toBe(400);
  });

  test('the whole record is one answer; wrong pages, votes, orders and inquiries are refused by name', async () => {
    const record = galleryHttp['GET /api/gallery/:inquiryId/record'].reply.parse(
      JSON.parse((await raw('record')).body.toString()),
    );
    expect(record.questions).toHaveLength(123);
    expect(record.live.view).toEqual(stage.view);
    for (const [path, status, code] of [
      ['questions?order=best', 400, 'malformed'],
      ['questions?page=-1', 400, 'malformed'],
      ['questions?more=1', 400, 'malformed'],
      ['votes/no-such-vote', 404, 'not-found'],
      ['nothing', 404, 'not-found'],
      ['../other-inquiry/live', 404, 'not-found'],
    ] as const) {
      const reply = await raw(path);
      expect([reply.status, JSON.parse(reply.body.toString()).refused.code], path).toEqual([status, code]);
    }
  });
});

test('[B167] of the record one is kept, however often the live view moves, and of the pages past the end one', async () => {
  const snapshots = new Snapshots(inquiryId, stage.exchange, () => clock);
  const first = new WeakRef(snapshots.record()!);
  await stage.publish({ topic: 'another' });
  expect(snapshots.record()!.etag).not.toBe(first.deref()?.etag);
  // What a WeakRef was made of lives until the end of its turn.
  await new Promise(setImmediate);
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  expect(first.deref()).toBeUndefined();
  expect(snapshots.page('all', 10_000)).toBe(snapshots.page('all', 3));
});

test('[B168] only what is the name of a host comes into the policy of the page', async () => {
  const origins = async (streamUrl: string, posterUrl: string) => {
    await stage.publish({ streamUrl, posterUrl });
    return stage.gallery.streamsOf(code);
  };
  for (const host of [
    'a;sandbox',
    'a,b',
    '*',
    '*.example.org',
    "'unsafe-inline'",
    'a"b',
    '[',
    'a|b',
    'a:99999',
  ]) {
    expect(await origins(`https://${host}/live.m3u8`, 'https://poster.example.org/a.png'), host).toEqual([
      'https://poster.example.org',
    ]);
  }
  expect(await origins('https://直播.中国:8443/live.m3u8', 'https://直播.中国:8443/a.png')).toEqual([
    'https://xn--z6ut02b.xn--fiqs8s:8443',
  ]);
});

describe('blocks of addresses', () => {
  test.each([
    ['198.51.100.7', '198.51.100'],
    ['::ffff:198.51.100.7', '198.51.100'],
    ['2001:db8:1:2::3', '32.1.13.184.0.1'],
    ['2001:db8:1:ffff::9', '32.1.13.184.0.1'],
    ['2001:db8:2::1', '32.1.13.184.0.2'],
    ['nonsense', 'unknown'],
    [undefined, 'unknown'],
  ])('%s is in %s', (address, block) => expect(blockOf(address)).toBe(block));
});
