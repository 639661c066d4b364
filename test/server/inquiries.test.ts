import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newCommandId } from '../../server/demo/device.ts';
import { nextLink } from '../../shared/bundle.ts';
import type { InquiryId, QuestionId, SittingId } from '../../shared/ids.ts';
import type { InquiryCommand } from '../../shared/inquiry/commands.ts';
import type { Tick } from '../../shared/inquiry/feed.ts';
import { FeedFollower } from '../../shared/inquiry/feed-follower.ts';
import { type DeskView, GalleryView, inquiryViews, PublicRecord } from '../../shared/inquiry/views.ts';
import { key, viewer } from '../exchange/heard.ts';
import { Chamber, moderator, operator } from './inquiry-chamber.ts';

let folder: string;
let chamber: Chamber;
let sittingId: SittingId;
let inquiryId: InquiryId;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yishi-'));
  chamber = await Chamber.open(folder);
  sittingId = await chamber.sitting();
  inquiryId = await chamber.planned(sittingId);
});
afterEach(async () => {
  await chamber.close();
  rmSync(folder, { recursive: true });
});

async function restarted(): Promise<void> {
  await chamber.close();
  chamber = await Chamber.open(folder);
}

/** A viewer asks, and hears that it was taken into the log. */
async function asked(who: number, text: string, name: string | null = null): Promise<QuestionId> {
  const about = { inquiryId, viewerId: viewer(who), key: key(who), askedAt: Date.now() };
  await chamber.exchange.ask({ ...about, text, name });
  return chamber.own(inquiryId, viewer(who), (own) => own[0]?.questionId);
}
function desk(): DeskView {
  const followed = chamber.inquiries.follow(inquiryId, 'desk', () => {})!;
  followed.stop();
  return inquiryViews.desk.parse(followed.snapshot().view);
}
const live = () => chamber.exchange.snapshot(inquiryId, 'live')!;
const record = () => chamber.exchange.snapshot(inquiryId, 'record')!;
const log = async () => (await chamber.inquiries.logPage(inquiryId, 0))!;

