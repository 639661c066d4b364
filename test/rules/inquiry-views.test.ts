import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InquiryEvent } from '../../shared/inquiry/events.ts';
import { FeedSource } from '../../shared/inquiry/feed.ts';
import { groupsOf } from '../../shared/inquiry/groups.ts';
import { patched } from '../../shared/inquiry/merge-patch.ts';
import { LIVE_LIMITS, liveOrder, ordered } from '../../shared/inquiry/orders.ts';
import type { Inquiry, Question, QuestionState } from '../../shared/inquiry/state.ts';
import { galleryViewFor, inquiryViewFor, publicRecordFor } from '../../shared/inquiry/view-for.ts';
import { GalleryView, InquiryAudience, inquiryViews, PublicRecord } from '../../shared/inquiry/views.ts';
import {
  about,
  actors,
  answerBegun,
  answered,
  approved,
  asked,
  askFrom,
  assigned,
  claimed,
  deputyId,
  ended,
  finished,
  firstMoment,
  inquiryAfter,
  live,
  merged,
  planned,
  planOf,
  prepared,
  put,
  q,
  queued,
  referred,
  rejected,
  requested,
  restored,
  started,
  traffic,
  viewerId,
  water,
  written,
} from './inquiry-fixture.ts';
import { marks, randomSteps, takeSteps } from './random-inquiry.ts';

const othersViews = ['department', 'members', 'hall'] as const satisfies readonly InquiryAudience[];

/** Everything that leaves the desk. */
const toOthers = (inquiry: Inquiry) => ({
  gallery: galleryViewFor(inquiry, about),
  record: publicRecordFor(inquiry, about),
  ...Object.fromEntries(othersViews.map((audience) => [audience, inquiryViewFor(inquiry, audience, about)])),
});

/** Which questions an event lets everyone read, told apart from the rules: those approved, put, or queued once it has begun. */
function releasedBy(event: InquiryEvent, { stage, queue }: Inquiry): readonly string[] {
  if (event.type === 'QuestionsApproved') return event.questionIds;
  if (event.type === 'QuestionPut') return [event.questionId];
  const shows = event.type === 'QueueSet' || event.type === 'InquiryStarted';
  return shows && stage === 'live' ? queue : [];
}

const unreadable: readonly QuestionState[] = ['submitted', 'rejected', 'withdrawn'];

function mayBeRead(inquiry: Inquiry, question: Question, released: ReadonlySet<string>): boolean {
  const into = question.mergedInto && inquiry.questions.get(question.mergedInto)!;
  const here = released.has(question.questionId) && !unreadable.includes(question.state);
  return here && (!into || mayBeRead(inquiry, into, released));
}

test('[B101] no view but the desk’s ever holds what was not approved, an original, an asker, a reason of a rejection or a blocked word', () => {
  let hidden = 0;
  fc.assert(
    fc.property(randomSteps(60), (steps) => {
      const released = new Set<string>();
      takeSteps(steps, ({ entries, inquiry }) => {
        for (const { event } of entries) for (const id of releasedBy(event, inquiry)) released.add(id);
        const sent = JSON.stringify(toOthers(inquiry));
        const secrets = [...inquiry.questions.values()].flatMap((question) => {
          const { asker, text, originalText } = question;
          const shown = mayBeRead(inquiry, question, released);
          return [
            ...(shown ? [] : [text]),
            ...(shown && originalText === text ? [] : [originalText]),
            ...(asker.kind === 'viewer' ? [asker.viewerId, asker.key] : []),
          ];
        });
        hidden += secrets.length;
        const never = [
          'rejected-for-',
          'banned-for-',
          marks.unused,
          'name of account-',
          '"alias"',
          '"claim"',
        ];
        expect([...secrets, ...never].filter((secret) => sent.includes(secret))).toEqual([]);
      });
    }),
    { numRuns: 100 },
  );
  expect(hidden).toBeGreaterThan(1000);
});

