import { describe, expect, test } from 'vitest';
import {
  courseOf,
  mayAbort,
  mayDeclareVoid,
  mayRehearse,
  nextRoundOf,
  ownStep,
  type StepName,
  tooManyReturned,
  whyNotPrepare,
} from '../../client/host/ceremony/next-step.ts';
import { PaperId, VoteId } from '../../shared/ids.ts';
import type { Command } from '../../shared/sitting/commands.ts';
import { decide } from '../../shared/sitting/decide.ts';
import type { Event } from '../../shared/sitting/events.ts';
import type { Sitting, VoteStage } from '../../shared/sitting/state.ts';
import { viewFor } from '../../shared/views.ts';
import {
  actors,
  appointedAre,
  commandId,
  confirmedBy,
  counted,
  created,
  drawnUp,
  firstMoment,
  inSession,
  objectedBy,
  paperId,
  planned,
  prepared,
  projects,
  proposed,
  rollOf,
  sittingAfter,
  unsigned,
  voteId,
  voteIs,
} from '../rules/sitting-fixture.ts';

const roles = ['operator', 'chair'] as const;
type Role = (typeof roles)[number];
const ownSteps = {
  operator: ['prepare'],
  chair: ['open', 'close', 'declare', 'publish'],
} as const satisfies Record<Role, readonly StepName[]>;

function commandFor(step: (typeof ownSteps)[Role][number], vote: VoteId, paper: PaperId): Command {
  switch (step) {
    case 'prepare':
      return { type: 'PrepareVote', paperId: paper, rehearsal: false };
    case 'open':
      return { type: 'OpenVote', voteId: vote };
    case 'close':
      return { type: 'CloseVote', voteId: vote };
    case 'declare':
      return { type: 'DeclareVote', voteId: vote, verdict: 'valid' };
    case 'publish':
      return { type: 'PublishResult', voteId: vote };
    default:
      return step satisfies never;
  }
}

const viewOf = (sitting: Sitting) => viewFor(sitting, 'host', new Map());
const accepts = (sitting: Sitting, command: Command, role: Role) =>
  'accepted' in decide(sitting, command, { actor: actors[role], now: firstMoment, commandId });

/** What the desk offers of this vote, and what the rules accept of it. */
function compared(events: readonly Event[], id = voteId, paper = paperId) {
  const sitting = sittingAfter(events);
  const view = viewOf(sitting);
  const vote = view.votes.find((one) => one.voteId === id) ?? null;
  const course = courseOf(view, vote);
  const offered: string[] = [];
  const accepted: string[] = [];
  for (const role of roles) {
    const own = ownStep(course, role);
    if (own && own.missing.length === 0) offered.push(own.name);
    for (const step of ownSteps[role])
      if (accepts(sitting, commandFor(step, id, paper), role)) accepted.push(step);
  }
  return { offered, accepted, course };
}

const withPaper = (...events: Event[]) => [...events, drawnUp()];
const rehearsal = { rehearsal: true };
const at = (stage: VoteStage, ...more: Event[]) => [...voteIs(stage), ...more];
const inRehearsal = (stage: VoteStage, ...more: Event[]) => [...voteIs(stage, rehearsal), ...more];
const closedSitting: Event = { type: 'SittingClosed' };
const rollOnly: Event[] = [...created(), { type: 'RollImported', deputies: rollOf(9) }];
/** Counted, and the server is still at its bundles. */
const withoutBundles = (round = {}) => [...voteIs('valid', round), counted(round)];

