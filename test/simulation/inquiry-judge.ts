import { isDeepStrictEqual } from 'node:util';
import type { Viewer } from '../../server/demo/viewer.ts';
import type { QuestionId, ViewerId } from '../../shared/ids.ts';
import { groupsOf } from '../../shared/inquiry/groups.ts';
import { ownQuestionsOf } from '../../shared/inquiry/question-view.ts';
import type { Inquiry } from '../../shared/inquiry/state.ts';
import { galleryViewFor, inquiryViewFor, publicRecordFor } from '../../shared/inquiry/view-for.ts';
import type { Crowd, DeskView, GalleryView, Own, PublicQuestion } from '../../shared/inquiry/views.ts';
import type { HeardTexts } from './inquiry-heard.ts';
import type { Replayed } from './inquiry-log.ts';

/** How everything stood in the end, as the server told it. */
export interface Told {
  live: GalleryView;
  /** Every public question. */
  record: readonly PublicQuestion[];
  desk: DeskView;
  own: ReadonlyMap<Viewer, Own>;
  sittingTitle: string;
  accountNames: ReadonlyMap<string, string>;
}

export interface Verdict {
  lost: number;
  doubled: number;
  mismatches: number;
  unapproved: number;
  /** The first of each. */
  complaints: string[];
}

/** Holds what the server says against what viewers were acknowledged and against the log, counting by brute force. */
export class Judge {
  readonly #told: Told;
  readonly #replayed: Replayed;
  readonly #viewers: readonly Viewer[];
  readonly verdict: Verdict = { lost: 0, doubled: 0, mismatches: 0, unapproved: 0, complaints: [] };

  constructor(told: Told, replayed: Replayed, viewers: readonly Viewer[]) {
    this.#told = told;
    this.#replayed = replayed;
    this.#viewers = viewers;
  }

  judge(heard: HeardTexts): Verdict {
    this.#asked();
    for (const viewer of this.#viewers) this.#ownOf(viewer);
    this.#views();
    this.#approved(heard);
    for (const version of this.#replayed.broken)
      this.#complain('mismatches', `the chain breaks at ${version}`);
    return this.verdict;
  }

  #complain(what: 'lost' | 'doubled' | 'mismatches' | 'unapproved', complaint: string): void {
    this.verdict[what]++;
    if (this.verdict.complaints.length < 12) this.verdict.complaints.push(`${what}: ${complaint}`);
  }

  /** Each question that was acknowledged is in the log once, and none is that nobody sent. */
  #asked(): void {
    const inLog = new Map<string, number>();
    for (const { asker } of this.#replayed.inquiry.questions.values()) {
      if (asker.kind !== 'viewer') continue;
      const name = `${asker.viewerId} ${asker.key}`;
      inLog.set(name, (inLog.get(name) ?? 0) + 1);
    }
    for (const viewer of this.#viewers) {
      const { asks, doubtfulAsks } = viewer.kept;
      for (const key of [...asks.keys(), ...doubtfulAsks.keys()]) {
        const name = `${viewer.viewerId} ${key}`;
        const times = inLog.get(name) ?? 0;
        if (times === 0 && asks.has(key)) this.#complain('lost', `question ${name}`);
        if (times > 1) this.#complain('doubled', `question ${name}, ${times} times`);
        inLog.delete(name);
      }
    }
    for (const name of inLog.keys()) this.#complain('doubled', `question ${name}, which nobody sent`);
  }

