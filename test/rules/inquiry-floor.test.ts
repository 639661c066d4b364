import { describe, expect, test } from 'vitest';
import type { Segment } from '../../shared/inquiry/plan.ts';
import type { Turn } from '../../shared/inquiry/state.ts';
import { inquiryViewFor } from '../../shared/inquiry/view-for.ts';
import {
  about,
  answerBegun,
  answered,
  asked,
  assigned,
  byDepartment,
  ended,
  finished,
  firstMoment,
  followedUp,
  given,
  inquiryAfter,
  later,
  live,
  madeTurn,
  merged,
  planned,
  prepared,
  put,
  q,
  question,
  queued,
  referred,
  rejected,
  requested,
  returned,
  started,
  strange,
  traffic,
  turnId,
  waiting,
  water,
  withdrawn,
} from './inquiry-fixture.ts';
import { samples } from './inquiry-samples.ts';

const queue = (...numbers: number[]) => ({ ...samples.QueueQuestions, questionIds: numbers.map(q) });

describe('the queue', () => {
  const before = [live, waiting(1, 2, 3, 4), queued(1, 2)];

  test('[B105] takes what waits, at its end or before another; what is out of it goes on waiting', () => {
    given(before)
      .when('chair', queue(3, 4))
      .thenEvents(queued(1, 2, 3, 4));
    given(before)
      .when('chair', { ...queue(3), at: 1 })
      .thenEvents(queued(1, 3, 2));
    given(before)
      .when('chair', { ...queue(3), at: 99 })
      .thenEvents(queued(1, 2, 3));
    given(before)
      .when('operator', samples.UnqueueQuestion)
      .thenInquiry((inquiry) =>
        expect([inquiry.queue, question(inquiry, 1).state]).toEqual([[q(2)], 'waiting']),
      );
    given(before)
      .when('chair', { ...samples.OrderQueue, questionIds: [q(2), q(1)] })
      .thenEvents(queued(2, 1));
    given(before)
      .when('chair', { ...samples.OrderQueue, questionIds: [q(1), q(2)] })
      .thenEvents();
  });

  test('[B105] refuses what cannot be put, by its place, and an order of another queue', () => {
    const refused = (...steps: Parameters<typeof given>) => given(before, steps).when('chair', queue(3, 4));
    refused(queued(1, 4)).thenRefused('question-queued', 'command.questionIds.1');
    refused(rejected(4)).thenRefused('question-state', 'command.questionIds.1');
    refused(merged(1, 4)).thenRefused('question-merged', 'command.questionIds.1');
    refused(put(4)).thenRefused('question-on-floor', 'command.questionIds.1');
    refused(answered(4)).thenRefused('question-state', 'command.questionIds.1');
    given(before).when('chair', queue(9)).thenRefused('question-unknown', 'command.questionIds.0');
    given(before, asked(5)).when('chair', queue(5)).thenRefused('question-state', 'command.questionIds.0');
    given(before)
      .when('chair', { type: 'UnqueueQuestion', questionId: q(3) })
      .thenRefused('question-not-queued', 'command.questionId');
    for (const questionIds of [[q(1)], [q(1), q(1)], [q(1), q(2), q(3)]])
      given(before)
        .when('chair', { type: 'OrderQueue', questionIds })
        .thenRefused('queue-changed', 'command.questionIds');
  });

  test('[B105] holds 500', () => {
    const numbers = Array.from({ length: 501 }, (_, at) => at + 1);
    const full = [live, waiting(...numbers), queued(...numbers.slice(1))];
    given(full).when('chair', queue(1)).thenRefused('queue-full', 'command.questionIds');
  });

  test('[B101] shows what members and the committee ask; before the start by the start', () => {
    const stateOf = (n: number, ...steps: Parameters<typeof inquiryAfter>) => {
      const { state, shownAt } = question(inquiryAfter(...steps), n);
      return [state, shownAt !== null];
    };
    expect(stateOf(1, live, prepared(1))).toEqual(['submitted', false]);
    expect(stateOf(1, live, prepared(1), queued(1))).toEqual(['waiting', true]);
    expect(stateOf(1, live, requested(1), queued(1))).toEqual(['waiting', true]);
    expect(stateOf(1, planned(), prepared(1), queued(1))).toEqual(['submitted', false]);
    expect(stateOf(1, planned(), prepared(1), queued(1), started)).toEqual(['waiting', true]);
    expect(stateOf(1, planned(), prepared(1), started)).toEqual(['submitted', false]);
    given(live, prepared(1), requested(2)).when('chair', queue(1, 2)).thenEvents(queued(1, 2));
  });

  test('[B105] loses what is rejected, referred, merged, withdrawn or put', () => {
    const { queue } = inquiryAfter(before, queued(1, 2, 3, 4), rejected(1), referred(2), merged(4, 3));
    expect(queue).toEqual([q(4)]);
    expect(inquiryAfter(live, requested(1), queued(1), withdrawn(1)).queue).toEqual([]);
    expect(inquiryAfter(before, put(2)).queue).toEqual([q(1)]);
  });
});