test('[B108] every view is what its schema says, holds no null and travels as patches that lead to it', () => {
  fc.assert(
    fc.property(randomSteps(40), fc.array(fc.nat(50), { minLength: 40, maxLength: 40 }), (steps, figures) => {
      const sources = new Map<string, { source: FeedSource<object>; there: object }>();
      let step = 0;
      takeSteps(steps, ({ inquiry }) => {
        step++;
        const groups = [...groupsOf(inquiry).keys()];
        const told = {
          ...about,
          supports: new Map(groups.map((root, at) => [root, figures[(at + step) % 40]!])),
        };
        const views: Record<string, object> = {
          gallery: GalleryView.parse(galleryViewFor(inquiry, told)),
          record: PublicRecord.parse(publicRecordFor(inquiry, told)),
        };
        for (const audience of InquiryAudience.options)
          views[audience] = inquiryViews[audience].parse(inquiryViewFor(inquiry, audience, told));
        for (const [name, view] of Object.entries(views)) {
          const followed = sources.get(name) ?? {
            source: new FeedSource<object>('epoch', view),
            there: view,
          };
          const tick = followed.source.advance(view);
          if (tick) followed.there = patched(followed.there, JSON.parse(JSON.stringify(tick.patch)));
          expect(followed.there).toEqual(view);
          sources.set(name, followed);
        }
      });
    }),
    { numRuns: 25 },
  );
});

