/** Shares are exact until they are written: a number from 0 to 1, `null` of nothing. */
export type CellValue = string | number | null;

/** A column of a table that is handed out as a file. */
export interface Column<T> {
  head: string;
  kind?: 'share' | 'text';
  /** In characters. */
  width: number;
  value: (line: T) => CellValue;
}