describe('the floor', () => {
  const put1 = samples.PutQuestion;
  const turns = (...steps: Parameters<typeof inquiryAfter>): Turn[] => [
    ...question(inquiryAfter(...steps), 1).turns,
  ];

  test('[B105] holds one question, of those that wait; what is not in the queue can be put as well', () => {
    given(live, waiting(1), queued(1)).when('chair', put1).thenEvents(put1Event);
    given(live, waiting(1)).when('chair', put1).thenEvents(put1Event);
    given(live, prepared(1)).when('chair', put1).thenEvents(put1Event);
    given(live, waiting(1, 2), put(2)).when('chair', put1).thenRefused('floor-occupied');
    given(planned(), waiting(1)).when('chair', put1).thenRefused('inquiry-not-live');
    given(live, asked(1)).when('chair', put1).thenRefused('question-state', 'command.questionId');
    // Called answered by a slip of the hand.
    given(live, waiting(1), answered(1)).when('chair', put1).thenEvents(put1Event);
    given(live, waiting(1), referred(1))
      .when('chair', put1)
      .thenRefused('question-state', 'command.questionId');
    given(live).when('chair', put1).thenRefused('question-unknown', 'command.questionId');
  });

  const put1Event = { type: 'QuestionPut', questionId: q(1), turnId: madeTurn } as const;

  test('[B105] begins the segment of questions where it has not begun, and keeps it while it is taken', () => {
    given(planned(), started, waiting(1))
      .when('chair', put1)
      .thenEvents({ type: 'SegmentSet', segment: 'questions' }, put1Event);
    given(live, { type: 'SegmentSet', segment: 'free' }, waiting(1))
      .when('chair', put1)
      .thenEvents(put1Event);
    const set = (segment: Segment) => ({ type: 'SetSegment', segment }) as const;
    const taken = [live, waiting(1), put(1)];
    given(taken).when('chair', set('closing')).thenRefused('floor-occupied', 'command.segment');
    given(taken).when('chair', set('free')).thenEvents({ type: 'SegmentSet', segment: 'free' });
    given(live).when('chair', set('questions')).thenEvents();
    given(planned()).when('chair', set('report')).thenRefused('inquiry-not-live');
  });

  test('[B105] goes from turn to turn: each begins where the one before ends', () => {
    const taken = [live, waiting(1), put(1)];
    given(taken)
      .when('operator', samples.BeginAnswer)
      .thenEvents({
        type: 'AnswerBegun',
        questionId: q(1),
        turnId: madeTurn,
        respondent: byDepartment(water),
      });
    given(taken, answerBegun(1, 2))
      .when('operator', samples.FollowUp)
      .thenEvents({ type: 'FollowedUp', questionId: q(1), turnId: madeTurn });
    const all = turns(
      taken,
      answerBegun(1, 2),
      answerBegun(1, 3, traffic),
      followedUp(1, 4),
      answerBegun(1, 5),
      finished(1),
    );
    expect(all.map(({ kind, respondent }) => [kind, respondent?.departmentId])).toEqual([
      ['question', undefined],
      ['answer', water],
      ['answer', traffic],
      ['followUp', undefined],
      ['answer', water],
    ]);
    for (const [at, turn] of all.entries())
      expect(turn.endedAt).toBe(all[at + 1]?.startedAt ?? turn.startedAt + 1000);
  });

  test('[B105] refuses a follow-up before an answer, an answer of a stranger, and all of it when nothing is put', () => {
    const taken = [live, waiting(1), put(1)];
    given(taken).when('chair', samples.FollowUp).thenRefused('answer-missing');
    given(taken, answerBegun(1, 2), followedUp(1, 3))
      .when('chair', samples.FollowUp)
      .thenRefused('answer-missing');
    given(taken)
      .when('chair', { ...samples.BeginAnswer, respondent: byDepartment(strange) })
      .thenRefused('department-unknown', 'command.respondent.departmentId');
    for (const type of ['BeginAnswer', 'FollowUp', 'FinishQuestion', 'ReturnQuestion'] as const)
      given(live, waiting(1)).when('chair', samples[type]).thenRefused('floor-empty');
  });

  test('[B105] is left answered, referred with a reason, or back to the head of the queue with its turns', () => {
    const taken = [live, waiting(1, 2), queued(2), put(1)];
    const finish = samples.FinishQuestion;
    given(taken).when('chair', finish).thenRefused('answer-missing', 'command.outcome');
    given(taken, answerBegun(1, 2)).when('chair', finish).thenEvents(finished(1));
    given(taken)
      .when('chair', { ...finish, outcome: 'referred' })
      .thenRefused('reason-missing', 'command.reason');
    given(taken)
      .when('chair', { ...finish, outcome: 'referred', reason: '会后书面答复' })
      .thenEvents(finished(1, '会后书面答复'));
    given(taken, finished(1, '会后书面答复'))
      .when('chair', samples.RestoreQuestions)
      .thenInquiry((inquiry) => expect(question(inquiry, 1).state).toBe('waiting'));
    given(taken).when('operator', samples.ReturnQuestion).thenEvents(returned(1));
    const after = inquiryAfter(taken, answerBegun(1, 2), returned(1));
    expect([after.queue, after.floor, question(after, 1).state]).toEqual([[q(1), q(2)], null, 'waiting']);
    expect(
      turns(taken, answerBegun(1, 2), returned(1), put(1, 3)).map(({ kind, endedAt }) => [
        kind,
        endedAt !== null,
      ]),
    ).toEqual([
      ['question', true],
      ['answer', true],
      ['question', false],
    ]);
  });

  test('[B105] has a timer that tells how long a turn may last and ends nothing', () => {
    const hours = 3_600_000;
    const floorAt = (...steps: Parameters<typeof inquiryAfter>) =>
      inquiryViewFor(inquiryAfter(live, waiting(1), steps), 'hall', { ...about, now: later + hours }).floor;
    const at = firstMoment + 10_000;
    expect(floorAt({ at, event: put(1) })).toEqual({
      questionId: q(1),
      phase: 'question',
      turnId: turnId(1),
      startedAt: at,
      limitSeconds: 180,
    });
    const answering = [put(1), { at, event: answerBegun(1, 2, traffic) }];
    expect(floorAt(answering)).toMatchObject({
      phase: 'answer',
      startedAt: at,
      limitSeconds: 300,
      respondent: { departmentId: traffic },
    });
    expect(floorAt(answering, { at: at + hours, event: followedUp(1, 3) })).toMatchObject({
      phase: 'question',
      followUp: true,
      startedAt: at + hours,
      limitSeconds: 180,
    });
    given(live, waiting(1), answering)
      .when('chair', samples.FinishQuestion, { now: at + 100 * hours })
      .thenEvents(finished(1));
  });
});

