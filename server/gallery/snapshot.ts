import type { InquiryId, QuestionId } from '../../shared/ids.ts';
import type { Snapshot } from '../../shared/inquiry/feed.ts';
import { ordered, type PageOrder } from '../../shared/inquiry/orders.ts';
import { SimilarQuestions } from '../../shared/inquiry/similar.ts';
import type { GalleryView, PublicQuestion, PublicRecord } from '../../shared/inquiry/views.ts';
import type { GalleryExchange } from './exchange/contract.ts';
import { Served } from './served.ts';

export const PAGE_SIZE = 50;
/** A device holds its own clock against an answer's `now`: it must not be older than that. */
const FRESH_MS = 1000;

/** What is asked for by HTTP of one inquiry: each made once for all who ask, until the feed has moved on. */
export class Snapshots {
  readonly #inquiryId: InquiryId;
  readonly #exchange: GalleryExchange;
  readonly #now: () => number;
  #live: { place: string; madeAt: number; served: Served; json: string } | null = null;
  #whole: { place: string; served: Served } | null = null;
  #recordPlace = '';
  #ofRecord = new Map<string, Served>();
  #sorted = new Map<PageOrder, PublicQuestion[]>();
  readonly #similar = new SimilarQuestions();
  readonly #texts = new Map<string, string>();

  constructor(inquiryId: InquiryId, exchange: GalleryExchange, now: () => number) {
    this.#inquiryId = inquiryId;
    this.#exchange = exchange;
    this.#now = now;
  }

  snapshot(): Snapshot<GalleryView> | null {
    const snapshot = this.#exchange.snapshot(this.#inquiryId, 'live');
    return snapshot && { ...snapshot, now: this.#now() };
  }

  /** The live view; `json` for those who come by socket. Null where nobody has opened the inquiry. */
  live(): { served: Served; json: string } | null {
    const snapshot = this.snapshot();
    if (!snapshot) return null;
    const [place, known] = [placeOf(snapshot), this.#live];
    if (known?.place === place && snapshot.now - known.madeAt < FRESH_MS) return known;
    const json = JSON.stringify(snapshot);
    this.#live = { place, madeAt: snapshot.now, json, served: new Served(place, json) };
    return this.#live;
  }

  page(order: PageOrder, page: number): Served | null {
    const record = this.#upToDate();
    if (!record) return null;
    const sorted = this.#sorted.getOrInsertComputed(order, () =>
      ordered(order, Object.values(record.view.questions)),
    );
    // All pages past the end are one.
    const at = Math.min(page, Math.ceil(sorted.length / PAGE_SIZE));
    return this.#served(`${order}-${at}`, () => {
      const questions = sorted.slice(at * PAGE_SIZE, (at + 1) * PAGE_SIZE);
      return { questions, total: sorted.length, pageSize: PAGE_SIZE };
    });
  }

  /** Everything that is public, for export. */
  record(): Served | null {
    const [live, record] = [this.snapshot(), this.#record()];
    if (!live || !record) return null;
    const place = `${placeOf(record)}-${placeOf(live)}`;
    if (this.#whole?.place !== place) {
      const questions = ordered('all', Object.values(record.view.questions));
      const json = JSON.stringify({ live, questions, votes: record.view.votes });
      this.#whole = { place, served: new Served(place, json) };
    }
    return this.#whole.served;
  }

  /** Questions that can be read and ask much the same, the nearest first; for one that was merged, the one it was merged into. */
  similar(text: string): PublicQuestion[] | null {
    const record = this.#record();
    if (!record) return null;
    const { questions } = record.view;
    for (const questionId of this.#texts.keys()) {
      if (questions[questionId]) continue;
      this.#similar.remove(questionId);
      this.#texts.delete(questionId);
    }
    for (const { questionId, text } of Object.values(questions)) {
      if (this.#texts.get(questionId) === text) continue;
      this.#similar.set(questionId, text);
      this.#texts.set(questionId, text);
    }
    const found = this.#similar.find(text).map(({ questionId }) => {
      const { mergedInto } = questions[questionId]!;
      return questions[mergedInto ?? questionId] ?? questions[questionId]!;
    });
    return [...new Set(found)];
  }

  question(questionId: QuestionId): PublicQuestion | undefined {
    const questions = this.#record()?.view.questions ?? {};
    // An id may be the name of something that every object has.
    return Object.hasOwn(questions, questionId) ? questions[questionId] : undefined;
  }

  vote(voteId: string): Served | null {
    const vote = this.#record()?.view.votes.find((one) => one.vote.voteId === voteId);
    return vote ? this.#served(`vote-${voteId}`, () => vote) : null;
  }

  #record(): Snapshot<PublicRecord> | null {
    return this.#exchange.snapshot(this.#inquiryId, 'record');
  }

  #served(name: string, make: (record: Snapshot<PublicRecord>) => object): Served | null {
    const record = this.#upToDate();
    if (!record) return null;
    const etag = `${placeOf(record)}-${name}`;
    return this.#ofRecord.getOrInsertComputed(name, () => new Served(etag, JSON.stringify(make(record))));
  }

  /** The record as it is now; what was made of an older one is given up. */
  #upToDate(): Snapshot<PublicRecord> | null {
    const record = this.#record();
    const place = record ? placeOf(record) : '';
    if (this.#recordPlace !== place) {
      this.#recordPlace = place;
      this.#ofRecord.clear();
      this.#sorted.clear();
    }
    return record;
  }
}

function placeOf({ epoch, seq }: { epoch: string; seq: number }): string {
  return `${epoch}-${seq}`;
}