const cases: readonly [about: string, events: readonly Event[], offered: readonly StepName[]][] = [
  ['a paper before the sitting has opened', withPaper(...planned()), ['prepare']],
  ['a paper in session', withPaper(...inSession()), ['prepare']],
  ['a paper without rules', withPaper(...rollOnly), []],
  ['a paper without scrutineers', withPaper(...inSession({ scrutineers: 0 })), []],
  ['a paper after the sitting', [...withPaper(...inSession()), closedSitting], []],
  ['a prepared vote', at('prepared'), ['open']],
  ['a prepared vote before the sitting has opened', [...withPaper(...planned()), prepared()], []],
  ['a prepared vote at the edge of its quorum', voteIs('prepared', { present: 6 }), ['open']],
  ['a prepared vote without its quorum', voteIs('prepared', { present: 5 }), []],
  ['a prepared vote without scrutineers', voteIs('prepared', { scrutineers: 0 }), []],
  ['an open vote', at('open'), ['close']],
  ['a closed vote', at('closed'), []],
  ['a sealed vote', at('sealed'), []],
  ['a reported vote', at('reported'), ['declare']],
  ['a valid vote', at('valid'), []],
  ['a count without its bundles', withoutBundles(), []],
  ['a count that nobody has signed', at('counted'), []],
  ['a count without the chief’s signature', at('counted', confirmedBy(2), confirmedBy(3)), []],
  ['a count that the chief alone has signed', at('counted', confirmedBy(1)), []],
  ['a signed count', at('counted', confirmedBy(1), confirmedBy(2)), ['publish']],
  ['a signed count with an objection', at('counted', confirmedBy(1), confirmedBy(2), objectedBy(3)), []],
  ['a published vote', at('published'), []],
  ['a void vote', at('void'), []],
  ['a count that was not signed and is void', at('counted', unsigned), []],
  ['an aborted vote', at('aborted'), []],
  ['a prepared rehearsal', inRehearsal('prepared'), ['open']],
  ['a rehearsal without a quorum', voteIs('prepared', { ...rehearsal, present: 1 }), ['open']],
  ['a rehearsal without scrutineers', voteIs('prepared', { ...rehearsal, scrutineers: 0 }), ['open']],
  ['an open rehearsal', inRehearsal('open'), ['close']],
  ['a closed rehearsal', inRehearsal('closed'), []],
  ['a sealed rehearsal, which nobody reports', inRehearsal('sealed'), ['declare']],
  ['a reported rehearsal', inRehearsal('reported'), ['declare']],
  ['a valid rehearsal', inRehearsal('valid'), []],
  ['a rehearsal’s count without its bundles', withoutBundles(rehearsal), []],
  ['a rehearsal’s count, which nobody signs', inRehearsal('counted'), ['publish']],
  ['a rehearsal’s count with an objection', inRehearsal('counted', objectedBy(3)), []],
  ['a published rehearsal', inRehearsal('published'), []],
];

describe('[B20] the desk offers a step exactly where the rules accept it', () => {
  test.each(cases)('%s', (_, events, expected) => {
    const { offered, accepted } = compared(events);
    // A rehearsal does not stand in the way of preparing the vote itself; that is another item's course.
    const own = accepted.filter((step) => step !== 'prepare' || expected.includes('prepare'));
    expect(offered).toEqual(expected);
    expect(own).toEqual(expected);
  });

  test('[B51] without scrutineers it names whose step is next: the proposal, or the appointment', () => {
    const missing = (...events: Event[]) =>
      courseOf(viewOf(sittingAfter(events)), null).next!.missing.map(({ what }) => what);
    const bare = withPaper(...inSession({ scrutineers: 0 }));
    expect(missing(...bare)).toEqual(['scrutineers']);
    expect(missing(...bare, proposed(1, 2))).toEqual(['appointment']);
    expect(missing(...bare, proposed(1, 2), appointedAre(1, 2))).toEqual([]);
  });

  test('a second vote waits until the first has closed', () => {
    const other = { voteId: VoteId.parse('vote-0002'), paperId: PaperId.parse('paper-0002') };
    const second: Event[] = [
      { ...drawnUp(), paperId: other.paperId },
      { ...prepared({}, other.voteId), paperId: other.paperId },
    ];
    const whileOpen = compared([...voteIs('open'), ...second], other.voteId, other.paperId);
    expect(whileOpen).toMatchObject({ offered: [], accepted: [] });
    expect(whileOpen.course.next?.missing).toEqual([{ what: 'otherVoteOpen', title: '关于预算的决议' }]);
    const afterClose = compared([...voteIs('closed'), ...second], other.voteId, other.paperId);
    expect(afterClose).toMatchObject({ offered: ['open'], accepted: ['open'] });
  });

  test('says what is missing, and whose it is', () => {
    const missing = (events: readonly Event[]) => compared(events).course.next;
    expect(missing(voteIs('prepared', { present: 4 }))).toMatchObject({
      name: 'open',
      missing: [{ what: 'quorum', short: 2 }],
    });
    expect(missing(withoutBundles())).toMatchObject({ name: 'count', doer: 'server', missing: [] });
    expect(missing(at('counted', confirmedBy(2)))).toMatchObject({
      name: 'sign',
      missing: [{ what: 'chiefSignature', name: '代表1' }],
    });
    expect(missing(inRehearsal('counted', objectedBy(3)))).toMatchObject({
      name: 'publish',
      missing: [{ what: 'objection', names: ['代表3'] }],
    });
  });
});

