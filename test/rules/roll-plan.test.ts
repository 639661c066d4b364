import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CommandId, type DeputyId } from '../../shared/ids.ts';
import type { Deputy, RollEntry } from '../../shared/roll.ts';
import { enteredId, faultsOf, rollAfter } from '../../shared/roll-change.ts';
import { changeOf, planRoll, type RollAsItIs, type RollRow } from '../../shared/roll-plan.ts';
import { deputyId } from './sitting-fixture.ts';

const fileImport = CommandId.parse('import-of-a-file');

/** Few names, delegations and numbers, so that people are mistaken for each other whenever they can be. */
const person = fc.record({
  name: fc.constantFrom('王伟', '李娜', '𠮷田䶮'),
  delegation: fc.constantFrom('城关区代表团', '七里河区代表团'),
  standing: fc.constantFrom('entitled' as const, 'nonVoting' as const),
});
const numbers = fc.option(fc.constantFrom('001', '002', '003', '004', '005', '006', '007', '008'));
const phones = fc.option(fc.constantFrom('13900000001', '13900000002'));
/** A seat is one person's, on a roll and in a file. */
const people = fc
  .uniqueArray(fc.nat(15), { maxLength: 10 })
  .chain((seats) =>
    fc.tuple(...seats.map((seat) => fc.tuple(fc.constant(`${seat}号`), person, numbers, phones))),
  )
  .map((list) => {
    const used = new Set<string>();
    return list.map(([seat, who, number, phone]) => {
      const own = number !== null && !used.has(number) ? number : null;
      if (own) used.add(own);
      return { ...who, seat, number: own, phone };
    });
  });

const roll = people.map((list): RollAsItIs => {
  const deputies = list.map(({ phone: _, number, ...who }, at): Deputy => {
    return { ...who, deputyId: deputyId(at + 1), ...(number !== null && { number }) };
  });
  const known = list.flatMap(({ phone }, at): [DeputyId, string][] =>
    phone === null ? [] : [[deputyId(at + 1), phone]],
  );
  return { roll: deputies, removed: [], phones: new Map(known) };
});
const file = fc
  .tuple(people, fc.record({ number: fc.boolean(), phone: fc.boolean(), standing: fc.boolean() }))
  .map(([list, has]) =>
    list.map(
      ({ number, phone, standing, ...who }, at): RollRow => ({
        ...who,
        line: at + 2,
        ...(has.number && { number }),
        ...(has.phone && { phone }),
        ...(has.standing && { standing }),
      }),
    ),
  );

function applied(
  { roll, removed, phones }: RollAsItIs,
  rows: readonly RollRow[],
  removing: boolean,
): RollAsItIs {
  const plan = planRoll({ roll, removed, phones }, rows);
  const all = new Set(plan.missing.map(({ deputyId }) => deputyId));
  const change = changeOf(plan, removing ? all : new Set());
  const known = new Map(phones);
  const added = change.added.map(({ phone, ...entry }: RollEntry & { phone?: string }, at): Deputy => {
    const entered = enteredId(fileImport, at);
    if (phone !== undefined) known.set(entered, phone);
    return { ...entry, deputyId: entered };
  });
  for (const { deputyId, phone } of change.phones) {
    if (phone === null) known.delete(deputyId);
    else known.set(deputyId, phone);
  }
  const gone = roll.filter(({ deputyId }) => change.removed.includes(deputyId));
  for (const { deputyId } of gone) known.delete(deputyId);
  const back = new Set(change.restored.map(({ deputyId }) => deputyId));
  return {
    roll: rollAfter(roll, change, added),
    removed: [...removed.filter(({ deputyId }) => !back.has(deputyId)), ...gone],
    phones: known,
  };
}

/** What a file says of everybody in it, as far as it has the columns. */
const asInFile = (rows: readonly RollRow[], { roll, phones }: RollAsItIs) => {
  const [row] = rows;
  const lines = roll.map(({ deputyId, number, standing, ...who }) => ({
    ...who,
    ...(row?.number !== undefined && { number: number ?? null }),
    ...(row?.standing !== undefined && { standing }),
    ...(row?.phone !== undefined && { phone: phones.get(deputyId) ?? null }),
  }));
  return lines.sort((a, b) => a.seat.localeCompare(b.seat));
};
const sorted = (rows: readonly RollRow[]) =>
  rows.map(({ line: _, ...row }) => row).sort((a, b) => a.seat.localeCompare(b.seat));

