import { describe, expect, test } from 'vitest';
import { canonicalHash } from '../../shared/bytes.ts';
import { DeputyId, derivedId } from '../../shared/ids.ts';
import {
  attendance,
  attendanceByDelegation,
  isPresent,
  quorum,
  RollEntry,
  rollHash,
  wasPresent,
} from '../../shared/roll.ts';
import type { Event } from '../../shared/sitting/events.ts';
import { figuresOf } from '../../shared/sitting/figures.ts';
import { viewFor } from '../../shared/views.ts';
import {
  at,
  chair,
  checkIn,
  checkOut,
  commandId,
  created,
  deputyId,
  drawnUp,
  given,
  inSession,
  opened,
  operator,
  planned,
  prepared,
  rollOf,
  sealed,
  sittingAfter,
  voteId,
  voteIs,
} from './sitting-fixture.ts';

describe('quorum', () => {
  test.each([
    ['congress', 224, 336, true],
    ['congress', 223, 336, false],
    ['congress', 67, 100, true],
    ['congress', 66, 100, false],
    ['standingCommittee', 31, 60, true],
    ['standingCommittee', 30, 60, false],
    ['standingCommittee', 31, 61, true],
    ['standingCommittee', 30, 61, false],
  ] as const)('[B2] %s: %i of %i, met: %s', (body, present, members, met) => {
    expect(quorum(body, present, members).met).toBe(met);
  });

  test('[B2] counts against the membership, with its arithmetic', () => {
    expect(quorum('congress', 224, 336)).toMatchObject({ base: 'allMembers', baseCount: 336, needed: 224 });
  });
});

describe('the roll', () => {
  const entry = { name: '马代表', delegation: '七里河区', seat: '1', standing: 'entitled' as const };
  const importing = (added: RollEntry[], rollVersion = 0) => ({
    type: 'ChangeRoll' as const,
    rollVersion,
    added,
    changed: [],
    restored: [],
    removed: [],
  });

  test('[B1] gives each deputy an id of its own, the same for a repeated command', () => {
    const second = { ...entry, seat: '2', standing: 'nonVoting' as const };
    given(created())
      .when(importing([entry, second]), { actor: operator })
      .thenEvents([
        {
          type: 'RollChanged',
          added: [
            { ...entry, deputyId: DeputyId.parse(derivedId(commandId, 'deputy', 0)) },
            { ...second, deputyId: DeputyId.parse(derivedId(commandId, 'deputy', 1)) },
          ],
          changed: [],
          restored: [],
          removed: [],
        },
      ]);
  });

  test('[B40] a seat given twice names the field', () => {
    const deputies = [entry, { ...entry, seat: '2' }, { ...entry, seat: '2' }];
    given(created()).when(importing(deputies), { actor: operator }).thenRefused('seat-taken', 'added.2.seat');
  });

  test('[B1] cannot have more entitled deputies than members; others do not count', () => {
    const seats = ['1', '2', '3'].map((seat) => ({ ...entry, seat }));
    given(created({ members: 2 }))
      .when(importing(seats), { actor: operator })
      .thenRefused('roll-too-large', 'added');
    const other = { ...entry, seat: '3', standing: 'nonVoting' as const };
    const { decision } = given(created({ members: 2 })).when(importing([...seats.slice(0, 2), other]), {
      actor: operator,
    });
    expect(decision).toHaveProperty('accepted');
  });

  test('[B1] is frozen once the sitting is open', () => {
    given(inSession())
      .when(importing([entry], 2), { actor: operator })
      .thenRefused('roll-frozen');
  });

  test('[B1] a sitting does not open with nobody entitled', () => {
    const nobody = rollOf(0, 3);
    given(created()).when({ type: 'OpenSitting' }, { actor: chair }).thenRefused('roll-empty');
    given(created(), { type: 'RollImported', deputies: nobody })
      .when({ type: 'OpenSitting' }, { actor: chair })
      .thenRefused('roll-empty');
    given(planned({ members: 4, nonVoting: 2 }))
      .when({ type: 'OpenSitting' }, { actor: chair })
      .thenEvents([{ type: 'SittingOpened', entitledCount: 4 }]);
  });

  test('[B1] has one hash, whatever the order, and another for another roll', () => {
    const roll = rollOf(5);
    expect(rollHash(roll.toReversed())).toBe(rollHash(roll));
    expect(rollHash(roll)).toBe(canonicalHash(roll));
    expect(rollHash(rollOf(4, 1))).not.toBe(rollHash(roll));
  });

  test('[B40] a line without a seat or with an unknown column is refused', () => {
    expect(RollEntry.safeParse({ ...entry, seat: ' ' }).success).toBe(false);
    expect(RollEntry.safeParse({ ...entry, phone: '139' }).success).toBe(false);
    expect(RollEntry.parse({ name: ' 马代表 ', delegation: '七里河区', seat: '1' })).toEqual(entry);
  });
});

