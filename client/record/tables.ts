import type { Column } from '../files/columns.ts';
import { sortable } from '../files/sortable-time.ts';
import {
  type InquiryRecord,
  isAnswer,
  type RecordLine,
  type RecordWording,
  reasonWords,
  respondentWords,
  streamMoment,
  type TurnLine,
} from './record.ts';

/** One line per question. */
export function questionColumns(record: InquiryRecord, wording: RecordWording): Column<RecordLine>[] {
  const { words } = wording;
  const { column } = words;
  const time = sortable(wording.timeZone);
  return [
    { head: column.number, width: 7, value: ({ number }) => number },
    { head: column.state, kind: 'text', width: 18, value: ({ question }) => words.state[question.state] },
    { head: column.question, kind: 'text', width: 60, value: ({ question }) => question.text },
    { head: column.source, kind: 'text', width: 12, value: ({ question }) => words.source[question.source] },
    { head: column.name, kind: 'text', width: 14, value: ({ question }) => question.name ?? words.unnamed },
    { head: column.askedAt, kind: 'text', width: 20, value: ({ question }) => time(question.askedAt) },
    { head: column.supports, width: 10, value: ({ question }) => question.supports },
    {
      head: column.labels,
      kind: 'text',
      width: 16,
      value: ({ question }) => (question.labels ?? []).join(words.separator),
    },
    { head: column.department, kind: 'text', width: 20, value: ({ department }) => department },
    { head: column.mergedInto, width: 10, value: ({ mergedInto }) => mergedInto },
    { head: column.merged, width: 10, value: ({ question }) => question.merged ?? 0 },
    { head: column.reason, kind: 'text', width: 30, value: ({ question }) => reasonWords(question, words) },
    {
      head: column.edited,
      kind: 'text',
      width: 12,
      value: ({ question }) => (question.edited ? words.yes : null),
    },
    { head: column.answers, kind: 'text', width: 60, value: (line) => answersOf(line, record, wording) },
    {
      head: column.answeredAt,
      kind: 'text',
      width: 20,
      value: ({ question }) => {
        const last = (question.turns ?? []).filter(isAnswer).at(-1);
        return last ? time(last.endedAt ?? last.startedAt) : null;
      },
    },
    { head: column.questionId, kind: 'text', width: 28, value: ({ question }) => question.questionId },
  ];
}

/** One line per exchange of words. */
export function turnColumns(record: InquiryRecord, { words, timeZone }: RecordWording): Column<TurnLine>[] {
  const { column } = words;
  const time = sortable(timeZone);
  return [
    { head: column.number, width: 7, value: ({ line }) => line.number },
    { head: column.kind, kind: 'text', width: 12, value: ({ turn }) => words.turn[turn.kind] },
    {
      head: column.respondent,
      kind: 'text',
      width: 28,
      value: ({ turn }) => respondentWords(record, turn),
    },
    { head: column.startedAt, kind: 'text', width: 20, value: ({ turn }) => time(turn.startedAt) },
    {
      head: column.endedAt,
      kind: 'text',
      width: 20,
      value: ({ turn }) => (turn.endedAt === undefined ? null : time(turn.endedAt)),
    },
    {
      head: column.streamAt,
      kind: 'text',
      width: 12,
      value: ({ turn }) => (turn.streamAt === undefined ? null : streamMoment(turn.streamAt)),
    },
    { head: column.text, kind: 'text', width: 80, value: ({ turn }) => turn.text ?? null },
  ];
}

function answersOf({ question }: RecordLine, record: InquiryRecord, { words }: RecordWording): string | null {
  const answers = (question.turns ?? [])
    .filter(isAnswer)
    .map((turn) => `[${respondentWords(record, turn) ?? ''}] ${turn.text ?? words.noWords}`);
  return answers.length === 0 ? null : answers.join('\n');
}
