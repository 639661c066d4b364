import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { QuestionId } from '../../shared/ids.ts';
import { InquiryEntry } from '../../shared/inquiry/events.ts';
import { evolveInquiry } from '../../shared/inquiry/evolve.ts';
import { groupsOf, isPublic } from '../../shared/inquiry/groups.ts';
import { publicQuestion } from '../../shared/inquiry/question-view.ts';
import { type Inquiry, type Question, unbornInquiry } from '../../shared/inquiry/state.ts';
import { inquiryId } from './inquiry-fixture.ts';
import { randomSteps, takeSteps } from './random-inquiry.ts';

/** Who supports what, by viewers' numbers; more is supported than there are questions. */
const supporters = fc.array(fc.uniqueArray(fc.nat(9), { maxLength: 6 }), { minLength: 60, maxLength: 60 });

/** The figure of a question, counted without any of the rules: follow who was merged into whom, collect people, count. */
function bruteForce(intoOf: ReadonlyMap<QuestionId, QuestionId>, sets: ReadonlyMap<QuestionId, number[]>) {
  const lastOf = (questionId: QuestionId): QuestionId => {
    const next = intoOf.get(questionId);
    return next === undefined ? questionId : lastOf(next);
  };
  const people = new Map<QuestionId, Set<number>>();
  for (const [questionId, set] of sets) {
    const last = lastOf(questionId);
    people.set(last, new Set([...(people.get(last) ?? []), ...set]));
  }
  return (questionId: QuestionId) => people.get(lastOf(questionId))!.size;
}

const setsOf = (inquiry: Inquiry, all: readonly number[][]) =>
  new Map([...inquiry.questions.keys()].map((questionId, at) => [questionId, all[at % all.length]!]));

/** As a store counts them: distinct viewers over each group. */
const supportsOf = (inquiry: Inquiry, sets: ReadonlyMap<QuestionId, number[]>) =>
  new Map(
    [...groupsOf(inquiry)].map(([root, group]) => [root, new Set(group.flatMap((id) => sets.get(id)!)).size]),
  );

/** What a merge may not leave a trace of. */
const standing = ({ claim: _, text: __, textVersion: ___, editedWhenShown: ____, ...rest }: Question) => {
  const { labels: _____, departmentId: ______, ...standing } = rest;
  return standing;
};

test('[B103] a merge counts each supporter once, through any merges, undos, rejections, returns and edits; undo restores exactly', () => {
  let merges = 0;
  let undone = 0;
  fc.assert(
    fc.property(randomSteps(60), supporters, (steps, all) => {
      const intoOf = new Map<QuestionId, QuestionId>();
      const before = new Map<QuestionId, ReturnType<typeof standing>>();
      let last = new Map<QuestionId, Question>();
      takeSteps(steps, ({ entries, inquiry }) => {
        for (const { event } of entries) {
          if (event.type === 'QuestionsMerged')
            for (const questionId of event.questionIds) {
              intoOf.set(questionId, event.into);
              before.set(questionId, standing(last.get(questionId)!));
              merges++;
            }
          if (event.type === 'QuestionUnmerged') {
            intoOf.delete(event.questionId);
            expect(standing(inquiry.questions.get(event.questionId)!)).toEqual(before.get(event.questionId));
            undone++;
          }
        }
        last = new Map(inquiry.questions);
        const sets = setsOf(inquiry, all);
        const figure = bruteForce(intoOf, sets);
        const supports = supportsOf(inquiry, sets);
        for (const question of inquiry.questions.values())
          expect(publicQuestion(inquiry, question, supports).supports).toBe(figure(question.questionId));
        expect([...groupsOf(inquiry).values()].flat().sort()).toEqual([...inquiry.questions.keys()].sort());
      });
    }),
    { numRuns: 150 },
  );
  // The property is about something.
  expect(merges).toBeGreaterThan(50);
  expect(undone).toBeGreaterThan(10);
});

test('[B105] [B109] whatever is done: the queue waits, the floor is asked, every state has what belongs to it, and the log gives it all back', () => {
  fc.assert(
    fc.property(randomSteps(80), (steps) => {
      const log: InquiryEntry[] = [];
      const inquiry = takeSteps(steps, ({ entries, inquiry }) => {
        log.push(...entries);
        const all = [...inquiry.questions.values()];
        const statesInQueue = inquiry.queue.map((id) => inquiry.questions.get(id)!.state);
        expect(
          new Set(statesInQueue).size - (new Set(statesInQueue).has('waiting') ? 1 : 0),
        ).toBeLessThanOrEqual(inquiry.stage === 'planned' ? 1 : 0);
        expect(new Set(inquiry.queue).size).toBe(inquiry.queue.length);
        expect(all.filter(({ state }) => state === 'asked').map(({ questionId }) => questionId)).toEqual(
          inquiry.floor ? [inquiry.floor.questionId] : [],
        );
        for (const question of all) expect(whatIsWrongWith(inquiry, question)).toEqual([]);
      });
      const again = log
        .map((entry) => InquiryEntry.parse(JSON.parse(JSON.stringify(entry))))
        .reduce(evolveInquiry, unbornInquiry(inquiryId));
      expect(again).toEqual(inquiry);
    }),
    { numRuns: 150 },
  );
});

function whatIsWrongWith(inquiry: Inquiry, question: Question): string[] {
  const { state, before, mergedInto, decidedAt, reason, shownAt, turns, questionId } = question;
  const open = turns.filter(({ endedAt }) => endedAt === null);
  const facts: Record<string, boolean> = {
    'merged into something': (state === 'merged') === (mergedInto !== null),
    'a way back': ['merged', 'rejected', 'referred'].includes(state) === (before !== null),
    'decided when': ['submitted', 'waiting'].includes(state) === (decidedAt === null),
    'a reason': ['rejected', 'referred'].includes(state) === (reason !== null),
    'shown once waiting':
      shownAt !== null || !['waiting', 'asked', 'answered', 'answeredInWriting'].includes(state),
    'nothing rejected is public': !(
      ['rejected', 'submitted', 'withdrawn'].includes(state) && isPublic(inquiry, question)
    ),
    'the turn on the floor is the open one':
      open.map(({ turnId }) => turnId).join() ===
      (inquiry.floor?.questionId === questionId ? inquiry.floor.turnId : ''),
    'answered has an answer': state !== 'answered' || turns.some(({ kind }) => kind === 'answer'),
  };
  return Object.keys(facts).filter((fact) => !facts[fact]);
}
