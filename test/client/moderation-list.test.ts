import { describe, expect, test } from 'vitest';
import { actOf, keyActs, keysOf } from '../../client/moderation/keys.ts';
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
import {
  counts,
  everything,
  found,
  NO_DEPARTMENT,
  sorted,
  standings,
} from '../../client/moderation/standings.ts';
import { inquiryViewFor } from '../../shared/inquiry/view-for.ts';
import { about, asked, inquiryAfter, later, live, q, water } from '../rules/inquiry-fixture.ts';

import { benchOf, deskOf, everyState, me, wanted } from './moderation-bench.ts';

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