describe('a file compared with the roll', () => {
  test('[B68] removing who is missing gives exactly the file', () => {
    fc.assert(
      fc.property(roll, file, (before, rows) => {
        const now = applied(before, rows, true);
        expect(asInFile(rows, now)).toEqual(sorted(rows));
        // A number that the file does not speak of may be somebody's who is new in it: nothing else can be wrong.
        if (rows[0]?.number !== undefined) expect(faultsOf(now.roll, 5000)).toEqual([]);
      }),
    );
  });

  test.each([true, false])(
    '[B68] a second time changes nothing, whether the missing are removed: %s',
    (removing) => {
      fc.assert(
        fc.property(roll, file, (before, rows) => {
          const now = applied(before, rows, removing);
          // A seat that a person who was kept holds already is refused, and never becomes a roll.
          fc.pre(faultsOf(now.roll, 5000).length === 0);
          const plan = planRoll(now, rows);
          expect([plan.added, plan.changed, plan.restored]).toEqual([[], [], []]);
          expect(plan.unchanged).toBe(rows.length);
          expect(applied(now, rows, false)).toEqual(now);
        }),
      );
    },
  );

  test('[B68] nobody is left out, counted twice or given another id', () => {
    fc.assert(
      fc.property(roll, file, (before, rows) => {
        const plan = planRoll(before, rows);
        const { added, changed, restored, missing, unchanged } = plan;
        expect(added.length + changed.length + restored.length + unchanged).toBe(rows.length);
        expect(changed.length + unchanged + missing.length).toBe(before.roll.length);
        for (const one of [...changed, ...restored]) expect(one.after.deputyId).toBe(one.before.deputyId);
        const ids = applied(before, rows, false).roll.map(({ deputyId }) => deputyId);
        expect(ids.slice(0, before.roll.length)).toEqual(before.roll.map(({ deputyId }) => deputyId));
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  test('[B68] who was removed and is in the file again comes back with the same id', () => {
    fc.assert(
      fc.property(roll, (before) => {
        fc.pre(
          new Set(before.roll.map(({ name, delegation }) => name + delegation)).size === before.roll.length,
        );
        const rows = before.roll.map(
          (who, at): RollRow => ({ ...who, number: who.number ?? null, line: at + 2 }),
        );
        const emptied = applied(before, [], true);
        expect(emptied.roll).toEqual([]);
        const ids = (list: readonly Deputy[]) => list.map(({ deputyId }) => deputyId).sort();
        expect(ids(applied(emptied, rows, false).roll)).toEqual(ids(before.roll));
      }),
    );
  });

  const wang = (n: number, seat: string, number?: string): Deputy => ({
    deputyId: deputyId(n),
    name: '王伟',
    delegation: '城关区代表团',
    seat,
    standing: 'entitled',
    ...(number && { number }),
  });
  const row = (seat: string, more: Partial<RollRow> = {}): RollRow => ({
    line: 2,
    name: '王伟',
    delegation: '城关区代表团',
    seat,
    ...more,
  });
  const planOf = (roll: Deputy[], rows: RollRow[]) => {
    const plan = planRoll({ roll, removed: [], phones: new Map() }, rows);
    return {
      changed: plan.changed.map(({ after }) => [after.deputyId, after.seat]),
      added: plan.added.map(({ entry }) => entry.seat),
      missing: plan.missing.map(({ deputyId }) => deputyId),
      unchanged: plan.unchanged,
    };
  };

  test.each<[string, Deputy[], RollRow[], ReturnType<typeof planOf>]>([
    [
      'a number is a person, whatever else is new',
      [wang(1, '1', '001')],
      [row('9', { name: '王炜', delegation: '安宁区代表团', number: '001' })],
      { changed: [[deputyId(1), '9']], added: [], missing: [], unchanged: 0 },
    ],
    [
      'two numbers are two people, although all else is the same',
      [wang(1, '1', '001')],
      [row('1', { number: '002' })],
      { changed: [], added: ['1'], missing: [deputyId(1)], unchanged: 0 },
    ],
    [
      'name and delegation, where they are one person, find a new seat',
      [wang(1, '1')],
      [row('9')],
      { changed: [[deputyId(1), '9']], added: [], missing: [], unchanged: 0 },
    ],
    [
      'of two of one name and delegation the seat tells who',
      [wang(1, '1'), wang(2, '2')],
      [row('2'), row('9')],
      { changed: [], added: ['9'], missing: [deputyId(1)], unchanged: 1 },
    ],
    [
      'name and seat find a new delegation',
      [wang(1, '1')],
      [row('1', { delegation: '安宁区代表团' })],
      { changed: [[deputyId(1), '1']], added: [], missing: [], unchanged: 0 },
    ],
  ])('[B68] %s', (_, roll, rows, expected) => {
    expect(planOf(roll, rows)).toEqual(expected);
  });

  test('[B68] what a file has no column for stays, an empty cell empties', () => {
    const known = new Map([[deputyId(1), '13900000001']]);
    const asItIs = {
      roll: [{ ...wang(1, '1', '001'), standing: 'nonVoting' as const }],
      removed: [],
      phones: known,
    };
    expect(planRoll(asItIs, [row('1')]).unchanged).toBe(1);
    const [changed] = planRoll(asItIs, [
      row('1', { number: null, phone: null, standing: 'entitled' }),
    ]).changed;
    expect(changed).toMatchObject({ after: wang(1, '1'), phone: { before: '13900000001', after: null } });
    expect(changed?.after).not.toHaveProperty('number');
  });
});
