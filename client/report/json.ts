import type { TallyReport } from '../../shared/tally-report.ts';

/**
 * `yishi-tally-report-1`: the TallyReport as it is, UTF-8 JSON. Times are milliseconds since 1970, shares are
 * `{ votes, of }` and exact, `null` is what does not apply. `sections` holds one ballot each: the whole paper, or one
 * subject of an appraisal. A change of these names gives the format another number.
 */
export function reportJson(report: TallyReport): string {
  return `${JSON.stringify({ format: 'yishi-tally-report-1', ...report }, null, 2)}\n`;
}