describe('commands', () => {
  test('[B41] [B112] a repeated command is answered with its first version and changes nothing, also after a restart', async () => {
    const commandId = newCommandId();
    const words: InquiryCommand = { type: 'SetBlockedWords', words: ['广告'] };
    const first = await chamber.does(moderator, inquiryId, words, commandId);
    await chamber.does(moderator, inquiryId, { type: 'SetBlockedWords', words: ['诈骗'] });
    expect(await chamber.does(moderator, inquiryId, words, commandId)).toBe(first);
    await restarted();
    expect(await chamber.does(moderator, inquiryId, words, commandId)).toBe(first);
    expect([desk().version, desk().blockedWords]).toEqual([first + 1, ['诈骗']]);
  });

  test('[B112] of moderators who act at once on one question one wins, and the others are told whose it is', async () => {
    const questionId = await asked(1, '自来水什么时候通到村里？');
    const others = ['two', 'three', 'four'].map((name) => ({
      ...moderator,
      accountId: `account-${name}` as never,
    }));
    const claims = await Promise.all(
      [moderator, ...others].map((actor) =>
        chamber.does(actor, inquiryId, { type: 'ClaimQuestions', questionIds: [questionId] }).then(
          () => actor,
          ({ refusal }) => refusal.code as string,
        ),
      ),
    );
    expect(claims.filter((claim) => claim === 'question-claimed')).toHaveLength(3);
    const winner = claims.find((claim) => typeof claim !== 'string')!;
    expect(desk().questions[questionId]!.claim).toMatchObject({
      accountId: (winner as { accountId: string }).accountId,
    });
    const approve: InquiryCommand = { type: 'ApproveQuestions', questionIds: [questionId] };
    const loser = [moderator, ...others].find((actor) => actor !== winner)!;
    await expect(chamber.does(loser, inquiryId, approve)).rejects.toMatchObject({
      refusal: { code: 'question-claimed' },
    });
    await chamber.does(winner as typeof moderator, inquiryId, approve);
    expect(desk().questions[questionId]).toMatchObject({ state: 'waiting' });
    expect(desk().questions[questionId]!.claim).toBeUndefined();
  });

  test('[B112] what a command names outside the inquiry has to be there: papers, people on the roll, accounts of departments', async () => {
    const refusalOf = (command: Parameters<Chamber['does']>[2]) =>
      chamber.does(operator, inquiryId, command).then(
        () => null,
        ({ refusal }) => [refusal.code, refusal.field],
      );
    expect(await refusalOf({ type: 'SetBallot', paperId: 'no-such-paper' as never })).toEqual([
      'paper-unknown',
      'command.paperId',
    ]);
    const question = { type: 'PrepareQuestion', text: '问', name: '张委员', departmentId: null } as const;
    expect(await refusalOf({ ...question, deputyId: 'no-such-deputy' as never })).toEqual([
      'deputy-unknown',
      'command.deputyId',
    ]);
    const { plan } = desk();
    const departments = plan.departments.map((one) => ({ ...one, accountId: moderator.accountId }));
    const changed = { ...plan, askFrom: null, startsAt: null, streamUrl: null, posterUrl: null };
    expect(
      await refusalOf({ type: 'ChangePlan', plan: { ...changed, departments: departments.slice(0, 1) } }),
    ).toEqual(['account-unknown', 'command.plan.departments.0.accountId']);
    expect(
      await refusalOf({
        type: 'ChangePlan',
        plan: { ...changed, questioners: [{ deputyId: 'no-such-deputy' as never, name: '李' }] },
      }),
    ).toEqual(['deputy-unknown', 'command.plan.questioners.0.deputyId']);
  });

  test('[B112] a sitting is not closed before its inquiries are ended, and none is planned in a closed one', async () => {
    const close = () =>
      chamber.sittings.submit(
        sittingId,
        { role: 'chair', accountId: operator.accountId },
        { commandId: newCommandId(), command: { type: 'CloseSitting' } },
      );
    expect(await close()).toMatchObject({ refused: { code: 'inquiry-not-ended' } });
    await chamber.does(operator, inquiryId, { type: 'StartInquiry' });
    expect(await close()).toMatchObject({ refused: { code: 'inquiry-not-ended' } });
    await chamber.does(operator, inquiryId, { type: 'EndInquiry' });
    // At once: one of them comes first, and the other is told.
    const [closed, planned] = await Promise.allSettled([close(), chamber.planned(sittingId)]);
    if (planned.status === 'fulfilled') {
      expect(closed).toMatchObject({ value: { refused: { code: 'inquiry-not-ended' } } });
      await chamber.does(operator, planned.value, { type: 'EndInquiry' });
      expect(await close()).toMatchObject({ version: expect.any(Number) });
    }
    await expect(chamber.planned(sittingId)).rejects.toMatchObject({ refusal: { code: 'sitting-closed' } });
    // What is written down of it goes on.
    await chamber.does(moderator, inquiryId, { type: 'SetBlockedWords', words: ['水'] });
  });

  test('[B112] each inquiry has a code of its own, in no order', async () => {
    const more = await Promise.all(Array.from({ length: 40 }, () => chamber.planned(sittingId)));
    const codes = chamber.inquiries.list().map(({ code }) => code);
    expect(new Set(codes).size).toBe(more.length + 1);
    for (const code of codes) expect(code).toMatch(/^\d{6}$/);
    expect(codes.toSorted()).not.toEqual(codes);
    expect(
      chamber.exchange
        .inquiries()
        .map(({ code }) => code)
        .toSorted(),
    ).toEqual(codes.toSorted());
  });
});

