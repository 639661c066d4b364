import type { CellObject, Sheet } from 'write-excel-file/universal';
import type { CellValue, Column } from './columns.ts';

/** A cell that is said to be text, so that nothing in it is taken for a formula or a date. */
export function textCell(value: string): CellObject {
  return { value, type: String, format: '@', wrap: true };
}

export function headCell(value: string): CellObject {
  return { value, type: String, fontWeight: 'bold', wrap: true };
}

/** Label and value, one to a line, under a title. */
export function summarySheet(
  sheet: string,
  title: string,
  lines: readonly (readonly [label: string, value: CellValue])[],
): Sheet<Blob> {
  const written = lines.map(([label, value]) => [
    { value: label, type: String, fontWeight: 'bold' } satisfies CellObject,
    cell('text', value),
  ]);
  return {
    sheet,
    data: [[{ value: title, type: String, fontWeight: 'bold', fontSize: 16 }], ...written],
    columns: [{ width: 24 }, { width: 72 }],
  };
}

/** A table with its heads, which stay in sight. */
export function sheetOf<T>(sheet: string, columns: readonly Column<T>[], lines: readonly T[]): Sheet<Blob> {
  const heads = columns.map(({ head }) => headCell(head));
  const rows = lines.map((line) => columns.map(({ kind, value }) => cell(kind, value(line))));
  return {
    sheet,
    data: [heads, ...rows],
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    orientation: 'landscape',
  };
}

/** Numbers stay numbers. */
function cell(kind: Column<never>['kind'], value: CellValue): CellObject | null {
  if (value === null) return null;
  if (typeof value === 'number')
    return {
      value,
      type: Number,
      align: kind === 'text' ? 'left' : 'right',
      format: kind === 'share' ? '0.0%' : '0',
    };
  return textCell(value);
}