describe('beginning and end', () => {
  test('[B105] it starts once and ends with an empty floor; what was planned by mistake is ended too', () => {
    given(planned()).when('chair', samples.StartInquiry).thenEvents(started);
    given(live).when('chair', samples.StartInquiry).thenRefused('inquiry-started');
    given(live, ended).when('chair', samples.StartInquiry).thenRefused('inquiry-ended');
    given(live, waiting(1), put(1)).when('chair', samples.EndInquiry).thenRefused('floor-occupied');
    given(live).when('chair', samples.EndInquiry).thenEvents(ended);
    given(planned()).when('operator', samples.EndInquiry).thenEvents(ended);
  });

  test('[B106] after the end nothing happens in the hall, moderation and written answers go on', () => {
    const over = [live, waiting(1), asked(2), assigned(water, 1), queued(1), ended];
    for (const type of [
      'StartInquiry',
      'SetSegment',
      'QueueQuestions',
      'UnqueueQuestion',
      'OrderQueue',
      'PutQuestion',
      'BeginAnswer',
      'FollowUp',
      'FinishQuestion',
      'ReturnQuestion',
      'EndInquiry',
      'PrepareQuestion',
    ] as const)
      given(over).when('chair', samples[type]).thenRefused('inquiry-ended');
    given(over).when('deputy', samples.AskToSpeak).thenRefused('inquiry-ended');
    given(over)
      .when('moderator', { type: 'ApproveQuestions', questionIds: [q(2)] })
      .thenInquiry((inquiry) => {
        // What waits stays to be seen as waiting, for an answer in writing or a referral.
        expect([question(inquiry, 1).state, question(inquiry, 2).state, inquiry.queue]).toEqual([
          'waiting',
          'waiting',
          [],
        ]);
      });
    given(over)
      .when('waterOffice', samples.AnswerInWriting)
      .thenInquiry((inquiry) => expect(question(inquiry, 1).state).toBe('answeredInWriting'));
    given(over).when('moderator', samples.ReferQuestions).thenEvents(referred(1));
  });
});
