import type { Answer } from '../../shared/protocol.ts';
import { type TallyReport, tallyReport } from '../../shared/tally-report.ts';
import type { View, VoteView } from '../../shared/views.ts';
import { Asked, useAsked } from '../asked.ts';
import { askSheets, askWholeVote, type Sheets } from '../documents.ts';
import { useSitting } from '../sitting.tsx';

export interface ReportWithSheets {
  report: TallyReport;
  sheets: Sheets;
}

const reports = new Asked<ReportWithSheets>();

/** Every figure of a published vote, with its sheets; null while it is on its way, or not published. */
export function usePublishedReport(vote: VoteView): Answer<ReportWithSheets> | null {
  const { view } = useSitting();
  const key = vote.stage === 'published' && view ? vote.voteId : null;
  return useAsked(reports, key, () => reportOf(view!, vote));
}

async function reportOf(sitting: View, listed: VoteView): Promise<Answer<ReportWithSheets>> {
  const { sittingId } = sitting;
  const [vote, sheets] = await Promise.all([
    askWholeVote(sittingId, listed),
    askSheets(sittingId, listed.voteId),
  ]);
  if ('refused' in vote) return vote;
  if ('refused' in sheets) return sheets;
  const sources = { sitting, vote: vote.ok, results: vote.ok.results!, sheets: sheets.ok };
  return { ok: { report: tallyReport(sources), sheets: sheets.ok } };
}
