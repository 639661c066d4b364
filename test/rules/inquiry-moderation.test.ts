import { describe, expect, test } from 'vitest';
import { CLAIM_MS } from '../../shared/inquiry/claims.ts';
import type { InquiryCommand } from '../../shared/inquiry/commands.ts';
import type { InquiryEvent } from '../../shared/inquiry/events.ts';
import { ownQuestionsOf } from '../../shared/inquiry/question-view.ts';
import type { RefusalCode } from '../../shared/sitting/refusals.ts';
import {
  answered,
  approved,
  asked,
  assigned,
  claimed,
  given,
  inquiryAfter,
  later,
  live,
  merged,
  prepared,
  put,
  q,
  question,
  referred,
  rejected,
  released,
  requested,
  restored,
  strange,
  traffic,
  unmerged,
  viewerId,
  water,
  withdrawn,
} from './inquiry-fixture.ts';
import { samples } from './inquiry-samples.ts';

const [at0, atOne] = ['command.questionIds.0', 'command.questionId'] as const;

describe('deciding', () => {
  test('[B104] approves, rejects, refers and restores: each state has its way back', () => {
    given(live, asked(1)).when('moderator', samples.ApproveQuestions).thenEvents(approved(1));
    for (const before of [[asked(1)], [asked(1), approved(1)]]) {
      given(live, before).when('moderator', samples.RejectQuestions).thenEvents(rejected(1));
      given(live, before).when('moderator', samples.ReferQuestions).thenEvents(referred(1));
      const stateBefore = question(inquiryAfter(live, before), 1);
      for (const decision of [rejected(1), referred(1)]) {
        const back = question(inquiryAfter(live, before, decision, restored(1)), 1);
        expect(back).toEqual(stateBefore);
        given(live, before, decision).when('moderator', samples.RestoreQuestions).thenEvents(restored(1));
      }
    }
    const atOnce = asked(1, 1, 'banned');
    expect(question(inquiryAfter(live, atOnce, restored(1)), 1)).toEqual(
      question(inquiryAfter(live, asked(1)), 1),
    );
  });

  test('[B104] tells the asker the state and the reason of each own question, and nobody else’s', () => {
    const told = (...steps: Parameters<typeof inquiryAfter>) =>
      ownQuestionsOf(inquiryAfter(live, asked(1, 1), asked(2, 1), asked(3, 2), steps), viewerId(1)).map(
        ({ state, reason, mergedInto }) => [state, reason, mergedInto],
      );
    const other = ['submitted', undefined, undefined];
    expect(told()).toEqual([other, other]);
    expect(told(rejected(1))).toEqual([['rejected', '与议题无关', undefined], other]);
    expect(told(referred(1))).toEqual([['referred', '转信访局办理', undefined], other]);
    expect(told(approved(1, 3), merged(3, 1))).toEqual([['merged', undefined, q(3)], other]);
    // What is merged shares the fate of what it was merged into, however far that is.
    expect(told(approved(1, 3), merged(3, 1), rejected(3))).toEqual([
      ['rejected', '与议题无关', undefined],
      other,
    ]);
    expect(told(merged(3, 1))).toEqual([other, other]);
    const intoAnswered = inquiryAfter(
      live,
      asked(1, 1),
      asked(3, 2),
      approved(1, 3),
      merged(3, 1),
      answered(3),
    );
    expect(ownQuestionsOf(intoAnswered, viewerId(1))[0]!.into).toEqual({ text: '问题3', state: 'answered' });
    expect(ownQuestionsOf(inquiryAfter(live, asked(1)), viewerId(1))).toEqual([
      { questionId: q(1), key: 'key-of-question-1', text: '问题1', askedAt: 1_000_001, state: 'submitted' },
    ]);
    expect(ownQuestionsOf(inquiryAfter(live, asked(1)), viewerId(9))).toEqual([]);
  });

  // Each line: what is tried on question 1 after these events, and why it is refused.
  const on = (...numbers: number[]) => ({ questionIds: numbers.map(q) });
  const refusals: [string, InquiryCommand, InquiryEvent[], RefusalCode, string][] = [
    ['approve what waits', samples.ApproveQuestions, [asked(1), approved(1)], 'question-state', at0],
    ['approve what is rejected', samples.ApproveQuestions, [asked(1), rejected(1)], 'question-state', at0],
    ['reject what is rejected', samples.RejectQuestions, [asked(1), rejected(1)], 'question-state', at0],
    [
      'reject what is on the floor',
      samples.RejectQuestions,
      [asked(1), approved(1), put(1)],
      'question-on-floor',
      at0,
    ],
    [
      'refer what is on the floor',
      samples.ReferQuestions,
      [asked(1), approved(1), put(1)],
      'question-on-floor',
      at0,
    ],
    [
      'reject what is merged',
      samples.RejectQuestions,
      [asked(1), asked(2), merged(2, 1)],
      'question-merged',
      at0,
    ],
    [
      'restore what is merged',
      samples.RestoreQuestions,
      [asked(1), asked(2), merged(2, 1)],
      'question-merged',
      at0,
    ],
    ['restore what waits', samples.RestoreQuestions, [asked(1), approved(1)], 'question-state', at0],
    ['approve nothing', samples.ApproveQuestions, [], 'question-unknown', at0],
    [
      'approve one that is not there',
      { ...samples.ApproveQuestions, ...on(1, 9) },
      [asked(1)],
      'question-unknown',
      'command.questionIds.1',
    ],
    ['edit what was withdrawn', samples.EditQuestion, [requested(1), withdrawn(1)], 'question-state', atOne],
    [
      'assign to a stranger',
      { ...samples.AssignQuestions, departmentId: strange },
      [asked(1)],
      'department-unknown',
      'command.departmentId',
    ],
    ['ban the committee', samples.BanAsker, [prepared(1)], 'question-not-of-public', atOne],
    ['lift a ban of a member', samples.LiftBan, [requested(1)], 'question-not-of-public', atOne],
    ['merge into itself', { ...samples.MergeQuestions, into: q(1) }, [asked(1)], 'question-into-itself', at0],
    ['merge into nothing', samples.MergeQuestions, [asked(1)], 'question-unknown', 'command.into'],
    [
      'merge into what the committee asks',
      samples.MergeQuestions,
      [asked(1), prepared(2)],
      'question-not-of-public',
      'command.into',
    ],
    [
      'merge into what is rejected',
      samples.MergeQuestions,
      [asked(1), asked(2), rejected(2)],
      'question-state',
      'command.into',
    ],
    [
      'merge into what is merged',
      samples.MergeQuestions,
      [asked(1), asked(2), asked(3), merged(3, 2)],
      'question-merged',
      'command.into',
    ],
    [
      'merge what is merged',
      samples.MergeQuestions,
      [asked(1), asked(2), asked(3), merged(3, 1)],
      'question-merged',
      at0,
    ],
    [
      'merge what is rejected',
      samples.MergeQuestions,
      [asked(1), asked(2), rejected(1)],
      'question-state',
      at0,
    ],
    [
      'merge what is on the floor',
      samples.MergeQuestions,
      [asked(1), asked(2), approved(1, 2), put(1)],
      'question-on-floor',
      at0,
    ],
    [
      'merge what is shown into what is not',
      samples.MergeQuestions,
      [asked(1), asked(2), approved(1)],
      'question-not-shown',
      'command.into',
    ],
    ['unmerge what is not merged', samples.UnmergeQuestion, [asked(1)], 'question-not-merged', atOne],
  ];
  test.each(refusals)('[B104] refuses to %s', (_, command, before, code, field) => {
    given(live, before).when('moderator', command).thenRefused(code, field);
  });

  test('[B104] a member’s request is refused by the chair with a reason; what was prepared is dropped instead', () => {
    given(live, requested(1)).when('chair', samples.RejectQuestions).thenEvents(rejected(1));
    given(live, prepared(1)).when('chair', samples.RejectQuestions).thenRefused('question-state', at0);
    given(live, requested(1), asked(2))
      .when('chair', { ...samples.MergeQuestions, into: q(2) })
      .thenRefused('question-not-of-public', at0);
  });
});

