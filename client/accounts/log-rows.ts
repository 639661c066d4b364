import { csvOf } from '../files/csv.ts';

/** A line of any log that is shown here. */
export interface LogRow {
  number: number;
  at: number;
  /** The code of what was done. */
  type: string;
  kind: string;
  /** Ids of those who did this or to whom it was done. */
  people: readonly string[];
  link: string;
  /** In a sentence. Only for lines that are looked at: there are ten thousand. */
  say: () => string;
}

export type Options = readonly (readonly [value: string, words: string])[];

export interface Wanted {
  /** A person's id; empty for everyone. */
  person: string;
  kind: string;
}

/** Newest first. */
export function chosen<R extends LogRow>(rows: readonly R[], { person, kind }: Wanted): R[] {
  return rows
    .filter((row) => (kind === '' || row.kind === kind) && (person === '' || row.people.includes(person)))
    .reverse();
}

/** `heads` name number, time, what was done, its code and its seal. */
export function logCsv(
  rows: readonly LogRow[],
  heads: readonly string[],
  timeWords: (at: number) => string,
): string {
  const lines = rows.map(({ number, at, type, link, say }) => [number, timeWords(at), say(), type, link]);
  return csvOf([heads, ...lines]);
}

/** A whole log with everything that its seals are made of, oldest first. */
export function logJson(
  format: 'yishi-acts-1' | 'yishi-sitting-log-1' | 'yishi-inquiry-log-1',
  log: object,
): string {
  return `${JSON.stringify({ format, ...log }, null, 2)}\n`;
}