describe('attendance', () => {
  test('[B1] entitled = present + on leave + absent, without non-voting attendees', () => {
    const leave = (n: number) => ({ type: 'LeaveSet' as const, deputyId: deputyId(n), onLeave: true });
    const sitting = sittingAfter(
      inSession({ members: 6, present: 3, nonVoting: 3 }),
      checkIn(7),
      leave(4),
      leave(8),
    );
    expect(attendance(sitting.roll.values())).toEqual({
      entitledCount: 6,
      presentCount: 3,
      onLeaveCount: 1,
      absentCount: 2,
    });
  });

  test('[B1] one on leave who comes after all is present, and absent after going', () => {
    const figures = (...coming: Parameters<typeof sittingAfter>) => {
      const { presentCount, onLeaveCount } = attendance(
        sittingAfter(
          inSession({ members: 2, present: 0 }),
          { type: 'LeaveSet', deputyId: deputyId(1), onLeave: true },
          ...coming,
        ).roll.values(),
      );
      return [presentCount, onLeaveCount];
    };
    expect(figures()).toEqual([0, 1]);
    expect(figures(checkIn(1))).toEqual([1, 0]);
    expect(figures({ type: 'LeaveSet', deputyId: deputyId(1), onLeave: false })).toEqual([0, 0]);
  });
});

test('[B75] each delegation has the same figures, which add up to those of the hall', () => {
  const roll = rollOf(6, 2).map((deputy, at) => ({ ...deputy, delegation: ['乙', '甲', '丙'][at % 3]! }));
  // Two who attend without a vote, one of them alone in a delegation.
  const deputies = roll.map((deputy, at) => (at === 7 ? { ...deputy, delegation: '列席' } : deputy));
  const onLeave = { type: 'LeaveSet' as const, deputyId: deputyId(2), onLeave: true };
  const sitting = sittingAfter(
    created({ members: 6 }),
    { type: 'RollImported', deputies },
    { type: 'SittingOpened', entitledCount: 6 },
    [checkIn(1), checkIn(4), checkIn(3), checkIn(7), checkIn(8), checkOut(3), onLeave],
  );
  expect(attendanceByDelegation(sitting.roll.values())).toEqual([
    { delegation: '乙', entitledCount: 2, presentCount: 2, onLeaveCount: 0, absentCount: 0 },
    { delegation: '甲', entitledCount: 2, presentCount: 0, onLeaveCount: 1, absentCount: 1 },
    { delegation: '丙', entitledCount: 2, presentCount: 0, onLeaveCount: 0, absentCount: 2 },
  ]);
  const whole = attendance(sitting.roll.values());
  for (const figure of ['entitledCount', 'presentCount', 'onLeaveCount', 'absentCount'] as const) {
    const sum = attendanceByDelegation(sitting.roll.values()).reduce((all, one) => all + one[figure], 0);
    expect([figure, sum]).toEqual([figure, whole[figure]]);
  }
  for (const audience of ['host', 'hallScreen', 'tablet', 'scrutineer'] as const) {
    const { delegations } = viewFor(sitting, audience, new Map());
    expect(delegations?.length ?? null).toBe(['host', 'hallScreen'].includes(audience) ? 3 : null);
  }
});

