import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import type { InquiryId, QuestionId, ViewerId } from '../../../shared/ids.ts';
import { emptyLog, inTransaction, makeDurable, serveBatches } from '../../commit/worker.ts';
import type { Asked } from './contract.ts';

/** Whose of which inquiry. */
interface Own {
  inquiryId: InquiryId;
  viewerId: ViewerId;
}
/** A question that the chamber has not taken yet, with its place in the order of all. */
export interface Waiting {
  place: number;
  asked: Asked;
}
/** What is kept of an inquiry, as figures. `supporters`: the numbers of the viewers who support each question. */
export interface Kept {
  inquiryId: InquiryId;
  views: number;
  viewers: number;
  likes: number;
  likers: number;
  supporters: Map<QuestionId, Uint32Array>;
}

export type CrowdRequest =
  | { op: 'load' }
  | ({ op: 'visit'; key: string } & Own)
  | { op: 'ask'; asked: Asked }
  | ({ op: 'support'; questionId: QuestionId; on: boolean } & Own)
  | ({ op: 'like'; count: number } & Own)
  | ({ op: 'own' } & Own)
  | { op: 'waiting'; limit: number }
  | { op: 'taken'; places: readonly number[] }
  | { op: 'forget'; inquiryId: InquiryId };
export type CrowdAnswer =
  | { op: 'load'; kept: Kept[] }
  /** `first`: of this viewer. */
  | { op: 'visit'; counted: boolean; first: boolean }
  | { op: 'ask'; isNew: boolean }
  | { op: 'support'; changed: boolean; viewer: number }
  /** `count` holds now, `before` held until then. */
  | { op: 'like'; count: number; before: number }
  | { op: 'own'; likes: number; supports: QuestionId[] }
  | { op: 'waiting'; waiting: Waiting[] }
  | { op: 'taken' }
  | { op: 'forget' };

const db = new DatabaseSync((workerData as { file: string }).file);
makeDurable(db);
// A viewer has a number for each inquiry: what is kept of hundreds of thousands of them stays small, on disk and in memory.
db.exec(`
  CREATE TABLE IF NOT EXISTS viewers (
    viewer INTEGER PRIMARY KEY AUTOINCREMENT,
    inquiry_id TEXT NOT NULL,
    viewer_id TEXT NOT NULL,
    likes INTEGER NOT NULL DEFAULT 0,
    UNIQUE (inquiry_id, viewer_id)
  );
  CREATE TABLE IF NOT EXISTS visits (
    viewer INTEGER NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (viewer, key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS supports (
    viewer INTEGER NOT NULL,
    question_id TEXT NOT NULL,
    PRIMARY KEY (viewer, question_id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS asks (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    inquiry_id TEXT NOT NULL,
    viewer_id TEXT NOT NULL,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    name TEXT,
    asked_at INTEGER NOT NULL,
    taken INTEGER NOT NULL DEFAULT 0,
    UNIQUE (inquiry_id, viewer_id, key)
  );
  CREATE INDEX IF NOT EXISTS asks_waiting ON asks (place) WHERE taken = 0;
`);

const ofInquiry = 'IN (SELECT viewer FROM viewers WHERE inquiry_id = ?)';
const sql = {
  viewer: db.prepare('SELECT viewer, likes FROM viewers WHERE inquiry_id = ? AND viewer_id = ?'),
  newViewer: db.prepare('INSERT INTO viewers (inquiry_id, viewer_id) VALUES (?, ?)'),
  hasVisited: db.prepare('SELECT 1 FROM visits WHERE viewer = ? LIMIT 1'),
  visit: db.prepare('INSERT OR IGNORE INTO visits (viewer, key) VALUES (?, ?)'),
  ask: db.prepare(
    'INSERT OR IGNORE INTO asks (inquiry_id, viewer_id, key, text, name, asked_at) VALUES (?, ?, ?, ?, ?, ?)',
  ),
  support: db.prepare('INSERT OR IGNORE INTO supports (viewer, question_id) VALUES (?, ?)'),
  unsupport: db.prepare('DELETE FROM supports WHERE viewer = ? AND question_id = ?'),
  supportsOf: db.prepare('SELECT question_id FROM supports WHERE viewer = ?'),
  like: db.prepare('UPDATE viewers SET likes = ? WHERE viewer = ?'),
  waiting: db.prepare('SELECT * FROM asks WHERE taken = 0 ORDER BY place LIMIT ?'),
  // The inquiry's own log has the words from then on. The key stays: a late retry is still the same question.
  taken: db.prepare("UPDATE asks SET taken = 1, text = '', name = NULL WHERE place = ?"),
  liked: db.prepare(
    'SELECT inquiry_id, sum(likes) AS likes, sum(likes > 0) AS likers FROM viewers GROUP BY inquiry_id',
  ),
  visited: db.prepare(`
    SELECT inquiry_id, count(*) AS views, count(DISTINCT viewer) AS viewers
    FROM visits JOIN viewers USING (viewer) GROUP BY inquiry_id`),
  supported: db.prepare('SELECT inquiry_id, question_id, viewer FROM supports JOIN viewers USING (viewer)'),
  forget: [
    db.prepare(`DELETE FROM visits WHERE viewer ${ofInquiry}`),
    db.prepare(`DELETE FROM supports WHERE viewer ${ofInquiry}`),
    db.prepare('DELETE FROM viewers WHERE inquiry_id = ?'),
    db.prepare('DELETE FROM asks WHERE inquiry_id = ?'),
  ],
};

