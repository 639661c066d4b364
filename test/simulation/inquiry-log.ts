import { join } from 'node:path';
import { openSqliteInquiryLog } from '../../server/chamber/inquiries/sqlite.ts';
import { nextLink } from '../../shared/bundle.ts';
import type { InquiryId, QuestionId } from '../../shared/ids.ts';
import { InquiryEntry } from '../../shared/inquiry/events.ts';
import { evolveInquiry, inquiryChainStart, inquiryEntryHash } from '../../shared/inquiry/evolve.ts';
import { isPublic } from '../../shared/inquiry/groups.ts';
import { type Inquiry, type Question, unbornInquiry } from '../../shared/inquiry/state.ts';
import { shownAs } from './inquiry-heard.ts';
import { marksIn } from './inquiry-words.ts';

/** What the log on disk leads to, read when no server is there. */
export interface Replayed {
  inquiry: Inquiry;
  entries: number;
  /** Versions whose link does not follow from the entry and the link before. */
  broken: number[];
  /** When everyone was allowed to read it first, milliseconds since 1970: each text of each question, and each mark. */
  shown: Map<string, number>;
  shownMarks: Map<string, number>;
}

export async function replayed(dataDir: string, inquiryId: InquiryId): Promise<Replayed> {
  const log = openSqliteInquiryLog(join(dataDir, 'inquiries.sqlite'), () => {});
  const rows = await log.read(inquiryId);
  await log.close();
  const told: Replayed = {
    inquiry: unbornInquiry(inquiryId),
    entries: rows.length,
    broken: [],
    shown: new Map(),
    shownMarks: new Map(),
  };
  let link = inquiryChainStart(inquiryId);
  const seen = new Map<QuestionId, Question>();
  for (const { chained } of rows) {
    const entry = InquiryEntry.parse(chained.entry);
    link = nextLink(link, inquiryEntryHash(entry));
    if (link !== chained.link) told.broken.push(entry.version);
    evolveInquiry(told.inquiry, entry);
    noteShown(told, seen, entry);
  }
  return told;
}

/** Only what is another one than before, and what a group may have brought along, can be shown now and not before. */
function noteShown(told: Replayed, seen: Map<QuestionId, Question>, { at, event }: InquiryEntry): void {
  const { inquiry } = told;
  const regrouped = event.type === 'QuestionsMerged' || event.type === 'QuestionUnmerged';
  for (const [questionId, question] of inquiry.questions) {
    if (seen.get(questionId) === question && !regrouped && question.mergedInto === null) continue;
    seen.set(questionId, question);
    if (!isPublic(inquiry, question)) continue;
    note(told.shown, shownAs(questionId, question.text), at);
    for (const mark of marksIn(question.text)) note(told.shownMarks, mark, at);
  }
}

function note(first: Map<string, number>, key: string, at: number): void {
  if (!first.has(key)) first.set(key, at);
}
