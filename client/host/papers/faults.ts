import type { z } from 'zod';

/** What is wrong with one field, for a sentence beside it. */
export type FaultCode =
  | 'empty'
  | 'tooLong'
  | 'unreadable'
  | 'notWhole'
  | 'amount'
  | 'tooSmall'
  | 'tooLarge'
  | 'none'
  | 'tooMany'
  | 'moreThanItems'
  | 'impossible'
  | 'needsGrades'
  | 'wrong';
export interface Fault {
  code: FaultCode;
  /** The limit that was passed, where there is one. */
  limit: number;
}
/** By the path of the field, `items.3.title`. */
export type Faults = ReadonlyMap<string, Fault>;

/** Checks by the shared schema and says of each field what is wrong first. */
export function faultsOf(schema: z.ZodType, value: unknown): Faults {
  const faults = new Map<string, Fault>();
  for (const issue of schema.safeParse(value).error?.issues ?? []) {
    const path = issue.path.map(String).join('.');
    if (!faults.has(path)) faults.set(path, faultOf(issue, value));
  }
  return faults;
}

/** Nobody is told of a field that they have not come to yet. */
function isShown({ code }: Fault, attempted: boolean): boolean {
  return attempted || (code !== 'empty' && code !== 'none');
}

function faultOf(issue: z.core.$ZodIssue, value: unknown): Fault {
  const field = String(issue.path.at(-1) ?? '');
  switch (issue.code) {
    case 'invalid_type':
      return fault(
        valueAt(value, issue.path) === undefined ? 'empty' : field === 'investment' ? 'amount' : 'notWhole',
      );
    case 'too_small':
      if (issue.origin === 'string') return fault('empty');
      if (issue.origin === 'array') return fault('none');
      return fault(field === 'investment' ? 'amount' : 'tooSmall', Number(issue.minimum));
    case 'too_big':
      if (issue.origin === 'string') return fault('tooLong', Number(issue.maximum));
      if (issue.origin === 'array') return fault('tooMany', Number(issue.maximum));
      return fault('tooLarge', Number(issue.maximum));
    case 'custom':
      return fault(custom[field] ?? 'unreadable');
    default:
      return fault('wrong');
  }
}

/** The shared refinements name the field that they concern; every other one is about the letters of a text. */
const custom: Readonly<Record<string, FaultCode>> = {
  maxMarks: 'moreThanItems',
  seats: 'moreThanItems',
  numerator: 'impossible',
  base: 'needsGrades',
};

function fault(code: FaultCode, limit = 0): Fault {
  return { code, limit };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key as string],
    value,
  );
}

/** The fault of a field by its path, where it is time to tell of it. */
export function shownFault(faults: Faults, attempted: boolean) {
  return (path: string) => {
    const fault = faults.get(path);
    return fault && isShown(fault, attempted) ? fault : undefined;
  };
}
