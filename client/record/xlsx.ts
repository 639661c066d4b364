import writeExcelFile from 'write-excel-file/universal';
import { sortable } from '../files/sortable-time.ts';
import { sheetOf, summarySheet } from '../files/xlsx-cells.ts';
import { aboutLines, type InquiryRecord, type RecordWording, recordLines, turnLines } from './record.ts';
import { questionColumns, turnColumns } from './tables.ts';

/** A workbook of three sheets: summary, questions, what was said to each. */
export function recordXlsx(record: InquiryRecord, wording: RecordWording): Promise<Blob> {
  const { words, timeZone } = wording;
  const lines = recordLines(record);
  return writeExcelFile([
    summarySheet(words.sheet.summary, words.title, [
      ...aboutLines(record, wording, sortable(timeZone)),
      [words.column.supports, words.about.supportsNote],
    ]),
    sheetOf(words.sheet.questions, questionColumns(record, wording), lines),
    sheetOf(words.sheet.turns, turnColumns(record, wording), turnLines(lines)),
  ]).toBlob();
}
