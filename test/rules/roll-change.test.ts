import { describe, expect, test } from 'vitest';
import type { Deputy } from '../../shared/roll.ts';
import { enteredId, type RollChange } from '../../shared/roll-change.ts';
import type { Event } from '../../shared/sitting/events.ts';
import type { RefusalCode } from '../../shared/sitting/refusals.ts';
import { viewFor } from '../../shared/views.ts';
import {
  actors,
  appraisalOf,
  commandId,
  created,
  deputyId,
  drawnUp,
  given,
  inSession,
  operator,
  planned,
  rollOf,
  sittingAfter,
  voteIs,
} from './sitting-fixture.ts';

const hall = { members: 9, nonVoting: 2 };
const who = (n: number): Deputy => rollOf(9, 2)[n - 1]!;
const entry = { name: '新代表', delegation: '城关区', seat: '99', standing: 'nonVoting' as const };
const none: RollChange = { added: [], changed: [], restored: [], removed: [] };
/** The fixture's roll is the second event of its sitting. */
const change = (what: Partial<RollChange>, rollVersion = 2) => ({
  type: 'ChangeRoll' as const,
  rollVersion,
  ...none,
  ...what,
});
const changed = (what: Partial<Omit<RollChange, 'added'>>): Event => ({
  type: 'RollChanged',
  ...none,
  added: [],
  ...what,
});
const by = { actor: operator };