describe('the log', () => {
  test('[B113] is told in pages that fit each other, and none tells which viewer asked', async () => {
    for (let n = 0; n < 205; n++)
      await chamber.does(moderator, inquiryId, {
        type: 'SetIntake',
        paused: n % 2 === 0,
        slowSeconds: n,
        naming: 'either',
      });
    await asked(1, '问题里有手机 13800138000');
    const first = await log();
    const second = (await chamber.inquiries.logPage(inquiryId, 200))!;
    expect([first.entries.length, first.brokenAt, second.brokenAt]).toEqual([200, null, null]);
    const entries = [...first.entries, ...second.entries];
    expect(entries.map(({ version }) => version)).toEqual(entries.map((_, at) => at + 1));
    let link = first.start;
    for (const entry of entries) {
      link = nextLink(link, entry.entryHash);
      expect(entry.link).toBe(link);
    }
    expect(link).toBe(second.head);
    expect(JSON.stringify(entries)).not.toMatch(/viewer-|138001/);
    expect(entries.at(-1)).toMatchObject({
      by: { who: 'server' },
      event: { type: 'QuestionAsked', questions: [1] },
    });
    expect(entries[1]).toMatchObject({ by: { who: 'account', name: `姓名 ${moderator.accountId}` } });
  });

  test("[B113] tells a question's history, and of the queue only that it came and went", async () => {
    const [one, two] = [await asked(1, '路灯'), await asked(2, '路灯坏了')];
    await chamber.does(moderator, inquiryId, { type: 'ApproveQuestions', questionIds: [one, two] });
    await chamber.does(operator, inquiryId, { type: 'QueueQuestions', questionIds: [one] });
    await chamber.does(operator, inquiryId, { type: 'QueueQuestions', questionIds: [two] });
    await chamber.does(operator, inquiryId, { type: 'UnqueueQuestion', questionId: one });
    const types = async (id: QuestionId) =>
      (await chamber.inquiries.history(inquiryId, id))!.map(({ event }) => event.type);
    expect(await types(one)).toEqual(['QuestionAsked', 'QuestionsApproved', 'QueueSet', 'QueueSet']);
    expect(await types(two)).toEqual(['QuestionAsked', 'QuestionsApproved', 'QueueSet']);
  });

  test.each([
    [
      'one byte of an entry',
      "UPDATE entries SET entry = replace(entry, '广告', '广播') WHERE version = 2",
      2,
    ],
    [
      'one digit of a link',
      "UPDATE entries SET link = iif(substr(link, 1, 1) = '0', '1', '0') || substr(link, 2) WHERE version = 1",
      1,
    ],
    ['an entry that is gone', 'DELETE FROM entries WHERE version = 2', 3],
  ])('[B39] [B113] is refused at the start for %s, and which inquiry is said', async (_what, sql, at) => {
    await chamber.does(moderator, inquiryId, { type: 'SetBlockedWords', words: ['广告'] });
    await chamber.does(moderator, inquiryId, { type: 'SetBlockedWords', words: [] });
    await chamber.close();
    const file = join(folder, 'inquiries.sqlite');
    const db = new DatabaseSync(file);
    expect(db.prepare(sql).run().changes).toBe(1);
    db.close();
    await expect(Chamber.open(folder)).rejects.toThrow(
      `the log of inquiry ${inquiryId} was changed at version ${at}`,
    );
    rmSync(file);
    chamber = await Chamber.open(folder);
  });
});

