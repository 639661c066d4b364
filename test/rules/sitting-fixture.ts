import { expect } from 'vitest';
import { count } from '../../shared/ballot/count.ts';
import { decideOutcome } from '../../shared/ballot/decide-outcome.ts';
import { type Choice, Paper, paperHash, sheetsOf } from '../../shared/ballot/paper.ts';
import { statutoryRules, type VotingRules } from '../../shared/ballot/rules.ts';
import { canonicalHash } from '../../shared/bytes.ts';
import {
  AccountId,
  BallotId,
  CommandId,
  DeputyId,
  Digest,
  PaperId,
  SittingId,
  VoteId,
} from '../../shared/ids.ts';
import type { Body, Deputy } from '../../shared/roll.ts';
import type { Actor, AnyCommand } from '../../shared/sitting/commands.ts';
import { decide } from '../../shared/sitting/decide.ts';
import type { By } from '../../shared/sitting/decision.ts';
import type { Event } from '../../shared/sitting/events.ts';
import { evolve } from '../../shared/sitting/evolve.ts';
import type { RefusalCode } from '../../shared/sitting/refusals.ts';
import { type Sitting, unborn, type VoteStage } from '../../shared/sitting/state.ts';
import { itemsNamed, lanzhou, times } from './ballot-fixture.ts';

export const sittingId = SittingId.parse('sitting-0001');
export const commandId = CommandId.parse('command-0001');
export const paperId = PaperId.parse('paper-0001');
export const voteId = VoteId.parse('vote-0001');
export const digestOf = (what: string) => Digest.parse(canonicalHash(what));
export const deputyId = (n: number) => DeputyId.parse(`deputy-${String(n).padStart(4, '0')}`);

const accountId = (part: string) => AccountId.parse(`account-${part}`);
const deputy = (n: number) => ({ role: 'deputy', deputyId: deputyId(n) }) as const;
/** Everyone who may act, by the part played in the fixture's hall: of nine members three are scrutineers. */
export const actors = {
  administrator: { role: 'administrator', accountId: accountId('administrator') },
  operator: { role: 'operator', accountId: accountId('operator') },
  chair: { role: 'chair', accountId: accountId('chair') },
  hallScreen: { role: 'hallScreen', accountId: accountId('hall-screen') },
  system: { role: 'system' },
  chiefScrutineer: deputy(1),
  scrutineer: deputy(2),
  thirdScrutineer: deputy(3),
  deputy: deputy(4),
  stranger: deputy(99),
} as const satisfies Record<string, Actor>;
export type Part = keyof typeof actors;
export const { operator, chair, system, chiefScrutineer, scrutineer } = actors;

export type EventOf<T extends Event['type']> = Extract<Event, { type: T }>;

/** Events happen a second apart, unless a moment is given. */
type Step = Event | readonly Step[] | { at: number; event: Event };
export const at = (moment: number, event: Event): Step => ({ at: moment, event });
export const firstMoment = 1_000_000;

type Timed = { at: number | null; event: Event };
const flat = (step: Step): Timed[] =>
  'type' in step
    ? [{ at: null, event: step }]
    : 'at' in step && 'event' in step
      ? [step]
      : step.flatMap(flat);

export function sittingAfter(...steps: Step[]): Sitting {
  let sitting = unborn(sittingId);
  let now = firstMoment;
  for (const { at, event } of flat(steps)) {
    now = at ?? now + 1000;
    sitting = evolve(sitting, { version: sitting.version + 1, at: now, by: whoDid(sitting, event), event });
  }
  return sitting;
}

/** Who proposed, and who asked for cards and issued them, is taken from the entry; of other entries nothing but the event counts. */
function whoDid({ cardRequests }: Sitting, event: Event): Actor {
  if (event.type === 'ScrutineersProposed' || event.type === 'CardRequested') return operator;
  if (event.type !== 'CardsIssued') return system;
  return event.deputyIds.every((deputyId) => cardRequests.has(deputyId)) ? chair : operator;
}

/** A deputy of the fixture is signed in with the latest card, unless a test says otherwise. */
const cardOf = (sitting: Sitting, actor: Actor) =>
  actor.role === 'deputy' ? sitting.cards.get(actor.deputyId)?.version : undefined;

