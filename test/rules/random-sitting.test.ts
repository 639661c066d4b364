import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { statutoryRules } from '../../shared/ballot/rules.ts';
import { CommandId, type DeputyId, type PaperId, type VoteId } from '../../shared/ids.ts';
import { attendance, quorum } from '../../shared/roll.ts';
import type { Actor, AnyCommand } from '../../shared/sitting/commands.ts';
import { decide } from '../../shared/sitting/decide.ts';
import { Event, type LogEntry } from '../../shared/sitting/events.ts';
import { evolve } from '../../shared/sitting/evolve.ts';
import { Refusal } from '../../shared/sitting/refusals.ts';
import { type Sitting, unborn, type Vote, type VoteStage } from '../../shared/sitting/state.ts';
import { mayDo, samples } from './command-samples.ts';
import {
  actors,
  appraisalOf,
  deputyId,
  listOf,
  motion,
  prepared,
  rollOf,
  sittingId,
  voteId,
} from './sitting-fixture.ts';

/** What comes next in an undisturbed sitting; random steps fall in between. */
const course: readonly AnyCommand['type'][] = [
  'CreateSitting',
  'ChangeRoll',
  'AdoptVotingRules',
  'ProposeScrutineers',
  'RequestCard',
  'IssueCards',
  'AppointScrutineers',
  'DrawUpPaper',
  'OpenSitting',
  'CheckIn',
  'CheckIn',
  'CheckIn',
  'RecordVotePrepared',
  'OpenVote',
  'CloseVote',
  'RecordBallotsSealed',
  'ReportReturn',
  'DeclareVote',
  'RecordBallotsCounted',
  'RecordBundlesMade',
  'ConfirmResult',
  'PublishResult',
];
const types = Object.keys(samples) as AnyCommand['type'][];

/** Steps off the course whose moment is short: they are tried more often than others. */
const hurried = [
  'DeclareVote',
  'ObjectToResult',
  'PrepareNextRound',
  'RecordVotePrepared',
  'RequestReissue',
  'ApproveReissue',
  'AbortVote',
  'RequestCard',
  'IssueCards',
] as const;

const firstRoll = rollOf(3).map(({ deputyId: _, ...entry }) => entry);
const mostWhich = 20;
const step = fc.record({
  /** Every other step goes on with the course. */
  disturbs: fc.boolean(),
  type: fc.constantFrom(...types, ...hurried, ...hurried, ...hurried),
  which: fc.nat(mostWhich),
  part: fc.option(fc.constantFrom(...Object.values(actors)), { nil: null, freq: 4 }),
  rehearsal: fc.boolean(),
  verdict: fc.constantFrom('valid' as const, 'valid' as const, 'void' as const),
  credentialIssued: fc.boolean(),
  pause: fc.nat(5000),
});
type RandomStep = typeof step extends fc.Arbitrary<infer T> ? T : never;

const nth = <T>(of: Iterable<T>, n: number, otherwise: T): T => {
  const list = [...of];
  // Now and then somebody or something unknown.
  return n === mostWhich ? otherwise : (list[n % list.length] ?? otherwise);
};

/** The sample of this type, about people, papers and votes of this sitting. */
/** Keys for the sheets that the sitting would put to the vote now. */
function preparedAsAsked(sitting: Sitting, paperId: PaperId, rehearsal: boolean) {
  const { paper = motion, round = 1 } = sitting.papers.get(paperId) ?? {};
  const rules = sitting.rules ?? statutoryRules;
  const { type: _, voteId: __, ...vote } = prepared({ paper, rehearsal, rules, number: round });
  return { ...vote, paperId };
}

/** One who is on the roll is removed or moves, one who was removed comes back, somebody is new; now and then on an old roll. */
function changeFor(
  sitting: Sitting,
  sample: (typeof samples)['ChangeRoll'],
  who: DeputyId,
  { which, rehearsal }: RandomStep,
): AnyCommand {
  if (sitting.roll.size === 0)
    return { ...sample, rollVersion: sitting.rollVersion, added: firstRoll, changed: [] };
  const deputy = sitting.roll.get(who)?.deputy;
  const back = sitting.removed.values().next().value;
  return {
    ...sample,
    rollVersion: which === 7 ? 0 : sitting.rollVersion,
    added:
      which % 5 === 0
        ? [{ name: '新代表', delegation: '城关区', seat: `${which}`, standing: 'nonVoting' }]
        : [],
    removed: rehearsal && deputy ? [who] : [],
    changed: !rehearsal && deputy ? [{ ...deputy, seat: `${which % 4}` }] : [],
    restored: back && which % 2 === 0 ? [back] : [],
  };
}

