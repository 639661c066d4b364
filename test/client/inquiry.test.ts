import { describe, expect, test } from 'vitest';
import { instantOf, wallTime } from '../../client/host/inquiry/hall-wall-time.ts';
import { pastedQuestions } from '../../client/host/inquiry/pasted-questions.ts';
import { blankPlan, officialsFrom, planFrom } from '../../client/host/inquiry/plan-draft.ts';
import { timingOf, turnsOf } from '../../client/inquiry/floor.ts';
import { heightOf, questionSize } from '../../client/inquiry/hall/fit-question.ts';
import { TurnId } from '../../shared/ids.ts';
import { InquiryPlan } from '../../shared/inquiry/plan.ts';
import type { DeskView, TurnView } from '../../shared/inquiry/views.ts';

describe('[B142] a timer', () => {
  const at = (seconds: number) => timingOf(1_000_000, 1_000_000 + seconds * 1000, 180);

  test('is calm until a fifth is left, then warns, and goes on past the limit', () => {
    expect(at(0)).toMatchObject({ tone: 'calm', left: 180_000 });
    expect(at(143.9).tone).toBe('calm');
    expect(at(144).tone).toBe('warning');
    expect(at(180)).toMatchObject({ tone: 'warning', left: 0 });
    expect(at(181)).toEqual({ tone: 'over', spent: 181_000, left: -1000 });
    expect(at(4000)).toMatchObject({ tone: 'over', spent: 4_000_000 });
  });

  test('of an answer is gone once something else is asked', () => {
    const turn = (kind: TurnView['kind'], startedAt: number): TurnView => ({
      turnId: TurnId.parse(`turn-${startedAt}00`),
      kind,
      startedAt,
    });
    const turns = [turn('question', 1000), turn('answer', 2000)];
    expect(turnsOf({ turns })).toEqual({ question: turns[0], answer: turns[1] });
    const asked = turn('followUp', 3000);
    expect(turnsOf({ turns: [...turns, asked] })).toEqual({ question: asked, answer: null });
    expect(turnsOf({})).toEqual({ question: null, answer: null });
  });
});

describe('[B143] a question on the wall', () => {
  test('of 500 characters fits beside the timer in the smallest type, a short one in the largest', () => {
    const room = { width: 1280, height: 680 };
    expect(questionSize('问'.repeat(500), room)).toBe(36);
    expect(heightOf('问'.repeat(500), 36, room.width)).toBeLessThanOrEqual(room.height);
    expect(questionSize('问'.repeat(150), room)).toBe(56);
    expect(questionSize('水质多久检测一次？', room)).toBe(96);
  });
});

describe('[B140] a plan', () => {
  test('takes times as a clock in the hall shows them, wherever the desk is', () => {
    const instant = Date.UTC(2030, 4, 20, 1, 0);
    expect(wallTime(instant, 'Asia/Shanghai')).toBe('2030-05-20T09:00');
    expect(instantOf('2030-05-20T09:00', 'Asia/Shanghai')).toBe(instant);
    expect(instantOf('2030-05-20T03:00:00', 'Europe/Berlin')).toBe(instant);
    expect(instantOf('', 'Asia/Shanghai')).toBeNull();
  });

  test('reads officials line by line, and names what is missing', () => {
    expect(officialsFrom('王建国，局长\n\n李 明 总工程师\n赵云')).toEqual([
      { name: '王建国', office: '局长' },
      { name: '李', office: '明 总工程师' },
      { name: '赵云', office: '' },
    ]);
    const draft = {
      ...blankPlan(),
      title: '专题询问',
      questionMinutes: '１.5',
      streamUrl: 'http://x.example',
    };
    draft.departments[0]!.title = '市水务局';
    const read = InquiryPlan.safeParse(planFrom(draft, 'Asia/Shanghai'));
    expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual(['streamUrl']);
    const good = InquiryPlan.parse(planFrom({ ...draft, streamUrl: '' }, 'Asia/Shanghai'));
    expect(good).toMatchObject({ questionSeconds: 90, answerSeconds: 300, startsAt: null, streamUrl: null });
  });

  test('takes questions from a spreadsheet, and says of each line why it cannot be added', () => {
    const view = {
      departments: { 'department-w': { name: '市水务局', officials: [] } },
      departmentOrder: ['department-w'],
    } as unknown as DeskView;
    const text = `李委员\t第一问\t市水务局\r\n第二问\n\n王委员\t第三问\t市城管局\n${'长'.repeat(501)}`;
    const read = (name: string) =>
      pastedQuestions(text, name, view).map(({ line, name, text, departmentId, fault }) => [
        line,
        name,
        text.slice(0, 3),
        departmentId,
        fault,
      ]);
    expect(read('赵委员')).toEqual([
      [1, '李委员', '第一问', 'department-w', null],
      [2, '赵委员', '第二问', null, null],
      [4, '王委员', '第三问', null, 'department'],
      [5, '赵委员', '长长长', null, 'text'],
    ]);
    expect(read('')[1]![4]).toBe('name');
  });
});