  #ownOf(viewer: Viewer): void {
    const own = this.#told.own.get(viewer)!;
    const { inquiry } = this.#replayed;
    const due = ownQuestionsOf(inquiry, viewer.viewerId);
    if (!isDeepStrictEqual(own.questions, due))
      this.#complain('mismatches', `${viewer.viewerId} is told ${firstDifference(own.questions, due)}`);
    for (const { questionId, state } of own.questions) {
      const { source } = inquiry.questions.get(questionId)!;
      if (source === 'public' && state === 'submitted')
        this.#complain('mismatches', `nobody has decided on ${questionId}`);
    }
    const { supports, doubtfulSupports, likes, doubtfulLikes } = viewer.kept;
    const supported = new Set(own.supports);
    for (const [questionId, on] of supports) {
      if (supported.has(questionId) === on || doubtfulSupports.has(questionId)) continue;
      this.#complain(on ? 'lost' : 'doubled', `support of ${questionId} by ${viewer.viewerId}`);
    }
    for (const questionId of supported) {
      if (!supports.has(questionId) && !doubtfulSupports.has(questionId))
        this.#complain('doubled', `support of ${questionId} by ${viewer.viewerId}, who never gave it`);
    }
    if (own.likes < likes) this.#complain('lost', `likes of ${viewer.viewerId}: ${own.likes} of ${likes}`);
    if (own.likes > likes && !doubtfulLikes)
      this.#complain('doubled', `likes of ${viewer.viewerId}: ${own.likes} instead of ${likes}`);
  }

  /** What everyone is shown in the end follows from the log and from what each viewer was acknowledged. */
  #views(): void {
    const { live, record, desk, sittingTitle, accountNames } = this.#told;
    const { inquiry } = this.#replayed;
    const about = {
      sittingTitle,
      crowd: this.#crowd(live.crowd.watching),
      supports: this.#supports(inquiry),
      nameOfAccount: (accountId: string) => accountNames.get(accountId) ?? accountId,
      now: Date.now(),
      votes: [],
    };
    this.#same('the live view', live, galleryViewFor(inquiry, about));
    const byId = Object.fromEntries(record.map((question) => [question.questionId, question]));
    this.#same('the record', byId, publicRecordFor(inquiry, about).questions);
    const { crowd } = desk;
    const seen = inquiryViewFor(inquiry, 'desk', { ...about, crowd: this.#crowd(crowd.watching) });
    this.#same('the desk', desk, seen);
  }

  #same(what: string, got: unknown, due: unknown): void {
    const [a, b] = [JSON.parse(JSON.stringify(got)), JSON.parse(JSON.stringify(due))];
    if (!isDeepStrictEqual(a, b)) this.#complain('mismatches', `${what}: ${firstDifference(a, b)}`);
  }

  #crowd(watching: number): Crowd {
    const crowd: Crowd = { views: 0, viewers: 0, watching, likes: 0, likers: 0 };
    for (const viewer of this.#viewers) {
      const { visits, likes, doubtfulLikes } = viewer.kept;
      const counted = doubtfulLikes ? this.#told.own.get(viewer)!.likes : likes;
      crowd.views += visits.size;
      crowd.viewers += visits.size > 0 ? 1 : 0;
      crowd.likes += counted;
      crowd.likers += counted > 0 ? 1 : 0;
    }
    return crowd;
  }

  /** Viewers who support any question of a group, each once. */
  #supports(inquiry: Inquiry): Map<QuestionId, number> {
    const by = new Map<QuestionId, Set<ViewerId>>();
    for (const viewer of this.#viewers) {
      const { supports, doubtfulSupports } = viewer.kept;
      const doubtful = this.#told.own.get(viewer)!.supports.filter((id) => doubtfulSupports.has(id));
      const sure = [...supports].flatMap(([id, on]) => (on && !doubtfulSupports.has(id) ? id : []));
      for (const id of [...sure, ...doubtful])
        by.getOrInsertComputed(id, () => new Set()).add(viewer.viewerId);
    }
    const ofGroup = (group: readonly QuestionId[]) =>
      group.reduce((all, id) => all.union(by.get(id) ?? new Set()), new Set<ViewerId>()).size;
    return new Map([...groupsOf(inquiry)].map(([root, group]) => [root, ofGroup(group)]));
  }

  /** Nothing was heard before the log allowed everyone to read it. */
  #approved({ questions, marks }: HeardTexts): void {
    const { shown, shownMarks } = this.#replayed;
    for (const [heard, allowed] of [
      [questions, shown],
      [marks, shownMarks],
    ] as const) {
      for (const [text, at] of heard) {
        const from = allowed.get(text);
        if (from === undefined) this.#complain('unapproved', `never: ${text}`);
        else if (at < from) this.#complain('unapproved', `${from - at} ms too early: ${text}`);
      }
    }
  }
}

/** Where two values differ first, for whoever reads a failure. */
function firstDifference(got: unknown, due: unknown, path = ''): string {
  if (isDeepStrictEqual(got, due)) return `${path}: no difference`;
  const both = [got, due].every((one) => typeof one === 'object' && one !== null);
  if (!both) return `${path}: ${short(got)} instead of ${short(due)}`;
  const [a, b] = [got as Record<string, unknown>, due as Record<string, unknown>];
  const name = [...new Set([...Object.keys(a), ...Object.keys(b)])].find(
    (key) => !isDeepStrictEqual(a[key], b[key]),
  )!;
  return firstDifference(a[name], b[name], `${path}/${name}`);
}

const short = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 200);
