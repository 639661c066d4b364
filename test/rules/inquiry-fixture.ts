import { expect } from 'vitest';
import {
  AccountId,
  CommandId,
  DepartmentId,
  DeputyId,
  derivedId,
  InquiryId,
  PaperId,
  QuestionId,
  SittingId,
  TurnId,
  ViewerId,
} from '../../shared/ids.ts';
import type { AnyInquiryCommand } from '../../shared/inquiry/commands.ts';
import { decideInquiry } from '../../shared/inquiry/decide.ts';
import type { InquiryBy } from '../../shared/inquiry/decision.ts';
import type { InquiryEntry, InquiryEvent } from '../../shared/inquiry/events.ts';
import { evolveInquiry } from '../../shared/inquiry/evolve.ts';
import { InquiryPlan } from '../../shared/inquiry/plan.ts';
import { type Inquiry, type Question, unbornInquiry } from '../../shared/inquiry/state.ts';
import type { AboutInquiry } from '../../shared/inquiry/view-for.ts';
import type { Actor } from '../../shared/sitting/commands.ts';
import type { RefusalCode } from '../../shared/sitting/refusals.ts';

export const inquiryId = InquiryId.parse('inquiry-0001');
export const sittingId = SittingId.parse('sitting-0001');
export const commandId = CommandId.parse('command-0001');
export const paperId = PaperId.parse('paper-0001');
export const q = (n: number) => QuestionId.parse(`question-${String(n).padStart(4, '0')}`);
export const viewerId = (n: number) => ViewerId.parse(`viewer-${String(n).padStart(4, '0')}`);
export const deputyId = (n: number) => DeputyId.parse(`deputy-${String(n).padStart(4, '0')}`);
export const turnId = (n: number) => TurnId.parse(`turn-${String(n).padStart(4, '0')}`);
/** Of what the fixture's command brings into being. */
export const madeQuestion = QuestionId.parse(derivedId(commandId, 'question'));
export const madeTurn = TurnId.parse(derivedId(commandId, 'turn'));

const accountId = (part: string) => AccountId.parse(`account-${part}`);
export const actors = {
  administrator: { role: 'administrator', accountId: accountId('administrator') },
  operator: { role: 'operator', accountId: accountId('operator') },
  chair: { role: 'chair', accountId: accountId('chair') },
  moderator: { role: 'moderator', accountId: accountId('moderator') },
  otherModerator: { role: 'moderator', accountId: accountId('moderator-2') },
  waterOffice: { role: 'department', accountId: accountId('water') },
  trafficOffice: { role: 'department', accountId: accountId('traffic') },
  strangeOffice: { role: 'department', accountId: accountId('strange') },
  noteTaker: { role: 'noteTaker', accountId: accountId('note-taker') },
  hallScreen: { role: 'hallScreen', accountId: accountId('hall-screen') },
  deputy: { role: 'deputy', deputyId: deputyId(1) },
  otherDeputy: { role: 'deputy', deputyId: deputyId(2) },
  system: { role: 'system' },
} as const satisfies Record<string, Actor>;
export type Part = keyof typeof actors;

export const water = DepartmentId.parse('department-water');
export const traffic = DepartmentId.parse('department-traffic');
/** In the plan, and nobody answers for it in writing. */
export const housing = DepartmentId.parse('department-housing');
export const strange = DepartmentId.parse('department-strange');

/** Viewers may ask from this moment on. */
export const askFrom = 1_000_000;
export const firstMoment = 2_000_000;

export const planOf = (changes: Partial<InquiryPlan> = {}): InquiryPlan =>
  InquiryPlan.parse({
    title: '优化营商环境专题询问',
    topic: '供水与交通',
    departments: [
      {
        departmentId: water,
        name: '水务局',
        officials: [{ name: '张三', office: '局长' }],
        accountId: actors.waterOffice.accountId,
      },
      { departmentId: traffic, name: '交通局', officials: [], accountId: actors.trafficOffice.accountId },
      { departmentId: housing, name: '住建局', officials: [], accountId: null },
    ],
    questioners: [{ deputyId: deputyId(1), name: '代表1' }],
    questionSeconds: 180,
    answerSeconds: 300,
    askFrom,
    startsAt: firstMoment,
    naming: 'either',
    rules: '请文明提问。',
    streamUrl: null,
    posterUrl: null,
    ...changes,
  });

