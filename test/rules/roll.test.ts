import { describe, expect, test } from 'vitest';
import { canonicalHash } from '../../shared/bytes.ts';
import { DeputyId, derivedId } from '../../shared/ids.ts';
import { attendance, isPresent, quorum, RollEntry, rollHash, wasPresent } from '../../shared/roll.ts';
import { figuresOf } from '../../shared/sitting/figures.ts';
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
  const importing = (deputies: RollEntry[]) => ({ type: 'ImportRoll' as const, deputies });

  test('[B1] gives each deputy an id of its own, the same for a repeated command', () => {
    const second = { ...entry, seat: '2', standing: 'nonVoting' as const };
    given(created())
      .when(importing([entry, second]), { actor: operator })
      .thenEvents([
        {
          type: 'RollImported',
          deputies: [
            { ...entry, deputyId: DeputyId.parse(derivedId(commandId, 'deputy', 0)) },
            { ...second, deputyId: DeputyId.parse(derivedId(commandId, 'deputy', 1)) },
          ],
        },
      ]);
  });

  test('[B40] a seat given twice names the field', () => {
    const deputies = [entry, { ...entry, seat: '2' }, { ...entry, seat: '2' }];
    given(created())
      .when(importing(deputies), { actor: operator })
      .thenRefused('seat-taken', 'deputies.2.seat');
  });

  test('[B1] cannot have more entitled deputies than members; others do not count', () => {
    const seats = ['1', '2', '3'].map((seat) => ({ ...entry, seat }));
    given(created({ members: 2 }))
      .when(importing(seats), { actor: operator })
      .thenRefused('roll-too-large', 'deputies');
    const other = { ...entry, seat: '3', standing: 'nonVoting' as const };
    const { decision } = given(created({ members: 2 })).when(importing([...seats.slice(0, 2), other]), {
      actor: operator,
    });
    expect(decision).toHaveProperty('accepted');
  });

  test('[B1] is frozen once the sitting is open', () => {
    given(inSession())
      .when(importing([entry]), { actor: operator })
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

  test('[B23] a new import dismisses the scrutineers, whose ids are gone', () => {
    const sitting = sittingAfter(planned(), { type: 'RollImported', deputies: rollOf(4) });
    expect(sitting.scrutineers.size).toBe(0);
    expect(sitting.chiefScrutineer).toBeNull();
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
      .thenEvents([checkIn(9)]);
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
