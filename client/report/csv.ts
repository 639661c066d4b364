import type { TallyReport } from '../../shared/tally-report.ts';
import { csvOf } from '../files/csv.ts';
import { itemColumns, itemLines, returnColumns } from './tables.ts';
import type { ReportWords } from './words.ts';

/** One line per item, with the figures of its ballot at the end. */
export function reportCsv(report: TallyReport, words: ReportWords): string {
  const items = itemColumns(report, words);
  const [, ...figures] = returnColumns(report, words);
  const heads = [...items, ...figures].map(({ head }) => head);
  const lines = itemLines(report).map((line) => [
    ...items.map(({ kind, value }) => rounded(kind, value(line))),
    ...figures.map(({ value }) => value(line.section)),
  ]);
  return csvOf([heads, ...lines]);
}

function rounded<T>(kind: string | undefined, value: T): T | number {
  return kind === 'share' && typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : value;
}