describe('a change of the roll', () => {
  test('[B68] is one event, in which only who is new has a new id', () => {
    const moved = { ...who(5), seat: '前排1', number: '005' };
    given(planned(hall))
      .when(change({ added: [entry], changed: [moved], removed: [deputyId(6)] }), by)
      .thenEvents([
        {
          type: 'RollChanged',
          added: [{ ...entry, deputyId: enteredId(commandId, 0) }],
          changed: [moved],
          restored: [],
          removed: [deputyId(6)],
        },
      ]);
    given(planned(hall)).when(change({}), by).thenEvents([]);
  });

  test('[B68] two may change seats with each other', () => {
    const swapped = [
      { ...who(5), seat: who(6).seat },
      { ...who(6), seat: who(5).seat },
    ];
    given(planned(hall))
      .when(change({ changed: swapped }), by)
      .thenEvents([changed({ changed: swapped })]);
  });

  test('[B69] who was removed is no longer counted, stays known to the desk and comes back as the same person', () => {
    const without = sittingAfter(planned(hall), changed({ removed: [deputyId(6)] }));
    const view = viewFor(without, 'host', new Map());
    expect(view.attendance.entitledCount).toBe(8);
    expect(view.removedFromRoll).toEqual([who(6)]);
    expect(view.roll!.map(({ deputy }) => deputy.deputyId)).not.toContain(deputyId(6));
    expect(viewFor(without, 'tablet', new Map())).toMatchObject({ roll: null, removedFromRoll: null });
    const back = sittingAfter(
      planned(hall),
      changed({ removed: [deputyId(6)] }),
      changed({ restored: [{ ...who(6), seat: '66' }] }),
    );
    expect(back.roll.get(deputyId(6))).toEqual({
      deputy: { ...who(6), seat: '66' },
      stays: [],
      onLeave: false,
    });
    expect(back.removed.size).toBe(0);
  });

  test.each<[string, Partial<RollChange>, RefusalCode, string]>([
    ['a seat that is somebody else’s', { added: [{ ...entry, seat: '3' }] }, 'seat-taken', 'added.0.seat'],
    ['a seat twice among the new', { added: [entry, entry] }, 'seat-taken', 'added.1.seat'],
    [
      'a number twice',
      { changed: [1, 4].map((n) => ({ ...who(n), number: '001' })) },
      'number-taken',
      'changed.1.number',
    ],
    [
      'one deputy more than members',
      { added: [{ ...entry, standing: 'entitled' }] },
      'roll-too-large',
      'added',
    ],
    ['a stranger', { changed: [{ ...who(5), deputyId: deputyId(77) }] }, 'deputy-unknown', 'changed.0'],
    ['a stranger to remove', { removed: [deputyId(5), deputyId(77)] }, 'deputy-unknown', 'removed.1'],
    ['one to restore who is there', { restored: [who(5)] }, 'deputy-unknown', 'restored.0'],
    ['one person twice', { changed: [who(5)], removed: [deputyId(5)] }, 'malformed', 'removed.0'],
    ['a scrutineer to remove', { removed: [deputyId(2)] }, 'deputy-has-part', 'removed.0'],
    [
      'a scrutineer without a vote',
      { changed: [{ ...who(1), standing: 'nonVoting' }] },
      'deputy-has-part',
      'changed.0.standing',
    ],
  ])('[B40] refuses %s', (_, what, code, field) => {
    given(planned(hall)).when(change(what), by).thenRefused(code, field);
  });

  test('[B69] refuses to remove who is appraised, until the paper is withdrawn', () => {
    const paper = drawnUp(appraisalOf(7));
    const removing = change({ removed: [deputyId(7)] });
    given(planned(hall), paper).when(removing, by).thenRefused('deputy-has-part', 'removed.0');
    given(planned(hall), paper, { type: 'PaperWithdrawn', paperId: paper.paperId })
      .when(removing, by)
      .thenEvents([changed({ removed: [deputyId(7)] })]);
    const view = viewFor(sittingAfter(planned(hall), paper), 'host', new Map());
    const duties = view.roll!.flatMap(({ duties }) => duties.map(({ duty }) => duty));
    expect(duties).toEqual(['chiefScrutineer', 'scrutineer', 'scrutineer', 'candidate']);
  });

  test('[B68] made for a roll that has changed since is refused', () => {
    const moved = changed({ changed: [{ ...who(5), seat: '前排1' }] });
    given(planned(hall), moved)
      .when(change({ removed: [deputyId(6)] }), by)
      .thenRefused('roll-changed');
    const { rollVersion } = sittingAfter(planned(hall), moved, { type: 'AgendaSet', items: [] });
    given(planned(hall), moved, { type: 'AgendaSet', items: [] })
      .when(change({ removed: [deputyId(6)] }, rollVersion), by)
      .thenEvents([changed({ removed: [deputyId(6)] })]);
    given(created())
      .when(change({ added: [entry] }, 0), by)
      .thenEvents([
        {
          type: 'RollChanged',
          ...none,
          added: [{ ...entry, deputyId: enteredId(commandId, 0) }],
        },
      ]);
  });

  test('[B1] of an open sitting puts a name or seat right and changes nobody’s vote', () => {
    const corrected = { ...who(5), name: '正名', seat: '前排1', number: '005', delegation: '安宁区' };
    given(inSession(hall))
      .when(change({ changed: [corrected] }), by)
      .thenEvents([changed({ changed: [corrected] })]);
    const frozen: Partial<RollChange>[] = [
      { added: [entry] },
      { removed: [deputyId(10)] },
      { changed: [{ ...who(10), standing: 'entitled' }] },
      { changed: [{ ...who(9), standing: 'nonVoting' }] },
    ];
    for (const what of frozen) given(inSession(hall)).when(change(what), by).thenRefused('roll-frozen');
    const without6 = [...planned(hall), changed({ removed: [deputyId(6)] })];
    given(without6, { type: 'SittingOpened', entitledCount: 8 })
      .when(change({ restored: [who(6)] }, without6.length), by)
      .thenRefused('roll-frozen');
  });

  test('[B1] waits for the end of a vote, whose opening record holds the hash of the roll', () => {
    const correcting = change({ changed: [{ ...who(5), name: '正名' }] });
    for (const stage of ['open', 'closed', 'sealed', 'reported', 'valid', 'counted'] as const)
      given(voteIs(stage, hall)).when(correcting, by).thenRefused('vote-under-way');
    for (const stage of ['prepared', 'published', 'aborted', 'void'] as const)
      expect(given(voteIs(stage, hall)).when(correcting, by).decision).toHaveProperty('accepted');
  });

  test('[B24] is the operator’s', () => {
    for (const [part, actor] of Object.entries(actors)) {
      if (part === 'operator') continue;
      given(planned(hall))
        .when(change({ added: [entry] }), { actor })
        .thenRefused('not-allowed');
    }
  });
});
