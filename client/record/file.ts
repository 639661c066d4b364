import type { InquiryRecord, RecordWording, RecordWords } from './record.ts';

export const recordKinds = ['csv', 'xlsx', 'json', 'html'] as const;
export type RecordKind = (typeof recordKinds)[number];

const types: Readonly<Record<RecordKind, string>> = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
  html: 'text/html;charset=utf-8',
};

/** What `saveFile` takes. Each kind is loaded when it is asked for; rejects when it cannot be loaded or made. */
export async function recordFile(
  kind: RecordKind,
  record: InquiryRecord,
  wording: RecordWording,
): Promise<{ content: Blob | string; type: string; extension: RecordKind }> {
  return { content: await contentOf(kind, record, wording), type: types[kind], extension: kind };
}

async function contentOf(
  kind: RecordKind,
  record: InquiryRecord,
  wording: RecordWording,
): Promise<Blob | string> {
  switch (kind) {
    case 'csv':
      return (await import('./csv.ts')).recordCsv(record, wording);
    case 'xlsx':
      return (await import('./xlsx.ts')).recordXlsx(record, wording);
    case 'json':
      return (await import('./json.ts')).recordJson(record);
    case 'html':
      return (await import('./document.ts')).recordDocument(record, wording);
    default:
      return kind satisfies never;
  }
}

/** Plain texts, also for a page without the library for words. */
export async function recordWords(language: 'zh-CN' | 'en'): Promise<RecordWords> {
  const words =
    language === 'en' ? await import('../i18n/en/record.ts') : await import('../i18n/zh-CN/record.ts');
  return words.default;
}
