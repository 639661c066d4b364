import { z } from 'zod';
import { DeputyId } from './ids.ts';
import { Deputy, RollEntry, type Standing } from './roll.ts';
import { grouped, type RollChange } from './roll-change.ts';
import { line } from './text.ts';

/** As people write it: with a country's code, an extension, two numbers. It is kept apart from the roll and its log. */
export const Phone = line(40);

/** A line of a file. What its columns do not have is left out and stays as it is on the roll; an empty cell is null. */
export interface RollRow {
  /** From 1, as a spreadsheet counts. */
  line: number;
  name: string;
  delegation: string;
  seat: string;
  number?: string | null;
  standing?: Standing;
  phone?: string | null;
}

const phoneChange = z.strictObject({ before: Phone.nullable(), after: Phone.nullable() });
const Altered = z.strictObject({
  line: z.int(),
  before: Deputy,
  after: Deputy,
  /** null where it stays. */
  phone: phoneChange.nullable(),
});

/** What a file would make of a roll: nobody of the roll and no line of the file is left out. */
export const RollPlan = z.strictObject({
  added: z.array(z.strictObject({ line: z.int(), entry: RollEntry, phone: Phone.nullable() })),
  changed: z.array(Altered),
  /** Removed earlier and in the file again: they come back with the id they had. */
  restored: z.array(Altered),
  /** How many are in the file as they are on the roll. */
  unchanged: z.int(),
  /** On the roll and not in the file. */
  missing: z.array(Deputy),
});
export type RollPlan = z.output<typeof RollPlan>;
export type Altered = z.output<typeof Altered>;

export interface RollAsItIs {
  roll: readonly Deputy[];
  removed: readonly Deputy[];
  phones: ReadonlyMap<DeputyId, string>;
}

type Match = ReadonlyMap<RollRow, Deputy>;

/**
 * Which person of the roll each line means: by number where both have one, else by name and delegation where these are one
 * line's and one person's alone, else by name and seat. Every line at most one person, and the other way round.
 */
export function matchRows(roll: readonly Deputy[], rows: readonly RollRow[]): Match {
  const match = new Map<RollRow, Deputy>();
  const met = new Set<DeputyId>();
  const pair = (keyOf: (one: RollRow | Deputy) => string | null) => {
    const people = grouped(
      roll.filter(({ deputyId }) => !met.has(deputyId)),
      keyOf,
    );
    const lines = grouped(
      rows.filter((row) => !match.has(row)),
      keyOf,
    );
    for (const [key, [row, ...otherRows]] of lines) {
      const [deputy, ...otherPeople] = people.get(key) ?? [];
      if (!row || !deputy || otherRows.length + otherPeople.length > 0) continue;
      // Two numbers are two people, whatever else is the same.
      if (row.number && deputy.number && row.number !== deputy.number) continue;
      match.set(row, deputy);
      met.add(deputy.deputyId);
    }
  };
  pair(({ number }) => number ?? null);
  pair(({ name, delegation }) => JSON.stringify([name, delegation]));
  pair(({ name, seat }) => JSON.stringify([name, seat]));
  return match;
}

/** Compares a file's lines, none of which is faulty, with the roll. */
export function planRoll({ roll, removed, phones }: RollAsItIs, rows: readonly RollRow[]): RollPlan {
  const there = matchRows(roll, rows);
  const back = matchRows(
    removed,
    rows.filter((row) => !there.has(row)),
  );
  const plan: RollPlan = { added: [], changed: [], restored: [], unchanged: 0, missing: [] };
  for (const row of rows) {
    const before = there.get(row);
    const earlier = back.get(row);
    if (before) {
      const altered = alter(before, row, phones.get(before.deputyId) ?? null);
      if (altered.phone || fieldsChanged(altered).length > 0) plan.changed.push(altered);
      else plan.unchanged++;
    } else if (earlier) plan.restored.push(alter(earlier, row, null));
    else plan.added.push({ line: row.line, entry: entryOf(row), phone: row.phone ?? null });
  }
  const met = new Set([...there.values()].map(({ deputyId }) => deputyId));
  plan.missing = roll.filter(({ deputyId }) => !met.has(deputyId));
  return plan;
}

export const rollFields = ['name', 'delegation', 'seat', 'number', 'standing'] as const;
export type RollField = (typeof rollFields)[number];

export function fieldsChanged({ before, after }: Pick<Altered, 'before' | 'after'>): RollField[] {
  return rollFields.filter((field) => before[field] !== after[field]);
}

/** A telephone number to be kept, or to be forgotten. */
export const PhoneNote = z.strictObject({ deputyId: DeputyId, phone: Phone.nullable() });
export type PhoneNote = z.output<typeof PhoneNote>;

/** The change that carries out a plan; of those who are not in the file, who is to be removed. */
export function changeOf(plan: RollPlan, remove: ReadonlySet<DeputyId>) {
  const notes = [...plan.changed, ...plan.restored].flatMap(({ after: { deputyId }, phone }): PhoneNote[] =>
    phone ? [{ deputyId, phone: phone.after }] : [],
  );
  return {
    added: plan.added.map(({ entry, phone }) => ({ ...entry, ...(phone !== null && { phone }) })),
    changed: plan.changed.filter((one) => fieldsChanged(one).length > 0).map(({ after }) => after),
    restored: plan.restored.map(({ after }) => after),
    removed: plan.missing.map(({ deputyId }) => deputyId).filter((deputyId) => remove.has(deputyId)),
    phones: notes,
  } satisfies RollChange & { phones: PhoneNote[] };
}

function alter(before: Deputy, row: RollRow, phoneBefore: string | null): Altered {
  const { number, standing, deputyId } = { ...before, ...definedOf(row) };
  const after: Deputy = { ...entryOf({ ...row, number: number ?? null, standing }), deputyId };
  const phoneAfter = row.phone === undefined ? phoneBefore : row.phone;
  return {
    line: row.line,
    before,
    after,
    phone: phoneAfter === phoneBefore ? null : { before: phoneBefore, after: phoneAfter },
  };
}

function definedOf({ number, standing }: RollRow) {
  return { ...(number !== undefined && { number }), ...(standing !== undefined && { standing }) };
}

function entryOf({ name, delegation, seat, number, standing = 'entitled' }: RollRow): RollEntry {
  return { name, delegation, seat, ...(number && { number }), standing };
}
