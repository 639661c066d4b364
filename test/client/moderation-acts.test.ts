import { describe, expect, test } from 'vitest';
import {
  type Act,
  approve,
  assign,
  claim,
  edit,
  label,
  merge,
  queue,
  reject,
} from '../../client/moderation/acts.ts';
import { bestToStay, canTake } from '../../client/moderation/joined.ts';
import { possible } from '../../client/moderation/possible.ts';
import { SimilarIndex } from '../../client/moderation/similar-index.ts';
import { staffRecord } from '../../client/moderation/staff-record.ts';
import { everything, found, sorted } from '../../client/moderation/standings.ts';
import { masked } from '../../shared/inquiry/personal-data.ts';
import { inquiryViewFor } from '../../shared/inquiry/view-for.ts';
import {
  about,
  actors,
  answered,
  approved,
  asked,
  claimed,
  decideIn,
  inquiryAfter,
  later,
  live,
  type Part,
  q,
  traffic,
  water,
} from '../rules/inquiry-fixture.ts';

import { benchOf, everyState, me, type Steps, who } from './moderation-bench.ts';

describe('[B150] acting', () => {
  test('one that cannot be done stops them all, is named with its reason, and the others can be done without it', async () => {
    const { acting, question } = benchOf(
      'moderator',
      live,
      asked(1),
      asked(2),
      asked(3),
      claimed('otherModerator', 2),
    );
    // The claim of the fixture is a minute old.
    expect(await acting.perform([q(1), q(2), q(3)], approve)).toBe(false);
    const { stopped, marks } = acting.state();
    expect(stopped).toMatchObject({
      at: q(2),
      rest: [q(1), q(3)],
      before: 0,
      refusal: { code: 'question-claimed' },
    });
    expect(marks.get(q(2))).toMatchObject({ phase: 'refused', name: 'approve' });
    expect(question(1).state).toBe('submitted');
    expect(await acting.perform(stopped!.rest, stopped!.make)).toBe(true);
    expect([1, 2, 3].map((n) => question(n).state)).toEqual(['waiting', 'submitted', 'waiting']);
    expect(acting.state().done).toEqual({ name: 'approve', count: 2, undid: false });
    acting.seen([q(2)]);
    expect(acting.state().marks.size).toBe(0);
  });

  test('an edit of a text that somebody has changed is refused and changes nothing', async () => {
    const { acting, carryOut, question } = benchOf('moderator', live, asked(1));
    const seen = question(1);
    carryOut(
      { type: 'EditQuestion', questionId: q(1), textVersion: 1, text: '别人的文字' },
      'otherModerator',
    );
    expect(await acting.perform([q(1)], () => edit('edit', seen, '我的文字'))).toBe(false);
    expect(acting.state().marks.get(q(1))!.refusal!.code).toBe('question-edited');
    expect(question(1).text).toBe('别人的文字');
  });

  test('more than two hundred go in several commands', async () => {
    const many = Array.from({ length: 250 }, (_, at) => asked(at + 1));
    const { acting, sent, view } = benchOf('moderator', live, many);
    const ids = found(sorted(view(), me, later), everything);
    expect(await acting.perform(ids, approve)).toBe(true);
    expect(sent.map((command) => 'questionIds' in command && command.questionIds.length)).toEqual([200, 50]);
  });
});

