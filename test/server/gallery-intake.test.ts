import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Asked } from '../../server/gallery/exchange/contract.ts';
import { viewerCookie } from '../../server/gallery/identity.ts';
import { ViewerId } from '../../shared/ids.ts';
import { inquiryId, newKey, questionId, questionOf, Stage, type Viewer } from './gallery-fixture.ts';

let stage: Stage;
const asked: Asked[] = [];
/** The gallery's clock stands until a test moves it. */
let clock = 1_800_000_000_000;
beforeAll(async () => {
  stage = await Stage.open({ now: () => clock });
  stage.atEnd(stage.exchange.consume(async (batch) => void asked.push(...batch)));
  await stage.approve(...[1, 2, 3].map((n) => questionOf(n)));
});
afterAll(() => stage.shut());

const ask = (text: string, key = newKey(), name: string | null = null) => ({ key, text, name });
/** Who is watching is told every now and then, and left out here. */
const crowd = async () => ({ ...(await stage.exchange.crowd(inquiryId)), watching: 0 });
const askedBy = (viewer: Viewer) => asked.filter(({ viewerId }) => viewerId === viewer.id);
const blame = ({ status, refused }: Awaited<ReturnType<Viewer['post']>>) => [status, refused?.code];

describe('who is who', () => {
  test('[B124] a visit counts once, gives a cookie that no script reads, and the same again gives the same viewer', async () => {
    const before = await crowd();
    const viewer = stage.stranger();
    const key = newKey();
    const first = await viewer.visit(key);
    expect(first.json).toEqual({ inquiryId });
    const cookie = first.headers.getSetCookie()[0]!;
    expect(cookie).toMatch(
      /^__Host-yishi-viewer=[\w-]+\.[\w-]+; Max-Age=\d+; Path=\/;.*HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(first.headers.get('cache-control')).toBe('no-store');
    const { id } = viewer;
    // The answer was lost: the browser has no cookie and sends the same again.
    const again = stage.stranger();
    await again.visit(key);
    expect(again.id).toBe(id);
    // With the cookie none is given, and another opening is another one.
    expect((await viewer.visit(key)).headers.getSetCookie()).toEqual([]);
    await viewer.visit(newKey());
    expect(await crowd()).toMatchObject({ views: before.views + 2, viewers: before.viewers + 1 });
  });

  test('[B124] a cookie that is forged, truncated or of another server is nobody, and at the next visit a new viewer', async () => {
    const honest = await stage.viewer();
    const id = 'somebody-else-entirely';
    const sealed = createHmac('sha256', Buffer.alloc(32)).update(`yishi-viewer\n${id}`).digest('base64url');
    const forgeries = [
      `${id}.${sealed}`,
      `${honest.id}.${sealed}`,
      honest.cookie!.split('=')[1]!.slice(0, -5),
      honest.id,
      '',
      '.',
      'a.b.c',
      `${'x'.repeat(4000)}.${sealed}`,
      '%00%ff',
      `{"__proto__":1}`,
    ];
    for (const forgery of forgeries) {
      const viewer = stage.stranger();
      viewer.cookie = `${viewerCookie}=${forgery}`;
      expect(blame(await viewer.post('like', { count: 5 })), forgery).toEqual([401, 'viewer-unknown']);
      expect((await viewer.get('live')).status, forgery).toBe(200);
      expect((await viewer.follow()).view, forgery).toEqual(stage.view);
      expect((await viewer.visit(newKey())).status, forgery).toBe(200);
      expect([id, honest.id]).not.toContain(viewer.id);
      expect((await viewer.post('like', { count: 1 })).status, forgery).toBe(200);
    }
    expect((await honest.get('own')).json).toMatchObject({ likes: 0 });
  });

  test('a code that no inquiry has is said to be so, by its field', async () => {
    const reply = await stage.stranger().post('visits', { key: newKey(), code: '999999' });
    expect([...blame(reply), reply.refused!.field]).toEqual([404, 'not-found', 'code']);
    const malformed = await stage.stranger().post('visits', { key: newKey(), code: '99' });
    expect([...blame(malformed), malformed.refused!.field]).toEqual([400, 'malformed', 'code']);
  });
});

describe('what is sent again', () => {
  test('[B120] the same question by HTTP and by socket, as often as one likes, is one question', async () => {
    const viewer = await stage.viewer();
    const following = await viewer.follow();
    const question = ask('幼儿园学位什么时候增加？');
    const sent = await Promise.all([
      viewer.post('ask', question),
      following.ask('gallery:ask', question),
      viewer.post('ask', { ...question, text: '别的文字' }),
      following.ask('gallery:ask', question),
    ]);
    expect(sent.map((reply) => ('json' in reply ? reply.json : reply.ok))).toEqual(
      Array(4).fill({ key: question.key }),
    );
    await vi.waitFor(() => expect(askedBy(viewer)).toHaveLength(1));
    await viewer.post('ask', question);
    await viewer.post('ask', ask('另一个问题'));
    await vi.waitFor(() => expect(askedBy(viewer)).toHaveLength(2));
    expect(askedBy(viewer)[0]).toEqual({ ...question, inquiryId, viewerId: viewer.id, askedAt: clock });
  });

  test('[B120] what one viewer sent is, sent by another one, another question', async () => {
    const [victim, thief] = [await stage.viewer(), await stage.viewer()];
    const question = ask('重放');
    for (const viewer of [victim, thief]) await viewer.post('ask', question);
    await vi.waitFor(() => expect([askedBy(victim).length, askedBy(thief).length]).toEqual([1, 1]));
  });

  test('[B121] likes and supports come to the same, replayed in any order and by either way', async () => {
    const before = await crowd();
    const viewer = await stage.viewer();
    const following = await viewer.follow();
    const support = { questionId: questionId(1), on: true };
    for (const count of [3, 1, 3, 2]) await viewer.post('like', { count });
    expect(await following.ask('gallery:like', { count: 2 })).toEqual({ ok: { count: 3 } });
    for (const _ of [1, 2]) expect((await viewer.post('support', support)).json).toEqual(support);
    expect(await following.ask('gallery:support', support)).toEqual({ ok: support });
    expect(await crowd()).toMatchObject({ likes: before.likes + 3, likers: before.likers + 1 });
    expect(await stage.exchange.supports(inquiryId, [[questionId(1)]])).toEqual([1]);
    await following.ask('gallery:support', { ...support, on: false });
    expect(await stage.exchange.supports(inquiryId, [[questionId(1)]])).toEqual([0]);
  });

  test('[B123] with sockets blocked everything goes by HTTP', async () => {
    const viewer = await stage.viewer();
    const question = ask('没有套接字');
    expect((await viewer.post('ask', question)).status).toBe(200);
    expect((await viewer.post('support', { questionId: questionId(2), on: true })).status).toBe(200);
    expect((await viewer.post('like', { count: 4 })).status).toBe(200);
    expect((await viewer.get('live')).json['view']).toEqual(stage.view);
    expect((await viewer.get('own')).json).toEqual({
      questions: [],
      supports: [questionId(2)],
      likes: 4,
      banned: false,
    });
    await vi.waitFor(() => expect(askedBy(viewer)).toHaveLength(1));
    const own = {
      ...question,
      questionId: questionId(9),
      askedAt: clock,
      state: 'rejected',
      reason: '重复',
    } as const;
    const { name: _, ...told } = own;
    await stage.exchange.tell(inquiryId, ViewerId.parse(viewer.id), [told]);
    expect((await viewer.get('own')).json).toMatchObject({ questions: [told] });
  });
});

describe('when one may ask', () => {
  const intake = (change: object) => stage.publish({ intake: { ...stage.view.intake, ...change } });

  test('[B125] slow mode counts for each viewer, says how long to wait, and lets the same question through', async () => {
    await intake({ slowSeconds: 60 });
    const [viewer, other] = [await stage.viewer(), await stage.viewer()];
    const first = ask('第一');
    await viewer.post('ask', first);
    clock += 20_000;
    const second = ask('第二');
    const refused = await viewer.post('ask', second);
    expect([...blame(refused), refused.refused!.retryMs, refused.headers.get('retry-after')]).toEqual([
      429,
      'too-soon',
      40_000,
      '40',
    ]);
    expect((await viewer.post('ask', first)).status).toBe(200);
    expect((await other.post('ask', ask('别人的'))).status).toBe(200);
    clock += 40_000;
    expect((await viewer.post('ask', second)).status).toBe(200);
    await vi.waitFor(() => expect(askedBy(viewer).map(({ text }) => text)).toEqual(['第一', '第二']));
    await intake({ slowSeconds: 0 });
  });

  test('not before its time, in a pause, nameless where names are asked for, or when banned: each by its own word', async () => {
    const viewer = await stage.viewer();
    const refusalTo = async (question = ask('问')) => (await viewer.post('ask', question)).refused;
    await intake({ state: 'paused' });
    expect(await refusalTo()).toEqual({ code: 'asking-paused' });
    await intake({ state: 'early', askFrom: clock + 5000 });
    expect(await refusalTo()).toEqual({ code: 'asking-early' });
    clock += 5000;
    expect(await refusalTo()).toBeNull();
    await intake({ state: 'open', naming: 'named' });
    expect(await refusalTo()).toEqual({ code: 'name-missing', field: 'name' });
    expect(await refusalTo(ask('具名', newKey(), '王小明'))).toBeNull();
    await stage.exchange.notice({ inquiryId, code: '271828', banned: [ViewerId.parse(viewer.id)] });
    expect(await refusalTo(ask('具名', newKey(), '王小明'))).toEqual({ code: 'asker-banned' });
    expect((await viewer.get('own')).json).toMatchObject({ banned: true });
    await stage.exchange.notice({ inquiryId, code: '271828', banned: [] });
    await intake({ naming: 'either' });
  });

  test('[B121] after the end nothing moves any more', async () => {
    const viewer = await stage.viewer();
    const before = await crowd();
    await stage.publish({ stage: 'ended', intake: { ...stage.view.intake, state: 'over' } });
    for (const [path, body] of [
      ['ask', ask('晚了')],
      ['like', { count: 1 }],
      ['support', { questionId: questionId(1), on: true }],
    ] as const) {
      expect(blame(await viewer.post(path, body))).toEqual([409, 'inquiry-ended']);
    }
    expect(await crowd()).toEqual(before);
    await stage.publish({ stage: 'live', intake: { ...stage.view.intake, state: 'open' } });
  });
});

test('[B120] what cannot be kept is not acknowledged, and everybody goes on watching', async () => {
  const broken = await Stage.open();
  try {
    const viewer = await broken.viewer();
    const following = await viewer.follow();
    await broken.exchange.store.close();
    const refused = await viewer.post('ask', ask('写不下'));
    expect([...blame(refused), refused.headers.get('retry-after')]).toEqual([503, 'unavailable', '1']);
    expect((await following.ask('gallery:like', { count: 1 })).refused).toMatchObject({
      code: 'unavailable',
    });
    await broken.publish({ topic: '继续' });
    await following.until(() => following.view.topic === '继续');
    expect((await viewer.get('live')).status).toBe(200);
  } finally {
    await broken.shut();
  }
});

describe('text is data', () => {
  test('[B126] scripts, overrides of direction, towers of marks and lone surrogates harm nothing on their way', async () => {
    const texts = [
      `<script>alert(1)</script><img src=x onerror=alert(1)>`,
      `"]}42["gallery:tick",{"epoch":"x"}]`,
      `'; DROP TABLE asks; --`,
      `\u202e反转\u202c 零\u200b宽`,
      `Z${'\u0351'.repeat(300)}算法`,
      `\ud83d 半个`,
      '\u0000空',
      `__proto__`,
    ];
    for (const text of texts) {
      const viewer = await stage.viewer();
      const following = await viewer.follow();
      // By socket and by HTTP: the same question comes the same way out.
      expect(await following.ask('gallery:ask', ask(text))).toHaveProperty('ok');
      await vi.waitFor(() => expect(askedBy(viewer)).toHaveLength(1));
      expect([text, text.toWellFormed()]).toContain(askedBy(viewer)[0]!.text);
      // Approved as it is, it is a text in the view and a text in every answer.
      await stage.approve(questionOf(50, { text: text.toWellFormed() }));
      await stage.publish({ questions: { [questionId(50)]: questionOf(50, { text: text.toWellFormed() }) } });
      await following.until(() => following.view.questions[questionId(50)]?.text === text.toWellFormed());
      const page = await viewer.get('questions?order=newest');
      expect(page.headers.get('content-type')).toMatch(/^application\/json/);
      expect(page.headers.get('x-content-type-options')).toBe('nosniff');
      expect(JSON.stringify(page.json)).toContain(JSON.stringify(text.toWellFormed()).slice(1, -1));
      following.socket.disconnect();
    }
  });

  test('[B125] a hundred kilobytes, half a body, another type and deep nesting are refused by name, and nothing is kept', async () => {
    const viewer = await stage.viewer();
    const before = asked.length;
    expect(blame(await viewer.post('ask', ask('长'.repeat(50_000))))).toEqual([413, 'too-large']);
    expect(blame(await viewer.post('ask', ask('长'.repeat(501))))).toEqual([400, 'malformed']);
    expect(blame(await viewer.post('ask', ask(' \u200b\n ')))).toEqual([400, 'malformed']);
    expect(blame(await viewer.post('ask', '{"key":'))).toEqual([400, 'malformed']);
    expect(blame(await viewer.post('ask', '['.repeat(4000)))).toEqual([400, 'malformed']);
    expect(blame(await viewer.post('ask', 'key=1', { 'content-type': 'text/plain' }))).toEqual([
      400,
      'malformed',
    ]);
    const extra = await viewer.post('ask', { ...ask('多'), viewerId: 'somebody-else' });
    expect([...blame(extra), extra.refused!.field]).toEqual([400, 'malformed', 'viewerId']);
    // The largest that is allowed, of the widest characters.
    expect((await viewer.post('ask', ask('𠮷'.repeat(500)))).status).toBe(200);
    const following = await viewer.follow();
    expect(await following.ask('gallery:ask', ask('👨‍👩‍👧‍👦'.repeat(150)))).toHaveProperty('ok');
    await vi.waitFor(() => expect(asked.length).toBe(before + 2));
  });

  test('[B127] a page of somebody else posts nothing', async () => {
    const viewer = await stage.viewer();
    for (const headers of [
      { origin: 'https://elsewhere.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      expect(blame(await viewer.post('like', { count: 9 }, headers))).toEqual([403, 'foreign-origin']);
    }
    const own = { origin: stage.url, 'sec-fetch-site': 'same-origin' };
    expect((await viewer.post('like', { count: 1 }, own)).json).toEqual({ count: 1 });
  });
});

describe('floods', () => {
  test('[B125] one viewer is slowed down and told so; others go on', async () => {
    const [viewer, other] = [
      await stage.viewer({ from: '192.0.2.1' }),
      await stage.viewer({ from: '192.0.2.1' }),
    ];
    const replies = await Promise.all(Array.from({ length: 40 }, () => viewer.post('ask', ask('刷屏'))));
    const kept = replies.filter(({ status }) => status === 200).length;
    expect(kept).toBe(6);
    for (const reply of replies.filter(({ status }) => status !== 200)) {
      expect(blame(reply)).toEqual([429, 'busy']);
      expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await other.post('ask', ask('正常提问'))).status).toBe(200);
    await vi.waitFor(() => expect(askedBy(viewer)).toHaveLength(kept));
  });

  test('[B125] one block of addresses makes only so many viewers; another one is not touched', async () => {
    const small = await Stage.open({ capacity: { viewersPerBlock: 3 } });
    try {
      // 3 viewers, 30 visits a minute each, of which a tenth at once.
      const made = await Promise.all(
        Array.from({ length: 20 }, (_, at) => small.stranger(`192.0.2.${at}`).visit(newKey())),
      );
      expect(made.filter(({ status }) => status === 200)).toHaveLength(9);
      expect(made.filter(({ refused }) => refused?.code === 'busy')).toHaveLength(11);
      const near = await small.stranger('2001:db8:1:ffff::1').visit(newKey());
      expect(near.status).toBe(200);
      expect((await small.exchange.crowd(inquiryId)).viewers).toBe(10);
    } finally {
      await small.shut();
    }
  });
});