/** Events happen a second apart, unless a moment is given. */
type Step = InquiryEvent | readonly Step[] | { at: number; event: InquiryEvent };
type Timed = { at: number | null; event: InquiryEvent };
const flat = (step: Step): Timed[] =>
  'type' in step
    ? [{ at: null, event: step as InquiryEvent }]
    : 'event' in step
      ? [step as { at: number; event: InquiryEvent }]
      : (step as readonly Step[]).flatMap(flat);

export const entryOf = (version: number, at: number, event: InquiryEvent): InquiryEntry => ({
  version,
  at,
  by: actors.system,
  event,
  salt: '0'.repeat(32),
});

export function inquiryAfter(...steps: Step[]): Inquiry {
  let inquiry = unbornInquiry(inquiryId);
  let now = firstMoment;
  for (const { at, event } of flat(steps)) {
    now = at ?? now + 1000;
    inquiry = evolveInquiry(inquiry, entryOf(inquiry.version + 1, now, event));
  }
  return inquiry;
}

type Acting = Partial<Omit<InquiryBy, 'actor'>>;
/** When commands of a test come unless it says so: a little after its events. */
export const later = firstMoment + 60_000;

export function decideIn(inquiry: Inquiry, part: Part, command: AnyInquiryCommand, by: Acting = {}) {
  return decideInquiry(inquiry, command, {
    actor: actors[part],
    now: later,
    commandId,
    name: '代表1',
    onRoll: true,
    ...by,
  });
}

export function given(...steps: Step[]) {
  return {
    when(part: Part, command: AnyInquiryCommand, by: Acting = {}) {
      const inquiry = inquiryAfter(...steps);
      const before = structuredClone(inquiry);
      const decision = decideIn(inquiry, part, command, by);
      expect(inquiry).toEqual(before);
      return {
        thenEvents: (...events: InquiryEvent[]) => expect(decision).toEqual({ accepted: events }),
        thenRefused(code: RefusalCode, field?: string) {
          expect(decision).toEqual({ refused: { code, ...(field !== undefined && { field }) } });
        },
        /** The inquiry after what was decided. */
        thenInquiry(look: (inquiry: Inquiry) => void) {
          if ('refused' in decision) throw new Error(`refused: ${decision.refused.code}`);
          for (const event of decision.accepted)
            evolveInquiry(inquiry, entryOf(inquiry.version + 1, by.now ?? later, event));
          look(inquiry);
        },
      };
    },
  };
}

export const planned = (changes: Partial<InquiryPlan> = {}): InquiryEvent => ({
  type: 'InquiryPlanned',
  sittingId,
  code: '314159',
  plan: planOf(changes),
});
export const started: InquiryEvent = { type: 'InquiryStarted' };
export const ended: InquiryEvent = { type: 'InquiryEnded' };
/** Live, in the segment of questions. */
export const live: InquiryEvent[] = [planned(), started, { type: 'SegmentSet', segment: 'questions' }];

export const asked = (n: number, viewer = n, rejected: 'banned' | null = null): InquiryEvent => ({
  type: 'QuestionAsked',
  questionId: q(n),
  viewerId: viewerId(viewer),
  key: `key-of-question-${n}`,
  name: null,
  text: `问题${n}`,
  askedAt: askFrom + n,
  rejected,
});
export const prepared = (n: number): InquiryEvent => ({
  type: 'QuestionPrepared',
  questionId: q(n),
  text: `准备的问题${n}`,
  name: '王委员',
  deputyId: null,
  departmentId: null,
});
export const requested = (n: number, deputy = 1): InquiryEvent => ({
  type: 'SpeechRequested',
  questionId: q(n),
  deputyId: deputyId(deputy),
  name: `代表${deputy}`,
  text: `发言${n}`,
});
const ofThose =
  <T extends 'QuestionsApproved' | 'QuestionsRestored' | 'QuestionsReleased'>(type: T) =>
  (...numbers: number[]): InquiryEvent => ({ type, questionIds: numbers.map(q) });
