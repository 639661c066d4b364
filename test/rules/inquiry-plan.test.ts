import { describe, expect, test } from 'vitest';
import { nextLink } from '../../shared/bundle.ts';
import { Digest } from '../../shared/ids.ts';
import { InquiryCommand } from '../../shared/inquiry/commands.ts';
import { InquiryEntry, type InquiryEvent } from '../../shared/inquiry/events.ts';
import { evolveInquiry, inquiryChainStart, inquiryEntryHash } from '../../shared/inquiry/evolve.ts';
import { intakeState } from '../../shared/inquiry/intake.ts';
import { type Department, InquiryPlan } from '../../shared/inquiry/plan.ts';
import { unbornInquiry } from '../../shared/inquiry/state.ts';
import {
  actors,
  answered,
  approved,
  asked,
  askFrom,
  assigned,
  decideIn,
  ended,
  entryOf,
  given,
  inquiryAfter,
  inquiryId,
  later,
  live,
  madeQuestion,
  type Part,
  planned,
  planOf,
  prepared,
  put,
  q,
  question,
  queued,
  requested,
  sittingId,
  started,
  strange,
  viewerId,
  water,
  withdrawn,
} from './inquiry-fixture.ts';
import { mayDo, samples, types } from './inquiry-samples.ts';

describe('who may do what', () => {
  test.each(types)('[B100] %s is for its roles and for nobody else', (type) => {
    const inquiry =
      type === 'PlanInquiry' ? unbornInquiry(inquiryId) : inquiryAfter(live, asked(1), asked(2));
    const refusedToRole = (part: Part) => {
      const decision = decideIn(inquiry, part, samples[type]);
      return (
        'refused' in decision &&
        decision.refused.code === 'not-allowed' &&
        decision.refused.field === 'command.type'
      );
    };
    const everyone = Object.keys(actors) as Part[];
    expect(everyone.filter((part) => !refusedToRole(part)).sort()).toEqual([...mayDo[type]].sort());
  });

  test('[B100] people’s commands are those that the protocol knows, the server’s own are not among them', () => {
    for (const type of types) {
      const ofServer = type === 'PlanInquiry' || type === 'RecordQuestion';
      expect(InquiryCommand.safeParse(samples[type]).success, type).toBe(!ofServer);
    }
  });

  test('[B100] moderators moderate what the public asks; members’ and the committee’s is the chair’s', () => {
    const before = [live, requested(1), prepared(2)];
    for (const type of ['ApproveQuestions', 'EditQuestion', 'LabelQuestions', 'AssignQuestions'] as const) {
      given(before).when('moderator', samples[type]).thenRefused('not-allowed', fieldOf(type));
      given(before)
        .when('chair', samples[type])
        .thenInquiry((inquiry) => expect(inquiry.version).toBeGreaterThan(4));
    }
    for (const type of ['RejectQuestions', 'ReferQuestions'] as const)
      given(before).when('moderator', samples[type]).thenRefused('not-allowed', fieldOf(type));
  });
});

const fieldOf = (type: 'EditQuestion' | string) =>
  type === 'EditQuestion' ? 'command.questionId' : 'command.questionIds.0';