function commandFor(sitting: Sitting, type: AnyCommand['type'], random: RandomStep): AnyCommand {
  const sample = samples[type];
  const who = nth<DeputyId>(sitting.roll.keys(), random.which, deputyId(99));
  const about = {
    voteId: nth<VoteId>(sitting.votes.keys(), random.which, voteId),
    paperId: nth<PaperId>(sitting.papers.keys(), random.which, prepared().paperId),
  };
  switch (sample.type) {
    case 'CreateSitting':
      // Few enough members for three to be a quorum, or too many.
      return { ...sample, totalMembership: 3 + (random.which % 3) };
    case 'DrawUpPaper':
      // One in three appraises a deputy, who may be a scrutineer or not on the roll.
      return random.which % 3 === 2 ? { ...sample, paper: appraisalOf(who) } : sample;
    case 'ChangeRoll':
      return changeFor(sitting, sample, who, random);
    case 'ProposeScrutineers':
      return { ...sample, scrutineers: [who], chief: who };
    case 'AppointScrutineers': {
      // The standing proposal, or now and then another one.
      const { scrutineers, chief } = sitting.scrutineerProposal ?? { scrutineers: [who], chief: who };
      return { ...sample, ...(random.which < 15 ? { scrutineers: [...scrutineers], chief } : listOf(1)) };
    }
    case 'RequestCard':
      return {
        ...sample,
        deputyId: nth(sitting.scrutineerProposal?.scrutineers ?? [who], random.which, who),
      };
    case 'IssueCards':
      // One that is waited for, or now and then any.
      return { ...sample, deputyIds: [nth(random.which < 15 ? sitting.cardRequests.keys() : [], 0, who)] };
    case 'SetExecutiveChair':
      return { ...sample, deputyId: random.which % 4 === 0 ? null : who };
    case 'RecordVotePrepared':
      return { ...sample, vote: preparedAsAsked(sitting, about.paperId, random.rehearsal) };
    case 'RecordBallotsSealed':
      return { ...sample, sealed: { ...sample.sealed, voteId: about.voteId } };
    case 'RecordBallotsCounted':
      return { ...sample, counted: { ...sample.counted, voteId: about.voteId } };
    case 'RecordBundlesMade':
      return { ...sample, bundles: { ...sample.bundles, voteId: about.voteId } };
    case 'DeclareVote':
      return { ...sample, voteId: about.voteId, verdict: random.verdict, reason: '理由' };
    case 'WithdrawPaper':
      return { ...sample, paperId: about.paperId };
    case 'PrepareVote':
      return { ...sample, paperId: about.paperId, rehearsal: random.rehearsal };
    case 'SetAgenda':
      return { ...sample, items: [{ title: '表决', paperId: about.paperId }] };
    default:
      return {
        ...sample,
        ...('voteId' in sample && { voteId: about.voteId }),
        ...('deputyId' in sample && { deputyId: who }),
      } as AnyCommand;
  }
}

function actorFor(sitting: Sitting, type: AnyCommand['type']): Actor {
  if (type === 'IssueCards' && sitting.cardRequests.size > 0) return actors.chair;
  const actor: Actor = actors[mayDo[type][0]!];
  if (actor.role !== 'deputy') return actor;
  return { role: 'deputy', deputyId: sitting.chiefScrutineer ?? actor.deputyId };
}

/** The latest, or now and then one before it. */
function cardOf(sitting: Sitting, actor: Actor, { which }: RandomStep): number | undefined {
  const card = actor.role === 'deputy' ? sitting.cards.get(actor.deputyId) : undefined;
  return card && (which === mostWhich ? card.version - 1 : card.version);
}

const moves: Readonly<Record<VoteStage, readonly VoteStage[]>> = {
  prepared: ['open', 'aborted'],
  open: ['closed', 'aborted'],
  // Aborted after a restore: until the seal the ballots are in the urn alone.
  closed: ['sealed', 'aborted'],
  sealed: ['reported', 'void'],
  reported: ['valid', 'void'],
  valid: ['counted'],
  counted: ['published', 'void'],
  published: [],
  void: [],
  aborted: [],
};
const mayMove = (from: VoteStage, to: VoteStage, rehearsal: boolean) =>
  moves[from].includes(to) ||
  // A rehearsal may be declared without a report.
  (rehearsal && from === 'sealed' && moves.reported.includes(to));
const subjectsOf = (sitting: Sitting, { paperId }: Vote) =>
  sitting.papers
    .get(paperId)!
    .paper.items.flatMap((item) => ('deputyId' in item && item.deputyId ? [item.deputyId as DeputyId] : []));
