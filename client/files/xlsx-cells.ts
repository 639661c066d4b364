import type { CellObject } from 'write-excel-file/universal';

/** A cell that is said to be text, so that nothing in it is taken for a formula or a date. */
export function textCell(value: string): CellObject {
  return { value, type: String, format: '@', wrap: true };
}

export function headCell(value: string): CellObject {
  return { value, type: String, fontWeight: 'bold', wrap: true };
}
