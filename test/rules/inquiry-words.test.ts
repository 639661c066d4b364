import { describe, expect, test } from 'vitest';
import {
  answered,
  approved,
  asked,
  assigned,
  byDepartment,
  deputyId,
  ended,
  finished,
  given,
  housing,
  later,
  live,
  madeQuestion,
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
  turnId,
  waiting,
  water,
  withdrawn,
  written,
} from './inquiry-fixture.ts';
import { samples } from './inquiry-samples.ts';

describe('requests to speak', () => {
  test('[B106] come from those on the roll while the inquiry is live, one at a time, and can be taken back', () => {
    const ask = { ...samples.AskToSpeak, text: ' 我问供水\u200b ' };
    given(live)
      .when('deputy', ask)
      .thenEvents({
        type: 'SpeechRequested',
        questionId: madeQuestion,
        deputyId: deputyId(1),
        name: '代表1',
        text: '我问供水',
      });
    given(live)
      .when('deputy', samples.AskToSpeak)
      .thenInquiry(({ questions }) =>
        expect(questions.get(madeQuestion)).toMatchObject({ text: '', source: 'member', state: 'submitted' }),
      );
    given(live).when('deputy', ask, { onRoll: false }).thenRefused('deputy-unknown');
    given(planned()).when('deputy', ask).thenRefused('inquiry-not-live');
    given(live)
      .when('deputy', { ...ask, text: '问'.repeat(501) })
      .thenRefused('question-too-long', 'command.text');
    given(live, requested(1)).when('deputy', ask).thenRefused('speech-requested');
    given(live, requested(1), queued(1)).when('deputy', ask).thenRefused('speech-requested');
    for (const over of [[withdrawn(1)], [rejected(1)], [put(1)]])
      given(live, requested(1), over)
        .when('deputy', ask)
        .thenInquiry((inquiry) => expect(inquiry.questions.size).toBe(2));
    given(live, requested(1))
      .when('otherDeputy', ask)
      .thenInquiry((inquiry) => expect(inquiry.questions.size).toBe(2));

    const withdraw = samples.WithdrawRequest;
    given(live, requested(1)).when('deputy', withdraw).thenEvents(withdrawn(1));
    given(live, requested(1), queued(1)).when('deputy', withdraw).thenEvents(withdrawn(1));
    given(live, requested(1), queued(1), ended).when('deputy', withdraw).thenEvents(withdrawn(1));
    given(live, requested(1))
      .when('otherDeputy', withdraw)
      .thenRefused('question-unknown', 'command.questionId');
    given(live, { ...prepared(1), deputyId: deputyId(1) } as (typeof live)[0])
      .when('deputy', withdraw)
      .thenRefused('question-unknown', 'command.questionId');
    given(live, requested(1), put(1))
      .when('deputy', withdraw)
      .thenRefused('question-on-floor', 'command.questionId');
    given(live, requested(1), answered(1))
      .when('deputy', withdraw)
      .thenRefused('question-state', 'command.questionId');
  });
});

describe('words', () => {
  test('[B106] of a turn are written down by note-takers, during the inquiry and after it, and can be taken out', () => {
    const spoken = [live, waiting(1), answered(1)];
    const write = samples.WriteTurn;
    for (const before of [spoken, [...spoken, ended]])
      given(before)
        .when('noteTaker', { ...write, text: ' 原话\n第二段 ' })
        .thenInquiry((inquiry) =>
          expect(question(inquiry, 1).turns.map(({ text }) => text)).toEqual(['原话\n第二段', null]),
        );
    given(spoken, { type: 'TurnWritten', questionId: q(1), turnId: turnId(1), text: '原话' })
      .when('operator', { ...write, text: ' ' })
      .thenInquiry((inquiry) => expect(question(inquiry, 1).turns[0]!.text).toBeNull());
    given(spoken)
      .when('noteTaker', { ...write, turnId: turnId(9) })
      .thenRefused('turn-unknown', 'command.turnId');
    given(live, waiting(1), written(1, 1))
      .when('noteTaker', write)
      .thenRefused('not-allowed', 'command.turnId');
  });

  const answer = samples.AnswerInWriting;
  const open = [live, waiting(1), assigned(water, 1)];

  test('[B106] in writing are the department’s own; a later answer takes the place of the earlier', () => {
    given(open)
      .when('waterOffice', { ...answer, text: ' 书面答复\n' })
      .thenEvents({
        type: 'AnsweredInWriting',
        questionId: q(1),
        turnId: madeTurn,
        respondent: byDepartment(water),
        text: '书面答复',
      });
    given(open, { at: later - 5000, event: written(1, 1) })
      .when('waterOffice', { ...answer, text: '更正的答复' })
      .thenInquiry((inquiry) =>
        expect(question(inquiry, 1)).toMatchObject({
          state: 'answeredInWriting',
          decidedAt: later - 5000,
          turns: [
            {
              turnId: turnId(1),
              kind: 'writtenAnswer',
              startedAt: later - 5000,
              endedAt: later,
              text: '更正的答复',
            },
          ],
        }),
      );
    given(open, finishedByReferral)
      .when('waterOffice', answer)
      .thenInquiry((inquiry) =>
        expect(question(inquiry, 1)).toMatchObject({
          state: 'answeredInWriting',
          reason: null,
          before: null,
        }),
      );
  });

  const finishedByReferral = [put(1), finished(1, '会后书面答复')];

  test('[B106] stand beside what was said: it stays answered', () => {
    given(live, waiting(1), answered(1))
      .when('waterOffice', answer)
      .thenInquiry((inquiry) => {
        const { state, turns } = question(inquiry, 1);
        expect([state, turns.map(({ kind }) => kind)]).toEqual([
          'answered',
          ['question', 'answer', 'writtenAnswer'],
        ]);
      });
  });

  test('[B106] in writing are refused to others, and where the question is not there to be answered', () => {
    given(open).when('trafficOffice', answer).thenRefused('not-allowed', 'command.questionId');
    given(open).when('strangeOffice', answer).thenRefused('not-allowed', 'command.questionId');
    given(live, waiting(1)).when('waterOffice', answer).thenRefused('not-allowed', 'command.questionId');
    given(live, waiting(1), assigned(housing, 1))
      .when('waterOffice', answer)
      .thenRefused('not-allowed', 'command.questionId');
    const refused = (...steps: Parameters<typeof given>) =>
      given(live, asked(1), assigned(water, 1), steps).when('waterOffice', answer);
    refused().thenRefused('question-state', 'command.questionId');
    refused(rejected(1)).thenRefused('question-state', 'command.questionId');
    // Nobody has approved it: a referral does not show it.
    refused(referred(1)).thenRefused('question-state', 'command.questionId');
    refused(approved(1), waiting(2), merged(2, 1)).thenRefused('question-merged', 'command.questionId');
    refused(approved(1), queued(1)).thenRefused('question-queued', 'command.questionId');
    refused(approved(1), put(1)).thenRefused('question-on-floor', 'command.questionId');
  });
});