const underWay = (vote: Vote) => moves[vote.stage].length > 0;

function checkInvariants(sitting: Sitting, before: ReadonlyMap<VoteId, VoteStage>, log: LogEntry[]): void {
  const entry = log.at(-1)!;
  expect(Event.parse(entry.event)).toEqual(entry.event);
  expect(sitting.version).toBe(entry.version);
  const votes = [...sitting.votes.values()];
  expect(votes.filter((vote) => vote.stage === 'open').length).toBeLessThanOrEqual(1);
  for (const [id, stage] of before) {
    const { stage: now, rehearsal } = sitting.votes.get(id)!;
    expect(now === stage || mayMove(stage, now, rehearsal), `${stage} to ${now}`).toBe(true);
  }
  for (const vote of votes) checkVote(sitting, vote, log);
  for (const id of sitting.scrutineers) {
    expect(sitting.roll.get(id)?.deputy.standing).toBe('entitled');
    expect(id, 'the executive chair is a scrutineer').not.toBe(sitting.executiveChair);
  }
  if (sitting.stage === 'closed') expect(votes.filter(underWay)).toEqual([]);
  const { entitledCount, presentCount, onLeaveCount, absentCount } = attendance(sitting.roll.values());
  expect(presentCount + onLeaveCount + absentCount).toBe(entitledCount);
  expect(entitledCount).toBeLessThanOrEqual(sitting.totalMembership);
  checkScrutineerSaid(entry, log);
  const seats = [...sitting.roll.values()].map(({ deputy }) => deputy.seat);
  expect(new Set(seats).size).toBe(seats.length);
  expect([...sitting.removed.keys()].filter((deputyId) => sitting.roll.has(deputyId))).toEqual([]);
  for (const deputyId of sitting.scrutineers) {
    expect(sitting.roll.get(deputyId)?.deputy.standing, 'a scrutineer has a vote').toBe('entitled');
  }
}

const saidByScrutineers: readonly Event['type'][] = [
  'ReissueApproved',
  'ReturnReported',
  'ResultConfirmed',
  'ResultObjected',
];

/** Whoever speaks as a scrutineer has a card that was issued on another person's request, and nobody alone has helped with it since. */
function checkScrutineerSaid({ by, event }: LogEntry, log: readonly LogEntry[]): void {
  if (!saidByScrutineers.includes(event.type) || by.role !== 'deputy') return;
  const ofCard = log.filter(
    ({ event: e }) =>
      (e.type === 'CardsIssued' && e.deputyIds.includes(by.deputyId)) ||
      (['CardRequested', 'CardUnlocked', 'TakeoverApproved'].includes(e.type) &&
        'deputyId' in e &&
        e.deputyId === by.deputyId),
  );
  const [asked, issued] = ofCard
    .filter(({ event: e }, at) => {
      const next = ofCard[at + 1]?.event.type;
      return e.type !== 'CardRequested' || next === 'CardsIssued';
    })
    .slice(-2);
  expect([asked?.event.type, asked?.by.role]).toEqual(['CardRequested', 'operator']);
  expect([issued?.event.type, issued?.by.role]).toEqual(['CardsIssued', 'chair']);
}

function checkVote(sitting: Sitting, vote: Vote, log: readonly LogEntry[]): void {
  const { stage, opening, rehearsal } = vote;
  const wasCounted = log.some(({ event: e }) => e.type === 'BallotsCounted' && e.voteId === vote.voteId);
  expect(vote.results !== null).toBe(wasCounted);
  // Void before the count or after it; in every other stage it is known.
  if (stage !== 'void') expect(wasCounted, stage).toBe(stage === 'counted' || stage === 'published');
  if (['void', 'aborted'].includes(stage)) expect(vote.reason).not.toBeNull();
  // Aborted, a vote is left as it was; closed, nothing more is pending.
  if (!['open', 'aborted'].includes(stage)) expect(vote.reissueRequests.size, stage).toBe(0);
  const { event } = log.at(-1)!;
  const justPrepared = event.type === 'VotePrepared' && event.voteId === vote.voteId;
  for (const subject of underWay(vote) ? subjectsOf(sitting, vote) : []) {
    expect(sitting.scrutineers.has(subject), 'a scrutineer is a candidate').toBe(false);
    if (justPrepared) expect(sitting.roll.has(subject), 'a subject is on the roll').toBe(true);
  }
  for (const { deputyId } of vote.scrutineers)
    expect(deputyId, 'the executive chair watches').not.toBe(vote.executiveChair);
  if (!opening || rehearsal) return;
  expect(quorum(sitting.body, opening.presentCount, opening.totalMembership).met).toBe(true);
}