describe('editing', () => {
  test('[B109] keeps the original, marks what was shown before, and is refused on a text that has changed', () => {
    const edit = samples.EditQuestion;
    given(live, asked(1))
      .when('moderator', { ...edit, text: ' 改过的\u200b问题\n' })
      .thenEvents({ type: 'QuestionEdited', questionId: q(1), text: '改过的问题' });
    given(live, asked(1))
      .when('moderator', edit)
      .thenInquiry((inquiry) =>
        expect(question(inquiry, 1)).toMatchObject({
          text: '改过的问题',
          textVersion: 2,
          originalText: '问题1',
          editedWhenShown: null,
        }),
      );
    given(live, asked(1), approved(1))
      .when('moderator', edit)
      .thenInquiry((inquiry) => expect(question(inquiry, 1).editedWhenShown).toBe(later));
    const edited = { type: 'QuestionEdited', questionId: q(1), text: '别人改的' } as const;
    given(live, asked(1), edited)
      .when('moderator', edit)
      .thenRefused('question-edited', 'command.textVersion');
    given(live, asked(1), edited)
      .when('moderator', { ...edit, textVersion: 2 })
      .thenInquiry((inquiry) =>
        expect(question(inquiry, 1)).toMatchObject({ textVersion: 3, originalText: '问题1' }),
      );
    given(live, asked(1))
      .when('moderator', { ...edit, text: '问题1' })
      .thenEvents();
    given(live, asked(1))
      .when('moderator', { ...edit, text: '问'.repeat(501) })
      .thenRefused('question-too-long', 'command.text');
    given(live, asked(1))
      .when('moderator', { ...edit, text: '\u2800' })
      .thenRefused('question-empty', 'command.text');
    // What was answered can still be masked.
    given(live, asked(1), approved(1), answered(1))
      .when('moderator', edit)
      .thenInquiry((inquiry) => expect(question(inquiry, 1).text).toBe('改过的问题'));
  });

  test('[B109] labels and departments are set where they are not yet', () => {
    const both = { questionIds: [q(1), q(2)] };
    const label = { ...samples.LabelQuestions, ...both };
    const labelled = { type: 'QuestionsLabelled', questionIds: [q(1)], label: '供水', on: true } as const;
    const before = [live, asked(1), asked(2), { ...labelled, questionIds: [q(1)] }];
    given(before)
      .when('moderator', label)
      .thenEvents({ ...labelled, questionIds: [q(2)] });
    given(before)
      .when('moderator', { ...label, on: false })
      .thenEvents({ ...labelled, on: false, questionIds: [q(1)] });
    given(before)
      .when('moderator', { ...label, questionIds: [q(1)] })
      .thenEvents();
    const eight = Array.from(
      { length: 8 },
      (_, n): InquiryEvent => ({ ...labelled, questionIds: [q(1)], label: `标签${n}` }),
    );
    given(live, asked(1), eight).when('moderator', samples.LabelQuestions).thenRefused('labels-full', at0);
    given(live, asked(1), asked(2), assigned(water, 1))
      .when('moderator', { ...samples.AssignQuestions, ...both })
      .thenEvents(assigned(water, 2));
    given(live, asked(1), assigned(water, 1)).when('moderator', samples.AssignQuestions).thenEvents();
    given(live, asked(1), assigned(water, 1))
      .when('moderator', { ...samples.AssignQuestions, departmentId: traffic })
      .thenEvents(assigned(traffic, 1));
  });
});

