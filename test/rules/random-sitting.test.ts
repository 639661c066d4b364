import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CommandId, type DeputyId, type PaperId, type VoteId } from '../../shared/ids.ts';
import { attendance, quorum } from '../../shared/roll.ts';
import type { Actor, AnyCommand } from '../../shared/sitting/commands.ts';
import { decide } from '../../shared/sitting/decide.ts';
import { Event, type LogEntry } from '../../shared/sitting/events.ts';
import { evolve } from '../../shared/sitting/evolve.ts';
import { Refusal } from '../../shared/sitting/refusals.ts';
import { type Sitting, unborn, type VoteStage } from '../../shared/sitting/state.ts';
import { mayDo, samples } from './command-samples.ts';
import { actors, deputyId, prepared, sittingId, voteId } from './sitting-fixture.ts';

/** What comes next in an undisturbed sitting; random steps fall in between. */
const course: readonly AnyCommand['type'][] = [
  'CreateSitting',
  'ImportRoll',
  'AdoptVotingRules',
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

const step = fc.record({
  /** Two in three steps go on with the course. */
  disturbs: fc.constantFrom(false, false, true),
  type: fc.constantFrom(...types),
  which: fc.nat(20),
  part: fc.option(fc.constantFrom(...Object.values(actors)), { nil: null, freq: 4 }),
  rehearsal: fc.boolean(),
  verdict: fc.constantFrom('valid' as const, 'valid' as const, 'void' as const),
  credentialIssued: fc.boolean(),
  pause: fc.nat(5000),
});
type RandomStep = typeof step extends fc.Arbitrary<infer T> ? T : never;

const nth = <T>(of: Iterable<T>, n: number, otherwise: T): T => {
  const list = [...of];
  // One past the end, now and then: somebody or something unknown.
  return list[n % (list.length + 1)] ?? list.at(-1) ?? otherwise;
};

/** The sample of this type, about people, papers and votes of this sitting. */
function commandFor(sitting: Sitting, type: AnyCommand['type'], random: RandomStep): AnyCommand {
  const sample = samples[type];
  const who = nth<DeputyId>(sitting.roll.keys(), random.which, deputyId(99));
  const about = {
    voteId: nth<VoteId>(sitting.votes.keys(), random.which, voteId),
    paperId: nth<PaperId>(sitting.papers.keys(), random.which, prepared().paperId),
  };
  switch (sample.type) {
    case 'AppointScrutineers':
      return { ...sample, scrutineers: [who], chief: who };
    case 'RecordVotePrepared':
      return { ...sample, vote: { ...sample.vote, paperId: about.paperId, rehearsal: random.rehearsal } };
    case 'RecordBallotsSealed':
      return { ...sample, sealed: { ...sample.sealed, voteId: about.voteId } };
    case 'RecordBallotsCounted':
      return { ...sample, counted: { ...sample.counted, voteId: about.voteId } };
    case 'RecordBundlesMade':
      return { ...sample, bundles: { ...sample.bundles, voteId: about.voteId } };
    case 'DeclareVote':
      return { ...sample, voteId: about.voteId, verdict: random.verdict, reason: '理由' };
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
  const actor: Actor = actors[mayDo[type][0]!];
  if (actor.role !== 'deputy') return actor;
  return { role: 'deputy', deputyId: sitting.chiefScrutineer ?? actor.deputyId };
}

const rank: Record<VoteStage, number> = {
  prepared: 0,
  open: 1,
  closed: 2,
  sealed: 3,
  reported: 4,
  valid: 5,
  void: 9,
  counted: 6,
  published: 9,
  aborted: 9,
};

function checkInvariants(sitting: Sitting, before: ReadonlyMap<VoteId, VoteStage>, entry: LogEntry): void {
  expect(Event.parse(entry.event)).toEqual(entry.event);
  expect(sitting.version).toBe(entry.version);
  const votes = [...sitting.votes.values()];
  expect(votes.filter((vote) => vote.stage === 'open').length).toBeLessThanOrEqual(1);
  for (const [id, stage] of before) {
    const now = sitting.votes.get(id)!.stage;
    expect(now === stage || rank[now] > rank[stage], `${stage} to ${now}`).toBe(true);
  }
  for (const vote of votes) {
    expect(vote.results === null).toBe(
      rank[vote.stage] < rank.counted || ['void', 'aborted'].includes(vote.stage),
    );
    if (!vote.opening || vote.rehearsal) continue;
    expect(quorum(sitting.body, vote.opening.presentCount, vote.opening.totalMembership).met).toBe(true);
  }
  const { entitledCount, presentCount, onLeaveCount, absentCount } = attendance(sitting.roll.values());
  expect(presentCount + onLeaveCount + absentCount).toBe(entitledCount);
  expect(entitledCount).toBeLessThanOrEqual(sitting.totalMembership);
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
      credentialIssued: random.credentialIssued,
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
      checkInvariants(sitting, before, entry);
    }
  }
  return { sitting, log };
}

const steps = fc.array(step, { minLength: 5, maxLength: 60, size: 'max' });

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

  test('[B19] the course alone comes to a published result', () => {
    const undisturbed = course.map(
      (_, which): RandomStep => ({
        disturbs: false,
        type: 'OpenVote',
        // The three who check in are three deputies; everything else there is only once.
        which: course[which] === 'CheckIn' ? which - course.indexOf('CheckIn') : 0,
        part: null,
        rehearsal: true,
        verdict: 'valid',
        credentialIssued: true,
        pause: 1000,
      }),
    );
    const { sitting, log } = run(undisturbed);
    expect(log).toHaveLength(course.length);
    expect([...sitting.votes.values()].map(({ stage }) => stage)).toEqual(['published']);
  });

  test('[B39] an entry out of step is a bug', () => {
    const event: Event = { type: 'SittingOpened', entitledCount: 1 };
    const entry = { version: 2, at: 1, by: actors.system, event };
    expect(() => evolve(unborn(sittingId), entry)).toThrow('version out of step: 2 after 0');
  });
});