const stages: readonly VoteStage[] = [
  'prepared',
  'open',
  'closed',
  'sealed',
  'reported',
  'valid',
  'counted',
  'published',
  'void',
  'aborted',
];
const rounds = stages.flatMap((stage) => [[stage, {}] as const, [stage, rehearsal] as const]);

describe('[B20] the other ways out of a vote', () => {
  test.each(rounds)('%s %j: aborted, declared void, or followed by another round', (stage, round) => {
    const sitting = sittingAfter(voteIs(stage, round));
    const view = viewOf(sitting);
    const vote = view.votes[0]!;
    const abort: Command = { type: 'AbortVote', voteId, reason: '设备故障' };
    expect(mayAbort(vote)).toBe(accepts(sitting, abort, 'chair'));
    const declareVoid: Command = { type: 'DeclareVote', voteId, verdict: 'void', reason: '票数不符' };
    const asStep = compared(voteIs(stage, round)).offered.includes('declare');
    expect(mayDeclareVoid(view, vote) || asStep).toBe(accepts(sitting, declareVoid, 'chair'));
    expect(nextRoundOf(view, vote) !== null).toBe(
      accepts(sitting, { type: 'PrepareNextRound', voteId }, 'operator'),
    );
  });

  test.each([
    ['a tie across the cut', projects('ab', 1, 2), 'ab', 'runoff'],
    ['open places', projects('ab', 2), 'a', 'openPlaces'],
    ['every place filled', projects('ab', 2), 'ab', null],
  ])('%s', (_, paper, ballot, why) => {
    const sitting = sittingAfter(voteIs('published', { paper, ballots: Array(5).fill(ballot) }));
    const view = viewOf(sitting);
    expect(nextRoundOf(view, view.votes[0]!)).toBe(why);
    expect(accepts(sitting, { type: 'PrepareNextRound', voteId }, 'operator')).toBe(why !== null);
  });

  test('more ballots than were issued can only be declared void', () => {
    const round = { ballots: Array(3).fill('m'), deputiesIssued: 2 };
    const sitting = sittingAfter(voteIs('reported', round));
    expect(tooManyReturned(viewOf(sitting).votes[0]!)).toBe(true);
    expect(accepts(sitting, commandFor('declare', voteId, paperId), 'chair')).toBe(false);
    const wellReturned = sittingAfter(voteIs('reported', { ...round, deputiesIssued: 3 }));
    expect(tooManyReturned(viewOf(wellReturned).votes[0]!)).toBe(false);
  });

  test('a rehearsal is offered where the rules accept its preparation', () => {
    for (const events of [
      withPaper(...inSession()),
      withPaper(...inSession({ scrutineers: 0 })),
      withPaper(...rollOnly),
    ]) {
      const sitting = sittingAfter(events);
      const view = viewOf(sitting);
      const offered = mayRehearse(view, view.papers[0]!) && whyNotPrepare(view, true).length === 0;
      expect(offered).toBe(accepts(sitting, { type: 'PrepareVote', paperId, rehearsal: true }, 'operator'));
    }
    const underWay = viewOf(sittingAfter(voteIs('open', rehearsal)));
    expect(mayRehearse(underWay, underWay.papers[0]!)).toBe(false);
    const over = viewOf(sittingAfter(voteIs('published', rehearsal)));
    expect(mayRehearse(over, over.papers[0]!)).toBe(true);
  });
});
