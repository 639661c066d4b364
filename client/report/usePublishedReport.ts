import type { Answer } from '../../shared/protocol.ts';
import type { PreparedBallot } from '../../shared/sitting/events.ts';
import { type TallyReport, tallyReport } from '../../shared/tally-report.ts';
import { api } from '../api.ts';
import { useSitting } from '../sitting.tsx';
import { useAnswered } from './useAnswered.ts';

export interface ReportWithSheets {
  report: TallyReport;
  sheets: readonly PreparedBallot[];
}

/** A published vote's report with its sheets, asked for by HTTP: the view holds only the latest in full. */
export function usePublishedReport(voteId: string | null): Answer<ReportWithSheets> | null {
  const { view } = useSitting();
  const ids = view && voteId ? { sittingId: view.sittingId, voteId } : null;
  const key = ids && `${ids.sittingId}/${ids.voteId}`;
  const answer = useAnswered(key, () => askFor(ids!));
  if (!answer || !view) return null;
  if ('refused' in answer) return answer;
  const { vote: published, sheets } = answer.ok;
  const { title, body } = view;
  const results = published.results ?? [];
  return {
    ok: { report: tallyReport({ sitting: { title, body }, vote: published, results, sheets }), sheets },
  };
}

async function askFor(ids: { sittingId: string; voteId: string }) {
  const [result, sheets] = await Promise.all([
    api('GET /api/sittings/:sittingId/votes/:voteId/result', ids),
    api('GET /api/sittings/:sittingId/votes/:voteId/sheets', ids),
  ]);
  if ('refused' in result) return result;
  if ('refused' in sheets) return sheets;
  return { ok: { vote: result.ok.vote, sheets: sheets.ok.ballots } };
}