describe('a deputy on the own tablet', () => {
  const by = (n: number) => ({ actor: { role: 'deputy', deputyId: deputyId(n) } as const });
  const byCode = { type: 'CheckInByCode', code: '0427' } as const;
  const leave = { type: 'LeaveHall' } as const;

  test('[B73] checks in with the code of the hall, and the log says how', () => {
    const hall = inSession({ present: 8, nonVoting: 1 });
    for (const n of [9, 10]) {
      given(hall)
        .when(byCode, { ...by(n), hallCode: 'right' })
        .thenEvents([{ type: 'DeputyCheckedIn', deputyId: deputyId(n), how: 'code' }]);
    }
    given(hall).when(byCode, by(9)).thenRefused('code-wrong', 'command.code');
    given(hall)
      .when(byCode, { ...by(9), hallCode: 'wrong' })
      .thenRefused('code-wrong', 'command.code');
    given(hall)
      .when(byCode, { ...by(9), hallCode: 'too-many' })
      .thenRefused('too-many-codes', 'command.code');
    given(hall)
      .when({ type: 'CheckIn', deputyId: deputyId(9) }, { actor: operator })
      .thenEvents([{ type: 'DeputyCheckedIn', deputyId: deputyId(9), how: 'staff' }]);
  });

  test('[B73] not twice, not before the sitting, not after it, and no stranger', () => {
    const right = { hallCode: 'right' } as const;
    given(inSession())
      .when(byCode, { ...by(4), ...right })
      .thenRefused('already-present');
    given(planned())
      .when(byCode, { ...by(4), ...right })
      .thenRefused('sitting-not-open');
    given(inSession(), { type: 'SittingClosed' })
      .when(byCode, { ...by(4), ...right })
      .thenRefused('sitting-closed');
    given(inSession())
      .when(byCode, { ...by(99), ...right })
      .thenRefused('deputy-unknown');
  });

  test('[B74] leaves the hall and comes again with a code; while a vote is open only staff check out', () => {
    const gone = { type: 'DeputyCheckedOut', deputyId: deputyId(4) } as const;
    given(inSession()).when(leave, by(4)).thenEvents([gone]);
    given(inSession(), gone).when(leave, by(4)).thenRefused('deputy-not-present');
    given(inSession(), gone)
      .when(byCode, { ...by(4), hallCode: 'right' })
      .thenEvents([{ type: 'DeputyCheckedIn', deputyId: deputyId(4), how: 'code' }]);
    given(voteIs('prepared')).when(leave, by(4)).thenEvents([gone]);
    given(voteIs('open')).when(leave, by(4)).thenRefused('vote-under-way');
    given(voteIs('open'))
      .when({ type: 'CheckOut', deputyId: deputyId(4) }, { actor: operator })
      .thenEvents([gone]);
  });

  test('[B4][B74] an open vote counts who has been there since the opening, and never fewer than can vote', () => {
    const hall = { members: 9, present: 5, nonVoting: 1 };
    const since = (...coming: Event[]) => {
      const sitting = sittingAfter(inSession(hall), drawnUp(), prepared(), opened(hall), coming);
      const [vote] = viewFor(sitting, 'hallScreen', new Map()).votes;
      return [vote!.presentCount, vote!.attendedCount, attendance(sitting.roll.values()).presentCount];
    };
    expect(since()).toEqual([5, 5, 5]);
    // One has voted and gone, another came and votes: six ballots of six, not of five.
    expect(since(checkOut(5), checkIn(6), checkIn(10))).toEqual([5, 6, 5]);
  });

  test('[B2][B4] the opening counts who checked in by code, without those who have no vote', () => {
    const hall = inSession({ members: 9, present: 5, nonVoting: 1 });
    const coming = (n: number): Event => ({ type: 'DeputyCheckedIn', deputyId: deputyId(n), how: 'code' });
    const open = { type: 'OpenVote', voteId } as const;
    given(hall, drawnUp(), prepared(), coming(10)).when(open, { actor: chair }).thenRefused('quorum-not-met');
    const { decision } = given(hall, drawnUp(), prepared(), coming(10), coming(6)).when(open, {
      actor: chair,
    });
    expect(decision).toMatchObject({ accepted: [{ type: 'VoteOpened', presentCount: 6 }] });
  });
});