describe('claims', () => {
  const mine = [live, asked(1), asked(2), { at: later, event: claimed('moderator', 1) }];
  const acts = [
    'ClaimQuestions',
    'ReleaseQuestions',
    'ApproveQuestions',
    'RejectQuestions',
    'ReferQuestions',
    'EditQuestion',
    'LabelQuestions',
    'AssignQuestions',
    'MergeQuestions',
  ] as const;

  test.each(acts)('[B102] %s: a question that another has claimed is left alone for two minutes', (type) => {
    const now = later + CLAIM_MS - 1;
    const field = 'questionIds' in samples[type] ? at0 : atOne;
    for (const part of ['otherModerator', 'operator', 'chair'] as const)
      given(mine).when(part, samples[type], { now }).thenRefused('question-claimed', field);
    given(mine)
      .when('moderator', samples[type], { now })
      .thenInquiry((inquiry) => expect(inquiry.version).toBe(7));
    given(mine)
      .when('otherModerator', samples[type], { now: now + 1 })
      .thenInquiry((inquiry) => expect(inquiry.version).toBe(7));
  });

  test('[B102] restoring and undoing a merge ask for the claim as well', () => {
    const field = { RestoreQuestions: at0, UnmergeQuestion: atOne } as const;
    for (const [type, before] of [
      ['RestoreQuestions', rejected(1)],
      ['UnmergeQuestion', merged(2, 1)],
    ] as const)
      given(live, asked(1), asked(2), before, { at: later, event: claimed('moderator', 1) })
        .when('otherModerator', samples[type], { now: later + 1 })
        .thenRefused('question-claimed', field[type]);
  });

  test('[B102] need not be made, are renewed by their owner, and end with a decision or a release', () => {
    given(live, asked(1)).when('moderator', samples.ClaimQuestions).thenEvents(claimed('moderator', 1));
    given(mine)
      .when('moderator', samples.ClaimQuestions, { now: later + 60_000 })
      .thenInquiry((inquiry) => expect(question(inquiry, 1).claim!.at).toBe(later + 60_000));
    given(mine)
      .when('moderator', { ...samples.ReleaseQuestions, questionIds: [q(1), q(2)] }, { now: later + 1 })
      .thenEvents(released(1));
    given(live, asked(1)).when('moderator', samples.ReleaseQuestions).thenEvents();
    const claimAfter = (event: InquiryEvent) => question(inquiryAfter(mine, event), 1).claim;
    for (const decision of [approved(1), rejected(1), referred(1), merged(2, 1)])
      expect(claimAfter(decision)).toBeNull();
    // A moderator who has masked a number goes on to approve.
    for (const between of [
      assigned(water, 1),
      { type: 'QuestionEdited', questionId: q(1), text: '改过' } as const,
    ])
      expect(claimAfter(between)).not.toBeNull();
    expect(question(inquiryAfter(mine, merged(2, 1), unmerged(1)), 1).claim).toBeNull();
  });
});

describe('bans', () => {
  test('[B104] go with the asker of a question and can be lifted by any of them', () => {
    const ban = { type: 'AskerBanned', questionId: q(1), viewerId: viewerId(1), reason: '刷屏' } as const;
    given(live, asked(1)).when('moderator', samples.BanAsker).thenEvents(ban);
    given(live, asked(1)).when('moderator', samples.LiftBan).thenEvents();
    given(live, asked(2, 1), ban, asked(1, 1))
      .when('moderator', { ...samples.LiftBan, questionId: q(2) })
      .thenEvents({ type: 'BanLifted', questionId: q(2), viewerId: viewerId(1) });
    // What was asked before is looked at like any other.
    given(live, asked(1), ban).when('moderator', samples.ApproveQuestions).thenEvents(approved(1));
  });
});
