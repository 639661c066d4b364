import writeExcelFile, { type CellObject, type Sheet } from 'write-excel-file/universal';
import type { TallyReport } from '../../shared/tally-report.ts';
import { headCell, textCell } from '../files/xlsx-cells.ts';
import {
  type CellValue,
  type Column,
  itemColumns,
  itemLines,
  returnColumns,
  summaryLines,
} from './tables.ts';
import type { ReportWords } from './words.ts';

/** A workbook of three sheets: summary, what was issued and returned, what each item got. */
export function reportXlsx(
  report: TallyReport,
  words: ReportWords,
  dateTime: (at: number) => string,
): Promise<Blob> {
  const { t } = words;
  const summary = summaryLines(report, words, dateTime).map(([label, value]) => [
    { value: label, type: String, fontWeight: 'bold' } satisfies CellObject,
    cell('text', value),
  ]);
  return writeExcelFile([
    {
      sheet: t('sheet.summary'),
      data: [[{ value: t('title'), type: String, fontWeight: 'bold', fontSize: 16 }], ...summary],
      columns: [{ width: 24 }, { width: 72 }],
    },
    sheetOf(t('sheet.returns'), returnColumns(report, words), report.sections),
    sheetOf(t('sheet.items'), itemColumns(report, words), itemLines(report)),
  ]).toBlob();
}

function sheetOf<T>(sheet: string, columns: readonly Column<T>[], lines: readonly T[]): Sheet<Blob> {
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
