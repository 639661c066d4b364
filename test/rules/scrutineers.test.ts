import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AccountId, CommandId, PaperId } from '../../shared/ids.ts';
import { Actor, Command } from '../../shared/sitting/commands.ts';
import { decide } from '../../shared/sitting/decide.ts';
import type { Event, LogEntry } from '../../shared/sitting/events.ts';
import { evolve } from '../../shared/sitting/evolve.ts';
import { malformed, type RefusalCode } from '../../shared/sitting/refusals.ts';
import { type Sitting, unborn } from '../../shared/sitting/state.ts';
import { viewFor } from '../../shared/views.ts';
import { mayDo, samples } from './command-samples.ts';
import {
  actors,
  appointedAre,
  appraisalOf,
  chair,
  deputyId,
  drawnUp,
  given,
  inSession,
  listOf,
  operator,
  planned,
  prepared,
  presides,
  proposed,
  sittingAfter,
  sittingId,
  unsigned,
  voteId,
  voteIs,
} from './sitting-fixture.ts';

const propose = (...numbers: number[]) => ({ type: 'ProposeScrutineers' as const, ...listOf(...numbers) });
const appoint = (...numbers: number[]) => ({ type: 'AppointScrutineers' as const, ...listOf(...numbers) });
const seat = (n: number | null) => ({
  type: 'SetExecutiveChair' as const,
  deputyId: n === null ? null : deputyId(n),
});
const desk = { actor: operator };
const by = { actor: chair };
const underWay = ['prepared', 'open', 'closed', 'sealed', 'reported', 'valid', 'counted'] as const;

describe('two people make a scrutineer', () => {
  const hall = inSession({ nonVoting: 1 });

  test('[B79] the operator proposes, the chair appoints exactly that, and the event names both', () => {
    given(hall)
      .when(propose(4, 5), desk)
      .thenEvents([proposed(4, 5)]);
    given(hall, proposed(4, 5))
      .when(appoint(4, 5), by)
      .thenEvents([appointedAre(4, 5)]);
    const sitting = sittingAfter(hall, proposed(4, 5), appointedAre(4, 5));
    expect([...sitting.scrutineers]).toEqual([deputyId(4), deputyId(5)]);
    expect(sitting).toMatchObject({ chiefScrutineer: deputyId(4), scrutineerProposal: null });
  });

  test('[B79] nobody is appointed who was not proposed, or no longer is', () => {
    given(hall).when(appoint(4), by).thenRefused('scrutineers-not-proposed');
    const withdrawn: Event = { type: 'ScrutineerProposalWithdrawn' };
    given(hall, proposed(4), withdrawn).when(appoint(4), by).thenRefused('scrutineers-not-proposed');
    given(hall, proposed(4), appointedAre(4)).when(appoint(4), by).thenRefused('scrutineers-not-proposed');
  });

  test('[B79] a proposal that was changed meanwhile is refused, were it only its chief', () => {
    given(hall, proposed(4, 5), proposed(4, 6)).when(appoint(4, 5), by).thenRefused('proposal-changed');
    for (const other of [appoint(4), appoint(4, 5, 6), { ...appoint(4, 5), chief: deputyId(5) }])
      given(hall, proposed(4, 5)).when(other, by).thenRefused('proposal-changed', 'command.scrutineers');
    expect(given(hall, proposed(4, 5), proposed(4, 6)).when(appoint(4, 6), by).decision).toHaveProperty(
      'accepted',
    );
  });

  test('[B79] who proposed does not appoint, whatever other role the same person has', () => {
    const both = { actor: { role: 'chair', accountId: operator.accountId } } as const;
    given(hall, proposed(4)).when(appoint(4), both).thenRefused('proposed-by-same-person');
    given(hall).when(propose(4), by).thenRefused('not-allowed');
    given(hall, proposed(4)).when(appoint(4), desk).thenRefused('not-allowed');
  });

  test('[B79] a proposal can be withdrawn; where there is none there is nothing to withdraw', () => {
    const { WithdrawScrutineerProposal } = samples;
    given(hall).when(WithdrawScrutineerProposal, desk).thenRefused('scrutineers-not-proposed');
    given(hall, proposed(4))
      .when(WithdrawScrutineerProposal, desk)
      .thenEvents([{ type: 'ScrutineerProposalWithdrawn' }]);
  });

  test('[B19] proposed and appointed are entitled deputies, and the chief is one of them', () => {
    given(hall).when(propose(1, 10), desk).thenRefused('deputy-not-entitled', 'command.scrutineers.1');
    given(hall)
      .when(propose(1, 2, 77), desk)
      .thenRefused('deputy-unknown', 'command.scrutineers.2');
    given(hall)
      .when({ ...propose(1), chief: deputyId(2) }, desk)
      .thenRefused('deputy-unknown', 'command.chief');
    given(hall, proposed(4, 10))
      .when(appoint(4, 10), by)
      .thenRefused('deputy-not-entitled', 'command.scrutineers.1');
  });

  test('[B19][B40] are named once: twice the same would be two votes of a majority', () => {
    for (const command of [propose, appoint]) {
      expect(Command.safeParse(command(1, 2, 3)).success).toBe(true);
      for (const { error } of [Command.safeParse(command(1, 1)), Command.safeParse(command(1, 2, 1))]) {
        expect(malformed(error!)).toMatchObject({ code: 'malformed', field: 'scrutineers' });
      }
    }
  });

  test('[B19] do not change while a vote is under way', () => {
    for (const stage of underWay) {
      given(voteIs(stage)).when(propose(4), desk).thenRefused('vote-under-way');
      const before = voteIs(stage);
      const at = before.findIndex(({ type }) => type === 'VotePrepared');
      given(before.slice(0, at), proposed(4), before.slice(at))
        .when(appoint(4), by)
        .thenRefused('vote-under-way');
    }
    for (const over of [voteIs('void'), voteIs('published'), voteIs('aborted')]) {
      expect(given(over).when(propose(4), desk).decision).toHaveProperty('accepted');
      expect(given(over, proposed(4)).when(appoint(4), by).decision).toHaveProperty('accepted');
    }
    expect(given(voteIs('counted'), unsigned).when(propose(4), desk).decision).toHaveProperty('accepted');
  });

  test('[B79] a new roll ends proposal, appointment and chair: its people are others', () => {
    const again = planned()[1]!;
    const { scrutineers, scrutineerProposal, executiveChair } = sittingAfter(
      planned(),
      proposed(4),
      presides(9),
      again,
    );
    expect([scrutineers.size, scrutineerProposal, executiveChair]).toEqual([0, null, null]);
  });
});