export const approved = ofThose('QuestionsApproved');
export const restored = ofThose('QuestionsRestored');
export const released = ofThose('QuestionsReleased');
/** Asked and approved. */
export const waiting = (...numbers: number[]) => [numbers.map((n) => asked(n)), approved(...numbers)];
export const queued = (...numbers: number[]): InquiryEvent => ({
  type: 'QueueSet',
  questionIds: numbers.map(q),
});
export const rejected = (...numbers: number[]): InquiryEvent => ({
  type: 'QuestionsRejected',
  questionIds: numbers.map(q),
  reason: '与议题无关',
});
export const referred = (...numbers: number[]): InquiryEvent => ({
  type: 'QuestionsReferred',
  questionIds: numbers.map(q),
  reason: '转信访局办理',
});
export const merged = (into: number, ...numbers: number[]): InquiryEvent => ({
  type: 'QuestionsMerged',
  into: q(into),
  questionIds: numbers.map(q),
});
export const unmerged = (n: number): InquiryEvent => ({ type: 'QuestionUnmerged', questionId: q(n) });
export const withdrawn = (n: number): InquiryEvent => ({ type: 'QuestionWithdrawn', questionId: q(n) });
export const assigned = (departmentId: DepartmentId, ...numbers: number[]): InquiryEvent => ({
  type: 'QuestionsAssigned',
  questionIds: numbers.map(q),
  departmentId,
});
export const claimed = (part: 'moderator' | 'otherModerator' | 'operator', ...numbers: number[]) =>
  ({
    type: 'QuestionsClaimed',
    questionIds: numbers.map(q),
    accountId: actors[part].accountId,
  }) satisfies InquiryEvent;
export const put = (n: number, turn = 1): InquiryEvent => ({
  type: 'QuestionPut',
  questionId: q(n),
  turnId: turnId(turn),
});
export const byDepartment = (departmentId: DepartmentId, official: string | null = null) => ({
  departmentId,
  official,
});
export const answerBegun = (n: number, turn: number, departmentId = water): InquiryEvent => ({
  type: 'AnswerBegun',
  questionId: q(n),
  turnId: turnId(turn),
  respondent: byDepartment(departmentId),
});
export const followedUp = (n: number, turn: number): InquiryEvent => ({
  type: 'FollowedUp',
  questionId: q(n),
  turnId: turnId(turn),
});
export const finished = (n: number, reason: string | null = null): InquiryEvent => ({
  type: 'QuestionFinished',
  questionId: q(n),
  outcome: reason === null ? 'answered' : 'referred',
  reason,
});
export const returned = (n: number): InquiryEvent => ({ type: 'QuestionReturned', questionId: q(n) });
export const written = (n: number, turn: number, departmentId = water): InquiryEvent => ({
  type: 'AnsweredInWriting',
  questionId: q(n),
  turnId: turnId(turn),
  respondent: byDepartment(departmentId),
  text: '书面答复',
});
/** Put, answered by voice and finished, with turns from `turn` on. */
export const answered = (n: number, turn = 1): InquiryEvent[] => [
  put(n, turn),
  answerBegun(n, turn + 1),
  finished(n),
];

export function question(inquiry: Inquiry, n: number): Question {
  return inquiry.questions.get(q(n))!;
}

export const about: AboutInquiry & { votes: [] } = {
  sittingTitle: '第三次会议',
  crowd: { views: 301_000, viewers: 120_000, watching: 2000, likes: 98_000, likers: 20_000 },
  supports: new Map(),
  nameOfAccount: (accountId) => `name of ${accountId}`,
  now: later,
  votes: [],
};
