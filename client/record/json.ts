import type { InquiryRecord } from './record.ts';

/**
 * `yishi-inquiry-record-1`: the questions as they are sent, UTF-8 JSON. Times are milliseconds since 1970, `streamAt` seconds into
 * the stream; what does not apply is left out. A change of these names gives the format another number.
 */
export function recordJson(record: InquiryRecord): string {
  const { sittingTitle, title, topic, startedAt, endedAt, departments, departmentOrder, crowd, questions } =
    record;
  const whole = {
    format: 'yishi-inquiry-record-1',
    sittingTitle,
    title,
    topic,
    startedAt,
    endedAt,
    departments,
    departmentOrder,
    crowd,
    questions,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
