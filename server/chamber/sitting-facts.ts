import type { Paper } from '../../shared/ballot/paper.ts';
import type { PaperId } from '../../shared/ids.ts';
import type { PublicVote } from '../../shared/inquiry/views.ts';
import type { DrawnPaper, Sitting } from '../../shared/sitting/state.ts';
import { voteView } from '../../shared/views.ts';

/** Published votes but rehearsals, as everyone is shown them, the first one first. */
export function publishedVotes(sitting: Sitting): PublicVote[] {
  const votes = [...sitting.votes.values()].filter(
    ({ stage, rehearsal }) => stage === 'published' && !rehearsal,
  );
  const { title, body } = sitting;
  return votes.map((vote) => ({
    sitting: { title, body },
    vote: voteView(vote, sitting, 'hallScreen', null),
    sheets: [...vote.ballots],
  }));
}

/** Papers of one kind that are not withdrawn. */
export function papersOf(sitting: Sitting, kind: Paper['kind']): { paperId: PaperId; title: string }[] {
  return [...sitting.papers.values()]
    .filter(({ paper, withdrawn }) => paper.kind === kind && !withdrawn)
    .map(({ paperId, paper }) => ({ paperId, title: paper.title }));
}

/** A paper as it was drawn up, also one that was withdrawn; null when there is none. */
export function paperIn(sitting: Sitting, paperId: PaperId): Omit<DrawnPaper, 'withdrawn'> | null {
  const drawn = sitting.papers.get(paperId);
  if (!drawn) return null;
  const { withdrawn: _, ...paper } = drawn;
  return paper;
}
