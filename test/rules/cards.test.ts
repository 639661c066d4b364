import { describe, expect, test } from 'vitest';
import { pinFault } from '../../shared/pin.ts';
import type { Event } from '../../shared/sitting/events.ts';
import { viewFor } from '../../shared/views.ts';
import {
  appointed,
  chair,
  deputyId,
  given,
  inSession,
  operator,
  sittingAfter,
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
    const { roll } = viewFor(sittingAfter(inSession(), issued(9)), 'host', new Map());
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
    const sitting = sittingAfter(inSession(), requested(1));
    const named = [{ deputyId: deputyId(1), name: '代表1' }];
    expect(viewFor(sitting, 'host', new Map()).cardRequests).toEqual(named);
    for (const audience of ['scrutineer', 'tablet', 'hallScreen'] as const) {
      expect(viewFor(sitting, audience, new Map()).cardRequests).toBeNull();
    }
  });

  test('[B64] a request ends with the office: the chair alone then issues no card', () => {
    given(inSession(), requested(3), appointed(2)).when(issue(3), byChair).thenRefused('card-not-requested');
    given(inSession(), requested(1), appointed(2))
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
