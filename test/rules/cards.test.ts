import { describe, expect, test } from 'vitest';
import { bundleFor } from '../../server/chamber/bundles.ts';
import { pinFault } from '../../shared/pin.ts';
import type { AnyCommand } from '../../shared/sitting/commands.ts';
import type { Event } from '../../shared/sitting/events.ts';
import type { VoteStage } from '../../shared/sitting/state.ts';
import { selfOf, viewFor } from '../../shared/views.ts';
import { mayDo, samples } from './command-samples.ts';
import {
  appointedAre,
  cardsByTwo,
  chair,
  chiefScrutineer,
  deputyId,
  given,
  inSession,
  operator,
  proposed,
  rollOf,
  sittingAfter,
  voteId,
  voteIs,
} from './sitting-fixture.ts';

const issue = (...numbers: number[]) => ({
  type: 'IssueCards' as const,
  deputyIds: numbers.map((number) => deputyId(number)),
});
const issued = (...numbers: number[]) => ({
  type: 'CardsIssued' as const,
  deputyIds: numbers.map((number) => deputyId(number)),
});
const request = (number: number) => ({ type: 'RequestCard' as const, deputyId: deputyId(number) });
const requested = (number: number): Event => ({ type: 'CardRequested', deputyId: deputyId(number) });
const [byOperator, byChair] = [{ actor: operator }, { actor: chair }];

// Deputies 1 to 3 of the fixture are scrutineers.
describe('cards', () => {
  test('[B63] the operator issues them to everyone but scrutineers, and each stands in the log', () => {
    given(inSession())
      .when(issue(9, 8), byOperator)
      .thenEvents([issued(9, 8)]);
    given(voteIs('open'))
      .when(issue(9), byOperator)
      .thenEvents([issued(9)]);
    given(inSession()).when(issue(9, 77), byOperator).thenRefused('deputy-unknown', 'deputyIds.1');
    const { roll } = viewFor(sittingAfter(inSession({ scrutineers: 0 }), issued(9)), 'host', new Map());
    expect(roll!.filter(({ card }) => card).map(({ deputy }) => deputy.deputyId)).toEqual([deputyId(9)]);
  });

  test('[B64] a scrutineer’s card takes two people at any time: the operator asks, the chair issues', () => {
    for (const hall of [inSession(), voteIs('open'), voteIs('published')]) {
      given(hall).when(issue(9, 1), byOperator).thenRefused('scrutineer-needs-two', 'deputyIds.1');
      given(hall).when(issue(1), byChair).thenRefused('card-not-requested', 'deputyIds.0');
      given(hall)
        .when(request(1), byOperator)
        .thenEvents([requested(1)]);
      given(hall, requested(1)).when(issue(1), byOperator).thenRefused('scrutineer-needs-two');
      given(hall, requested(1))
        .when(issue(1), byChair)
        .thenEvents([issued(1)]);
      // Nobody else comes along with one that was asked for, and a request is used up.
      given(hall, requested(1)).when(issue(1, 9), byChair).thenRefused('card-not-requested', 'deputyIds.1');
      given(hall, requested(1), issued(1)).when(issue(1), byChair).thenRefused('card-not-requested');
    }
  });

  test('[B64] the operator asks for scrutineers only, once, and the chair sees it', () => {
    given(inSession()).when(request(9), byOperator).thenRefused('not-scrutineer', 'command.deputyId');
    given(inSession()).when(request(77), byOperator).thenRefused('deputy-unknown', 'command.deputyId');
    given(inSession(), requested(1)).when(request(1), byOperator).thenRefused('card-requested');
    const sitting = sittingAfter(inSession(), issued(1), requested(1), proposed(2, 5));
    const cards = [
      { deputyId: deputyId(1), name: '代表1', byTwo: false, requested: true },
      { deputyId: deputyId(2), name: '代表2', byTwo: true, requested: false },
      { deputyId: deputyId(3), name: '代表3', byTwo: true, requested: false },
      { deputyId: deputyId(5), name: '代表5', byTwo: false, requested: false },
    ];
    expect(viewFor(sitting, 'host', new Map()).scrutineerCards).toEqual(cards);
    for (const audience of ['scrutineer', 'tablet', 'hallScreen'] as const) {
      expect(viewFor(sitting, audience, new Map()).scrutineerCards).toBeNull();
    }
  });

  test('[B64] the two are two accounts, whatever their roles', () => {
    const both = { role: 'chair', accountId: operator.accountId } as const;
    given(inSession(), requested(1))
      .when(issue(1), { actor: both })
      .thenRefused('card-requested-by-same-person', 'deputyIds.0');
  });

  test('[B64] who is proposed counts as a scrutineer, so that cards are ready at the appointment', () => {
    const proposal = [...inSession(), proposed(7)];
    given(proposal).when(issue(7), byOperator).thenRefused('scrutineer-needs-two');
    given(proposal)
      .when(request(7), byOperator)
      .thenEvents([requested(7)]);
    given(proposal, requested(7))
      .when(issue(7), byChair)
      .thenEvents([issued(7)]);
    expect(sittingAfter(proposal, cardsByTwo(7), appointedAre(7)).cards.get(deputyId(7))).toMatchObject({
      byTwo: true,
      askedBy: operator.accountId,
    });
  });

  test.each<[string, Event]>([
    ['the appointment of others', appointedAre(1, 2)],
    ['a proposal of others', proposed(8)],
    ['the withdrawal', { type: 'ScrutineerProposalWithdrawn' }],
  ])('[B64] a request ends with %s: the chair alone then issues no card', (_, event) => {
    const asked = [...inSession(), proposed(7), requested(7), requested(1)];
    given(asked, event).when(issue(7), byChair).thenRefused('card-not-requested');
    given(asked, event)
      .when(issue(1), byChair)
      .thenEvents([issued(1)]);
  });

  test.each([
    ['UnlockCard', 'CardUnlocked'],
    ['ApproveTakeover', 'TakeoverApproved'],
  ] as const)('[B64] %s is one person’s help, and so is for nobody who is a scrutineer', (command, event) => {
    given(inSession())
      .when({ type: command, deputyId: deputyId(9) }, byOperator)
      .thenEvents([{ type: event, deputyId: deputyId(9) }]);
    given(inSession())
      .when({ type: command, deputyId: deputyId(2) }, byOperator)
      .thenRefused('scrutineer-needs-two', 'deputyId');
    given(inSession())
      .when({ type: command, deputyId: deputyId(77) }, byOperator)
      .thenRefused('deputy-unknown');
  });
});