describe('exclusions, in every order', () => {
  const hall = planned({ scrutineers: 0, nonVoting: 1 });
  const paper = drawnUp(appraisalOf(null, 8));

  test('[B23] a candidate of an undecided paper is neither proposed nor appointed', () => {
    given(hall, paper)
      .when(propose(1, 8), desk)
      .thenRefused('scrutineer-is-candidate', 'command.scrutineers.1');
    given(hall, proposed(8, 1), paper)
      .when(appoint(8, 1), by)
      .thenRefused('scrutineer-is-candidate', 'command.scrutineers.0');
    const rehearsed = [paper, prepared({ paper: paper.paper, rehearsal: true })];
    given(hall, rehearsed, { type: 'VoteAborted', voteId, reason: '试过了' })
      .when(propose(8), desk)
      .thenRefused('scrutineer-is-candidate');
    const withdrawn: Event = { type: 'PaperWithdrawn', paperId: paper.paperId };
    for (const over of [[paper, withdrawn], voteIs('published', { paper: paper.paper }).slice(hall.length)])
      expect(given(inSession(), over).when(propose(8), desk).decision).toHaveProperty('accepted');
  });

  test('[B23] a scrutineer who becomes a candidate afterwards is found out when the vote is prepared', () => {
    given(hall, proposed(8), appointedAre(8), paper)
      .when(samples.PrepareVote, desk)
      .thenRefused('scrutineer-is-candidate', 'command.paperId');
    const first = voteIs('void', { paper: paper.paper });
    const second = PaperId.parse('paper-0002');
    const again: Event = { ...paper, paperId: second, round: 2, follows: voteId };
    const command = { ...samples.PrepareVote, paperId: second };
    given(first, again).when(command, desk).thenEvents([]);
    given(first, appointedAre(1, 8), again)
      .when(command, desk)
      .thenRefused('scrutineer-is-candidate', 'command.paperId');
  });

  test('[B80] the executive chair is no scrutineer, whichever is named first', () => {
    given(hall, presides(4))
      .when(propose(1, 4), desk)
      .thenRefused('scrutineer-is-executive-chair', 'command.scrutineers.1');
    given(hall, proposed(1, 4), presides(4))
      .when(appoint(1, 4), by)
      .thenRefused('scrutineer-is-executive-chair', 'command.scrutineers.1');
    given(hall, proposed(4), appointedAre(4))
      .when(seat(4), desk)
      .thenRefused('scrutineer-is-executive-chair', 'command.deputyId');
    for (const freed of [presides(null), presides(5)])
      expect(given(hall, presides(4), freed).when(propose(4), desk).decision).toHaveProperty('accepted');
  });

  test('[B80] the executive chair is an entitled deputy, named by the operator, or nobody', () => {
    given(hall)
      .when(seat(4), desk)
      .thenEvents([presides(4)]);
    given(hall, presides(4))
      .when(seat(null), desk)
      .thenEvents([presides(null)]);
    given(hall).when(seat(10), desk).thenRefused('deputy-not-entitled', 'command.deputyId');
    given(hall).when(seat(77), desk).thenRefused('deputy-unknown', 'command.deputyId');
    given(hall).when(seat(4), by).thenRefused('not-allowed');
  });

  test('[B80] from the opening to the result a vote keeps the chair who opened it', () => {
    expect(given(voteIs('prepared')).when(seat(9), desk).decision).toHaveProperty('accepted');
    for (const stage of underWay.slice(1))
      given(voteIs(stage)).when(seat(9), desk).thenRefused('vote-under-way');
    const before = voteIs('prepared');
    const sitting = sittingAfter(before, presides(9), voteIs('published').slice(before.length), presides(8));
    const { executiveChair, votes } = viewFor(sitting, 'hallScreen', new Map());
    expect([executiveChair?.deputyId, votes[0]!.executiveChair?.deputyId]).toEqual(
      [deputyId(9), deputyId(8)].reverse(),
    );
  });
});