describe('the gallery', () => {
  const many = Array.from({ length: 200 }, (_, at) => at + 1);
  const full = () =>
    inquiryAfter(
      live,
      many.map((n) => asked(n)),
      approved(...many),
      queued(...many.slice(0, 20)),
      many.slice(100, 150).map((n) => answered(n, n * 2)),
    );
  const supports = new Map(many.map((n) => [q(n), n % 10]));

  test('[B108] is sent a bounded part, in its orders; the record has all', () => {
    const view = galleryViewFor(full(), { ...about, supports });
    const { questions, counts } = view;
    const of = (order: 'top' | 'newest' | 'done') =>
      liveOrder(order, view).map(({ questionId }) => questionId);
    const orders = { top: of('top'), newest: of('newest'), done: of('done'), next: view.next };
    const record = publicRecordFor(full(), { supports, votes: [] });
    for (const order of ['top', 'newest', 'done'] as const) {
      const whole = ordered(order, Object.values(record.questions));
      expect(liveOrder(order, view)).toEqual(whole.slice(0, LIVE_LIMITS[order]));
    }
    expect(orders.top).toHaveLength(LIVE_LIMITS.top);
    expect(orders.top.slice(0, 3)).toEqual([q(9), q(19), q(29)]);
    expect(orders.newest).toHaveLength(LIVE_LIMITS.newest);
    expect(orders.newest.slice(0, 2)).toEqual([q(200), q(199)]);
    expect(orders.next).toEqual(many.slice(0, LIVE_LIMITS.next).map(q));
    expect(orders.done).toHaveLength(LIVE_LIMITS.done);
    expect(orders.done[0]).toBe(q(150));
    expect(Object.keys(questions).sort()).toEqual([...new Set(Object.values(orders).flat())].sort());
    expect(counts).toEqual({ waiting: 150, answered: 50 });
    expect(questions[q(9)]!.supports).toBe(9);
    const hall = inquiryViewFor(full(), 'hall', { ...about, supports });
    expect([hall.orders.top.length, hall.orders.next.length, Object.keys(hall.questions).length]).toEqual([
      10, 10, 19,
    ]);
    expect(Object.keys(publicRecordFor(full(), { supports, votes: [] }).questions)).toHaveLength(200);
  });

  test('[B108] what has not changed is the same object as in the view before, what has is another', () => {
    const inquiry = full();
    const before = galleryViewFor(inquiry, { ...about, supports });
    const after = galleryViewFor(inquiry, { ...about, supports: new Map([...supports, [q(9), 100]]) });
    const changed = Object.keys(before.questions).filter(
      (id) => before.questions[id] !== after.questions[id],
    );
    expect(changed).toEqual([q(9)]);
    expect(after.departments).toBe(before.departments);
    const desk = inquiryViewFor(inquiry, 'desk', { ...about, supports });
    const deskAfter = inquiryViewFor(inquiry, 'desk', { ...about, supports });
    expect(deskAfter.plan).toBe(desk.plan);
    expect(Object.keys(desk.questions).every((id) => desk.questions[id] === deskAfter.questions[id])).toBe(
      true,
    );
  });

  test('[B108] is told from when on it may ask; the caller makes the view again at that moment', () => {
    const intake = (inquiry: Inquiry, now: number) => galleryViewFor(inquiry, { ...about, now }).intake;
    const rules = { naming: 'either', slowSeconds: 10, rules: '请文明提问。' };
    expect(intake(inquiryAfter(planned()), askFrom - 1)).toEqual({ state: 'early', askFrom, ...rules });
    expect(intake(inquiryAfter(planned()), askFrom)).toEqual({ state: 'open', askFrom, ...rules });
    expect(intake(inquiryAfter(planned({ askFrom: null })), askFrom)).toEqual({ state: 'early', ...rules });
    expect(intake(inquiryAfter(live, ended), askFrom)).toMatchObject({ state: 'over' });
  });

  test('[B105] reads what was said, with its moment in the stream, and what waits at the end', () => {
    const inquiry = inquiryAfter(
      live,
      asked(1),
      asked(2),
      approved(1, 2),
      { at: firstMoment + 60_000, event: put(1, 1) },
      { at: firstMoment + 90_500, event: answerBegun(1, 2) },
      { type: 'TurnWritten', questionId: q(1), turnId: 'turn-0002' as never, text: '原话' },
      finished(1),
      written(1, 3),
      { type: 'StreamStartSet', at: firstMoment + 70_000 },
      ended,
    );
    const view = galleryViewFor(inquiry, about);
    const { questions, counts } = view;
    expect(questions[q(1)]!.turns).toEqual([
      {
        turnId: 'turn-0001',
        kind: 'question',
        startedAt: firstMoment + 60_000,
        endedAt: firstMoment + 90_500,
      },
      {
        turnId: 'turn-0002',
        kind: 'answer',
        respondent: { departmentId: water },
        startedAt: firstMoment + 90_500,
        endedAt: firstMoment + 92_500,
        streamAt: 20.5,
        text: '原话',
      },
      {
        turnId: 'turn-0003',
        kind: 'writtenAnswer',
        respondent: { departmentId: water },
        startedAt: firstMoment + 93_500,
        endedAt: firstMoment + 93_500,
        text: '书面答复',
      },
    ]);
    const ids = (order: 'newest' | 'done') => liveOrder(order, view).map(({ questionId }) => questionId);
    expect([ids('newest'), ids('done'), counts]).toEqual([[q(2)], [q(1)], { waiting: 1, answered: 1 }]);
  });

  test('[B101] sees of a group what is shown, and nothing of it when its question is rejected', () => {
    const group = [live, asked(1), asked(2), asked(3), approved(1, 2), merged(1, 2, 3)];
    const shown = (...steps: Parameters<typeof inquiryAfter>) =>
      publicRecordFor(inquiryAfter(group, steps), { supports: new Map([[q(1), 7]]), votes: [] }).questions;
    expect(
      Object.values(shown()).map(({ questionId, mergedInto, merged, supports }) => [
        questionId,
        mergedInto,
        merged,
        supports,
      ]),
    ).toEqual([
      [q(1), undefined, 2, 7],
      [q(2), q(1), undefined, 7],
    ]);
    expect(shown(rejected(1))).toEqual({});
    expect(Object.keys(shown(rejected(1), restored(1)))).toEqual([q(1), q(2)]);
    // Merged on: the one at the end is named.
    expect(shown(asked(4), approved(4), merged(4, 1))[q(2)]).toMatchObject({ mergedInto: q(4) });
  });

  test('[B101] does not read what was referred unseen; reads to whom what it had read was referred', () => {
    const { questions, counts } = galleryViewFor(
      inquiryAfter(live, asked(1), asked(2), approved(2), referred(1, 2)),
      about,
    );
    expect(Object.values(questions).map(({ questionId, reason }) => [questionId, reason])).toEqual([
      [q(2), '转信访局办理'],
    ]);
    expect(counts).toEqual({ referred: 1 });
  });

  test('[B108] survives departments whose ids every object has', () => {
    const ids = ['__proto__', 'constructor', 'toString'] as never[];
    const plan = planOf();
    const departments = ids.map((departmentId) => ({
      ...plan.departments[0]!,
      departmentId,
      accountId: null,
    }));
    const source = new FeedSource<object>('epoch', galleryViewFor(inquiryAfter(planned()), about));
    const there = structuredClone(source.view);
    const view = galleryViewFor(inquiryAfter(planned({ departments })), about);
    expect(Object.keys(view.departments).sort()).toEqual([...ids].sort());
    expect(patched(there, JSON.parse(JSON.stringify(source.advance(view)!.patch)))).toEqual(view);
    expect(patched(view, JSON.parse(JSON.stringify(source.advance(there)!.patch)))).toEqual(there);
  });
});