describe('[B64] a scrutineer’s say', () => {
  const acts: [VoteStage, AnyCommand][] = [
    ['open', samples.ApproveReissue],
    ['sealed', samples.ReportReturn],
    ['counted', samples.ConfirmResult],
    ['counted', samples.ObjectToResult],
  ];
  const needsTwo = 'scrutineer-card-needs-two';
  const reissueAsked: Event = { type: 'ReissueRequested', voteId, deputyId: deputyId(5), reason: '平板丢失' };
  const other = { ...rollOf(9)[0]!, name: '别名' };
  const none = { added: [], changed: [], restored: [], removed: [] };

  test('is of the acts that the law gives to scrutineers and to nobody else', () => {
    const theirs = Object.entries(mayDo).filter(([, who]) => who.every((part) => /scrutineer/i.test(part)));
    expect(theirs.map(([type]) => type).sort()).toEqual(acts.map(([, { type }]) => type).sort());
  });

  test.each<[string, Event[]]>([
    ['the operator alone made', [issued(1)]],
    ['the operator alone made after two people had', [...cardsByTwo(1), issued(1)]],
    ['the operator alone unlocked', [{ type: 'CardUnlocked', deputyId: deputyId(1) }]],
    ['the operator alone moved', [{ type: 'TakeoverApproved', deputyId: deputyId(1) }]],
    ['two people made for another name', [{ type: 'RollChanged', ...none, changed: [other] }]],
    [
      'somebody had who left the roll',
      [
        { type: 'RollChanged', ...none, removed: [deputyId(1)] },
        { type: 'RollChanged', ...none, restored: [rollOf(9)[0]!] },
      ],
    ],
  ])('is not had with a card that %s, until two people make another', (_, events) => {
    for (const [stage, command] of acts) {
      const hall = [...voteIs(stage), ...(stage === 'open' ? [reissueAsked] : []), ...events];
      given(hall).when(command, { actor: chiefScrutineer }).thenRefused(needsTwo);
      const { decision } = given(hall, cardsByTwo(1)).when(command, { actor: chiefScrutineer });
      expect(decision).toHaveProperty('accepted');
    }
  });

  test('is not had from a session of an earlier card, or of none', () => {
    for (const [stage, command] of acts) {
      const hall = voteIs(stage);
      const { version } = sittingAfter(hall).cards.get(deputyId(1))!;
      for (const cardVersion of [version - 2, version + 1, undefined]) {
        given(hall, cardsByTwo(1))
          .when(command, { actor: chiefScrutineer, cardVersion })
          .thenRefused(needsTwo);
      }
      given(hall)
        .when(command, { actor: chiefScrutineer, cardVersion: version - 1 })
        .thenRefused(needsTwo);
    }
  });

  test('covers what only scrutineers are given: every single ballot, and the result before its time', () => {
    const counted = sittingAfter(voteIs('counted'), issued(2));
    const published = sittingAfter(voteIs('published'), issued(2));
    const by = (n: number, sitting = counted) => ({
      actor: { role: 'deputy', deputyId: deputyId(n) } as const,
      cardVersion: sitting.cards.get(deputyId(n))?.version,
    });
    for (const which of ['audit', 'public'] as const) {
      expect(bundleFor(counted, voteId, by(1), which)).toHaveProperty('vote');
    }
    expect(bundleFor(counted, voteId, by(2), 'audit')).toMatchObject({ refused: { code: needsTwo } });
    expect(bundleFor(counted, voteId, by(2), 'public')).toMatchObject({ refused: { code: 'wrong-stage' } });
    expect(bundleFor(counted, voteId, by(4), 'audit')).toMatchObject({ refused: { code: 'not-allowed' } });
    expect(bundleFor(published, voteId, by(2, published), 'public')).toHaveProperty('vote');
    expect(selfOf(counted, deputyId(1))).toMatchObject({ scrutineer: true, cardByTwo: true });
    expect(selfOf(counted, deputyId(2))).toMatchObject({ scrutineer: true, cardByTwo: false });
  });

  test('is no part of voting: whoever has an old card checks in and leaves as before', () => {
    given(inSession({ present: 0 }), issued(1))
      .when(samples.CheckInByCode, { actor: chiefScrutineer, hallCode: 'right' })
      .thenEvents([{ type: 'DeputyCheckedIn', deputyId: deputyId(1), how: 'code' }]);
  });
});

describe('[B62] a PIN of one’s own', () => {
  test.each([
    ['248613', null],
    ['990125', null],
    ['111111', 'pin-repeats'],
    ['121212', 'pin-repeats'],
    ['112221', 'pin-repeats'],
    ['123123', 'pin-repeats'],
    ['123456', 'pin-sequence'],
    ['654321', 'pin-sequence'],
    ['890123', 'pin-sequence'],
    ['135791', 'pin-sequence'],
    ['204957', 'pin-as-printed'],
  ] as const)('%s: %s', (pin, fault) => {
    expect(pinFault(pin, '204957')).toBe(fault);
  });
});