describe('presence', () => {
  test('[B3] one who leaves and returns has two stays', () => {
    const sitting = sittingAfter(
      inSession({ present: 0 }),
      at(100, checkIn(1)),
      at(200, checkOut(1)),
      at(300, checkIn(1)),
    );
    const { stays } = sitting.roll.get(deputyId(1))!;
    expect(stays).toEqual([
      { from: 100, to: 200 },
      { from: 300, to: null },
    ]);
    expect(isPresent(stays)).toBe(true);
    expect(isPresent(stays.slice(0, 1))).toBe(false);
    expect(isPresent([])).toBe(false);
  });

  test.each([
    ['stayed throughout', { from: 1, to: null }, true],
    ['came while it ran', { from: 150, to: null }, true],
    ['left while it ran', { from: 1, to: 150 }, true],
    ['came and left while it ran', { from: 120, to: 130 }, true],
    ['left at the opening', { from: 1, to: 100 }, true],
    ['came at the close', { from: 200, to: null }, true],
    ['left before', { from: 1, to: 99 }, false],
    ['came after', { from: 201, to: null }, false],
  ])('[B4] who %s: %o, counts as present from 100 to 200: %s', (_, stay, present) => {
    expect(wasPresent([stay], 100, 200)).toBe(present);
  });

  test('[B4] two stays around the vote are no presence, and while it runs it has no end', () => {
    const stays = [
      { from: 1, to: 50 },
      { from: 300, to: null },
    ];
    expect(wasPresent(stays, 100, 200)).toBe(false);
    expect(wasPresent(stays, 100, null)).toBe(true);
  });

  test('[B4] the figures of a vote count all who were there while it was open, and are fixed by the close', () => {
    const sitting = sittingAfter(
      inSession({ members: 9, present: 4, nonVoting: 1 }),
      drawnUp(),
      prepared(),
      at(2_000_000, checkOut(4)),
      at(3_000_000, opened({ members: 9, present: 3 })),
      at(3_000_001, checkOut(3)),
      at(3_000_002, checkIn(5)),
      at(3_000_003, checkIn(10)),
      at(4_000_000, { type: 'VoteClosed', voteId }),
      at(5_000_000, checkIn(6)),
      at(5_000_001, checkOut(1)),
    );
    const box = sealed({ deputiesIssued: 4 }).ballots[0]!;
    expect(figuresOf(sitting, sitting.votes.get(voteId)!, box)).toEqual({
      totalMembership: 9,
      entitledCount: 9,
      presentCount: 4,
      credentialsIssued: 4,
      deputiesIssued: 4,
    });
  });

  const actor = operator;
  test('[B3] checking in and out takes turns', () => {
    const [here, gone] = [deputyId(1), deputyId(9)];
    const hall = inSession({ present: 3 });
    given(hall)
      .when({ type: 'CheckIn', deputyId: gone }, { actor })
      .thenEvents([{ type: 'DeputyCheckedIn', deputyId: gone, how: 'staff' }]);
    given(hall)
      .when({ type: 'CheckOut', deputyId: here }, { actor })
      .thenEvents([checkOut(1)]);
    given(hall)
      .when({ type: 'CheckIn', deputyId: here }, { actor })
      .thenRefused('already-present', 'command.deputyId');
    given(hall)
      .when({ type: 'CheckOut', deputyId: gone }, { actor })
      .thenRefused('deputy-not-present', 'command.deputyId');
  });

  test('[B3] nobody checks in before the sitting opens, nor a stranger', () => {
    given(planned())
      .when({ type: 'CheckIn', deputyId: deputyId(1) }, { actor })
      .thenRefused('sitting-not-open');
    for (const type of ['CheckIn', 'CheckOut'] as const) {
      given(inSession())
        .when({ type, deputyId: deputyId(99) }, { actor })
        .thenRefused('deputy-unknown', 'command.deputyId');
    }
    given(inSession())
      .when({ type: 'SetLeave', deputyId: deputyId(99), onLeave: true }, { actor })
      .thenRefused('deputy-unknown', 'command.deputyId');
  });
});
