import fc from 'fast-check';
import { CommandId, type QuestionId } from '../../shared/ids.ts';
import type { AnyInquiryCommand } from '../../shared/inquiry/commands.ts';
import { decideInquiry } from '../../shared/inquiry/decide.ts';
import type { InquiryEntry } from '../../shared/inquiry/events.ts';
import { evolveInquiry } from '../../shared/inquiry/evolve.ts';
import { type Inquiry, unbornInquiry } from '../../shared/inquiry/state.ts';
import {
  actors,
  askFrom,
  byDepartment,
  entryOf,
  firstMoment,
  inquiryId,
  type Part,
  q,
  viewerId,
  water,
} from './inquiry-fixture.ts';
import { mayDo, samples } from './inquiry-samples.ts';

type Type = AnyInquiryCommand['type'];

/** Often, so that there is something to moderate and something in the hall. */
const often = [
  'RecordQuestion',
  'RecordQuestion',
  'RecordQuestion',
  'ApproveQuestions',
  'ApproveQuestions',
  'ApproveQuestions',
  'MergeQuestions',
  'MergeQuestions',
  'MergeQuestions',
  'MergeQuestions',
  'UnmergeQuestion',
  'UnmergeQuestion',
  'RejectQuestions',
  'RestoreQuestions',
  'EditQuestion',
  'QueueQuestions',
  'PutQuestion',
  'BeginAnswer',
  'FinishQuestion',
] as const satisfies Type[];
/** The end comes seldom: after it there is little to see. */
const seldom: readonly Type[] = ['PlanInquiry', 'EndInquiry', 'StartInquiry'];
const usual = (Object.keys(samples) as Type[]).filter((type) => !seldom.includes(type));

const step = fc.record({
  type: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom<Type>(...often) },
    { weight: 6, arbitrary: fc.constantFrom<Type>(...usual) },
    { weight: 1, arbitrary: fc.constantFrom<Type>(...seldom) },
  ),
  part: fc.nat(9),
  which: fc.nat(1000),
  other: fc.nat(1000),
  pause: fc.nat(90_000),
});
export type RandomStep = typeof step extends fc.Arbitrary<infer T> ? T : never;
export const randomSteps = (maxLength: number) => fc.array(step, { minLength: 5, maxLength, size: 'max' });

/** Words that stand nowhere else: whoever finds one in a view knows where it comes from. */
export const marks = {
  asked: (n: number) => `asked-text-${n}.`,
  edited: (n: number) => `edited-text-${n}.`,
  prepared: (n: number) => `prepared-text-${n}.`,
  spoken: (n: number) => `spoken-text-${n}.`,
  key: (n: number) => `key-of-asker-${n}.`,
  rejection: (n: number) => `rejected-for-${n}.`,
  ban: (n: number) => `banned-for-${n}.`,
  blocked: 'blocked-word',
  /** Blocked as well, and nobody uses it. */
  unused: 'blocked-in-vain',
};

const recorded = (which: number, n: number) => ({
  ...samples.RecordQuestion,
  viewerId: viewerId(which % 7),
  key: marks.key(n),
  text: which % 11 === 0 ? `${marks.asked(n)} ${marks.blocked}` : marks.asked(n),
  name: which % 3 === 0 ? `somebody ${which % 7}` : null,
  askedAt: askFrom + n,
});

/** The sample of this type, about questions that are there; `n` is another one at each step. */
function commandFor(inquiry: Inquiry, { type, which, other }: RandomStep, n: number): AnyInquiryCommand {
  const ids = [...inquiry.questions.keys()];
  const pick = (at: number): QuestionId => ids[at % Math.max(1, ids.length)] ?? q(1);
  const sample = samples[type];
  const about = {
    ...('questionId' in sample && { questionId: pick(which) }),
    ...('questionIds' in sample && { questionIds: [...new Set([pick(which), pick(which + (other % 3))])] }),
  };
  switch (type) {
    case 'RecordQuestion':
      return recorded(which, n);
    case 'PrepareQuestion':
      return { ...samples[type], text: marks.prepared(n) };
    case 'AskToSpeak':
      return { ...samples[type], text: marks.spoken(n) };
    case 'EditQuestion': {
      const { questionId } = about as { questionId: QuestionId };
      const textVersion = inquiry.questions.get(questionId)?.textVersion ?? 1;
      return { ...samples[type], questionId, textVersion, text: marks.edited(n) };
    }
    case 'MergeQuestions':
      return { ...samples[type], ...about, into: pick(other) };
    case 'RejectQuestions':
      return { ...samples[type], ...about, reason: marks.rejection(n) };
    case 'BanAsker':
      return { ...samples[type], ...about, reason: marks.ban(n) };
    case 'BeginAnswer':
      return { ...samples[type], respondent: byDepartment(water, which % 2 === 0 ? '张三' : null) };
    case 'FinishQuestion':
      return { ...samples[type], outcome: which % 3 === 0 ? 'referred' : 'answered', reason: '会后书面答复' };
    case 'SetBlockedWords':
      return { ...samples[type], words: [marks.blocked, marks.unused] };
    default:
      return { ...sample, ...about } as AnyInquiryCommand;
  }
}

export interface Taken {
  command: AnyInquiryCommand;
  entries: readonly InquiryEntry[];
  inquiry: Inquiry;
}

/** Takes the steps, after the inquiry was planned and begun; `seen` after each that was accepted, with what it brought. */
export function takeSteps(steps: readonly RandomStep[], seen: (taken: Taken) => void = () => {}): Inquiry {
  const inquiry = unbornInquiry(inquiryId);
  let now = firstMoment;
  const take = (command: AnyInquiryCommand, part: Part, n: number) => {
    const actor = actors[part];
    const decision = decideInquiry(inquiry, command, {
      actor,
      now,
      commandId: CommandId.parse(`command-${n}`),
      name: `name of ${part}`,
      onRoll: true,
    });
    if ('refused' in decision) return;
    const entries = decision.accepted.map((event, at) => ({
      ...entryOf(inquiry.version + 1 + at, now, event),
      by: actor,
    }));
    for (const entry of entries) evolveInquiry(inquiry, entry);
    seen({ command, entries, inquiry });
  };
  take(samples.PlanInquiry, 'chair', 10_000);
  take({ type: 'SetBlockedWords', words: [marks.blocked, marks.unused] }, 'moderator', 10_001);
  for (const n of [1, 2, 3, 4, 5]) take(recorded(n, 900 + n), 'system', 10_010 + n);
  for (const [n, random] of steps.entries()) {
    now += random.pause;
    // Somewhere in the first quarter it begins.
    if (n === Math.floor(steps.length / 4)) take(samples.StartInquiry, 'chair', 10_002);
    const parts = mayDo[random.type];
    take(commandFor(inquiry, random, n), parts[random.part % parts.length]!, n + 20_000);
  }
  return inquiry;
}
