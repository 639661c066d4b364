import writeExcelFile from 'write-excel-file/universal';
import type { TallyReport } from '../../shared/tally-report.ts';
import { sheetOf, summarySheet } from '../files/xlsx-cells.ts';
import { itemColumns, itemLines, returnColumns, summaryLines } from './tables.ts';
import type { ReportWords } from './words.ts';

/** A workbook of three sheets: summary, what was issued and returned, what each item got. */
export function reportXlsx(
  report: TallyReport,
  words: ReportWords,
  dateTime: (at: number) => string,
): Promise<Blob> {
  const { t } = words;
  return writeExcelFile([
    summarySheet(t('sheet.summary'), t('title'), summaryLines(report, words, dateTime)),
    sheetOf(t('sheet.returns'), returnColumns(report, words), report.sections),
    sheetOf(t('sheet.items'), itemColumns(report, words), itemLines(report)),
  ]).toBlob();
}