describe('what goes to the gallery', () => {
  /** Every tick of a channel, applied. */
  function follower() {
    const ticks: Tick[] = [];
    const views: GalleryView[] = [];
    const followed = new FeedFollower<object>();
    followed.take(live());
    const stop = chamber.exchange.follow({
      onTick: (id, channel, tick) => {
        if (id !== inquiryId || channel !== 'live') return;
        ticks.push(tick);
        followed.apply(tick);
        views.push(GalleryView.parse(followed.view));
      },
      onOpen: () => {},
      onOwn: () => {},
    });
    return { ticks, views, followed, stop };
  }

  test('[B114] changes within a beat are one tick, the first leaves at once, and what nobody could see makes none', async () => {
    const { ticks, followed } = follower();
    const questionId = await asked(1, '校车什么时候有？', '王女士');
    // Not approved: nothing of it is in any view.
    expect([ticks, JSON.stringify([live(), record()]).includes('校车')]).toEqual([[], false]);
    await chamber.does(moderator, inquiryId, { type: 'ApproveQuestions', questionIds: [questionId] });
    await chamber.does(moderator, inquiryId, {
      type: 'LabelQuestions',
      questionIds: [questionId],
      label: '校车',
      on: true,
    });
    for (let n = 0; n < 30; n++) await chamber.exchange.like(inquiryId, viewer(n), 3);
    await chamber.does(operator, inquiryId, { type: 'StartInquiry' });
    await vi.waitFor(
      () => expect(GalleryView.parse(followed.view)).toMatchObject({ stage: 'live', crowd: { likes: 90 } }),
      4000,
    );
    expect(ticks.map(({ seq }) => seq)).toEqual(ticks.map((_, at) => at + 1));
    expect(ticks.length).toBeLessThan(12);
    expect(followed.view).toEqual(live().view);
    expect(GalleryView.parse(live().view).questions[questionId]).toMatchObject({
      name: '王女士',
      labels: ['校车'],
    });
    expect(PublicRecord.parse(record().view).questions[questionId]).toBeDefined();
  });

  test('[B114] supports are those of distinct viewers over a merge, at once, and exact again when it is undone', async () => {
    const [one, two] = [await asked(1, '公交'), await asked(2, '公交车')];
    await chamber.does(moderator, inquiryId, { type: 'ApproveQuestions', questionIds: [one, two] });
    for (const who of [3, 4, 5]) await chamber.exchange.support(inquiryId, viewer(who), one, true);
    for (const who of [5, 6]) await chamber.exchange.support(inquiryId, viewer(who), two, true);
    expect(await chamber.inquiries.supporters(inquiryId, [one, two])).toBe(4);
    const { followed, views } = follower();
    const supports = () =>
      Object.values(GalleryView.parse(followed.view).questions).map((each) => each.supports);
    await vi.waitFor(() => expect(supports().toSorted()).toEqual([2, 3]), 4000);
    await chamber.does(moderator, inquiryId, { type: 'MergeQuestions', into: one, questionIds: [two] });
    await vi.waitFor(() => expect(supports()).toEqual([4]), 4000);
    await chamber.does(moderator, inquiryId, { type: 'UnmergeQuestion', questionId: two });
    await vi.waitFor(() => expect(supports().toSorted()).toEqual([2, 3]), 4000);
    // No one was ever shown the merge with another figure.
    const merged = views.filter(({ questions }) => questions[one]?.merged);
    expect(merged.map(({ questions }) => questions[one]!.supports)).toEqual(merged.map(() => 4));
  });

  test('[B114] the desk hears of the crowd as well, and of what it has nothing to do with nothing', async () => {
    const ticks: Tick[] = [];
    const followed = new FeedFollower<object>();
    const { snapshot } = chamber.inquiries.follow(inquiryId, 'desk', (tick) => {
      ticks.push(tick);
      followed.apply(tick);
    })!;
    followed.take(snapshot());
    const members: Tick[] = [];
    chamber.inquiries.follow(inquiryId, 'members', (tick) => members.push(tick));
    for (const who of [1, 2, 3]) await chamber.exchange.visit(inquiryId, viewer(who), key(1));
    await vi.waitFor(() => expect(followed.view).toMatchObject({ crowd: { views: 3, viewers: 3 } }), 4000);
    expect(ticks.length).toBeLessThanOrEqual(3);
    expect(members).toEqual([]);
  });

  test('[B114] a start gives the same views in another epoch, and tells every asker anew', async () => {
    const questionId = await asked(1, '污水', '陈先生');
    await chamber.does(moderator, inquiryId, {
      type: 'RejectQuestions',
      questionIds: [questionId],
      reason: '不属本次议题',
    });
    await chamber.does(moderator, inquiryId, { type: 'BanAsker', questionId, reason: '重复' });
    const own = await chamber.own(inquiryId, viewer(1), (all) => all[0]?.state === 'rejected' && all);
    await vi.waitFor(() => expect(chamber.exchange.inquiries()[0]!.banned).toEqual([viewer(1)]), 4000);
    const before = [desk(), live(), record()] as const;
    await restarted();
    expect(desk()).toEqual(before[0]);
    expect([live().view, record().view]).toEqual([before[1].view, before[2].view]);
    expect(live().epoch).not.toBe(before[1].epoch);
    expect(await chamber.exchange.own(inquiryId, viewer(1))).toMatchObject({ questions: own, banned: true });
    expect(own).toMatchObject([{ questionId, key: key(1), reason: '不属本次议题' }]);
  });

  test('[B115] a question that was acknowledged is in the log once, wherever it was cut off', async () => {
    const ask = (who: number, text = `第${who}问`) =>
      chamber.exchange.ask({
        inquiryId,
        viewerId: viewer(who),
        key: key(who),
        text,
        name: null,
        askedAt: Date.now(),
      });
    // Acknowledged by the crowd's store, and the chamber stops before, while or after it takes them.
    await Promise.all(Array.from({ length: 60 }, (_, at) => ask(at)));
    await restarted();
    await ask(7);
    await ask(60);
    await chamber.own(inquiryId, viewer(60), (own) => own.length > 0);
    const texts = Object.values(desk().questions).map(({ text }) => text);
    expect(texts.toSorted()).toEqual(Array.from({ length: 61 }, (_, at) => `第${at}问`).toSorted());
  });

  test('[B114] asking begins by itself when its time has come', async () => {
    const { plan } = desk();
    const changed = { ...plan, startsAt: null, streamUrl: null, posterUrl: null, askFrom: Date.now() + 2000 };
    await chamber.does(operator, inquiryId, { type: 'ChangePlan', plan: changed });
    const { followed } = follower();
    await vi.waitFor(() => expect(GalleryView.parse(followed.view).intake.state).toBe('early'), 4000);
    await vi.waitFor(() => expect(GalleryView.parse(followed.view).intake.state).toBe('open'), 4000);
  });
});