describe('the roll says what each person is', () => {
  const sitting = sittingAfter(inSession(), presides(9), drawnUp(appraisalOf(7, null, 7)), proposed(1, 2));

  test('[B81] chief, scrutineers, executive chair and candidates, from one computation', () => {
    const { roll } = viewFor(sitting, 'host', new Map());
    const duties = Object.fromEntries(roll!.map((line) => [line.deputy.deputyId, line.duties]));
    const { paperId, paper } = drawnUp(appraisalOf(7));
    expect(duties).toMatchObject({
      [deputyId(1)]: [{ duty: 'chiefScrutineer' }],
      [deputyId(2)]: [{ duty: 'scrutineer' }],
      [deputyId(3)]: [{ duty: 'scrutineer' }],
      [deputyId(4)]: [],
      [deputyId(7)]: [{ duty: 'candidate', paperId, title: paper.title }],
      [deputyId(9)]: [{ duty: 'executiveChair' }],
    });
  });

  test('[B81] a proposal is the desk’s alone; who presides is for everybody', () => {
    for (const audience of ['scrutineer', 'tablet', 'hallScreen'] as const) {
      const view = viewFor(sitting, audience, new Map());
      expect([view.scrutineerProposal, view.executiveChair?.deputyId]).toEqual([null, deputyId(9)]);
    }
    expect(viewFor(sitting, 'host', new Map()).scrutineerProposal).toEqual({
      scrutineers: [
        { deputyId: deputyId(1), name: '代表1', chief: true },
        { deputyId: deputyId(2), name: '代表2', chief: false },
      ],
      by: operator.accountId,
    });
  });
});

