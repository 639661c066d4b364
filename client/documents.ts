import type { Paper } from '../shared/ballot/paper.ts';
import type { BallotId, PaperId, SittingId, VoteId } from '../shared/ids.ts';
import type { Answer } from '../shared/protocol.ts';
import type { PreparedBallot } from '../shared/sitting/vote-records.ts';
import type { VoteView } from '../shared/views.ts';
import { api } from './api.ts';
import { Asked, useAsked } from './asked.ts';
import { useConnection } from './sitting.tsx';

/** What a sitting's view leaves out, asked for by HTTP: papers, sheets, and earlier votes with their results. */
export interface DrawnPaper {
  paper: Paper;
  round: number;
}
export type Sheets = readonly PreparedBallot[];

const papers = new Asked<DrawnPaper>();
const sheets = new Asked<Sheets>();
const votes = new Asked<VoteView>();

/** A paper as it was drawn up. */
export function usePaper(paperId: PaperId | null): Answer<DrawnPaper> | null {
  const { sittingId } = useConnection();
  return useAsked(papers, paperId, () => fetchPaper(sittingId, paperId!));
}

export function askPaper(sittingId: SittingId, paperId: PaperId): Promise<Answer<DrawnPaper>> {
  return papers.ask(paperId, () => fetchPaper(sittingId, paperId));
}

/** The sheets of a prepared vote: titles, subjects and rules. */
export function useSheets(voteId: VoteId | null): Answer<Sheets> | null {
  const { sittingId } = useConnection();
  return useAsked(sheets, voteId, () => fetchSheets(sittingId, voteId!));
}

export function askSheets(sittingId: SittingId, voteId: VoteId): Promise<Answer<Sheets>> {
  return sheets.ask(voteId, () => fetchSheets(sittingId, voteId));
}

/** The subject that a ballot is on; undefined where the ballot is the whole paper, or the sheets are not there. */
export function subjectOn(answer: Answer<Sheets> | null, ballotId: BallotId): string | undefined {
  if (!answer || 'refused' in answer) return undefined;
  const sheet = answer.ok.find((prepared) => prepared.ballotId === ballotId)?.sheet;
  return sheet?.paper.kind === 'appraisal' ? sheet.paper.items[0]?.title : undefined;
}

/** A published vote with its results: the view keeps those of the latest alone. */
export function useWholeVote<V extends VoteView | null>(vote: V): V | VoteView {
  const { sittingId } = useConnection();
  const asks = vote?.stage === 'published' && vote.results === null ? vote.voteId : null;
  const answer = useAsked(votes, asks, () => fetchVote(sittingId, asks!));
  return answer && 'ok' in answer ? answer.ok : vote;
}

export async function askWholeVote(sittingId: SittingId, vote: VoteView): Promise<Answer<VoteView>> {
  const { voteId } = vote;
  return vote.results ? { ok: vote } : votes.ask(voteId, () => fetchVote(sittingId, voteId));
}

function fetchPaper(sittingId: SittingId, paperId: PaperId): Promise<Answer<DrawnPaper>> {
  return api('GET /api/sittings/:sittingId/papers/:paperId', { sittingId, paperId });
}

async function fetchSheets(sittingId: SittingId, voteId: VoteId): Promise<Answer<Sheets>> {
  const answer = await api('GET /api/sittings/:sittingId/votes/:voteId/sheets', { sittingId, voteId });
  return 'refused' in answer ? answer : { ok: answer.ok.ballots };
}

async function fetchVote(sittingId: SittingId, voteId: VoteId): Promise<Answer<VoteView>> {
  const answer = await api('GET /api/sittings/:sittingId/votes/:voteId/result', { sittingId, voteId });
  return 'refused' in answer ? answer : { ok: answer.ok.vote };
}