describe('the plan', () => {
  test('[B100] begins the inquiry, once', () => {
    const plan = planOf();
    given()
      .when('operator', samples.PlanInquiry)
      .thenEvents({ type: 'InquiryPlanned', sittingId, code: '314159', plan });
    given(planned()).when('operator', samples.PlanInquiry).thenRefused('inquiry-exists', 'inquiryId');
    given().when('operator', samples.ChangePlan).thenRefused('not-found', 'inquiryId');
    expect(inquiryAfter(planned())).toMatchObject({ sittingId, code: '314159', plan, stage: 'planned' });
  });

  test('[B100] may be changed until the end, not without a department that has a question', () => {
    given(live)
      .when('chair', samples.ChangePlan)
      .thenInquiry((inquiry) => expect(inquiry.plan.title).toBe('改过的题目'));
    given(live, ended).when('chair', samples.ChangePlan).thenRefused('inquiry-ended');
    const [, ...others] = planOf().departments;
    const without = { type: 'ChangePlan', plan: planOf({ departments: others }) } as const;
    const refused = ['department-in-use', 'command.plan.departments'] as const;
    given(live).when('chair', without).thenEvents({ type: 'PlanChanged', plan: without.plan });
    given(live, asked(1), assigned(water, 1))
      .when('chair', without)
      .thenRefused(...refused);
    given(live, asked(1), approved(1), answered(1))
      .when('chair', without)
      .thenRefused(...refused);
  });

  test('[B100] has each department once and one account for one department', () => {
    const [first, second] = planOf().departments as [Department, Department];
    const messages = (departments: Department[]) =>
      InquiryPlan.safeParse({ ...planOf(), departments }).error?.issues.map(({ message }) => message);
    expect(messages([first, { ...second, departmentId: first.departmentId }])).toEqual([
      'a department stands twice',
    ]);
    expect(messages([first, { ...second, accountId: first.accountId }])).toEqual([
      'an account answers for two departments',
    ]);
    expect(
      messages([
        { ...first, accountId: null },
        { ...second, accountId: null },
      ]),
    ).toBeUndefined();
  });

  test('[B168] has a stream and a poster at hosts by name, with nothing in the name that a policy reads as more', () => {
    const isTaken = (streamUrl: string) => InquiryPlan.safeParse({ ...planOf(), streamUrl }).success;
    const hosts = ['live.example.org', 'live.example.org:8443', '直播.中国', '192.0.2.7', 'localhost'];
    for (const host of hosts) expect(isTaken(`https://${host}/live.m3u8?key=a;b,'c'`), host).toBe(true);
    const wrong = [
      'a;sandbox',
      'a;script-src-elem',
      'a,b',
      '*',
      '*.org',
      "'self'",
      'a"b',
      '[',
      'u:p@a',
      'a\\@b',
      'a b',
      'a\nb',
      '-a',
      '',
    ];
    for (const host of wrong) expect(isTaken(`https://${host}/live.m3u8`), host).toBe(false);
    expect(isTaken('javascript:alert(1)//https://a/')).toBe(false);
    expect(isTaken('http://live.example.org/live.m3u8')).toBe(false);
  });

  test('[B100] stream and ballot can be set at any time, and the same again is nothing new', () => {
    for (const before of [[planned()], live, [...live, ended]]) {
      given(before).when('operator', samples.SetStreamStart).thenEvents({ type: 'StreamStartSet', at: 5 });
      given(before, { type: 'StreamStartSet', at: 5 }).when('operator', samples.SetStreamStart).thenEvents();
      const { paperId } = samples.SetBallot;
      given(before).when('chair', samples.SetBallot).thenEvents({ type: 'BallotSet', paperId });
      given(before, { type: 'BallotSet', paperId }).when('chair', samples.SetBallot).thenEvents();
    }
  });
});

describe('prepared questions', () => {
  test('[B100] are taken down as they will be read, for a department of the plan', () => {
    const prepare = samples.PrepareQuestion;
    given(planned())
      .when('operator', { ...prepare, text: '  准备\u200b的问题\r\n' })
      .thenEvents({
        type: 'QuestionPrepared',
        questionId: madeQuestion,
        text: '准备的问题',
        name: '王委员',
        deputyId: null,
        departmentId: water,
      });
    given(planned())
      .when('operator', { ...prepare, departmentId: strange })
      .thenRefused('department-unknown', 'command.departmentId');
    given(planned())
      .when('operator', { ...prepare, text: '问'.repeat(501) })
      .thenRefused('question-too-long', 'command.text');
    given(planned())
      .when('operator', { ...prepare, text: '\u200b ' })
      .thenRefused('question-empty', 'command.text');
  });

  test('[B101] can be dropped until somebody has seen them', () => {
    const drop = samples.DropQuestion;
    given(planned(), prepared(1)).when('chair', drop).thenEvents(withdrawn(1));
    given(planned(), prepared(1), queued(1))
      .when('chair', drop)
      .thenInquiry((inquiry) =>
        expect([question(inquiry, 1).state, inquiry.queue]).toEqual(['withdrawn', []]),
      );
    given(planned(), prepared(1), queued(1), started)
      .when('chair', drop)
      .thenRefused('question-state', 'command.questionId');
    given(live, asked(1)).when('chair', drop).thenRefused('question-state', 'command.questionId');
    given(live).when('chair', drop).thenRefused('question-unknown', 'command.questionId');
  });
});

