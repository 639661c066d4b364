import type { QuestionState } from '../../shared/inquiry/state.ts';
import type { TurnView } from '../../shared/inquiry/views.ts';
import { Html, html } from './html.ts';
import {
  aboutLines,
  askerWords,
  type InquiryRecord,
  type RecordLine,
  type RecordWording,
  reasonWords,
  recordLines,
  respondentWords,
  streamMoment,
} from './record.ts';

/** What was asked and answered comes first, what was not taken up last. */
const chapters: readonly QuestionState[] = [
  'answered',
  'answeredInWriting',
  'asked',
  'waiting',
  'referred',
  'merged',
  'submitted',
  'rejected',
  'withdrawn',
];

interface Writing extends RecordWording {
  record: InquiryRecord;
  dateTime: (at: number) => string;
}

/** A page by itself, without scripts: read in any browser, printed on A4, opened by word processors. */
export function recordDocument(record: InquiryRecord, wording: RecordWording): string {
  const { words, language, timeZone } = wording;
  const written = new Intl.DateTimeFormat(language, {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const writing: Writing = { ...wording, record, dateTime: (at) => written.format(at) };
  const lines = recordLines(record);
  const parts = chapters.map((state) =>
    chapter(
      state,
      lines.filter(({ question }) => question.state === state),
      writing,
    ),
  );
  const page = html`<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${words.title} ${record.title}</title>
<style>${new Html(STYLE)}</style></head><body>
<header><p>${record.sittingTitle}</p><h1>${record.title}</h1><p>${words.title}</p></header>
<dl class="about">${aboutLines(record, wording, writing.dateTime).map(
    ([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl>
<p class="note">${words.about.supportsNote}</p>
${lines.length === 0 ? html`<p>${words.noQuestions}</p>` : parts}
</body></html>
`;
  return `<!doctype html>\n${page.text}`;
}

function chapter(state: QuestionState, lines: readonly RecordLine[], writing: Writing): Html {
  if (lines.length === 0) return html``;
  return html`<section><h2>${writing.words.state[state]} (${lines.length})</h2>
${lines.map((line) => questionPart(line, writing))}</section>
`;
}

function questionPart(line: RecordLine, writing: Writing): Html {
  const { number, question } = line;
  const { words, dateTime } = writing;
  const facts: [string, string | number | null][] = [
    [words.column.askedAt, dateTime(question.askedAt)],
    [words.column.supports, question.supports],
    [words.column.department, line.department],
    [words.column.labels, question.labels?.join(words.separator) ?? null],
    [words.column.mergedInto, line.mergedInto],
    [words.column.merged, question.merged ?? null],
    [words.column.reason, reasonWords(question, words)],
    [words.column.edited, question.edited ? words.yes : null],
  ];
  return html`<article><h3>${number}. <span>${askerWords(question, words)}</span></h3>
<p class="text">${question.text}</p>
<dl class="facts">${facts
    .filter(([, value]) => value !== null && value !== '')
    .map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
${(question.turns ?? []).map((turn) => turnPart(turn, writing))}</article>
`;
}

function turnPart(turn: TurnView, { words, record, dateTime }: Writing): Html {
  const about = [
    words.turn[turn.kind],
    respondentWords(record, turn),
    dateTime(turn.startedAt),
    turn.streamAt === undefined ? null : `${words.column.streamAt} ${streamMoment(turn.streamAt)}`,
  ].filter((part) => part !== null && part !== '');
  return html`<div class="turn"><p class="who">${about.join(' · ')}</p>
<p class="text">${turn.text ?? words.noWords}</p></div>
`;
}

const STYLE = `
@page { size: A4; margin: 18mm 16mm; @bottom-center { content: counter(page) " / " counter(pages); font: 9pt sans-serif; } }
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #1f1b16; overflow-wrap: anywhere;
  font: 1rem/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif; }
header { margin-bottom: 1.5rem; text-align: center; }
h1 { margin: .25rem 0; font-size: 1.6rem; }
h2 { margin: 2rem 0 .5rem; padding-bottom: .25rem; border-bottom: 2px solid #a61b1b; font-size: 1.2rem; break-after: avoid; }
h3 { margin: 0; font-size: 1rem; break-after: avoid; }
h3 span, dt, .note, .who { color: #5c554b; font-weight: 400; }
p { margin: 0; }
dl { margin: 0; }
.about > div { display: grid; grid-template-columns: 12rem 1fr; padding: .2rem 0; border-bottom: 1px solid #e5dfd6; }
dd { margin: 0; white-space: pre-line; }
.note { margin-top: .75rem; font-size: .875rem; }
article { padding: .75rem 0; border-bottom: 1px solid #e5dfd6; break-inside: avoid-page; }
.text { white-space: pre-wrap; }
.facts { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin-top: .25rem; font-size: .875rem; }
.facts > div { display: flex; gap: .4rem; }
.turn { margin: .5rem 0 0; padding-left: .75rem; border-left: 3px solid #a61b1b; }
.who { font-size: .875rem; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; } }
`;