describe('any sequence of commands', () => {
  const accounts = ['account-a', 'account-b', 'account-c'].map((id) => AccountId.parse(id));
  const roles = ['administrator', 'operator', 'chair', 'hallScreen'] as const;
  const grants = [
    'ProposeScrutineers',
    'AppointScrutineers',
    'WithdrawScrutineerProposal',
    'SetExecutiveChair',
  ] as const;
  const types = Object.keys(samples).filter((type) => type in mayDo) as (keyof typeof samples)[];
  const step = fc.record({
    type: fc.constantFrom(...types, ...grants, ...grants, ...grants, ...grants, ...grants, ...grants),
    /** Mostly somebody whose step it is. */
    right: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
    role: fc.constantFrom(...roles),
    account: fc.constantFrom(...accounts),
    deputy: fc.integer({ min: 1, max: 9 }),
    picked: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }),
  });
  type RandomStep = typeof step extends fc.Arbitrary<infer T> ? T : never;

  function actorOf({ right, role, type, deputy }: RandomStep, account: AccountId): Actor {
    const part = right ? mayDo[type][0]! : role;
    const actor = actors[part];
    if (actor.role === 'system') return actor;
    return actor.role === 'deputy'
      ? { role: 'deputy', deputyId: deputyId(deputy) }
      : Actor.parse({ role: actor.role, accountId: account });
  }

  /** A sitting with its roll and papers, and the log of what the steps brought about in it. */
  function run(steps: readonly RandomStep[], accountOf: (step: RandomStep) => AccountId) {
    let sitting: Sitting = unborn(sittingId);
    const log: LogEntry[] = [];
    const refused: RefusalCode[] = [];
    const append = (by: Actor, event: Event) => {
      const entry = { version: sitting.version + 1, at: 1, by, event };
      log.push(entry);
      sitting = evolve(sitting, entry);
    };
    for (const event of [...planned({ scrutineers: 0 }), drawnUp(appraisalOf(4))]) append(operator, event);
    for (const [at, random] of steps.entries()) {
      const list = listOf(...random.picked);
      const command = {
        ...samples[random.type],
        ...(random.type === 'ProposeScrutineers' && list),
        ...(random.type === 'AppointScrutineers' && (sitting.scrutineerProposal ?? list)),
        ...(random.type === 'SetExecutiveChair' && { deputyId: deputyId(random.deputy) }),
      } as (typeof samples)[keyof typeof samples];
      const actor = actorOf(random, accountOf(random));
      const commandId = CommandId.parse(`command-${at}`);
      const decision = decide(sitting, command, { actor, now: 1, commandId });
      if ('refused' in decision) refused.push(decision.refused.code);
      else for (const event of decision.accepted) append(actor, event);
    }
    return { sitting, log, refused };
  }
  const steps = fc.array(step, { minLength: 10, maxLength: 60, size: 'max' });

  test('[B79] of one account, in whatever roles, never makes a scrutineer', () => {
    let turnedAway = 0;
    fc.assert(
      fc.property(steps, (steps) => {
        const { sitting, log, refused } = run(steps, () => accounts[0]!);
        turnedAway += refused.filter((code) => code === 'proposed-by-same-person').length;
        expect([sitting.scrutineers.size, sitting.chiefScrutineer]).toEqual([0, null]);
        expect(log.some(({ event }) => event.type === 'ScrutineersAppointed')).toBe(false);
      }),
      { numRuns: 300 },
    );
    expect(turnedAway).toBeGreaterThan(20);
  });

  test('[B79] of several appoints only what another account proposed last', () => {
    let made = 0;
    fc.assert(
      fc.property(steps, (steps) => {
        const { log } = run(steps, ({ account }) => account);
        for (const [at, { event, by }] of log.entries()) {
          if (event.type !== 'ScrutineersAppointed') continue;
          made++;
          const last = log.slice(0, at).findLast(({ event: { type } }) => /^Scrutineer/.test(type))!;
          expect(last.event).toEqual({ ...event, type: 'ScrutineersProposed', proposedBy: undefined });
          expect(last.by).toMatchObject({ role: 'operator', accountId: event.proposedBy });
          expect(by).toMatchObject({ role: 'chair' });
          expect(by).not.toMatchObject({ accountId: event.proposedBy });
        }
      }),
      { numRuns: 200 },
    );
    expect(made).toBeGreaterThan(20);
  });
});