/** Runs the steps and gives the log. */
function run(steps: readonly RandomStep[]): { sitting: Sitting; log: LogEntry[] } {
  let sitting = unborn(sittingId);
  const log: LogEntry[] = [];
  let now = 1_000_000;
  let next = 0;
  for (const [at, random] of steps.entries()) {
    now += random.pause;
    const type = random.disturbs ? random.type : course[Math.min(next, course.length - 1)]!;
    const command = commandFor(sitting, type, random);
    const actor = (random.disturbs ? random.part : null) ?? actorFor(sitting, type);
    const commandId = CommandId.parse(`command-${at}`);
    const snapshot = structuredClone(sitting);
    const decision = decide(sitting, command, {
      actor,
      now,
      commandId,
      cardVersion: cardOf(sitting, actor, random),
      credentialIssued: random.credentialIssued,
      hallCode: random.which % 2 === 0 ? 'right' : 'wrong',
    });
    expect(sitting).toEqual(snapshot);
    if ('refused' in decision) {
      Refusal.parse(decision.refused);
      // A course that a random step has overtaken goes on with its next step.
      if (!random.disturbs && random.which % 2 === 0) next++;
      continue;
    }
    if (!random.disturbs) next++;
    for (const event of decision.accepted) {
      const before = new Map([...sitting.votes].map(([id, { stage }]) => [id, stage]));
      const entry = { version: sitting.version + 1, at: now, by: actor, event };
      sitting = evolve(sitting, entry);
      log.push(entry);
      checkInvariants(sitting, before, log);
    }
  }
  return { sitting, log };
}

/** The course with nothing in between: everybody and everything in it is the first of its kind. */
const undisturbed = (rehearsal: boolean): RandomStep[] =>
  course.map((type, at) => ({
    disturbs: false,
    type,
    // The three who check in are three deputies.
    which: type === 'CheckIn' ? at - course.indexOf('CheckIn') : 0,
    part: null,
    rehearsal,
    verdict: 'valid',
    credentialIssued: true,
    pause: 1000,
  }));

/** Any steps, after a part of the course: without it few would come as far as a count. */
const steps = fc
  .record({
    ahead: fc.nat(course.length),
    rehearsal: fc.boolean(),
    rest: fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }),
  })
  .map(({ ahead, rehearsal, rest }) => [...undisturbed(rehearsal).slice(0, ahead), ...rest]);

describe('any sequence of commands', () => {
  test('[B19] never throws, raises the version by one and moves a vote only forward', () => {
    fc.assert(
      fc.property(steps, (steps) => {
        run(steps);
      }),
      { numRuns: 150 },
    );
  });

  test('[B39] leaves a log from which the same sitting is made again', () => {
    fc.assert(
      fc.property(steps, (steps) => {
        const { sitting, log } = run(steps);
        expect(log.reduce(evolve, unborn(sittingId))).toEqual(sitting);
      }),
      { numRuns: 40 },
    );
  });

  test.each([false, true])('[B19] the course alone, a rehearsal: %s, comes to a result', (rehearsal) => {
    const { sitting, log } = run(undisturbed(rehearsal));
    expect(log).toHaveLength(course.length);
    expect([...sitting.votes.values()]).toMatchObject([{ stage: 'published', rehearsal }]);
  });

  test.each([false, true])('[B19] a count, of a rehearsal: %s, may end void, for good', (rehearsal) => {
    const ahead = undisturbed(rehearsal);
    const voided: RandomStep = { ...ahead[0]!, disturbs: true, type: 'DeclareVote', verdict: 'void' };
    const rest = types.filter((type) => type !== 'CloseSitting').map((type) => ({ ...voided, type }));
    for (const last of ['RecordBallotsSealed', 'RecordBallotsCounted', 'RecordBundlesMade'] as const) {
      const { sitting, log } = run([...ahead.slice(0, course.indexOf(last) + 1), voided, ...rest]);
      const [vote] = sitting.votes.values();
      expect(vote, last).toMatchObject({ stage: 'void', reason: '理由', rehearsal });
      expect(log.some(({ event }) => event.type === 'PaperDrawnUp' && event.round === 2)).toBe(!rehearsal);
    }
  });

  test('[B39] an entry out of step is a bug', () => {
    const event: Event = { type: 'SittingOpened', entitledCount: 1 };
    const entry = { version: 2, at: 1, by: actors.system, event };
    expect(() => evolve(unborn(sittingId), entry)).toThrow('version out of step: 2 after 0');
  });
});
