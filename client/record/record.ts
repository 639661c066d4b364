import type { IntakeReason } from '../../shared/inquiry/intake.ts';
import type { Crowd, GalleryView, PublicQuestion, TurnView } from '../../shared/inquiry/views.ts';
import type record from '../i18n/zh-CN/record.ts';

/** The words of a record in one language: `client/i18n/LANGUAGE/record.ts`. */
export type RecordWords = typeof record;

/** What became of an inquiry, for files and documents. The desk gives all questions, the public page those that are public. */
export interface InquiryRecord
  extends Pick<
    GalleryView,
    'sittingTitle' | 'title' | 'topic' | 'startedAt' | 'endedAt' | 'departments' | 'departmentOrder'
  > {
  crowd: Crowd;
  /** In the order in which they are numbered: by age. */
  questions: readonly PublicQuestion[];
}

export interface RecordWording {
  words: RecordWords;
  /** BCP 47: in which dates are written. */
  language: string;
  /** IANA name. */
  timeZone: string;
}

/** A question with its number in this record, and what it takes from others. */
export interface RecordLine {
  number: number;
  question: PublicQuestion;
  /** The number of the question into which it was merged; null where there is none. */
  mergedInto: number | null;
  department: string | null;
}

export interface TurnLine {
  line: RecordLine;
  turn: TurnView;
}

export function recordLines({ questions, departments }: InquiryRecord): RecordLine[] {
  const numbers = new Map(questions.map(({ questionId }, at) => [questionId, at + 1]));
  return questions.map((question, at) => ({
    number: at + 1,
    question,
    mergedInto: (question.mergedInto && numbers.get(question.mergedInto)) ?? null,
    department: (question.departmentId && departments[question.departmentId]?.name) ?? null,
  }));
}

export function turnLines(lines: readonly RecordLine[]): TurnLine[] {
  return lines.flatMap((line) => (line.question.turns ?? []).map((turn) => ({ line, turn })));
}

export const isAnswer = ({ kind }: TurnView): boolean => kind === 'answer' || kind === 'writtenAnswer';

/** Department and official; null where somebody asks. */
export function respondentWords({ departments }: InquiryRecord, { respondent }: TurnView): string | null {
  if (!respondent) return null;
  const department = departments[respondent.departmentId]?.name ?? '';
  return [department, respondent.official].filter(Boolean).join(' ');
}

/** Who asked, as far as it was signed. */
export function askerWords({ source, name }: PublicQuestion, words: RecordWords): string {
  return `${name ?? words.unnamed} (${words.source[source]})`;
}

/** Why it was rejected or referred, in words: a person's as they are, the server's own worded. */
export function reasonWords({ reason }: PublicQuestion, { intakeReason }: RecordWords): string | null {
  if (reason === undefined) return null;
  const known = (Object.keys(intakeReason) as IntakeReason[]).find((name) => name === reason);
  return known ? intakeReason[known] : reason;
}

/** Hours, minutes and seconds into the stream: 1:02:03. */
export function streamMoment(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

/** Everything besides the questions, as label and value. */
export function aboutLines(
  record: InquiryRecord,
  { words: { about }, timeZone }: RecordWording,
  dateTime: (at: number) => string,
): [label: string, value: string | number][] {
  const { crowd, departments, departmentOrder, startedAt, endedAt } = record;
  const names = departmentOrder.map((departmentId) => departments[departmentId]?.name ?? '');
  return [
    [about.sitting, record.sittingTitle],
    [about.inquiry, record.title],
    ...(record.topic ? ([[about.topic, record.topic]] as [string, string][]) : []),
    ...(startedAt === undefined ? [] : ([[about.started, dateTime(startedAt)]] as [string, string][])),
    [about.ended, endedAt === undefined ? about.notEnded : dateTime(endedAt)],
    [about.timeZone, timeZone],
    [about.departments, names.join('\n')],
    [about.questions, record.questions.length],
    [about.views, crowd.views],
    [about.viewers, crowd.viewers],
    [about.likes, crowd.likes],
    [about.likers, crowd.likers],
  ];
}