export function given(...steps: Step[]) {
  return {
    when(command: AnyCommand, by: Partial<By> & { actor: Actor }) {
      const sitting = sittingAfter(...steps);
      const before = structuredClone(sitting);
      const cardVersion = cardOf(sitting, by.actor);
      const decision = decide(sitting, command, { now: firstMoment, commandId, cardVersion, ...by });
      expect(sitting).toEqual(before);
      return {
        decision,
        thenEvents: (events: readonly Event[]) => expect(decision).toEqual({ accepted: events }),
        thenRefused(code: RefusalCode, field?: string) {
          expect(decision).toMatchObject({ refused: { code, ...(field !== undefined && { field }) } });
        },
      };
    },
  };
}

export function rollOf(entitled: number, nonVoting = 0): Deputy[] {
  return Array.from({ length: entitled + nonVoting }, (_, k) => ({
    deputyId: deputyId(k + 1),
    name: `代表${k + 1}`,
    delegation: '城关区',
    seat: `${k + 1}`,
    standing: k < entitled ? 'entitled' : 'nonVoting',
  }));
}

export const checkIn = (n: number): Event => ({ type: 'DeputyCheckedIn', deputyId: deputyId(n) });
export const checkOut = (n: number): Event => ({ type: 'DeputyCheckedOut', deputyId: deputyId(n) });

export interface Hall {
  body?: Body;
  members?: number;
  present?: number;
  nonVoting?: number;
  scrutineers?: number;
  rules?: VotingRules;
}

export function created({ body = 'congress', members = 9 }: Hall = {}): Event[] {
  return [{ type: 'SittingCreated', title: '第三次会议', body, totalMembership: members }];
}

/** By their numbers, the first of them chief. */
export const listOf = (...numbers: number[]) => ({
  scrutineers: numbers.map(deputyId),
  chief: deputyId(numbers[0]!),
});
/** The operator's proposal. */
export const proposed = (...numbers: number[]): EventOf<'ScrutineersProposed'> => ({
  type: 'ScrutineersProposed',
  ...listOf(...numbers),
});
export const appointedAre = (...numbers: number[]): EventOf<'ScrutineersAppointed'> => ({
  type: 'ScrutineersAppointed',
  ...listOf(...numbers),
  proposedBy: operator.accountId,
});
/** The operator asks for a card and the chair issues it, for each of these. */
export const cardsByTwo = (...numbers: number[]): Event[] =>
  numbers.map(deputyId).flatMap((deputyId) => [
    { type: 'CardRequested', deputyId },
    { type: 'CardsIssued', deputyIds: [deputyId] },
  ]);
export const presides = (n: number | null): Event => ({
  type: 'ExecutiveChairSet',
  deputyId: n === null ? null : deputyId(n),
});
export const appointed = (n: number): Event[] =>
  n === 0 ? [] : [appointedAre(...Array.from({ length: n }, (_, k) => k + 1))];

/** Nobody has checked in yet. */
export function planned(hall: Hall = {}): Event[] {
  const { members = 9, nonVoting = 0, scrutineers = 3, rules = statutoryRules } = hall;
  return [
    ...created(hall),
    { type: 'RollImported', deputies: rollOf(members, nonVoting) },
    { type: 'VotingRulesAdopted', rules },
    ...appointed(scrutineers),
    ...cardsByTwo(...Array.from({ length: scrutineers }, (_, k) => k + 1)),
  ];
}

/** In session, with `present` deputies checked in: all members, unless told. */
export function inSession(hall: Hall = {}): Event[] {
  const { members = 9, present = members } = hall;
  return [
    ...planned(hall),
    { type: 'SittingOpened', entitledCount: members },
    ...Array.from({ length: present }, (_, k) => checkIn(k + 1)),
  ];
}

export const projects = (names: string, seats: number, maxMarks = seats): Paper =>
  Paper.parse({ kind: 'project', title: '民生实事项目', maxMarks, seats, items: itemsNamed(names) });
export const motion: Paper = Paper.parse({ kind: 'motion', title: '关于预算的决议', items: itemsNamed('m') });
/** Subjects by number or id where they are deputies, null where not. */
export const appraisalOf = (...subjects: (number | DeputyId | null)[]): Paper =>
  Paper.parse({
    kind: 'appraisal',
    title: '履职测评',
    items: subjects.map((who, k) => ({
      itemId: `s${k}`,
      title: '履职报告',
      ...(who !== null && { deputyId: typeof who === 'number' ? deputyId(who) : who }),
    })),
  });

export interface Round extends Hall {
  /** 1, or more for a paper that follows another vote. */
  number?: number;
  paper?: Paper;
  rehearsal?: boolean;
  /** Ballots, by the items that each approves. */
  ballots?: readonly string[];
  deputiesIssued?: number;
  verdict?: 'valid' | 'void';
}

