import { describe, expect, test } from 'vitest';
import { Acting } from '../../client/moderation/acting.ts';
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
import { actOf, keyActs, keysOf } from '../../client/moderation/keys.ts';
import { possible } from '../../client/moderation/possible.ts';
import {
  allChosen,
  chosenTo,
  meant,
  movedOn,
  nothingChosen,
  onPage,
  pageOf,
  stepped,
  toggled,
  within,
} from '../../client/moderation/selection.ts';
import { settle, unsettled } from '../../client/moderation/settled.ts';
import { SimilarIndex } from '../../client/moderation/similar-index.ts';
import { staffRecord } from '../../client/moderation/staff-record.ts';
import {
  counts,
  everything,
  found,
  NO_DEPARTMENT,
  sorted,
  standings,
  type Wanted,
} from '../../client/moderation/standings.ts';
import type { InquiryCommand } from '../../shared/inquiry/commands.ts';
import { evolveInquiry } from '../../shared/inquiry/evolve.ts';
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
  entryOf,
  inquiryAfter,
  later,
  live,
  type Part,
  prepared,
  put,
  q,
  queued,
  referred,
  rejected,
  requested,
  traffic,
  water,
  withdrawn,
} from '../rules/inquiry-fixture.ts';

const me = actors.moderator.accountId;
const who = { me, moderates: true, hosts: false, now: later };
type Steps = Parameters<typeof inquiryAfter>;
const deskOf = (inquiry: ReturnType<typeof inquiryAfter>) => inquiryViewFor(inquiry, 'desk', about);
const wanted = (change: Partial<Wanted>): Wanted => ({ ...everything, ...change });

/** A desk over the rules themselves: what is sent is decided by them. */
function benchOf(part: Part, ...steps: Steps) {
  const inquiry = inquiryAfter(...steps);
  const carryOut = (command: InquiryCommand, by: Part = part) => {
    const decision = decideIn(inquiry, by, command);
    if ('refused' in decision) return decision;
    for (const event of decision.accepted) evolveInquiry(inquiry, entryOf(inquiry.version + 1, later, event));
    return { ok: { version: inquiry.version } };
  };
  const sent: InquiryCommand[] = [];
  const acting = new Acting(async (command) => {
    sent.push(command);
    return carryOut(command);
  });
  const view = () => deskOf(inquiry);
  return { acting, sent, view, carryOut, question: (n: number) => view().questions[q(n)]! };
}
const everyState: Steps = [
  live,
  Array.from({ length: 9 }, (_, at) => asked(at + 1)),
  asked(10, 10, 'banned'),
  prepared(11),
  requested(12),
  requested(13, 2),
  approved(2, 3, 4, 5, 6, 8),
  queued(3),
  put(4, 40),
  { type: 'QuestionFinished', questionId: q(4), outcome: 'answered', reason: null },
  put(5, 50),
  referred(7),
  { type: 'QuestionsMerged', into: q(2), questionIds: [q(6)] },
  rejected(9),
  withdrawn(13),
  {
    type: 'AnsweredInWriting',
    questionId: q(8),
    turnId: 'turn-0080' as never,
    respondent: { departmentId: water, official: null },
    text: '答复',
  },
];

describe('[B153] filters of the desk', () => {
  test('every question stands in exactly one of them, whatever happened to it', () => {
    const all = sorted(deskOf(inquiryAfter(...everyState)), me, later);
    expect(all).toHaveLength(13);
    const { standing, all: every } = counts(all, everything);
    expect(every).toBe(13);
    expect([...standing.values()].reduce((sum, count) => sum + count)).toBe(13);
    expect(standings.filter((name) => !standing.has(name))).toEqual([]);
    for (const name of standings)
      expect(found(all, wanted({ standing: name })).length).toBe(standing.get(name));
  });

  test('department, label, asker, text and what is mine narrow the list; counts say what each choice would show', () => {
    const { view, carryOut } = benchOf('moderator', live, asked(1), asked(2), asked(3, 1), asked(4));
    carryOut({ type: 'AssignQuestions', questionIds: [q(1), q(2)], departmentId: water });
    carryOut({ type: 'LabelQuestions', questionIds: [q(2), q(3)], label: '养老', on: true });
    carryOut({ type: 'ClaimQuestions', questionIds: [q(4)] });
    carryOut({ type: 'ClaimQuestions', questionIds: [q(3)] }, 'otherModerator');
    const all = sorted(view(), me, later);
    expect(found(all, wanted({ departmentId: water }))).toEqual([q(1), q(2)]);
    expect(found(all, wanted({ departmentId: NO_DEPARTMENT, order: 'newest' }))).toEqual([q(4), q(3)]);
    expect(found(all, wanted({ label: '养老', departmentId: water }))).toEqual([q(2)]);
    expect(found(all, wanted({ mine: true }))).toEqual([q(4)]);
    expect(found(all, wanted({ alias: all[0]!.question.alias! }))).toEqual([q(1), q(3)]);
    expect(found(all, wanted({ text: '问题３' }))).toEqual([q(3)]);
    const figures = counts(all, wanted({ label: '养老' }));
    expect(figures.department.get(water)).toBe(1);
    expect(figures.standing.get('toModerate')).toBe(2);
    expect(figures.label.get('养老')).toBe(2);
    expect(figures.mine).toBe(0);
    // A claim that has run out is nobody's.
    expect(found(sorted(view(), me, later + 3_600_000), wanted({ mine: true }))).toEqual([]);
  });

  test('most supported first, equals by age', () => {
    const view = inquiryViewFor(inquiryAfter(live, asked(1), asked(2), asked(3)), 'desk', {
      ...about,
      supports: new Map([
        [q(2), 7],
        [q(3), 7],
      ]),
    });
    expect(found(sorted(view, me, later), wanted({ order: 'supports' }))).toEqual([q(2), q(3), q(1)]);
  });
});