/** The viewer's number in this inquiry, given at the first post. */
function viewerOf({ inquiryId, viewerId }: Own): { viewer: number; likes: number } {
  const known = sql.viewer.get(inquiryId, viewerId);
  if (known) return known as { viewer: number; likes: number };
  return { viewer: Number(sql.newViewer.run(inquiryId, viewerId).lastInsertRowid), likes: 0 };
}

function load(): Kept[] {
  const all = new Map<InquiryId, Kept>();
  const of = (row: Record<string, unknown>): Kept => {
    const inquiryId = row['inquiry_id'] as InquiryId;
    const known = all.get(inquiryId);
    if (known) return known;
    const fresh = { inquiryId, views: 0, viewers: 0, likes: 0, likers: 0, supporters: new Map() };
    all.set(inquiryId, fresh);
    return fresh;
  };
  for (const row of sql.liked.all()) {
    Object.assign(of(row), { likes: Number(row['likes']), likers: Number(row['likers']) });
  }
  for (const row of sql.visited.all()) {
    Object.assign(of(row), { views: Number(row['views']), viewers: Number(row['viewers']) });
  }
  const supporters = new Map<Kept, Map<QuestionId, number[]>>();
  for (const row of sql.supported.iterate()) {
    const ofQuestions = supporters.getOrInsertComputed(of(row), () => new Map<QuestionId, number[]>());
    ofQuestions.getOrInsertComputed(row['question_id'] as QuestionId, () => []).push(row['viewer'] as number);
  }
  for (const [kept, ofQuestions] of supporters) {
    for (const [questionId, viewers] of ofQuestions)
      kept.supporters.set(questionId, Uint32Array.from(viewers));
  }
  return [...all.values()];
}

function waitingOf(row: Record<string, unknown>): Waiting {
  return {
    place: row['place'] as number,
    asked: {
      inquiryId: row['inquiry_id'] as InquiryId,
      viewerId: row['viewer_id'] as ViewerId,
      key: row['key'] as string,
      text: row['text'] as string,
      name: row['name'] as string | null,
      askedAt: row['asked_at'] as number,
    },
  };
}

function visit(own: Own, key: string): CrowdAnswer {
  const { viewer } = viewerOf(own);
  const first = sql.hasVisited.get(viewer) === undefined;
  return { op: 'visit', counted: sql.visit.run(viewer, key).changes === 1, first };
}

function like(own: Own, count: number): CrowdAnswer {
  const { viewer, likes } = viewerOf(own);
  if (count > likes) sql.like.run(count, viewer);
  return { op: 'like', count: Math.max(count, likes), before: likes };
}

function carryOut(request: CrowdRequest): CrowdAnswer {
  switch (request.op) {
    case 'load':
      return { op: 'load', kept: load() };
    case 'visit':
      return visit(request, request.key);
    case 'ask': {
      const { inquiryId, viewerId, key, text, name, askedAt } = request.asked;
      return {
        op: 'ask',
        isNew: sql.ask.run(inquiryId, viewerId, key, text, name, askedAt).changes === 1,
      };
    }
    case 'support': {
      const { viewer } = viewerOf(request);
      const change = request.on ? sql.support : sql.unsupport;
      return { op: 'support', changed: change.run(viewer, request.questionId).changes === 1, viewer };
    }
    case 'like':
      return like(request, request.count);
    case 'own': {
      const known = sql.viewer.get(request.inquiryId, request.viewerId);
      if (!known) return { op: 'own', likes: 0, supports: [] };
      const supports = sql.supportsOf.all(known['viewer']!).map((row) => row['question_id'] as QuestionId);
      return { op: 'own', likes: known['likes'] as number, supports };
    }
    case 'waiting':
      return { op: 'waiting', waiting: sql.waiting.all(request.limit).map(waitingOf) };
    case 'taken':
      for (const place of request.places) sql.taken.run(place);
      return { op: 'taken' };
    case 'forget':
      for (const statement of sql.forget) statement.run(request.inquiryId);
      return { op: 'forget' };
    default:
      return request satisfies never;
  }
}

serveBatches((batch: readonly CrowdRequest[]) => {
  const answers = inTransaction(db, () => batch.map(carryOut));
  // The log of frames still has what was removed.
  if (batch.some(({ op }) => op === 'forget')) emptyLog(db);
  return answers;
}, db);