describe('the desk and the hall', () => {
  const inquiry = inquiryAfter(
    live,
    asked(1, 5),
    asked(2, 6),
    asked(3, 5),
    requested(4),
    prepared(5),
    { type: 'AskerBanned', questionId: q(1), viewerId: viewerId(5), reason: '刷屏' },
    claimed('moderator', 2),
    rejected(3),
  );

  test('[B101] the desk sees everything but who an asker is', () => {
    const { questions } = inquiryViewFor(inquiry, 'desk', about);
    expect(
      Object.values(questions).map(({ number, alias, banned, shown }) => [number, alias, banned, shown]),
    ).toEqual([
      [1, 'A', '刷屏', undefined],
      [2, 'B', undefined, undefined],
      [3, 'A', '刷屏', undefined],
      [4, undefined, undefined, undefined],
      [5, undefined, undefined, undefined],
    ]);
    expect(questions[q(2)]!.claim).toMatchObject({
      accountId: actors.moderator.accountId,
      name: 'name of account-moderator',
    });
    expect(questions[q(3)]!.reason).toBe('与议题无关');
    expect(JSON.stringify(questions)).not.toContain('viewer-');
  });

  test('[B101] tablets see who asks to speak and not a word of it; before the start nothing of the committee', () => {
    const view = inquiryViewFor(inquiry, 'members', about);
    expect(view.requests).toEqual({ [q(4)]: deputyId(1) });
    expect(view.questions).toEqual({});
    const before = [planned(), prepared(1), queued(1)];
    expect(inquiryViewFor(inquiryAfter(before), 'members', about).queue).toEqual([]);
    expect(inquiryViewFor(inquiryAfter(before, started), 'members', about).queue).toEqual([q(1)]);
  });

  test('[B106] departments see what is theirs to answer', () => {
    const view = inquiryViewFor(
      inquiryAfter(
        live,
        [1, 2, 3, 4].map((n) => asked(n)),
        approved(1, 2, 3),
        assigned(traffic, 1, 4),
        answered(2),
        merged(1, 3),
        queued(1),
      ),
      'department',
      about,
    );
    expect(view.order).toEqual([q(1), q(2)]);
    expect(view.queued).toEqual([q(1)]);
    expect(view.accounts).toEqual({
      [actors.waterOffice.accountId]: water,
      [actors.trafficOffice.accountId]: traffic,
    });
  });
});