describe('[B153] the list that one works in', () => {
  test('stands still while questions come and go, says how many did, and takes them in when asked', () => {
    const first = settle(null, 'waiting', [q(1), q(2), q(3)]);
    const now = [q(1), q(3), q(4), q(5)];
    const second = settle(first, 'waiting', now);
    expect(second.ids).toEqual([q(1), q(2), q(3)]);
    expect(unsettled(second, now)).toEqual({ fresh: 2, gone: 1 });
    expect(settle(second, 'waiting again', now).ids).toEqual(now);
  });

  test('fills itself where it was empty', () => {
    const empty = settle(null, 'waiting', []);
    expect(settle(empty, 'waiting', [q(1)]).ids).toEqual([q(1)]);
  });
});

describe('selecting', () => {
  const ids = Array.from({ length: 120 }, (_, at) => q(at + 1));
  const at = (n: number) => ({ at: q(n), chosen: new Set<ReturnType<typeof q>>() });

  test('steps stay inside, pages have fifty, and what is passed with Shift is chosen', () => {
    expect(stepped(at(1), ids, 'previous').at).toBe(q(1));
    expect(stepped(at(120), ids, 'next').at).toBe(q(120));
    expect(stepped(at(7), ids, 'nextPage').at).toBe(q(51));
    expect(stepped(at(101), ids, 'nextPage').at).toBe(q(120));
    expect(stepped(at(70), ids, 'previousPage').at).toBe(q(1));
    expect([...stepped(at(7), ids, 'next', true).chosen]).toEqual([q(7), q(8)]);
    expect([...chosenTo(at(7), ids, q(4)).chosen]).toEqual([q(4), q(5), q(6), q(7)]);
    expect(onPage(ids, q(51))).toEqual(ids.slice(50, 100));
    expect(pageOf(ids, null)).toBe(0);
  });

  test('a page is chosen and let go as one; an act is for what is chosen, else for where one is', () => {
    const page = onPage(ids, q(60));
    const chosen = allChosen(toggled(at(60), q(3)), page);
    expect(meant(chosen, ids)).toHaveLength(51);
    expect(meant(allChosen(chosen, page), ids)).toEqual([q(3)]);
    expect(meant(at(60), ids)).toEqual([q(60)]);
    expect(meant(nothingChosen, ids)).toEqual([]);
  });

  test('after an act one is at the next that is to be done; at the end one turns to what was left', () => {
    const toDo = (id: string) => id !== q(5);
    expect(movedOn(at(4), ids, [q(3), q(4)], toDo)).toEqual({ at: q(6), chosen: new Set() });
    expect(movedOn(at(120), ids, [q(120)], toDo).at).toBe(q(1));
    expect(movedOn(at(120), ids, [q(120)], () => false).at).toBe(q(120));
  });

  test('in another list nothing is chosen that is not there', () => {
    expect(within({ at: q(9), chosen: new Set([q(1), q(2)]) }, [q(2), q(3)])).toEqual({
      at: q(2),
      chosen: new Set([q(2)]),
    });
  });
});

describe('keys', () => {
  const plain = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
  const pressed = (key: string, more = {}) => actOf({ key, ...plain, ...more });

  test('no key means two things, and each means what the list of keys says', () => {
    const all = keyActs.flatMap(keysOf);
    expect(new Set(all).size).toBe(all.length);
    expect(pressed('a')).toBe('approve');
    expect(pressed('A', { shiftKey: true })).toBe('choosePage');
    expect(pressed('ArrowDown', { shiftKey: true })).toBe('nextChosen');
    expect(pressed('?', { shiftKey: true })).toBe('keys');
    expect(pressed('/')).toBe('search');
    expect(pressed('Escape')).toBe('chooseNone');
  });

  test('what belongs to the browser stays with it', () => {
    expect(pressed('a', { ctrlKey: true })).toBeNull();
    expect(pressed('r', { metaKey: true })).toBeNull();
    expect(pressed('Tab')).toBeNull();
    expect(pressed('Enter')).toBeNull();
    expect(pressed(' ')).toBeNull();
  });
});

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
