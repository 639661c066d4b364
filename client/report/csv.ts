import Papa from 'papaparse';
import type { TallyReport } from '../../shared/tally-report.ts';
import { itemColumns, itemLines, returnColumns } from './tables.ts';
import type { ReportWords } from './words.ts';

/**
 * Starts with a byte order mark, without which Excel reads Chinese as something else; a cell that Excel would take for a formula
 * is marked as text.
 */
export function csvText(lines: readonly (readonly unknown[])[]): string {
  const escapeFormulae = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
  return `\uFEFF${Papa.unparse(lines as unknown[][], { newline: '\r\n', escapeFormulae })}\r\n`;
}

/** One line per item, with the figures of its ballot at the end. */
export function reportCsv(report: TallyReport, words: ReportWords): string {
  const items = itemColumns(report, words);
  const [, ...figures] = returnColumns(report, words);
  const heads = [...items, ...figures].map(({ head }) => head);
  const lines = itemLines(report).map((line) => [
    ...items.map(({ kind, value }) => rounded(kind, value(line))),
    ...figures.map(({ value }) => value(line.section)),
  ]);
  return csvText([heads, ...lines]);
}

function rounded<T>(kind: string | undefined, value: T): T | number {
  return kind === 'share' && typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : value;
}