export function prepared(round: Round = {}, id = voteId): EventOf<'VotePrepared'> {
  const { paper = motion, rehearsal = false, rules = statutoryRules, number = 1 } = round;
  return {
    type: 'VotePrepared',
    voteId: id,
    paperId,
    rehearsal,
    ballots: sheetsOf(paper, rules, number, rehearsal).map((sheet, k) => ({
      ballotId: BallotId.parse(canonicalHash([id, k]).slice(0, 32)),
      sheet,
      paperHash: paperHash(sheet),
      issuerKey: 'AAAA',
      keyFingerprint: digestOf('key'),
    })),
  };
}

export function sealed(round: Round = {}): EventOf<'BallotsSealed'> {
  const { ballots = [], members = 9, deputiesIssued = members } = round;
  return {
    type: 'BallotsSealed',
    voteId,
    ballots: prepared(round).ballots.map(({ ballotId }) => ({
      ballotId,
      returned: ballots.length,
      credentialsIssued: Math.max(deputiesIssued, ballots.length),
      deputiesIssued,
      sealDigest: digestOf('seal'),
      issuanceDigest: digestOf('issuance'),
    })),
  };
}

export function counted(round: Round = {}): EventOf<'BallotsCounted'> {
  const { ballots = [], members = 9 } = round;
  const figures = { ...lanzhou, totalMembership: members, entitledCount: members };
  return {
    type: 'BallotsCounted',
    voteId,
    results: prepared(round).ballots.map(({ ballotId, sheet }) => {
      const approving = (names: string) =>
        Object.fromEntries([...names].map((name): [string, Choice[]] => [name, ['approve']]));
      const tally = count(
        sheet,
        ballots.flatMap((names) => times(1, sheet, approving(names))),
      );
      return { ballotId, figures, tally, outcome: decideOutcome(sheet, tally, figures) };
    }),
  };
}

export const drawnUp = (paper: Paper = motion): EventOf<'PaperDrawnUp'> => ({
  type: 'PaperDrawnUp',
  paperId,
  paper,
  round: 1,
  follows: null,
});

export const opened = ({ members = 9, present = members }: Hall = {}): EventOf<'VoteOpened'> => ({
  type: 'VoteOpened',
  voteId,
  rollHash: digestOf('roll'),
  totalMembership: members,
  entitledCount: members,
  presentCount: present,
});

export const auditDigest = digestOf('audit bundle');
export const bundlesMade: EventOf<'BundlesMade'> = {
  type: 'BundlesMade',
  voteId,
  auditDigest,
  publicDigest: digestOf('public bundle'),
  chainHead: digestOf('chain head'),
};
export const confirmedBy = (n: number): Event => ({
  type: 'ResultConfirmed',
  voteId,
  scrutineer: deputyId(n),
  digest: auditDigest,
});
export const objectedBy = (n: number): Event => ({
  type: 'ResultObjected',
  voteId,
  scrutineer: deputyId(n),
  reason: '票数不符',
});

/** The way out of a count that the scrutineers will not sign. */
export const unsigned: EventOf<'VoteDeclared'> = {
  type: 'VoteDeclared',
  voteId,
  verdict: 'void',
  reason: '监票人拒绝签字',
};

/** A sitting in session whose vote has come as far as `stage`; `counted` has its bundles. */
export function voteIs(stage: VoteStage, round: Round = {}): Event[] {
  const before = [...inSession(round), drawnUp(round.paper), prepared(round)];
  const course: [VoteStage, Event[]][] = [
    ['prepared', before],
    ['open', [opened(round)]],
    ['closed', [{ type: 'VoteClosed', voteId }]],
    ['sealed', [sealed(round)]],
    ['reported', [{ type: 'ReturnReported', voteId }]],
    ['valid', [{ type: 'VoteDeclared', voteId, verdict: 'valid', reason: null }]],
    ['counted', [counted(round), bundlesMade]],
    ['published', [confirmedBy(1), confirmedBy(2), { type: 'ResultPublished', voteId }]],
  ];
  const upTo = (last: VoteStage) =>
    course.slice(0, course.findIndex(([name]) => name === last) + 1).flatMap(([, events]) => events);
  if (stage === 'aborted') return [...upTo('open'), { type: 'VoteAborted', voteId, reason: '设备故障' }];
  if (stage === 'void') {
    return [...upTo('reported'), { type: 'VoteDeclared', voteId, verdict: 'void', reason: '收回多于发出' }];
  }
  return upTo(stage);
}