describe('what viewers ask', () => {
  const record = (changes: Partial<typeof samples.RecordQuestion> = {}) => ({
    ...samples.RecordQuestion,
    ...changes,
  });
  const becomes = (rejectedFor: string | null, ...steps: Parameters<typeof given>) => ({
    of: (command: typeof samples.RecordQuestion) =>
      given(...steps)
        .when('system', command)
        .thenInquiry((inquiry) => {
          const { state, reason, before } = inquiry.questions.get(madeQuestion)!;
          expect([state, reason, before]).toEqual(
            rejectedFor === null ? ['submitted', null, null] : ['rejected', rejectedFor, 'submitted'],
          );
        }),
  });

  test('[B101] waits for moderation; the same command again is nothing new', () => {
    given(live)
      .when('system', record({ text: ' 几时\u202e通水？\n', name: ' 李四 ' }))
      .thenEvents({
        type: 'QuestionAsked',
        questionId: madeQuestion,
        viewerId: viewerId(1),
        key: 'key-of-question-1',
        name: '李四',
        text: '几时通水？',
        askedAt: 1_500_000,
        rejected: null,
      });
    const again = inquiryAfter(live);
    evolveInquiry(again, entryOf(4, later, acceptedBy(decideIn(again, 'system', record()))[0]!));
    expect(decideIn(again, 'system', record())).toEqual({ accepted: [] });
  });

  test('[B104] is rejected in sight where it cannot be taken, and never dropped', () => {
    const blocked = { type: 'BlockedWordsSet', words: ['广告', 'Viagra'] } satisfies InquiryEvent;
    becomes('blocked-word', live, blocked).of(record({ text: '这是广 告' }));
    becomes('blocked-word', live, blocked).of(record({ name: 'ｖｉａｇｒａ' }));
    becomes(null, live, blocked).of(record());
    const ban = { type: 'AskerBanned', questionId: q(1), viewerId: viewerId(1), reason: '刷屏' } as const;
    becomes('banned', live, asked(1), ban).of(record());
    becomes(null, live, asked(1), ban).of(record({ viewerId: viewerId(2) }));
    const lifted = { type: 'BanLifted', questionId: q(1), viewerId: viewerId(1) } as const;
    becomes(null, live, asked(1), ban, lifted).of(record());
    becomes('too-long', live).of(record({ text: '问'.repeat(501) }));
    becomes('nameless', planned({ naming: 'named' })).of(record());
    becomes('early', planned()).of(record({ askedAt: askFrom - 1 }));
    becomes('early', planned({ askFrom: null })).of(record());
    becomes('over', live, { at: 1_400_000, event: ended }).of(record());
    becomes(null, live, { at: 1_500_001, event: ended }).of(record());
    becomes(null, live, { type: 'IntakeSet', paused: true, slowSeconds: 5, naming: 'either' }).of(record());
  });

  test('[B104] stays unnamed where the host wants no names', () => {
    given(planned({ naming: 'anonymous' }))
      .when('system', record({ name: '李四' }))
      .thenInquiry((inquiry) =>
        expect(inquiry.questions.get(madeQuestion)!.asker).toMatchObject({ name: null }),
      );
  });

  test('[B104] can be paused, slowed and asked for by name; words to block have letters', () => {
    given(live)
      .when('moderator', { ...samples.SetIntake, naming: 'named' })
      .thenInquiry(({ paused, slowSeconds, plan }) =>
        expect([paused, slowSeconds, plan.naming]).toEqual([true, 30, 'named']),
      );
    given(live, ended).when('moderator', samples.SetIntake).thenRefused('inquiry-ended');
    given(live)
      .when('moderator', { type: 'SetBlockedWords', words: ['广告', '广告', '贷款'] })
      .thenEvents({ type: 'BlockedWordsSet', words: ['广告', '贷款'] });
    given(live)
      .when('moderator', { type: 'SetBlockedWords', words: ['广告', '—…—'] })
      .thenRefused('malformed', 'command.words.1');
  });

  test('[B104] can be sent from the moment that the host set, until the end, and not in a pause', () => {
    const states = (...steps: Parameters<typeof inquiryAfter>) =>
      [askFrom - 1, askFrom].map((now) => intakeState(inquiryAfter(...steps), now));
    expect(states(planned())).toEqual(['early', 'open']);
    expect(states(planned({ askFrom: null }))).toEqual(['early', 'early']);
    expect(states(planned(), { type: 'IntakeSet', paused: true, slowSeconds: 5, naming: 'either' })).toEqual([
      'early',
      'paused',
    ]);
    expect(states(live, ended)).toEqual(['over', 'over']);
  });
});

describe('the log', () => {
  const entry = entryOf(1, later, planned());

  test('[B109] is chained from a start of its own; every bit of an entry is in its hash', () => {
    const start = inquiryChainStart(inquiryId);
    expect(Digest.parse(start)).not.toBe(inquiryChainStart('inquiry-0002' as typeof inquiryId));
    const link = nextLink(start, inquiryEntryHash(InquiryEntry.parse(entry)));
    for (const other of [
      { ...entry, at: later + 1 },
      { ...entry, by: actors.chair },
      { ...entry, salt: '1'.repeat(32) },
    ])
      expect(nextLink(start, inquiryEntryHash(other))).not.toBe(link);
  });

  test('[B109] applies each entry after the one before and refuses any other', () => {
    const inquiry = inquiryAfter(planned());
    expect(() => evolveInquiry(inquiry, entry)).toThrow('version out of step: 1 after 1');
    expect(() => evolveInquiry(inquiry, entryOf(3, later, started))).toThrow(
      'version out of step: 3 after 1',
    );
    expect(() => evolveInquiry(inquiry, entryOf(2, later, put(7)))).toThrow('no question of inquiry');
  });
});

function acceptedBy(decision: ReturnType<typeof decideIn>) {
  if ('refused' in decision) throw new Error(decision.refused.code);
  return decision.accepted;
}
