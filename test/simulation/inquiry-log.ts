import { join } from 'node:path';
import { openSqliteInquiryLog } from '../../server/chamber/inquiries/sqlite.ts';
import { nextLink } from '../../shared/bundle.ts';
import type { InquiryId, QuestionId } from '../../shared/ids.ts';
import { InquiryEntry } from '../../shared/inquiry/events.ts';
import { evolveInquiry, inquiryChainStart, inquiryEntryHash } from '../../shared/inquiry/evolve.ts';
import { type Inquiry, unbornInquiry } from '../../shared/inquiry/state.ts';
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
  const approvals = new Approvals(told);
  for (const { chained } of rows) {
    const entry = InquiryEntry.parse(chained.entry);
    link = nextLink(link, inquiryEntryHash(entry));
    if (link !== chained.link) told.broken.push(entry.version);
    evolveInquiry(told.inquiry, entry);
    approvals.take(entry);
  }
  return told;
}

/**
 * Who let everyone read what, and when: from the events alone, and by none of the rules that are on trial. What was let
 * through once may be heard again later.
 */
class Approvals {
  readonly #told: Pick<Replayed, 'shown' | 'shownMarks'>;
  readonly #texts = new Map<QuestionId, string>();
  readonly #approved = new Set<QuestionId>();
  #live = false;
  #queue: readonly QuestionId[] = [];

  constructor(told: Pick<Replayed, 'shown' | 'shownMarks'>) {
    this.#told = told;
  }

  take({ at, event }: InquiryEntry): void {
    switch (event.type) {
      case 'QuestionPrepared':
      case 'QuestionAsked':
      case 'SpeechRequested':
      case 'QuestionEdited':
        this.#texts.set(event.questionId, event.text);
        if (this.#approved.has(event.questionId)) this.#approve([event.questionId], at);
        return;
      case 'QuestionsApproved':
        this.#approve(event.questionIds, at);
        return;
      case 'QuestionPut':
        this.#approve([event.questionId], at);
        return;
      case 'InquiryStarted':
        this.#live = true;
        this.#approve(this.#queue, at);
        return;
      case 'QueueSet':
        this.#queue = event.questionIds;
        if (this.#live) this.#approve(event.questionIds, at);
    }
  }

  #approve(questionIds: readonly QuestionId[], at: number): void {
    for (const questionId of questionIds) {
      this.#approved.add(questionId);
      const text = this.#texts.get(questionId)!;
      note(this.#told.shown, shownAs(questionId, text), at);
      for (const mark of marksIn(text)) note(this.#told.shownMarks, mark, at);
    }
  }
}

function note(first: Map<string, number>, key: string, at: number): void {
  if (!first.has(key)) first.set(key, at);
}
