import type { PaperId } from '../../../shared/ids.ts';
import { stagesOver } from '../../../shared/sitting/state.ts';
import type { View, VoteView } from '../../../shared/views.ts';

export type PaperLine = View['papers'][number];

/** One item of business with the paper it votes on, that paper's further rounds, and every vote held on them. */
export interface Entry {
  key: string;
  title: string;
  /** Its place on the agenda, from 1; null for a paper that stands on no agenda. */
  number: number | null;
  /** The paper and its further rounds, first round first. */
  papers: readonly PaperLine[];
  votes: readonly VoteView[];
}

/** One round or rehearsal of an item: a vote, or a paper that waits for its vote to be prepared. */
export interface Round {
  key: string;
  paper: PaperLine | null;
  vote: VoteView | null;
}

/** The agenda as it was set, then the papers that are not on it. */
export function entriesOf(view: View): Entry[] {
  const shown = new Set<PaperId>();
  const entry = (key: string, title: string, number: number | null, paperId: PaperId | undefined): Entry => {
    const papers = paperId ? chainFrom(view, paperId) : [];
    for (const paper of papers) shown.add(paper.paperId);
    const votes = view.votes.filter((vote) => papers.some((paper) => paper.paperId === vote.paperId));
    return { key, title, number, papers, votes };
  };
  const keys = new Map<string, number>();
  const unique = (key: string) => {
    const times = (keys.get(key) ?? 0) + 1;
    keys.set(key, times);
    return times === 1 ? key : `${key}/${times}`;
  };
  const listed = view.agenda.map(({ title, paperId }, at) =>
    entry(unique(paperId ?? title), title, at + 1, paperId),
  );
  const firstRounds = view.papers.filter(({ paperId, follows }) => follows === null && !shown.has(paperId));
  return [...listed, ...firstRounds.map(({ paperId, title }) => entry(paperId, title, null, paperId))];
}

function chainFrom(view: View, paperId: PaperId): PaperLine[] {
  const chain: PaperLine[] = [];
  let next = view.papers.find((paper) => paper.paperId === paperId);
  while (next && !chain.includes(next)) {
    chain.push(next);
    const held = new Set(
      view.votes.filter((vote) => vote.paperId === chain.at(-1)!.paperId).map(({ voteId }) => voteId),
    );
    next = view.papers.find(({ follows }) => follows !== null && held.has(follows));
  }
  return chain;
}

/** Every round of an item in the order of time; the last waits for its vote where none has been prepared. */
export function roundsOf(entry: Entry): Round[] {
  const paperOf = (vote: VoteView) => entry.papers.find(({ paperId }) => paperId === vote.paperId) ?? null;
  const held = entry.votes.map((vote): Round => ({ key: vote.voteId, paper: paperOf(vote), vote }));
  const last = entry.papers.at(-1);
  const waits = last && !entry.votes.some((vote) => vote.paperId === last.paperId && !vote.rehearsal);
  return waits ? [...held, { key: last.paperId, paper: last, vote: null }] : held;
}

/** The round to work on: what is under way, the furthest first; else the one that waits; else the latest. */
export function currentRound(entry: Entry): Round | null {
  const rounds = roundsOf(entry);
  const underWay = rounds.filter(({ vote }) => vote && isUnderWay(vote));
  return underWay.find(({ vote }) => vote!.stage !== 'prepared') ?? underWay.at(-1) ?? rounds.at(-1) ?? null;
}

export function isUnderWay({ stage }: VoteView): boolean {
  return !stagesOver.includes(stage);
}

/** The same for everyone at a desk: the vote under way, else the one held last, else the first item with a paper. */
export function itemInHand(view: View, entries: readonly Entry[]): Entry | null {
  const underWay = view.votes.filter(isUnderWay);
  const vote = underWay.find(({ stage }) => stage !== 'prepared') ?? underWay[0] ?? view.votes.at(-1);
  const byVote = vote && entries.find(({ votes }) => votes.includes(vote));
  return byVote ?? entries.find(({ papers }) => papers.length > 0) ?? entries[0] ?? null;
}
