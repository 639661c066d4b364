import Papa from 'papaparse';
import type { TallyReport } from '../../shared/tally-report.ts';
import { itemColumns, itemLines, returnColumns } from './tables.ts';
import type { ReportWords } from './words.ts';

/**
 * One line per item, with the figures of its ballot at the end. Starts with a byte order mark, without which Excel reads
 * Chinese as something else; a cell that Excel would take for a formula is marked as text.
 */
export function reportCsv(report: TallyReport, words: ReportWords): string {
  const items = itemColumns(report, words);
  const [, ...figures] = returnColumns(report, words);
  const heads = [...items, ...figures].map(({ head }) => head);
  const lines = itemLines(report).map((line) => [
    ...items.map(({ kind, value }) => rounded(kind, value(line))),
    ...figures.map(({ value }) => value(line.section)),
  ]);
  return `\uFEFF${Papa.unparse([heads, ...lines], { newline: '\r\n', escapeFormulae: /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/ })}\r\n`;
}

function rounded<T>(kind: string | undefined, value: T): T | number {
  return kind === 'share' && typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : value;
}