describe('undoing', () => {
  const undoes = async (part: Part, steps: Steps, make: (bench: ReturnType<typeof benchOf>) => Act) => {
    const bench = benchOf(part, ...steps);
    const facts = () => {
      const { questions, queue } = bench.view();
      const whole = Object.values(questions).map(({ textVersion, ...rest }) => rest);
      return { queue, questions: whole.map((rest) => ({ ...rest, labels: rest.labels ?? [] })) };
    };
    const before = facts();
    const act = make(bench);
    expect(await bench.acting.perform(act.ids, () => act)).toBe(true);
    expect(facts(), act.name).not.toEqual(before);
    expect(bench.acting.state().undoable).toEqual({ name: act.name, count: act.ids.length });
    await bench.acting.undo();
    expect(facts(), act.name).toEqual(before);
    expect(bench.acting.state().undoable).toBeNull();
  };
  const three: Steps = [live, asked(1), asked(2), asked(3), approved(2, 3)];

  test('[B151] a merge, a rejection, labels, departments and a mask are taken back exactly', async () => {
    await undoes('moderator', three, () => merge(q(2), [q(1), q(2), q(3)]));
    await undoes('moderator', three, () => reject([q(1), q(2)], '与议题无关'));
    await undoes(
      'moderator',
      [...three, { type: 'QuestionsLabelled', questionIds: [q(1)], label: '养老', on: true }],
      ({ view }) => label(Object.values(view().questions), '养老', true),
    );
    await undoes(
      'moderator',
      [...three, { type: 'QuestionsAssigned', questionIds: [q(1)], departmentId: water }],
      ({ view }) => assign(Object.values(view().questions), traffic),
    );
    await undoes('moderator', [live, { ...asked(1), text: '请打 13812345678' } as never], ({ question }) =>
      edit('mask', question(1), masked(question(1).text)),
    );
    await undoes('operator', three, () => queue([q(2)]));
  });

  test('an act that is still under way is the one that is taken back, not the one before', async () => {
    const { acting, question } = benchOf('moderator', live, asked(1), asked(2));
    await acting.perform([q(1)], (ids) => reject(ids, '与议题无关'));
    const later = acting.perform([q(2)], (ids) => reject(ids, '与议题无关'));
    await Promise.all([acting.undo(), later]);
    expect([question(1).state, question(2).state]).toEqual(['rejected', 'submitted']);
  });

  test('what cannot be taken back any more is said, and the question stays as it is', async () => {
    const { acting, carryOut, question } = benchOf('moderator', live, asked(1));
    await acting.perform([q(1)], (ids) => reject(ids, '与议题无关'));
    carryOut({ type: 'RestoreQuestions', questionIds: [q(1)] }, 'otherModerator');
    await acting.undo();
    expect(acting.state().marks.get(q(1))).toMatchObject({
      phase: 'refused',
      refusal: { code: 'question-state' },
    });
    expect(question(1).state).toBe('submitted');
  });
});

describe('what is offered', () => {
  test('agrees with the rules for every question in every state, for moderators and for hosts', () => {
    for (const part of ['moderator', 'operator'] as const) {
      const { view } = benchOf(part, ...everyState);
      const mine = { ...who, me: actors[part].accountId, hosts: part === 'operator' };
      for (const one of sorted(view(), mine.me, later)) {
        const ids = [one.question.questionId];
        const acts = {
          approve: approve(ids),
          reject: reject(ids, '理由'),
          claim: claim(ids),
          queue: queue(ids),
        };
        for (const [name, { commands }] of Object.entries(acts)) {
          const allowed = !('refused' in decideIn(inquiryAfter(...everyState), part, commands[0]!));
          const offered = possible(name as keyof typeof acts, one, mine);
          expect([part, name, one.question.number, one.standing, offered]).toEqual([
            part,
            name,
            one.question.number,
            one.standing,
            allowed,
          ]);
        }
      }
    }
  });

  test('[B151] the question that stays is one that everyone could read, and of those the most supported', () => {
    const inquiry = inquiryAfter(live, asked(1), asked(2), asked(3), approved(2, 3), answered(3));
    const { questions } = inquiryViewFor(inquiry, 'desk', { ...about, supports: new Map([[q(1), 9]]) });
    const [one, two, three] = [questions[q(1)]!, questions[q(2)]!, questions[q(3)]!];
    expect(bestToStay([one, two])).toBe(q(2));
    expect(canTake(one, [one, two])).toBe(false);
    // What was answered can only stay.
    expect(bestToStay([two, three])).toBe(q(3));
    expect(bestToStay([one, three, { ...three, questionId: q(4) }])).toBeNull();
  });

  test('similar questions are found among those that could be asked together, as they read now', () => {
    const text = (n: number, words: string) => ({ ...asked(n), text: words }) as never;
    const { view, carryOut } = benchOf(
      'moderator',
      live,
      text(1, '小区的垃圾什么时候能分类清运？'),
      text(2, '我们小区垃圾分类清运什么时候开始'),
      text(3, '城北小学什么时候建好？'),
    );
    const index = new SimilarIndex().over(view().questions);
    expect(index.near(view().questions[q(1)]!)[0]).toBe(q(2));
    carryOut({ type: 'RejectQuestions', questionIds: [q(2)], reason: '重复' });
    expect(index.over(view().questions).near(view().questions[q(1)]!)).not.toContain(q(2));
  });

  test('[B155] the record of the staff has every question, and nothing of who asked or of what was masked', () => {
    const { view, carryOut } = benchOf(
      'moderator',
      live,
      { ...asked(1), text: '请打 13812345678' } as never,
      asked(2),
    );
    carryOut({ type: 'EditQuestion', questionId: q(1), textVersion: 1, text: '请打 ●●●' });
    carryOut({ type: 'RejectQuestions', questionIds: [q(2)], reason: '重复' });
    const { questions } = staffRecord(view());
    expect(questions.map(({ state }) => state)).toEqual(['submitted', 'rejected']);
    expect(JSON.stringify(questions)).not.toMatch(/13812345678|viewer-|alias|claim/);
  });
});
