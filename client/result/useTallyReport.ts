import type { TallyReport } from '../../shared/tally-report.ts';
import type { VoteView } from '../../shared/views.ts';

/** Every figure of a published vote; null while it is not there yet. */
export function useTallyReport(_vote: VoteView | undefined): TallyReport | null {
  return null;
}
