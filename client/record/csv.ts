import { csvOf } from '../files/csv.ts';
import { type InquiryRecord, type RecordWording, recordLines } from './record.ts';
import { questionColumns } from './tables.ts';

/** One line per question; times as tables sort them, in the hall's time zone. */
export function recordCsv(record: InquiryRecord, wording: RecordWording): string {
  const columns = questionColumns(record, wording);
  const lines = recordLines(record).map((line) => columns.map(({ value }) => value(line)));
  return csvOf([columns.map(({ head }) => head), ...lines]);
}
