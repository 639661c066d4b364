import { z } from 'zod';
import { MAX_ROLL } from './roll.ts';
import { RollPlan } from './roll-plan.ts';

/** The largest file of a roll, in bytes: a hundred thousand lines still get an answer that says what is wrong. */
export const MAX_ROLL_FILE = 8_000_000;

export const Column = z.enum(['name', 'delegation', 'seat', 'number', 'phone', 'standing']);
export type Column = z.output<typeof Column>;

/** Why a cell cannot be taken. */
export const CellFault = z.enum([
  'missing',
  'tooLong',
  'control',
  'standing',
  'formula',
  'date',
  'number',
  'taken',
]);
export type CellFault = z.output<typeof CellFault>;

export const BadCell = z.strictObject({
  /** From 1, as a spreadsheet counts. */
  line: z.int(),
  column: Column,
  fault: CellFault,
  /** What stands there, as far as it can be shown. */
  text: z.string(),
  /** For `taken`: the line that has the same. */
  other: z.int().optional(),
});
export type BadCell = z.output<typeof BadCell>;

/** Why a file is no roll at all. */
export const Unreadable = z.discriminatedUnion('reason', [
  z.strictObject({ reason: z.literal('empty') }),
  z.strictObject({ reason: z.literal('notATable') }),
  z.strictObject({ reason: z.literal('oldExcel') }),
  z.strictObject({ reason: z.literal('locked') }),
  z.strictObject({ reason: z.literal('damaged') }),
  z.strictObject({ reason: z.literal('tooComplex') }),
  z.strictObject({ reason: z.literal('encoding') }),
  z.strictObject({ reason: z.literal('tooManyLines'), lines: z.int(), limit: z.literal(MAX_ROLL) }),
  z.strictObject({
    reason: z.literal('headings'),
    missing: z.array(Column).min(1),
    /** What stands where headings were looked for. */
    found: z.array(z.string()),
  }),
  z.strictObject({ reason: z.literal('headingTwice'), column: Column, found: z.array(z.string()) }),
]);
export type Unreadable = z.output<typeof Unreadable>;

export const RollPreview = z.strictObject({
  /** Of the roll that the file was compared with. */
  rollVersion: z.int(),
  format: z.enum(['xlsx', 'utf-8', 'utf-16', 'gb18030']),
  lines: z.int(),
  columns: z.array(Column),
  /** Headings of columns that are not used. */
  ignored: z.array(z.string()),
  bad: z.array(BadCell),
  /** null while a line is bad: nothing is imported in part. */
  plan: RollPlan.nullable(),
});
export type RollPreview = z.output<typeof RollPreview>;
